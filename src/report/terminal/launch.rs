//! The closing items, each with the checks beneath it.

use std::io::{self, Write};

use super::{Detail, checklist};
use crate::report::launch::Closing;
use crate::report::theme::{Paint, Theme};
use crate::report::{Report, Settled, wrap};

/// How far the text of an item stands from the left edge.
const INDENT: usize = 4;

/// Blanks between two checks on a line.
const GAP: &str = "  ";

/// Writes the closing items.
pub(super) fn write(report: &Report, detail: Detail, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let closing = report.closing();
    if closing.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", theme.paint(Paint::Strong, lp_ready_checks::launch::SECTION.title))?;
    closing.iter().try_for_each(|item| write_item(report, item, detail, theme, out))?;
    writeln!(out)
}

fn write_item(
    report: &Report,
    closing: &Closing<'_>,
    detail: Detail,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mark, paint) = checklist::mark(&closing.worst.verdict, theme);
    let text = wrap::hanging(&closing.item.text, theme.prose_width(), INDENT);
    writeln!(out, "  {} {text}", theme.paint(paint, mark))?;
    for line in lines(&closing.checks, theme) {
        writeln!(out, "{}{}", " ".repeat(INDENT), theme.paint(Paint::Faint, &line))?;
    }
    // What stands nowhere above says here why it is as it is.
    let own = closing.checks.iter().filter(|settled| is_own(settled));
    own.copied().try_for_each(|settled| checklist::write_grounds(report, settled, detail, theme, out))
}

/// Whether a check belongs to the closing section itself.
pub(super) fn is_own(settled: &Settled) -> bool {
    lp_ready_checks::launch::SECTION.checks.iter().any(|check| check.id == settled.check.id)
}

/// The checks, each with its mark, as many on a line as fit.
fn lines(checks: &[&Settled], theme: &Theme) -> Vec<String> {
    let room = theme.prose_width().saturating_sub(INDENT);
    let mut lines: Vec<String> = Vec::new();
    for settled in checks {
        let check = format!("{} {}", checklist::mark(&settled.verdict, theme).0, settled.check.id);
        match lines.last_mut() {
            Some(line) if wrap::width(line) + GAP.len() + wrap::width(&check) <= room => {
                line.push_str(GAP);
                line.push_str(&check);
            }
            _ => lines.push(check),
        }
    }
    lines
}
