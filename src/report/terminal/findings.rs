//! The findings with their source, grouped by check.

use std::io::{self, Write};

use annotate_snippets::{Group, Level};
use lp_ready_checks::check::Severity;
use lp_ready_checks::verdict::{Evidence, Finding, Verdict};

use super::{Detail, snippet};
use crate::report::theme::{Paint, Theme};
use crate::report::{Report, Settled};

/// How many findings of one check are shown unless everything is wanted.
const MAX_FINDINGS: usize = 10;

/// How far the text of a help stands from the left edge.
const HELP_INDENT: usize = 12;

pub(super) fn write(report: &Report, detail: Detail, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = Vec::new();
    for settled in report.checks.iter().filter(|settled| !settled.verdict.findings().is_empty()) {
        write_check(report, settled, detail, theme, &mut seen, out)?;
    }
    Ok(())
}

/// Writes one check's findings. Source that was `seen` before is named and not shown again.
fn write_check<'r>(
    report: &'r Report,
    settled: &'r Settled,
    detail: Detail,
    theme: &Theme,
    seen: &mut Vec<&'r [Evidence]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings = settled.verdict.findings();
    let shown = if detail == Detail::Everything { findings.len() } else { MAX_FINDINGS };
    writeln!(out, "{}", heading(settled, theme))?;
    for finding in findings.iter().take(shown) {
        let known = seen.contains(&finding.evidence.as_slice()) && detail != Detail::Everything;
        writeln!(out, "{}\n", render(report, settled, finding, known, theme))?;
        seen.push(&finding.evidence);
    }
    if let more @ 1.. = findings.len().saturating_sub(shown) {
        writeln!(out, "and {more} more findings of {}; -v shows all\n", settled.check.id)?;
    }
    Ok(())
}

/// The check's id with its severity.
fn heading(settled: &Settled, theme: &Theme) -> String {
    rule(&format!("{} ({})", settled.check.id, settled.severity.name()), theme)
}

/// A heading as a rule across the page.
pub(super) fn rule(text: &str, theme: &Theme) -> String {
    let dash = if theme.unicode { "─" } else { "-" };
    let text = format!("{} {text}", dash.repeat(2));
    let rest = theme.prose_width().saturating_sub(text.chars().count() + 1);
    let line = format!("{} {}", theme.paint(Paint::Strong, &text), theme.paint(Paint::Faint, &dash.repeat(rest)));
    format!("{}\n", line.trim_end())
}

/// A finding that belongs to no check.
pub(super) fn render_warning(report: &Report, finding: &Finding, theme: &Theme) -> String {
    render_as((Level::WARNING, "warning"), report, finding, false, theme)
}

fn render(report: &Report, settled: &Settled, finding: &Finding, known: bool, theme: &Theme) -> String {
    render_as(level(settled, finding), report, finding, known, theme)
}

fn render_as(
    (level, name): (Level<'static>, &'static str),
    report: &Report,
    finding: &Finding,
    known: bool,
    theme: &Theme,
) -> String {
    let title = theme.wrap(&finding.message, name.len() + 2);
    let mut group = Group::with_title(level.with_name(name).primary_title(title));
    let places = if known {
        snippet::origins(report, finding.place())
    } else {
        snippet::elements(report, &finding.evidence, theme)
    };
    for element in places {
        group = group.element(element);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(theme.wrap(help, HELP_INDENT)));
    }
    theme.renderer().render(&[group])
}

/// How a finding is called: by its check's severity where the check fails because of it, else a warning.
fn level(settled: &Settled, finding: &Finding) -> (Level<'static>, &'static str) {
    match (&settled.verdict, settled.severity) {
        _ if finding.doubtful => (Level::WARNING, "warning"),
        (Verdict::Fail(_), Severity::Blocker | Severity::Important) => (Level::ERROR, settled.severity.name()),
        (Verdict::Fail(_), Severity::Advice) => (Level::WARNING, settled.severity.name()),
        _ => (Level::WARNING, "warning"),
    }
}
