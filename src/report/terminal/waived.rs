//! What does not count, and why; and what is to be put right about such words.

use std::io::{self, Write};

use lp_ready_checks::verdict::{Finding, Place};

use super::{Detail, findings};
use crate::report::theme::{Paint, Theme};
use crate::report::{Report, Settled, Waived, wrap};
use crate::settle::waivers::with_day;

/// How far a waived finding stands from the left edge.
const INDENT: usize = 4;

/// How many waived findings of one check are shown unless everything is wanted.
const MOST: usize = 10;

/// Writes the waived findings below their check.
pub(super) fn write(
    report: &Report,
    settled: &Settled,
    detail: Detail,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = if detail == Detail::Everything { settled.waived.len() } else { MOST };
    for waived in settled.waived.iter().take(shown) {
        let text = sentence(report, waived);
        for line in wrap::lines(&text, theme.prose_width().saturating_sub(INDENT)) {
            writeln!(out, "{}{}", " ".repeat(INDENT), theme.paint(Paint::Faint, &line))?;
        }
    }
    match settled.waived.len().saturating_sub(shown) {
        0 => Ok(()),
        more => writeln!(out, "{}and {more} more waived; -v shows all", " ".repeat(INDENT)),
    }
}

/// "waived at src/a.ts:3: no limit (the job has one, until 2027-01-31)".
fn sentence(report: &Report, waived: &Waived) -> String {
    let reason = with_day(&waived.reason, waived.until);
    format!("waived{}: {} ({reason})", place(report, waived.finding.place()), waived.finding.message)
}

fn place(report: &Report, place: &Place) -> String {
    let location = report.locate(place);
    match (location.path, location.position) {
        (Some(path), Some(position)) => format!(" at {path}:{}", position.line),
        (Some(path), None) => format!(" at {path}"),
        (None, _) => String::new(),
    }
}

/// Writes what is to be put right about attestations, waivers and comments that ignore.
pub(super) fn write_notices(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    if report.notices.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", findings::rule("attestations and waivers", theme))?;
    report
        .notices
        .iter()
        .try_for_each(|notice: &Finding| writeln!(out, "{}\n", findings::render_warning(report, notice, theme)))
}
