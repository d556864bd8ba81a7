//! A check and its findings in JSON.

use lp_ready_checks::verdict::{Evidence, Finding, Fix, Place, Safety};
use serde::Serialize;

use super::words::{self, AttestationEntry, WaivedEntry};
use crate::report::{Report, Settled, evidence as evidence_of, reason};

/// Snippets show no more of a line than this many characters, and no more lines than [`SNIPPET_LINES`].
const SNIPPET_COLUMNS: usize = 400;
/// See [`SNIPPET_COLUMNS`].
const SNIPPET_LINES: usize = 20;

#[derive(Serialize)]
pub(super) struct CheckEntry<'r> {
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
pub(super) struct FindingEntry<'r> {
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
pub(super) struct FixEntry<'r> {
    title: &'r str,
    safety: &'static str,
}

#[derive(Serialize)]
pub(super) struct EvidenceEntry<'r> {
    label: &'r str,
    path: Option<&'r str>,
    line: Option<usize>,
    column: Option<usize>,
}

pub(super) fn check<'r>(report: &'r Report, section: &'static str, settled: &'r Settled) -> CheckEntry<'r> {
    let found = settled.verdict.findings().iter().zip(&settled.fingerprints);
    CheckEntry {
        id: settled.check.id,
        section,
        title: settled.check.title,
        severity: settled.severity.name(),
        status: settled.verdict.status(),
        reason: reason(&settled.verdict),
        findings: found.map(|(found, name)| finding(report, found, name)).collect(),
        evidence: evidence_of(&settled.verdict).into_iter().map(|shown| evidence(report, shown)).collect(),
        attestation: settled.attestation.as_ref().map(words::attestation),
        waived: settled.waived.iter().map(|one| words::waived(report, one)).collect(),
    }
}

pub(super) fn finding<'r>(report: &'r Report, finding: &'r Finding, fingerprint: &'r str) -> FindingEntry<'r> {
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

pub(super) fn fix(fix: &Fix) -> FixEntry<'_> {
    let safety = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    };
    FixEntry { title: &fix.title, safety }
}

pub(super) fn evidence<'r>(report: &'r Report, evidence: &'r Evidence) -> EvidenceEntry<'r> {
    at(report, &evidence.place, &evidence.label)
}

pub(super) fn at<'r>(report: &'r Report, place: &'r Place, label: &'r str) -> EvidenceEntry<'r> {
    let location = report.locate(place);
    EvidenceEntry {
        label,
        path: location.path,
        line: location.position.map(|position| position.line),
        column: location.position.map(|position| position.column),
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
