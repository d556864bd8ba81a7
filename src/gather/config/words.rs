//! Command lines as words, with where each stands.

use std::ops::Range;

/// A word, unquoted, and its bytes with quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// Splits one command line into words as a shell would; an escaped line end is a blank, and so is a plain one.
pub(super) fn words(text: &str) -> Vec<Word> {
    Splitter::new(text, false).run().concat()
}

/// Splits a script into its commands, and these into words.
///
/// Operators and line ends divide commands; comments are left out. What a shell would compute is kept as written.
pub(super) fn commands(text: &str) -> Vec<Vec<Word>> {
    Splitter::new(text, true).run()
}

struct Splitter<'a> {
    text: &'a str,
    at: usize,
    script: bool,
    /// Within `NAME=( … )`, where line ends part words only.
    array: bool,
    word: Option<Word>,
    command: Vec<Word>,
    commands: Vec<Vec<Word>>,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str, script: bool) -> Self {
        Self { text, at: 0, script, array: false, word: None, command: Vec::new(), commands: Vec::new() }
    }

    fn run(mut self) -> Vec<Vec<Word>> {
        while let Some(character) = self.next() {
            match character {
                '\\' => self.escape(),
                '\'' => self.quoted('\''),
                '"' => self.quoted('"'),
                '(' if self.opens_array() => self.open_array(),
                ')' if self.array => self.close_array(),
                '\n' | ';' | '&' | '|' | '(' | ')' if self.divides(character) => self.end_command(),
                '#' if self.script && self.word.is_none() => self.comment(),
                blank if blank.is_whitespace() => self.end_word(),
                other => self.push(other),
            }
        }
        self.end_command();
        self.commands
    }

    /// `$(…)` is part of a word, not a command of its own.
    fn divides(&self, character: char) -> bool {
        let substituted =
            matches!(character, '(' | ')') && self.word.as_ref().is_some_and(|word| word.text.contains('$'));
        self.script && !substituted && !self.array
    }

    fn opens_array(&self) -> bool {
        self.script && !self.array && self.word.as_ref().is_some_and(|word| word.text.ends_with('='))
    }

    /// `NAME=(` is a word of its own, and those of the array follow it.
    fn open_array(&mut self) {
        self.push('(');
        self.end_word();
        self.array = true;
    }

    fn close_array(&mut self) {
        self.end_word();
        self.array = false;
    }

    fn next(&mut self) -> Option<char> {
        let character = self.text[self.at..].chars().next()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn word(&mut self, start: usize) -> &mut Word {
        self.word.get_or_insert_with(|| Word { text: String::new(), range: start..start })
    }

    fn push(&mut self, character: char) {
        let (start, end) = (self.at - character.len_utf8(), self.at);
        let word = self.word(start);
        word.text.push(character);
        word.range.end = end;
    }

    fn escape(&mut self) {
        let rest = &self.text[self.at..];
        match rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')) {
            Some(after) => {
                self.at = self.text.len() - after.len();
                self.end_word();
            }
            None => {
                let start = self.at - 1;
                self.word(start);
                if let Some(character) = self.next() {
                    self.push(character);
                }
            }
        }
    }

    fn quoted(&mut self, quote: char) {
        let start = self.at - 1;
        self.word(start);
        while let Some(character) = self.next() {
            if character == quote {
                break;
            }
            let escapes = quote == '"' && character == '\\' && self.text[self.at..].starts_with(['"', '\\', '$', '`']);
            let literal = if escapes { self.next().unwrap_or(character) } else { character };
            self.push(literal);
        }
        let end = self.at;
        self.word(start).range.end = end;
    }

    fn comment(&mut self) {
        self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |length| self.at + length);
    }

    fn end_word(&mut self) {
        self.command.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.command.is_empty() {
            self.commands.push(std::mem::take(&mut self.command));
        }
    }
}
