//! Batch files of Windows: the nodes they start.

use std::ops::Range;

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::Arg;

use super::{Read, livepeer};

/// Reads a batch file; a `^` at the end continues a line.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    if !text.contains("livepeer") {
        return;
    }
    for line in lines(text) {
        let said = text[line.clone()].trim_start_matches(['@', ' ', '\t']).to_ascii_lowercase();
        let comment = said.starts_with("rem ") || said.starts_with("::") || said.starts_with("echo ");
        if !comment {
            let args: Vec<Arg> = words(text, line).into_iter().filter_map(|word| arg(file, text, word)).collect();
            read.nodes.extend(livepeer::command(file, args));
        }
    }
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let (mut at, mut continued) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match lines.last_mut() {
            Some(last) if continued => last.end = end,
            _ => lines.push(at..end),
        }
        continued = line.trim_end().ends_with('^');
        at = end;
    }
    lines
}

/// Words part at blanks outside of double quotes; a backslash is one of a path.
fn words(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let (mut words, mut start, mut quoted) = (Vec::new(), None, false);
    for (at, character) in text[line.clone()].char_indices() {
        let at = line.start + at;
        quoted ^= character == '"';
        match (character.is_whitespace() && !quoted, start) {
            (true, Some(from)) => words.extend(std::iter::once(from..at)),
            (false, None) => {
                start = Some(at);
                continue;
            }
            _ => continue,
        }
        start = None;
    }
    words.extend(start.map(|from| from..line.end));
    words
}

fn arg(file: &File, text: &str, word: Range<usize>) -> Option<Arg> {
    let written = &text[word.clone()];
    let text = written.replace('"', "").replace("%~dp0", "");
    (text != "^").then_some(Arg { text, span: file.span(word)? })
}
