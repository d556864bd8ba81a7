//! The report as a developer reads it: findings, the checklist, what could not be read, the verdict.

mod checklist;
mod findings;
mod header;
mod launch;
mod requests;
mod snippet;
mod summary;
pub mod trace;
mod waived;

use std::io::{self, Write};

use super::Report;
use super::theme::Theme;

/// How much of the report is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// The findings and the verdict.
    Findings,
    /// With the checklist, and at most ten findings of a check.
    #[default]
    Checklist,
    /// With every finding, what passes rest on, and the requests.
    Everything,
}

/// Writes the report.
///
/// # Errors
/// When it cannot be written.
pub fn write(report: &Report, detail: Detail, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    if detail > Detail::Findings {
        header::write(report, theme, out)?;
    }
    if !report.uses_livepeer {
        summary::write_problems(report, theme, out)?;
        return summary::write_without_livepeer(report, theme, out);
    }
    findings::write(report, detail, theme, out)?;
    waived::write_notices(report, theme, out)?;
    if detail > Detail::Findings {
        checklist::write(report, detail, theme, out)?;
        launch::write(report, detail, theme, out)?;
    }
    if detail == Detail::Everything {
        requests::write(report, theme, out)?;
    }
    summary::write_problems(report, theme, out)?;
    summary::write(report, theme, out)
}
