//! What the tests share: projects on disk, the program without the developer's environment, the schema.

#![allow(dead_code, reason = "each test binary uses its part")]

pub(crate) mod audited;
pub(crate) mod bounded;
pub(crate) mod page;
pub(crate) mod project;

use std::path::Path;
use std::process::{Command, Output};

/// What a report in JSON has against the schema; empty for a good one.
pub(crate) fn schema_errors(json: &str) -> Vec<String> {
    let schema = serde_json::from_str(lp_ready::report::json::SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is a schema");
    let instance = serde_json::from_str(json).expect("the report is JSON");
    validator.iter_errors(&instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The text without this release's version, so that snapshots outlive it.
pub(crate) fn without_version(text: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    text.replace(&format!("lp-ready {version}"), "lp-ready [version]")
        .replace(&format!("\"version\": \"{version}\""), "\"version\": \"[version]\"")
}

/// The program in a folder, in an environment that says nothing but that the locale is UTF-8.
pub(crate) fn lp_ready(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lp-ready"));
    command.current_dir(folder).env_clear().env("LC_ALL", "C.UTF-8");
    command
}

/// Runs the program with arguments split at spaces.
pub(crate) fn run(folder: &Path, arguments: &str) -> Output {
    lp_ready(folder).args(arguments.split_whitespace()).output().expect("the program starts")
}

/// What the program wrote to standard output.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

/// What the program wrote to standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("output is UTF-8")
}
