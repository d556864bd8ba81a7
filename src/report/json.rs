//! The report as JSON, version 1; `report.schema.json` beside this file describes it.
//!
//! The types here are the contract. They change only by addition, whatever the types behind them do.

mod check;
mod launch;
mod words;

use std::collections::BTreeMap;
use std::io::{self, Write};

use lp_ready_checks::facts::reaction::STATUSES;
use lp_ready_checks::facts::{Detected, Problem};
use serde::Serialize;

use super::requests::{self, Row};
use super::{Report, Summary};
use check::CheckEntry;
use launch::LaunchEntry;
use words::NoticeEntry;

/// The JSON Schema (draft 2020-12) of what [`write()`] writes.
pub const SCHEMA: &str = include_str!("report.schema.json");

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    project: Project<'r>,
    ready: bool,
    summary: Counts,
    checks: Vec<CheckEntry<'r>>,
    launch: Vec<LaunchEntry<'r>>,
    requests: Vec<RequestEntry<'r>>,
    notices: Vec<NoticeEntry<'r>>,
    problems: Vec<ProblemEntry<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Project<'r> {
    root: &'r str,
    profiles: Vec<ProfileEntry<'r>>,
}

#[derive(Serialize)]
struct ProfileEntry<'r> {
    name: &'static str,
    because: &'r [String],
}

#[derive(Serialize)]
struct Counts {
    pass: usize,
    fail: usize,
    warn: usize,
    not_applicable: usize,
    needs_attestation: usize,
    unknown: usize,
    waived: usize,
}

#[derive(Serialize)]
struct RequestEntry<'r> {
    path: &'r str,
    line: Option<usize>,
    via: String,
    gateway: String,
    pipeline: Option<String>,
    model: String,
    key: String,
    runs: &'static str,
    timeout: String,
    retry: String,
    handles: BTreeMap<String, &'static str>,
}

#[derive(Serialize)]
struct ProblemEntry<'r> {
    path: &'r str,
    what: &'r str,
}

/// Writes the report.
///
/// # Errors
/// When it cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        project: Project { root: &report.project, profiles: report.facts.profiles.iter().map(profile).collect() },
        ready: report.ready(),
        summary: counts(&report.summary()),
        checks: checks(report),
        launch: launch::items(report),
        requests: requests::rows(report).into_iter().map(request).collect(),
        notices: report.notices.iter().map(|found| words::notice(report, found)).collect(),
        problems: report.facts.problems.iter().map(problem).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn profile(detected: &Detected) -> ProfileEntry<'_> {
    ProfileEntry { name: detected.profile.name(), because: &detected.because }
}

fn problem(problem: &Problem) -> ProblemEntry<'_> {
    ProblemEntry { path: &problem.path, what: &problem.what }
}

fn counts(summary: &Summary) -> Counts {
    Counts {
        pass: summary.pass,
        fail: summary.fail,
        warn: summary.warn,
        not_applicable: summary.not_applicable,
        needs_attestation: summary.needs_attestation,
        unknown: summary.unknown,
        waived: summary.waived,
    }
}

fn checks(report: &Report) -> Vec<CheckEntry<'_>> {
    let sections = report.sections().flat_map(|(section, settled)| {
        settled.into_iter().map(move |settled| check::check(report, section.title, settled))
    });
    sections.collect()
}

fn request(row: Row<'_>) -> RequestEntry<'_> {
    let handles = STATUSES.iter().map(ToString::to_string).zip(row.handles);
    RequestEntry {
        path: row.path,
        line: row.line,
        via: row.via,
        gateway: row.gateway,
        pipeline: row.pipeline,
        model: row.model,
        key: row.key,
        runs: row.runs,
        timeout: row.timeout,
        retry: row.retry,
        handles: handles.chain([("dropped".to_owned(), row.dropped)]).collect(),
    }
}
