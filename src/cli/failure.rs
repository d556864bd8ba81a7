//! Errors as users read them, on standard error.

use std::io::{self, Write};

use anyhow::Error;

use crate::config::ConfigError;
use crate::report::shown::printable;
use crate::report::theme::{Paint, Theme};

/// Whether a reader that went away is all that happened.
pub(super) fn is_broken_pipe(error: &Error) -> bool {
    let plain = error.downcast_ref::<io::Error>().map(io::Error::kind);
    let kind = plain.or_else(|| error.downcast_ref::<serde_json::Error>()?.io_error_kind());
    kind == Some(io::ErrorKind::BrokenPipe)
}

/// Whether an error stands alone, as only those of standard output do: whatever else fails is told what it was for.
fn is_of_output(error: &Error) -> bool {
    error.chain().next().is_some_and(|first| first.is::<io::Error>() || first.is::<serde_json::Error>())
}

/// Writes an error with everything that led to it.
pub(super) fn write(error: &Error, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    if let Some(error) = error.downcast_ref::<ConfigError>() {
        return writeln!(out, "{}", error.render(theme));
    }
    let what = if is_of_output(error) { "expected to write to standard output, and could not: " } else { "" };
    let text: Vec<String> = format!("{what}{error:#}").lines().map(printable).collect();
    let label = theme.paint(Paint::Bad, "error:");
    writeln!(out, "{label} {}", theme.wrap(&text.join("\n"), 0))
}
