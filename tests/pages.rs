//! Every example of every page, as a test of its own: a small project, audited with that check alone.

mod support;

use std::process::ExitCode;

use jiff::civil::{Date, date};
use libtest_mimic::{Arguments, Failed, Trial};
use lp_ready::audit;
use lp_ready::config::Config;
use lp_ready::plan::Plan;
use lp_ready::report::{Report, Settled, reason};
use lp_ready_checks::check::Check;
use lp_ready_checks::verdict::{Finding, Place};

use support::page::{self, Example, Expected};
use support::project::Project;

/// The sections whose examples run, and the status each of them asks for.
const SECTIONS: [(&str, &str); 6] = [
    ("Fails", "fail"),
    ("Warns", "warn"),
    ("Passes", "pass"),
    ("Does not apply", "not_applicable"),
    ("Unknown", "unknown"),
    ("Asks", "needs_attestation"),
];

/// The day on which every example is audited.
const TODAY: Date = date(2026, 9, 30);

fn main() -> ExitCode {
    let tests = lp_ready_checks::all().flat_map(tests_of).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

fn tests_of(check: &'static Check) -> Vec<Trial> {
    let (_, sections) = page::parse(check.page);
    let examples = sections.into_iter().flat_map(|section| {
        let status = SECTIONS.iter().find(|(title, _)| *title == section.title).map(|(_, status)| *status);
        section.examples.into_iter().filter_map(move |example| Some((status?, example)))
    });
    examples
        .map(|(status, example)| {
            let name = format!("{} :: {}", check.id, example.title);
            Trial::test(name, move || run(check, status, &example))
        })
        .collect()
}

fn run(check: &'static Check, status: &str, example: &Example) -> Result<(), Failed> {
    let project = lay_out(example);
    let plan = Plan { checks: vec![check] };
    let config = Config::load(&project.root(), None, TODAY).map_err(|error| format!("{error:#}"))?;
    let report = audit::audit(&project.root(), &plan, &config).map_err(|error| format!("{error:#}"))?;
    let settled = &report.checks[0];
    let found: Vec<Found> = settled.verdict.findings().iter().map(|finding| found(&report, finding)).collect();
    if settled.verdict.status() != status {
        return Err(format!("expected {status}, found {}", described(settled, &found)).into());
    }
    for finding in &found {
        style(&finding.message)?;
    }
    compare(&example.expected, &found)
}

fn lay_out(example: &Example) -> Project {
    let project = Project::new("project");
    for file in &example.files {
        project.write(&file.path, &file.text);
        if file.executable {
            project.make_executable(&file.path);
        }
    }
    if !example.without_git() {
        let tracked: Vec<_> = example.files.iter().map(|file| (file.path.clone(), file.tracked)).collect();
        project.add_to_git(&tracked);
    }
    project
}

/// A finding as `→` lines write it.
#[derive(Debug)]
struct Found {
    path: String,
    line: Option<usize>,
    message: String,
}

fn found(report: &Report, finding: &Finding) -> Found {
    let location = report.locate(finding.place());
    let path = match finding.place() {
        Place::Missing(what) => what.clone(),
        _ => location.path.unwrap_or_default().to_owned(),
    };
    Found { path, line: location.position.map(|position| position.line), message: finding.message.clone() }
}

impl Found {
    /// Whether an expectation is about this finding. What is about a whole file may be expected at its first line.
    fn meets(&self, expected: &Expected) -> bool {
        let here = match self.line {
            Some(line) => expected.line == Some(line),
            None => matches!(expected.line, None | Some(1)),
        };
        here && self.path == expected.path && self.message.to_lowercase().contains(&expected.message.to_lowercase())
    }
}

fn compare(expected: &[Expected], found: &[Found]) -> Result<(), Failed> {
    let mut left: Vec<&Found> = found.iter().collect();
    for expected in expected {
        match left.iter().position(|found| found.meets(expected)) {
            Some(at) => drop(left.remove(at)),
            None => return Err(format!("expected {expected:?}, found {found:#?}").into()),
        }
    }
    if left.is_empty() { Ok(()) } else { Err(format!("found more than is expected: {left:#?}").into()) }
}

/// What every message keeps to.
fn style(message: &str) -> Result<(), Failed> {
    let starts_lower = message.chars().next().is_some_and(|first| !first.is_uppercase());
    if starts_lower && !message.ends_with('.') && message.chars().count() <= 120 {
        return Ok(());
    }
    Err(format!("a message starts in lower case, has no full stop and at most 120 characters: {message:?}").into())
}

fn described(settled: &Settled, found: &[Found]) -> String {
    let why = reason(&settled.verdict).unwrap_or_default();
    format!("{} {why} {found:#?}", settled.verdict.status())
}
