//! The head of the report: which project, and what kind of project because of what.

use std::io::{self, Write};

use lp_ready_checks::facts::Detected;

use crate::report::Report;
use crate::report::theme::{Paint, Theme};
use crate::report::wrap;

/// More reasons than this are only counted.
const MAX_REASONS: usize = 3;

pub(super) fn write(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let tool = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    writeln!(out, "{} {}", theme.paint(Paint::Strong, &report.project), theme.paint(Paint::Faint, tool))?;
    let columns = report.facts.profiles.iter().map(|detected| detected.profile.name().len()).max().unwrap_or(0);
    for detected in &report.facts.profiles {
        let name = theme.paint(Paint::Note, &wrap::pad(detected.profile.name(), columns));
        let because = wrap::hanging(&because(detected), theme.prose_width(), columns + 4);
        writeln!(out, "  {name}  {because}")?;
    }
    writeln!(out)
}

fn because(detected: &Detected) -> String {
    let shown = detected.because.iter().take(MAX_REASONS).cloned().collect::<Vec<_>>().join(", ");
    match detected.because.len().saturating_sub(MAX_REASONS) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
