//! The end of the report: what could not be read, the counts, the verdict.

use std::io::{self, Write};

use crate::report::summary::counted;
use crate::report::theme::{Paint, Theme};
use crate::report::{Report, Summary, wrap};

/// More problems than this are only counted.
const MAX_PROBLEMS: usize = 10;

pub(super) fn write_problems(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let problems = &report.facts.problems;
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", theme.paint(Paint::Strong, "Could not be read"))?;
    for problem in problems.iter().take(MAX_PROBLEMS) {
        let text = wrap::hanging(&format!("{}: {}", problem.path, problem.what), theme.prose_width(), 4);
        writeln!(out, "  {} {text}", theme.paint(Paint::Doubtful, "?"))?;
    }
    if let more @ 1.. = problems.len().saturating_sub(MAX_PROBLEMS) {
        writeln!(out, "    and {more} more; --format json lists all")?;
    }
    writeln!(out)
}

pub(super) fn write(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let counts = counts(&report.summary()).join(", ");
    let checks = counted(report.checks.len(), "check", "checks").unwrap_or_else(|| "no checks".to_owned());
    writeln!(out, "{}", theme.paint(Paint::Faint, &theme.wrap(&format!("{checks}: {counts}"), 0)))?;
    if let Some(id) = first_open(report) {
        let hint = format!("why and how, with examples: lp-ready explain {id}");
        writeln!(out, "{}", theme.paint(Paint::Faint, &theme.wrap(&hint, 0)))?;
    }
    write_verdict(report, theme, out)
}

fn write_verdict(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let paint = if report.ready() { Paint::Good } else { Paint::Bad };
    let verdict = theme.wrap(&report.verdict(), 0);
    verdict.lines().try_for_each(|line| writeln!(out, "{}", theme.paint(paint, line)))
}

pub(super) fn write_without_livepeer(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let found = "no SDK, request, node or configuration of Livepeer was found";
    let text = if report.facts.problems.is_empty() {
        format!("{} does not use Livepeer: {found}, so there is nothing to check", report.project)
    } else {
        format!("{} does not seem to use Livepeer: {found} in what could be read", report.project)
    };
    writeln!(out, "{}", theme.wrap(&text, 0))?;
    if report.ready() { Ok(()) } else { write_verdict(report, theme, out) }
}

fn counts(summary: &Summary) -> Vec<String> {
    let counts = [
        (summary.pass, "passed"),
        (summary.fail, "failed"),
        (summary.warn, "with warnings"),
        (summary.unknown, "unknown"),
        (summary.needs_attestation, "to attest"),
        (summary.waived, "waived"),
        (summary.not_applicable, "not applicable"),
    ];
    counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
}

/// The first check with findings: the one to read about first.
fn first_open(report: &Report) -> Option<&'static str> {
    let open = report.checks.iter().find(|settled| !settled.verdict.findings().is_empty());
    open.map(|settled| settled.check.id)
}
