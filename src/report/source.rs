//! A file that findings point into: its lines, and its text as it may be shown.

use std::ops::Range;

use lp_ready_checks::facts::file::File;

use super::secrets::Secrets;
use super::shown::Shown;

/// Stands at the start of some files and is no column.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The lines of a file and what may be shown of them.
#[derive(Debug)]
pub struct Source {
    /// The text as it may be shown.
    pub shown: Shown,
    /// Where each line of the original starts.
    starts: Vec<usize>,
    /// Where each line of the shown text starts.
    shown_starts: Vec<usize>,
}

/// A range in lines and columns, both counted from 1, columns in characters; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

impl Source {
    /// Reads a file's lines and hides its secrets.
    #[must_use]
    pub fn new(file: &File, secrets: &Secrets) -> Self {
        let text = file.text.as_deref().unwrap_or_default();
        let shown = Shown::new(text, secrets.ranges(file));
        let shown_starts = line_starts(&shown.text);
        Self { shown, starts: line_starts(text), shown_starts }
    }

    /// Where a range of the original text is.
    #[must_use]
    pub fn position(&self, text: &str, range: Range<usize>) -> Position {
        let (line, column) = self.line_column(text, range.start);
        let (end_line, end_column) = self.line_column(text, range.end);
        Position { line, column, end_line, end_column }
    }

    fn line_column(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at);
        let before = &text[self.starts[line - 1]..at];
        (line, before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before).chars().count() + 1)
    }

    /// Bytes of the shown text that hold some lines, counted from 1 and inclusive, without the last line's end.
    #[must_use]
    pub fn lines(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.shown_starts.get(first - 1).copied().unwrap_or(self.shown.text.len());
        let end = self.shown_starts.get(last).copied().unwrap_or(self.shown.text.len());
        let text = self.shown.text[start..end].trim_end_matches(['\n', '\r']);
        start..start + text.len()
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_breaks).collect()
}
