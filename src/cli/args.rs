//! What can be typed.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use lp_ready_checks::check::Profile;

use super::format::{self, Output};
use crate::config::parse_date;
use crate::report::FailOn;

/// Tells a team whether its Livepeer application is ready to launch, and proves it.
#[derive(Debug, Parser)]
#[command(name = "lp-ready", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 ready, 1 not ready, 2 could not run.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true, display_order = 100)]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Hold a project against the production checklist
    Audit(AuditOptions),
    /// Work out what the volumes in the settings cost
    Cost(CostOptions),
    /// Give your word for what no tool can see, and write it into the settings
    Attest(AttestOptions),
    /// Write settings for a project, from what an audit finds in it
    Init(InitOptions),
    /// Explain what is known of the requests a project makes, and how it was found out
    Trace(TraceOptions),
    /// List the checks
    Checks(ChecksOptions),
    /// Print a check's page: why it matters, how it is judged, examples
    Explain(ExplainOptions),
}

#[derive(Debug, Args)]
pub(super) struct AuditOptions {
    /// The project's folder
    #[arg(default_value = ".", hide_default_value = true)]
    pub(super) path: PathBuf,

    /// How to report: `terminal` or `json`, to a file with `=FILE`; repeatable. Without one for standard output, the
    /// terminal report goes there
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = format::parse)]
    pub(super) format: Vec<Output>,

    /// The kind of project, in place of what is found: ai, video, self-hosted, byoc; repeatable
    #[arg(long, value_name = "PROFILE", value_parser = profile, hide_possible_values = true)]
    pub(super) profile: Vec<Profile>,

    /// Run these checks only: an id or a glob such as `authentication/*`; repeatable
    #[arg(long, value_name = "ID")]
    pub(super) only: Vec<String>,

    /// Leave these checks out: an id or a glob; repeatable
    #[arg(long, value_name = "ID")]
    pub(super) skip: Vec<String>,

    /// Read settings from this file, in place of `lp-ready.toml` in the project's folder
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Hold dates against this day, in place of today: what will hold on the day of the launch?
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(super) today: Option<Date>,

    /// What makes a project not ready: a failing check of this severity or above; `needs-attestation`: also every
    /// check that waits for somebody's word or could not be judged
    #[arg(long, value_name = "BAR", value_enum, default_value_t = FailOn::Important, hide_possible_values = true)]
    pub(super) fail_on: FailOn,

    /// Show findings and the verdict only; twice: nothing, the exit code says it
    #[arg(short, long, action = ArgAction::Count, conflicts_with = "verbose")]
    pub(super) quiet: u8,

    /// Show every finding, what passes rest on, and the requests the project makes
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "What is not given is asked for, where there is a terminal to ask on.")]
pub(super) struct AttestOptions {
    /// The check's id, as reports show it
    pub(super) id: String,

    /// Who gives their word
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,

    /// The day on which it was done or looked at; today unless given
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(super) on: Option<Date>,

    /// The last day on which it holds
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(super) until: Option<Date>,

    /// What it rests on: a path of the project or an address; repeatable
    #[arg(long, value_name = "PATH|URL")]
    pub(super) evidence: Vec<String>,

    /// What else there is to say
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,

    /// The project's folder
    #[arg(long, value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub(super) project: PathBuf,

    /// Write to this settings file, in place of `lp-ready.toml` in the project's folder
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The project's folder
    #[arg(default_value = ".", hide_default_value = true)]
    pub(super) path: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct TraceOptions {
    /// The request: its file, with `:LINE` where there are several. Without one, every request is explained
    #[arg(value_name = "FILE[:LINE]")]
    pub(super) place: Option<String>,

    /// The project's folder
    #[arg(long, value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub(super) project: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct CostOptions {
    /// The project's folder
    #[arg(default_value = ".", hide_default_value = true)]
    pub(super) path: PathBuf,

    /// How to show it
    #[arg(long, value_enum, default_value_t = ListFormat::Terminal)]
    pub(super) format: ListFormat,

    /// Read settings from this file, in place of `lp-ready.toml` in the project's folder
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ChecksOptions {
    /// How to list them
    #[arg(long, value_enum, default_value_t = ListFormat::Terminal)]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The check's id, as reports and `lp-ready checks` show it
    pub(super) id: String,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// When the output is a terminal and the environment does not say otherwise.
    Auto,
    /// Whatever the output is.
    Always,
    /// Not at all.
    Never,
}

/// How lists and tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For reading.
    Terminal,
    /// For programs.
    Json,
}

fn profile(name: &str) -> Result<Profile, String> {
    let names = || Profile::ALL.iter().map(|profile| profile.name());
    Profile::ALL
        .into_iter()
        .find(|profile| profile.name() == name)
        .ok_or_else(|| format!("expected {}", crate::suggest::choices(names())))
}
