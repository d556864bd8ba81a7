//! `lp-ready audit`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, bail};

use super::Outcome;
use super::args::AuditOptions;
use super::format::{self, Format, Output};
use super::screen::Screen;
use crate::clock;
use crate::config::Config;
use crate::plan::Plan;
use crate::report::terminal::{self, Detail};
use crate::report::theme::Theme;
use crate::report::{Report, json};

/// Audits a project and writes the reports asked for.
pub(super) fn run(options: &AuditOptions, screen: &Screen, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    let outputs = format::complete(options.format.clone())?;
    expect_folder(&options.path)?;
    let config = config(options)?;
    let plan = Plan::select(&options.only, &options.skip, &config)?;
    let mut report = crate::audit::audit(&options.path, &plan, &config)?;
    report.fail_on = options.fail_on;
    for output in &outputs {
        write_output(&report, output, options, screen, theme, out)?;
    }
    Ok(if report.ready() { Outcome::Ready } else { Outcome::NotReady })
}

/// Says what there is where a project's folder was expected.
pub(super) fn expect_folder(path: &Path) -> Result<()> {
    let found = match path.metadata() {
        Ok(metadata) if metadata.is_dir() => return Ok(()),
        Ok(_) => "a file".to_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => "nothing".to_owned(),
        Err(error) => format!("what cannot be read ({error})"),
    };
    bail!(
        "expected a project's folder, found {found} at `{}`: give the folder, as in `lp-ready audit path/to/project`",
        path.display()
    )
}

/// The settings, with the profiles of the command line in place of the file's.
fn config(options: &AuditOptions) -> Result<Config> {
    let config = Config::load(&options.path, options.config.as_deref(), options.today.unwrap_or_else(clock::today))?;
    if options.profile.is_empty() {
        return Ok(config);
    }
    Ok(Config { profiles: options.profile.clone(), profiles_because: "`--profile`".to_owned(), ..config })
}

fn write_output(
    report: &Report,
    output: &Output,
    options: &AuditOptions,
    screen: &Screen,
    theme: &Theme,
    out: &mut dyn Write,
) -> Result<()> {
    let detail = detail(options);
    if let Some(file) = &output.file {
        let theme = screen.file_theme();
        return format::write_file(file, |out| write(report, output.format, detail, &theme, out));
    }
    if options.quiet > 1 {
        return Ok(());
    }
    // Whoever stops reading has what they wanted; the exit code still tells the verdict.
    match write(report, output.format, detail, theme, out) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn detail(options: &AuditOptions) -> Detail {
    match (options.quiet, options.verbose) {
        (1.., _) => Detail::Findings,
        (0, true) => Detail::Everything,
        (0, false) => Detail::Checklist,
    }
}

fn write(report: &Report, format: Format, detail: Detail, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::write(report, detail, theme, out),
        Format::Json => json::write(report, out),
    }
}
