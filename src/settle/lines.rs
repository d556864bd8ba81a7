//! Lines of files, counted from 1.

use lp_ready_checks::facts::file::File;

/// The line a byte of a file's text is on.
pub(super) fn of(file: &File, at: usize) -> usize {
    let text = file.text.as_deref().unwrap_or_default();
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}
