//! The report as JSON, version 1; `report.schema.json` beside this file describes it.
//!
//! The types here are the contract. They change only by addition, whatever the types behind them do.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lp_ready_checks::facts::reaction::STATUSES;
use lp_ready_checks::facts::team::Attestation;
use lp_ready_checks::facts::{Detected, Problem};
use lp_ready_checks::verdict::{Evidence, Finding, Fix, Place, Safety};
use serde::Serialize;

use super::requests::{self, Row};
use super::{Report, Settled, Summary, Waived, reason};

/// The JSON Schema (draft 2020-12) of what [`write()`] writes.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// Snippets show no more of a line than this many characters, and no more lines than [`SNIPPET_LINES`].
const SNIPPET_COLUMNS: usize = 400;
/// See [`SNIPPET_COLUMNS`].
const SNIPPET_LINES: usize = 20;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    project: Project<'r>,
    ready: bool,
    summary: Counts,
    checks: Vec<CheckEntry<'r>>,
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
struct CheckEntry<'r> {
    id: &'static str,
    section: &'static str,
    title: &'static str,
    severity: &'static str,
    status: &'static str,
    reason: Option<&'r str>,
    findings: Vec<FindingEntry<'r>>,
    evidence: Vec<EvidenceEntry<'r>>,
    attestation: Option<AttestationEntry<'r>>,
    waived: Vec<WaivedEntry<'r>>,
}

#[derive(Serialize)]
struct FindingEntry<'r> {
    message: &'r str,
    path: Option<&'r str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    snippet: Option<String>,
    help: Option<&'r str>,
    fix: Option<FixEntry<'r>>,
    fingerprint: &'r str,
}

#[derive(Serialize)]
struct FixEntry<'r> {
    title: &'r str,
    safety: &'static str,
}

#[derive(Serialize)]
struct EvidenceEntry<'r> {
    label: &'r str,
    path: Option<&'r str>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct AttestationEntry<'r> {
    by: &'r str,
    on: String,
    until: Option<String>,
    evidence: &'r [String],
    note: Option<&'r str>,
}

#[derive(Serialize)]
struct WaivedEntry<'r> {
    reason: &'r str,
    until: Option<String>,
    /// Where the reason stands.
    by: EvidenceEntry<'r>,
    finding: FindingEntry<'r>,
}

#[derive(Serialize)]
struct NoticeEntry<'r> {
    message: &'r str,
    path: Option<&'r str>,
    line: Option<usize>,
    help: Option<&'r str>,
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
    handles: BTreeMap<u16, &'static str>,
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
        requests: requests::rows(report).into_iter().map(request).collect(),
        notices: report.notices.iter().map(|found| notice(report, found)).collect(),
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
    let sections = report
        .sections()
        .flat_map(|(section, settled)| settled.into_iter().map(move |settled| check(report, section.title, settled)));
    sections.collect()
}

fn check<'r>(report: &'r Report, section: &'static str, settled: &'r Settled) -> CheckEntry<'r> {
    let found = settled.verdict.findings().iter().zip(&settled.fingerprints);
    CheckEntry {
        id: settled.check.id,
        section,
        title: settled.check.title,
        severity: settled.severity.name(),
        status: settled.verdict.status(),
        reason: reason(&settled.verdict),
        findings: found.map(|(found, name)| finding(report, found, name)).collect(),
        evidence: super::evidence(&settled.verdict).into_iter().map(|shown| evidence(report, shown)).collect(),
        attestation: settled.attestation.as_ref().map(attestation),
        waived: settled.waived.iter().map(|one| waived(report, one)).collect(),
    }
}

fn attestation(word: &Attestation) -> AttestationEntry<'_> {
    AttestationEntry {
        by: &word.by,
        on: word.on.to_string(),
        until: word.until.map(|day| day.to_string()),
        evidence: &word.evidence,
        note: word.note.as_deref(),
    }
}

fn waived<'r>(report: &'r Report, waived: &'r Waived) -> WaivedEntry<'r> {
    WaivedEntry {
        reason: &waived.reason,
        until: waived.until.map(|day| day.to_string()),
        by: at(report, &waived.by, ""),
        finding: finding(report, &waived.finding, &waived.fingerprint),
    }
}

fn notice<'r>(report: &'r Report, notice: &'r Finding) -> NoticeEntry<'r> {
    let location = report.locate(notice.place());
    NoticeEntry {
        message: &notice.message,
        path: location.path,
        line: location.position.map(|position| position.line),
        help: notice.help.as_deref(),
    }
}

fn finding<'r>(report: &'r Report, finding: &'r Finding, fingerprint: &'r str) -> FindingEntry<'r> {
    let location = report.locate(finding.place());
    FindingEntry {
        message: &finding.message,
        path: location.path,
        line: location.position.map(|position| position.line),
        column: location.position.map(|position| position.column),
        end_line: location.position.map(|position| position.end_line),
        end_column: location.position.map(|position| position.end_column),
        snippet: report.lines_of(finding.place()).map(snippet),
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(fix),
        fingerprint,
    }
}

fn fix(fix: &Fix) -> FixEntry<'_> {
    let safety = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    };
    FixEntry { title: &fix.title, safety }
}

fn evidence<'r>(report: &'r Report, evidence: &'r Evidence) -> EvidenceEntry<'r> {
    at(report, &evidence.place, &evidence.label)
}

fn at<'r>(report: &'r Report, place: &'r Place, label: &'r str) -> EvidenceEntry<'r> {
    let location = report.locate(place);
    EvidenceEntry {
        label,
        path: location.path,
        line: location.position.map(|position| position.line),
        column: location.position.map(|position| position.column),
    }
}

fn request(row: Row<'_>) -> RequestEntry<'_> {
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
        handles: STATUSES.into_iter().zip(row.handles).collect(),
    }
}

fn snippet(lines: &str) -> String {
    let cut = lines.lines().take(SNIPPET_LINES).map(|line| match line.char_indices().nth(SNIPPET_COLUMNS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    });
    cut.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_are_cut_where_they_would_flood_a_report() {
        assert_eq!(snippet("a\r\nb"), "a\nb");
        assert_eq!(snippet(&"é".repeat(500)).chars().count(), SNIPPET_COLUMNS + 1);
        assert_eq!(snippet(&"x\n".repeat(50)).lines().count(), SNIPPET_LINES);
    }
}
