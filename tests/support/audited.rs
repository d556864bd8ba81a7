//! One audit in both formats, held against what is true of every audit.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::bounded::run_bounded;
use super::project::Project;
use super::{lp_ready, schema_errors, stderr, stdout};

/// An invented key in the shape of a Studio key; no output may hold it.
pub(crate) const KEY: &str = "5ec2e7aa-3d41-4b7c-9a58-60d1f2b3c4e5";

/// What an audit said.
pub(crate) struct Audited {
    pub(crate) code: i32,
    pub(crate) terminal: String,
    pub(crate) json: Value,
}

/// Audits a project in both formats.
///
/// # Panics
/// When it does not end, does not end well, or its output is not fit to be shown.
pub(crate) fn audit(project: &Project) -> Audited {
    audit_by(project, lp_ready(&project.root()))
}

/// As [`audit`], by a command that may be prepared.
pub(crate) fn audit_by(project: &Project, mut command: Command) -> Audited {
    let json = project.root().join("../report.json");
    let arguments = ["audit", "-v", "--format", "terminal", "--format", "json=../report.json"];
    let output = run_bounded(command.args(arguments));
    assert_eq!(stderr(&output), "");
    let code = output.status.code().expect("no signal ended it");
    assert!(code < 2, "exit code {code}");
    Audited::new(code, stdout(&output), &json)
}

impl Audited {
    fn new(code: i32, terminal: String, json: &Path) -> Self {
        let text = fs::read_to_string(json).expect("a report in JSON");
        for output in [&terminal, &text] {
            assert!(!output.contains(KEY) && !output.contains(&KEY[9..23]), "a secret is shown: {output}");
            assert!(!output.contains(|c: char| c.is_control() && c != '\n'), "a terminal is steered: {output:?}");
        }
        assert_eq!(schema_errors(&text), Vec::<String>::new());
        let audited = Self { code, terminal, json: serde_json::from_str(&text).expect("JSON") };
        audited.expect_problems_are_shown();
        audited
    }

    fn expect_problems_are_shown(&self) {
        assert_eq!(self.terminal.contains("Could not be read\n"), !self.problems().is_empty());
        // Long lines are wrapped, and of many problems only the first are shown.
        for (path, _) in self.problems().into_iter().take(10) {
            let first = path.split(' ').next().unwrap_or_default();
            assert!(self.terminal.contains(&format!("? {first}")), "{path} is missing: {}", self.terminal);
        }
    }

    /// What could not be read: paths and reasons.
    pub(crate) fn problems(&self) -> Vec<(&str, &str)> {
        let problems = self.json["problems"].as_array().expect("a list");
        problems.iter().map(|problem| (text(&problem["path"]), text(&problem["what"]))).collect()
    }

    /// What a check came to.
    pub(crate) fn status(&self, id: &str) -> &str {
        let checks = self.json["checks"].as_array().expect("a list");
        let check = checks.iter().find(|check| check["id"] == id).expect("a check of that id");
        text(&check["status"])
    }

    /// Whether any finding or request is in this file.
    pub(crate) fn speaks_of(&self, path: &str) -> bool {
        self.json.to_string().contains(&format!("\"path\":\"{path}\""))
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
