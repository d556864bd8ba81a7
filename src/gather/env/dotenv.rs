//! A reader of `KEY=value` lines that knows where everything stands. Values are read, never expanded or loaded.

use std::ops::Range;

/// What a dotenv file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its assignments, in order.
    pub entries: Vec<Entry>,
    /// Lines that no dotenv reader takes, and quotes that never end.
    pub errors: Vec<Range<usize>>,
}

/// One assignment; ranges are bytes of the whole text.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: Range<usize>,
    /// The value, without quotes.
    pub value: Range<usize>,
    /// The value, escapes of double quotes resolved; `${…}` stands as written.
    pub text: String,
}

/// Reads assignments, one per line or with a quoted value over several.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    while at < text.len() {
        at = statement(text, at, &mut parsed);
    }
    parsed
}

/// Reads the statement whose line starts at `at`; returns where the next line starts.
fn statement(text: &str, at: usize, parsed: &mut Parsed) -> usize {
    let end = line_end(text, at);
    let line = trimmed(text, at..end);
    if line.is_empty() || text[line.start..].starts_with('#') {
        return next_line(text, end);
    }
    let (start, exported) = skip_export(text, &line);
    let name = start..start + name_length(&text[start..line.end]);
    let Some(value) = value_start(text, name.end, line.end).filter(|_| !name.is_empty()) else {
        // `export KEY` hands a variable on; it gives no value.
        if !(exported && name.end == line.end) {
            parsed.errors.push(line);
        }
        return next_line(text, end);
    };
    let (value, content, end) = read_value(text, value, end, &mut parsed.errors);
    parsed.entries.push(Entry { name, value, text: content });
    next_line(text, line_end(text, end))
}

fn skip_export(text: &str, line: &Range<usize>) -> (usize, bool) {
    let rest = &text[line.clone()];
    match rest.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])) {
        Some(after) => (line.end - after.trim_start().len(), true),
        None => (line.start, false),
    }
}

fn name_length(text: &str) -> usize {
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if first { text.as_bytes().iter().take_while(|byte| part(byte)).count() } else { 0 }
}

/// Where the value starts after a name that ends at `at`: behind `=`, or behind `:` and a blank.
fn value_start(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text[at..end].trim_start_matches([' ', '\t']);
    let colon = rest.strip_prefix(':').filter(|after| after.is_empty() || after.starts_with([' ', '\t']));
    let after = rest.strip_prefix('=').or(colon)?;
    Some(end - after.trim_start_matches([' ', '\t']).len())
}

/// The value that starts at `at` in a line that ends at `end`: where it stands, what it is, where it ends.
fn read_value(text: &str, at: usize, end: usize, errors: &mut Vec<Range<usize>>) -> (Range<usize>, String, usize) {
    let quote = text[at..end].chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
    if let Some(quote) = quote {
        if let Some(value) = quoted(text, at + 1, quote) {
            let content = if quote == '"' { unescape(&text[value.clone()]) } else { text[value.clone()].to_owned() };
            return (value.clone(), content, value.end + 1);
        }
        if !text[at + 1..end].contains(quote) {
            errors.push(trimmed(text, at..end));
        }
    }
    let value = trimmed(text, at..comment_start(text, at, end));
    (value.clone(), text[value].to_owned(), end)
}

/// The text from `at` to its closing quote, if nothing but a comment follows that on its line.
fn quoted(text: &str, at: usize, quote: char) -> Option<Range<usize>> {
    let mut escaped = false;
    let closing = text[at..].char_indices().find(|(_, character)| {
        let closes = *character == quote && !escaped;
        escaped = *character == '\\' && !escaped && quote == '"';
        closes
    })?;
    let close = at + closing.0;
    let rest = text[close + 1..line_end(text, close + 1)].trim();
    (rest.is_empty() || rest.starts_with('#')).then_some(at..close)
}

fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, false) => text.push(character),
            (_, true) => match characters.next() {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some(other @ ('"' | '\\' | '$')) => text.push(other),
                Some(other) => text.extend(['\\', other]),
                None => text.push('\\'),
            },
        }
    }
    text
}

/// Where a comment starts: at a `#` with a blank before it, or right where the value would start.
fn comment_start(text: &str, at: usize, end: usize) -> usize {
    let value = &text[at..end];
    let hash = value.match_indices('#').map(|(position, _)| position);
    let comment = hash.into_iter().find(|position| *position == 0 || value[..*position].ends_with([' ', '\t']));
    comment.map_or(end, |position| at + position)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length)
}

fn next_line(text: &str, end: usize) -> usize {
    end + text[end..].chars().next().map_or(0, char::len_utf8)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}
