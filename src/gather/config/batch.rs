//! Windows batch files: the nodes they start. `^` continues a line, backslashes are part of paths.

use lp_ready_checks::facts::file::File;

use super::words::Word;
use super::{Read, livepeer};

/// Reads a batch file.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        words.extend(words_of(line, at));
        at += line.len();
        if !line.trim_end().ends_with('^') {
            read.nodes.extend(livepeer::command(file, livepeer::args(file, std::mem::take(&mut words), 0)));
        }
    }
    read.nodes.extend(livepeer::command(file, livepeer::args(file, words, 0)));
}

/// The words of a line that begins at a byte; blanks within quotes part none.
fn words_of(line: &str, base: usize) -> Vec<Word> {
    let (mut words, mut start, mut quoted) = (Vec::new(), None, false);
    for (at, character) in line.char_indices().chain([(line.len(), ' ')]) {
        quoted ^= character == '"';
        let goes_on = character == '^' && line[at + 1..].trim().is_empty();
        let parts = character.is_whitespace() || goes_on;
        if quoted || !parts {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            words.push(Word { text: line[from..at].replace('"', ""), range: base + from..base + at });
        }
    }
    words
}
