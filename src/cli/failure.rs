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

/// Writes an error with everything that led to it.
pub(super) fn write(error: &Error, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    if let Some(error) = error.downcast_ref::<ConfigError>() {
        return writeln!(out, "{}", error.render(theme));
    }
    let text: Vec<String> = format!("{error:#}").lines().map(printable).collect();
    let label = theme.paint(Paint::Bad, "error:");
    writeln!(out, "{label} {}", theme.wrap(&text.join("\n"), 0))
}
