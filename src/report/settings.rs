//! Settings for a project, from what an audit of it found.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;
use lp_ready_checks::cost::projection;
use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::env::{EnvFile, Environment};
use lp_ready_checks::verdict::Verdict;

use super::{Report, Settled, cost, wrap};

/// Columns of a comment.
const WIDTH: usize = 100;

/// The text of an `lp-ready.toml` that changes no verdict as it stands.
#[must_use]
pub fn suggested(report: &Report, today: Date) -> String {
    let mut text = String::from("# Settings of lp-ready, written by `lp-ready init`. All of it is optional.\n");
    profiles(report, &mut text);
    text.push_str("\n# Paths that are not looked at, as globs relative to this folder.\n# ignore = [\"legacy/**\"]\n");
    environments(&report.facts, &mut text);
    let asks = report.checks.iter().filter(|settled| matches!(settled.verdict, Verdict::NeedsAttestation(_)));
    for settled in asks {
        if settled.check.id == projection::CHECK.id {
            volumes(&report.facts, &mut text);
        } else {
            attestation(settled, today, &mut text);
        }
    }
    text
}

/// The profiles that were found, with their reasons.
fn profiles(report: &Report, text: &mut String) {
    let detected = &report.facts.profiles;
    comment(
        "What kind of project this is, as far as it was found. Take the line out to have it found anew each time.",
        text,
    );
    for detected in detected {
        prose(&format!("{}: {}.", detected.profile.name(), detected.because.join(", ")), text);
    }
    let names: Vec<String> = detected.iter().map(|detected| quoted(detected.profile.name())).collect();
    let sign = if names.is_empty() { "# " } else { "" };
    let names = if names.is_empty() { quoted("ai") } else { names.join(", ") };
    line(&format!("{sign}profiles = [{names}]"), text);
}

/// The env files by the environment their names tell; the others are left to somebody who knows.
fn environments(facts: &Facts, text: &mut String) {
    let named: BTreeMap<Environment, Vec<String>> = env_files(facts).fold(BTreeMap::new(), |mut named, (env, path)| {
        named.entry(env.environment).or_default().push(path);
        named
    });
    comment("Which env files hold where. Names that do not tell stand behind `#`: move them to where they hold.", text);
    let sign = if named.keys().any(|environment| *environment != Environment::Unnamed) { "" } else { "# " };
    line(&format!("{sign}[environments]"), text);
    for (environment, paths) in &named {
        let paths = paths.iter().map(|path| quoted(path)).collect::<Vec<_>>().join(", ");
        match key(*environment) {
            Some(key) => line(&format!("{key} = [{paths}]"), text),
            None => line(&format!("# production = [{paths}]"), text),
        }
    }
    if named.is_empty() {
        line("# production = [\"deploy/*.env\"]", text);
    }
}

/// The env files that programs load. A path that a glob would read otherwise cannot be named.
fn env_files(facts: &Facts) -> impl Iterator<Item = (&EnvFile, String)> {
    let loaded = facts.env.files.iter().filter(|env| !env.template);
    let named = loaded.map(|env| (env, facts.file(env.file).path.clone()));
    named.filter(|(_, path)| !path.contains(['*', '?', '[', ']', '{', '}', '\\', '"']))
}

fn key(environment: Environment) -> Option<&'static str> {
    match environment {
        Environment::Production => Some("production"),
        Environment::Staging => Some("staging"),
        Environment::Development => Some("development"),
        Environment::Test => Some("test"),
        Environment::Unnamed => None,
    }
}

/// The volumes that the projection of costs asks for, as tables to fill in.
fn volumes(facts: &Facts, text: &mut String) {
    comment("How much will be asked for, and what a month may cost; `lp-ready cost` works it out.", text);
    for written in cost::to_fill_in(&projection::pipelines(facts)).lines() {
        line(format!("# {written}").trim_end(), text);
    }
}

/// A check that asks for somebody's word, as an entry to fill in.
fn attestation(settled: &Settled, today: Date, text: &mut String) {
    let id = settled.check.id;
    let Verdict::NeedsAttestation(question) = &settled.verdict else { return };
    comment(&format!("{question} (or run `lp-ready attest {id}`)"), text);
    line(&format!("# [attest.\"{id}\"]\n# by = \"\"\n# on = {today}\n# evidence = []"), text);
}

/// A comment with a blank line before it.
fn comment(said: &str, text: &mut String) {
    text.push('\n');
    prose(said, text);
}

fn prose(said: &str, text: &mut String) {
    wrap::lines(said, WIDTH).iter().for_each(|part| line(&format!("# {part}"), text));
}

fn line(written: &str, text: &mut String) {
    // Writing to a text never fails.
    let _ = writeln!(text, "{written}");
}

/// A name as TOML quotes it; control characters are shown as something else already.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
