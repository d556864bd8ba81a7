//! A match of a rule in a file, before it is known whether it is a credential.

use std::ops::Range;

/// Bytes from which a rule may have seen but the start of a value.
const LONG: usize = 100;

/// Bytes in which a value ends.
const LINE: usize = 1 << 16;

/// A match and what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// The file, relative to the root.
    pub path: &'a str,
    /// The file's text.
    pub text: &'a str,
    /// What the rule matched.
    pub whole: Range<usize>,
    /// The value in it.
    pub value: Range<usize>,
}

impl<'a> Found<'a> {
    /// A match; its ranges grow to whole characters.
    pub(super) fn new(path: &'a str, text: &'a str, whole: Range<usize>, value: Range<usize>) -> Self {
        let grow = |range: Range<usize>| floor(text, range.start)..ceil(text, range.end);
        Self { path, text, whole: grow(whole), value: grow(value) }
    }

    /// The value.
    pub(super) fn value(&self) -> &'a str {
        &self.text[self.value.clone()]
    }

    /// All that was matched.
    pub(super) fn whole(&self) -> &'a str {
        &self.text[self.whole.clone()]
    }

    /// What stands before the value on its line, at most `limit` bytes.
    pub(super) fn left(&self, limit: usize) -> &'a str {
        let left = self.before(limit);
        left.rsplit_once('\n').map_or(left, |(_, line)| line)
    }

    /// What stands after the value on its line, at most `limit` bytes.
    pub(super) fn right(&self, limit: usize) -> &'a str {
        let right = self.after(limit);
        right.split_once('\n').map_or(right, |(line, _)| line)
    }

    /// At most `limit` bytes before the value.
    pub(super) fn before(&self, limit: usize) -> &'a str {
        &self.text[ceil(self.text, self.value.start.saturating_sub(limit))..self.value.start]
    }

    /// At most `limit` bytes after the value.
    pub(super) fn after(&self, limit: usize) -> &'a str {
        let end = self.value.end.saturating_add(limit).min(self.text.len());
        &self.text[self.value.end..floor(self.text, end).max(self.value.end)]
    }

    /// The line or lines the match stands on, at most `limit` bytes beyond it.
    pub(super) fn lines(&self, limit: usize) -> &'a str {
        let start = floor(self.text, self.whole.start.saturating_sub(limit));
        let end = ceil(self.text, self.whole.end.saturating_add(limit).min(self.text.len()));
        let start = self.text[start..self.whole.start].rfind('\n').map_or(start, |at| start + at + 1);
        let end = self.text[self.whole.end..end].find('\n').map_or(end, |at| self.whole.end + at);
        &self.text[start..end]
    }

    /// Whether a quotation mark of any kind stands right before the value.
    pub(super) fn is_quoted(&self) -> bool {
        matches!(self.text[..self.value.start].chars().next_back(), Some('"' | '\'' | '`'))
    }

    /// Where the value stands with all that belongs to it, so that nothing of a secret stays in sight: to its closing
    /// quotation mark, and where it is as long as rules look, to its end.
    pub(super) fn extent(&self) -> Range<usize> {
        let right = self.right(LINE);
        let quote = self.text[..self.value.start].chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
        let quoted = quote.and_then(|quote| right.find(quote));
        let is_end = |c: char| c.is_whitespace() || "\"'`,;<>(){}[]".contains(c);
        let long = (self.value.len() >= LONG).then(|| right.find(is_end).unwrap_or(right.len()));
        self.value.start..self.value.end + quoted.or(long).unwrap_or(0)
    }

    /// The file's name.
    pub(super) fn name(&self) -> &'a str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// The file's extension in lower case; empty without one.
    pub(super) fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
    }
}

/// The character boundary at or before an index.
pub(super) fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The character boundary at or after an index.
pub(super) fn ceil(text: &str, index: usize) -> usize {
    (index..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{Found, Range};

    #[test]
    fn ranges_grow_to_whole_characters() {
        let text = "é=ü\nnext";
        let found = Found::new("a/b.TS", text, 1..4, 4..5);
        assert_eq!((found.whole(), found.value()), ("é=ü", "ü"));
        assert_eq!((found.left(9), found.right(9), found.after(3)), ("é=", "", "\nne"));
        assert_eq!((found.lines(9), found.extension().as_str()), ("é=ü", "ts"));
    }

    #[test]
    fn a_secret_reaches_to_its_end() {
        let extent = |text: &str, value: Range<usize>| {
            let found = Found::new("a.ts", text, value.clone(), value);
            text[found.extent()].to_owned()
        };
        assert_eq!(extent("key = \"first rest\", \"other\"", 7..12), "first rest");
        assert_eq!(extent("key = \"first\nrest\"", 7..12), "first");
        assert_eq!(extent("key=first-rest", 4..9), "first");
        let long = "x".repeat(300);
        assert_eq!(extent(&format!("key={long} next"), 4..204), long);
    }
}
