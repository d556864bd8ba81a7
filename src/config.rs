//! `lp-ready.toml`: what a team says of its own project.

mod cost;
pub mod edit;
mod error;
mod schema;
mod values;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use lp_ready_checks::check::{Profile, Severity};
use lp_ready_checks::facts::env::Environment;
use lp_ready_checks::facts::team::Team;

pub use error::ConfigError;
use values::Ground;
pub(crate) use values::{is_evidence, parse_date};

use crate::gather::globs;

/// The name of the file, looked for in the audited root.
pub const FILE_NAME: &str = "lp-ready.toml";

/// A settings file is written by hand; what is larger is something else.
const MAX_BYTES: u64 = 1 << 20;

/// The settings of a project; the default is a project without the file.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The kinds of project this is; empty means they are found from the project itself.
    pub profiles: Vec<Profile>,
    /// What named [`Config::profiles`], as a clause: "`--profile`".
    pub profiles_because: String,
    /// Globs of paths that are not looked at.
    pub ignore: Vec<String>,
    /// Which env files hold for which environment: globs of paths, by environment.
    pub environments: Vec<(Environment, Vec<String>)>,
    /// Further gateway hosts of the team's own.
    pub gateways: Vec<Gateway>,
    /// Severities that differ from the checks' own; `None` turns a check off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// What the team gives its word for.
    pub team: Team,
    /// Findings that the team takes upon itself.
    pub waivers: Vec<Waiver>,
}

/// Findings of one check that do not count, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The check.
    pub id: String,
    /// Why its findings do not count.
    pub reason: String,
    /// The last day on which they do not.
    pub until: Option<Date>,
    /// Globs of the paths it is about; empty for the whole check.
    pub paths: Vec<String>,
    /// Where it stands in the settings file, in bytes.
    pub at: Range<usize>,
}

/// A gateway host that lp-ready does not know of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The host, without scheme, in lower case; `*.` at the start stands for every host below.
    pub host: String,
    /// Whether it may serve production.
    pub production: bool,
}

impl Config {
    /// The settings in the file given, else in the root's `lp-ready.toml`, else the default. Their dates are held
    /// against `today`.
    ///
    /// # Errors
    /// A [`ConfigError`] where the file says something it may not; otherwise when it cannot be read.
    pub fn load(root: &Path, explicit: Option<&Path>, today: Date) -> Result<Self> {
        let own = root.join(FILE_NAME);
        match explicit {
            Some(path) => {
                let name = path.to_string_lossy();
                Ok(Self::parse(&text(path, &name)?, &name, root, today)?)
            }
            None if own.symlink_metadata().is_ok() => {
                let mut config = Self::parse(&text(&own, FILE_NAME)?, FILE_NAME, root, today)?;
                config.team.settings = Some(FILE_NAME.to_owned());
                Ok(config)
            }
            None => Ok(Self { team: Team { today, ..Team::default() }, ..Self::default() }),
        }
    }

    /// The settings that a text makes for the project at `root` on a day; `name` is what errors call the file.
    ///
    /// # Errors
    /// When it is no TOML, or says something it may not.
    pub fn parse(text: &str, name: &str, root: &Path, today: Date) -> Result<Self, ConfigError> {
        schema::read(text, Ground { root, today }).map_err(|wrong| ConfigError::new(name, text, wrong))
    }

    /// Whether a check is turned off.
    #[must_use]
    pub fn turns_off(&self, id: &str) -> bool {
        self.severities.get(id) == Some(&None)
    }
}

/// The text of a settings file; `name` is what errors call it.
pub(crate) fn text(path: &Path, name: &str) -> Result<String> {
    let unreadable = || format!("expected a settings file, could not read `{name}` (`--config` takes another)");
    let metadata = fs::metadata(path).with_context(unreadable)?;
    if !metadata.is_file() || metadata.len() > MAX_BYTES {
        bail!(
            "expected a settings file, found something else or more than a megabyte at `{name}`: `--config` takes another"
        );
    }
    let bytes = fs::read(path).with_context(unreadable)?;
    let Ok(text) = String::from_utf8(bytes) else {
        bail!("expected UTF-8 text in the settings file `{name}`, found other bytes: save it as UTF-8");
    };
    Ok(text)
}
