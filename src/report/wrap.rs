//! Breaking prose into lines.

use unicode_width::UnicodeWidthStr;

/// Narrower columns than this are not worth keeping to.
const MIN_WIDTH: usize = 20;

/// Columns a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Lines of at most `width` columns, broken at spaces; a word that is longer stands on a line of its own.
/// Line breaks in the text are kept. There is always at least one line.
#[must_use]
pub fn lines(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| paragraph(line, width.max(MIN_WIDTH))).collect()
}

fn paragraph(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Text as a block whose first line starts where the cursor is and whose other lines are indented.
#[must_use]
pub fn hanging(text: &str, width: usize, indent: usize) -> String {
    lines(text, width.saturating_sub(indent)).join(&format!("\n{}", " ".repeat(indent)))
}

/// The text padded with spaces to a number of columns.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_stay_whole() {
        assert_eq!(lines("one two three four five six", 20), ["one two three four", "five six"]);
        assert_eq!(lines("a https://example.com/very/long/address b", 20).len(), 3);
        assert_eq!(lines("", 20), [""]);
        assert_eq!(lines("a\nb", 20), ["a", "b"]);
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(lines("漢字漢字漢字 漢字漢字漢字", 20).len(), 2);
    }
}
