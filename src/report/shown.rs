//! Text as it may be shown: credentials cut down to their ends, characters that steer terminals made visible.

use std::ops::Range;

/// A file's text as it may be shown, with the same lines as the original.
#[derive(Debug)]
pub struct Shown {
    /// What may be shown.
    pub text: String,
    swaps: Vec<Swap>,
}

/// A part of the original and what stands for it.
#[derive(Debug)]
struct Swap {
    original: Range<usize>,
    shown: Range<usize>,
}

impl Shown {
    /// A text without the secrets in these ranges, which lie on character boundaries in any order.
    #[must_use]
    pub fn new(original: &str, secrets: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut shown = Self { text: String::with_capacity(original.len()), swaps: Vec::new() };
        let mut at = 0;
        for secret in merged(secrets.into_iter().collect()) {
            shown.push_plain(original, at..secret.start);
            shown.push_secret(original, secret.clone());
            at = secret.end;
        }
        shown.push_plain(original, at..original.len());
        shown
    }

    /// Where a range of the original is shown. A range that cuts into something hidden grows to all of what stands for it.
    #[must_use]
    pub fn range(&self, original: Range<usize>) -> Range<usize> {
        let start = self.offset(original.start, |swap| swap.shown.start);
        let end = if original.is_empty() { start } else { self.offset(original.end, |swap| swap.shown.end) };
        start..end.max(start)
    }

    /// `inside` decides for offsets within a swapped part.
    fn offset(&self, original: usize, inside: fn(&Swap) -> usize) -> usize {
        let before = self.swaps.partition_point(|swap| swap.original.end <= original);
        match self.swaps.get(before) {
            Some(swap) if swap.original.start < original => inside(swap),
            _ => {
                let (swapped, shown) = before
                    .checked_sub(1)
                    .map_or((0, 0), |last| (self.swaps[last].original.end, self.swaps[last].shown.end));
                original - swapped + shown
            }
        }
    }

    fn push_plain(&mut self, original: &str, range: Range<usize>) {
        for (at, c) in original[range.clone()].char_indices() {
            match visible(c) {
                Some(stand_in) if !is_layout(original, range.start + at, c) => {
                    let start = range.start + at;
                    self.swap(start..start + c.len_utf8(), |text| text.push(stand_in));
                }
                _ => self.text.push(c),
            }
        }
    }

    /// Hides a secret line by line, so that the lines stay the same.
    fn push_secret(&mut self, original: &str, range: Range<usize>) {
        let secret = &original[range.clone()];
        let mut at = range.start;
        for line in secret.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            if !content.is_empty() {
                self.swap(at..at + content.len(), |text| {
                    text.push_str(&hidden(content, content.len() == secret.len()))
                });
            }
            self.text.push_str(&line[content.len()..]);
            at += line.len();
        }
    }

    fn swap(&mut self, original: Range<usize>, push: impl FnOnce(&mut String)) {
        let start = self.text.len();
        push(&mut self.text);
        self.swaps.push(Swap { original, shown: start..self.text.len() });
    }
}

/// Overlapping and touching ranges joined, in order, without empty ones.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Shorter secrets show nothing: four characters would be too much of them.
const MIN_ENDS: usize = 12;

/// What stands for a secret: its first and last two characters at most.
#[must_use]
pub fn mask(secret: &str) -> String {
    hidden(secret, true)
}

fn hidden(content: &str, whole: bool) -> String {
    let chars: Vec<char> = content.chars().map(|c| visible(c).unwrap_or(c)).collect();
    match chars.as_slice() {
        [a, b, .., y, z] if whole && chars.len() >= MIN_ENDS => format!("{a}{b}…{y}{z}"),
        _ => "…".to_owned(),
    }
}

/// A single line of text in which nothing steers a terminal.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| visible(c).unwrap_or(c)).collect()
}

/// Whether a control character does its work in the layout of source text: tabs and line ends.
fn is_layout(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\t' | '\n') || (c == '\r' && text[at + 1..].starts_with('\n'))
}

/// What stands for a character that would act on a terminal instead of showing: control characters, changes of
/// direction, tags.
fn visible(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{e0000}'..='\u{e007f}' => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_its_ends_and_spans_follow() {
        let text = "key = \"0000aaaa-1111\"; after";
        let shown = Shown::new(text, std::iter::once(7..20));
        assert_eq!(shown.text, "key = \"00…11\"; after");
        assert_eq!(&shown.text[shown.range(7..20)], "00…11");
        assert_eq!(&shown.text[shown.range(9..12)], "00…11");
        assert_eq!(&shown.text[shown.range(23..28)], "after");
        assert_eq!(&shown.text[shown.range(0..3)], "key");
        assert_eq!(shown.range(text.len()..text.len()), shown.text.len()..shown.text.len());
    }

    #[test]
    fn overlapping_secrets_are_one() {
        assert_eq!(Shown::new("xx0123456789abcdyy", [4..16, 2..10]).text, "xx01…cdyy");
    }

    #[test]
    fn a_secret_of_several_lines_keeps_the_lines_and_shows_none_of_them() {
        let shown = Shown::new("a\n-----BEGIN-----\nMIIEpAIBAAKC\n-----END-----\nb", std::iter::once(2..45));
        assert_eq!(shown.text.lines().collect::<Vec<_>>(), ["a", "…", "…", "…", "b"]);
    }

    #[test]
    fn short_secrets_show_nothing() {
        assert_eq!(mask("hunter2"), "…");
    }

    #[test]
    fn terminal_escapes_are_made_visible_and_layout_stays() {
        let text = "a\x1b[31m\tb\r\nc\rd\u{202e}e";
        let shown = Shown::new(text, Vec::new());
        assert_eq!(shown.text, "a␛[31m\tb\r\nc␍d\u{fffd}e");
        assert_eq!(&shown.text[shown.range(text.len() - 1..text.len())], "e");
        assert_eq!(printable("a\nb"), "a␊b");
    }
}
