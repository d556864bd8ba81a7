//! The closing items in JSON.

use serde::Serialize;

use crate::report::Report;

#[derive(Serialize)]
pub(super) struct LaunchEntry<'r> {
    item: &'r str,
    status: &'static str,
    checks: Vec<Beneath>,
}

#[derive(Serialize)]
struct Beneath {
    id: &'static str,
    status: &'static str,
}

/// The closing items that a check of this run stands beneath.
pub(super) fn items(report: &Report) -> Vec<LaunchEntry<'_>> {
    let closing = report.closing().into_iter().map(|closing| LaunchEntry {
        item: &closing.item.text,
        status: closing.worst.verdict.status(),
        checks: closing
            .checks
            .iter()
            .map(|settled| Beneath { id: settled.check.id, status: settled.verdict.status() })
            .collect(),
    });
    closing.collect()
}
