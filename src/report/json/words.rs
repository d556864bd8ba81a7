//! Somebody's word in JSON: attestations, waivers, and what is to be put right about them.

use lp_ready_checks::facts::team::Attestation;
use lp_ready_checks::verdict::Finding;
use serde::Serialize;

use super::check::{EvidenceEntry, FindingEntry, at, finding};
use crate::report::{Report, Waived};

#[derive(Serialize)]
pub(super) struct AttestationEntry<'r> {
    by: &'r str,
    on: String,
    until: Option<String>,
    evidence: &'r [String],
    note: Option<&'r str>,
}

#[derive(Serialize)]
pub(super) struct WaivedEntry<'r> {
    reason: &'r str,
    until: Option<String>,
    /// Where the reason stands.
    by: EvidenceEntry<'r>,
    finding: FindingEntry<'r>,
}

#[derive(Serialize)]
pub(super) struct NoticeEntry<'r> {
    message: &'r str,
    path: Option<&'r str>,
    line: Option<usize>,
    help: Option<&'r str>,
}

pub(super) fn attestation(word: &Attestation) -> AttestationEntry<'_> {
    AttestationEntry {
        by: &word.by,
        on: word.on.to_string(),
        until: word.until.map(|day| day.to_string()),
        evidence: &word.evidence,
        note: word.note.as_deref(),
    }
}

pub(super) fn waived<'r>(report: &'r Report, waived: &'r Waived) -> WaivedEntry<'r> {
    WaivedEntry {
        reason: &waived.reason,
        until: waived.until.map(|day| day.to_string()),
        by: at(report, &waived.by, ""),
        finding: finding(report, &waived.finding, &waived.fingerprint),
    }
}

pub(super) fn notice<'r>(report: &'r Report, notice: &'r Finding) -> NoticeEntry<'r> {
    let location = report.locate(notice.place());
    NoticeEntry {
        message: &notice.message,
        path: location.path,
        line: location.position.map(|position| position.line),
        help: notice.help.as_deref(),
    }
}
