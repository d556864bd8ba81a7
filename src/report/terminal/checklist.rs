//! The checklist by its own headings, with a mark and a reason per item.

use std::io::{self, Write};

use lp_ready_checks::verdict::{Evidence, Place, Verdict};

use super::{Detail, launch, waived};
use crate::report::summary::counted;
use crate::report::theme::{Paint, Theme};
use crate::report::{Report, Settled, reason, wrap};

/// How far an item's text stands from the left edge.
const INDENT: usize = 4;

/// How far evidence stands from the left edge.
const EVIDENCE_INDENT: usize = 6;

pub(super) fn write(report: &Report, detail: Detail, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    for (section, settled) in report.sections().filter(|(_, settled)| !settled.iter().all(|one| launch::is_own(one))) {
        writeln!(out, "{}", theme.paint(Paint::Strong, section.title))?;
        settled.into_iter().try_for_each(|settled| write_item(report, settled, detail, theme, out))?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_item(
    report: &Report,
    settled: &Settled,
    detail: Detail,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mark, paint) = mark(&settled.verdict, theme);
    let title = wrap::hanging(settled.check.title, theme.prose_width(), INDENT);
    write!(out, "  {} {title}", theme.paint(paint, mark))?;
    let room = theme.prose_width().saturating_sub(INDENT + wrap::width(settled.check.title) + 2);
    match beside(settled).filter(|beside| !title.contains('\n') && wrap::width(beside) <= room) {
        Some(beside) => {
            writeln!(out, "  {}", theme.paint(Paint::Faint, &beside))?;
            write_details(report, settled, detail, theme, out)
        }
        None => {
            writeln!(out)?;
            write_grounds(report, settled, detail, theme, out)
        }
    }
}

/// Everything that stands below an item.
pub(super) fn write_grounds(
    report: &Report,
    settled: &Settled,
    detail: Detail,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    beside(settled).iter().try_for_each(|beside| write_indented(beside, INDENT, theme, out))?;
    write_details(report, settled, detail, theme, out)
}

fn write_details(
    report: &Report,
    settled: &Settled,
    detail: Detail,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    waived::write(report, settled, detail, theme, out)?;
    if detail == Detail::Everything { write_evidence(report, settled, theme, out) } else { Ok(()) }
}

/// Lines are coloured one by one, so that a colour never reaches over an indent.
fn write_indented(text: &str, indent: usize, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap::lines(text, theme.prose_width().saturating_sub(indent)) {
        writeln!(out, "{}{}", " ".repeat(indent), theme.paint(Paint::Faint, &line))?;
    }
    Ok(())
}

fn write_evidence(report: &Report, settled: &Settled, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let Verdict::Pass(evidence) = &settled.verdict else { return Ok(()) };
    for evidence in evidence.iter().filter(|evidence| !is_word(settled, evidence)) {
        write_indented(&sentence(report, evidence), EVIDENCE_INDENT, theme, out)?;
    }
    Ok(())
}

/// Whether evidence is somebody's word, which stands beside its item whatever is shown of the rest.
fn is_word(settled: &Settled, evidence: &Evidence) -> bool {
    settled.attestation.is_some() && matches!(evidence.place, Place::Attested(_))
}

fn sentence(report: &Report, evidence: &Evidence) -> String {
    let location = report.locate(&evidence.place);
    let place = match (location.path, location.position, &evidence.place) {
        (Some(path), Some(position), _) => format!("{path}:{}", position.line),
        (Some(path), None, _) => path.to_owned(),
        (None, _, Place::Missing(what)) => format!("no {what}"),
        (None, ..) => String::new(),
    };
    match (place.as_str(), evidence.label.as_str()) {
        (place, "") => place.to_owned(),
        ("", label) => label.to_owned(),
        (place, label) => format!("{place}: {label}"),
    }
}

/// What stands beside an item: the reason, or how much was found.
fn beside(settled: &Settled) -> Option<String> {
    match &settled.verdict {
        Verdict::Pass(evidence) => evidence.iter().find(|one| is_word(settled, one)).map(|word| word.label.clone()),
        Verdict::Fail(findings) => {
            counted(findings.len(), "finding", "findings").map(|count| format!("{}, {count}", settled.severity.name()))
        }
        Verdict::Warn(findings) => counted(findings.len(), "warning", "warnings"),
        // The findings that are waived stand below, each with its reason.
        Verdict::Waived(_) if !settled.waived.is_empty() => {
            counted(settled.waived.len(), "finding waived", "findings waived")
        }
        Verdict::Waived(reason) => Some(format!("waived: {reason}")),
        verdict => reason(verdict).map(str::to_owned),
    }
}

/// The mark of a verdict.
pub(super) fn mark(verdict: &Verdict, theme: &Theme) -> (&'static str, Paint) {
    let (mark, ascii, paint) = match verdict {
        Verdict::Pass(_) => ("✔", "+", Paint::Good),
        Verdict::Fail(_) => ("✘", "x", Paint::Bad),
        Verdict::Warn(_) => ("⚠", "!", Paint::Doubtful),
        Verdict::Unknown(_) => ("?", "?", Paint::Doubtful),
        Verdict::NotApplicable(_) => ("–", "-", Paint::Faint),
        Verdict::NeedsAttestation(_) => ("☐", "o", Paint::Note),
        Verdict::Waived(_) => ("~", "~", Paint::Faint),
    };
    (if theme.unicode { mark } else { ascii }, paint)
}
