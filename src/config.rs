//! `lp-ready.toml`: what a team says of its own project.

use std::collections::BTreeMap;

use lp_ready_checks::check::{Profile, Severity};
use lp_ready_checks::facts::env::Environment;

/// The settings of a project; the default is a project without the file.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The kinds of project this is; empty means they are found from the project itself.
    pub profiles: Vec<Profile>,
    /// Globs of paths that are not looked at.
    pub ignore: Vec<String>,
    /// Which env files hold for which environment: globs of paths, by environment.
    pub environments: Vec<(Environment, Vec<String>)>,
    /// Further gateway hosts of the team's own.
    pub gateways: Vec<Gateway>,
    /// Severities that differ from the checks' own; `None` turns a check off.
    pub severities: BTreeMap<String, Option<Severity>>,
}

/// A gateway host that lp-ready does not know of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The host, without scheme, in lower case; `*.` at the start stands for every host below.
    pub host: String,
    /// Whether it may serve production.
    pub production: bool,
}
