//! Comments that speak to lp-ready. Where the file was parsed, the parser says what is a comment; elsewhere the
//! characters before it do.

use std::ops::Range;

use lp_ready_checks::facts::config::{Document, Node, Value};
use lp_ready_checks::facts::file::{File, FileId, Role};
use lp_ready_checks::facts::remark::{MARK, Remark};

use super::source::Module;

/// What opens a comment, in one language or another.
const OPENERS: &[&str] = &["#", "//", "/*", "*", "--", ";", "<!--", "%", "{{/*", "{#"];

/// What opens one in markup.
const MARKUP: &[&str] = &["<!--"];

/// What closes one on its line.
const CLOSERS: &[&str] = &["*/", "-->", "#}", "?>", "%>"];

/// The remarks of all files, in the order of their files and lines.
pub(super) fn of(files: &[File], modules: &[Module], documents: &[Document]) -> Vec<Remark> {
    let speaks = |file: &&File| file.text.as_deref().is_some_and(|text| text.contains(MARK));
    let remarks = files.iter().filter(speaks).flat_map(|file| {
        let module = modules.iter().find(|module| module.file == file.id);
        of_file(file, module, &trees(file.id, documents))
    });
    remarks.collect()
}

/// The values of a structured file, where it could be read.
fn trees(file: FileId, documents: &[Document]) -> Vec<&Node> {
    let of_file = documents.iter().filter(|document| document.file == file);
    of_file.map(|document| &document.root).filter(|root| root.value != Value::Null).collect()
}

fn of_file(file: &File, module: Option<&Module>, trees: &[&Node]) -> Vec<Remark> {
    let text = file.text.as_deref().unwrap_or_default();
    let remark = |(at, _): (usize, &str)| {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &text[line..at];
        let end = match module {
            Some(module) => in_code(module, at).or_else(|| by_opener(text, before, at, markup(file)))?,
            None if trees.iter().any(|tree| is_value(tree, at)) => return None,
            // What prose quotes is not said.
            None if file.role == Role::Documentation => by_opener(text, before, at, MARKUP)?,
            None => by_opener(text, before, at, OPENERS)?,
        };
        let after = text[end..].lines().next().unwrap_or_default();
        Some(Remark { at: file.span(at..end)?, alone: is_blank(before) && is_blank(after) })
    };
    let begins = |at: &(usize, &str)| !text[..at.0].ends_with(|c: char| c.is_alphanumeric() || "\"'`_-".contains(c));
    text.match_indices(MARK).filter(begins).filter_map(remark).collect()
}

/// The end of the comment at this byte of a parsed file.
fn in_code(module: &Module, at: usize) -> Option<usize> {
    module.remarks.iter().find(|comment| comment.contains(&at)).map(|comment| comment.end)
}

/// What opens comments around the code of a parsed file.
fn markup(file: &File) -> &'static [&'static str] {
    let holds_more = [".vue", ".svelte", ".astro", ".php", ".phtml"].iter().any(|ending| file.name().ends_with(ending));
    if holds_more { MARKUP } else { &[] }
}

/// Whether a byte stands in a key or a value.
fn is_value(node: &Node, at: usize) -> bool {
    match &node.value {
        Value::Map(entries) => {
            entries.iter().any(|entry| entry.key_span.range().contains(&at) || is_value(&entry.value, at))
        }
        Value::List(items) => items.iter().any(|item| is_value(item, at)),
        _ => node.span.range().contains(&at),
    }
}

/// The end of a comment whose opener stands right before this byte.
fn by_opener(text: &str, before: &str, at: usize, openers: &[&str]) -> Option<usize> {
    let opened = before.trim_end();
    openers.iter().any(|opener| opened.ends_with(opener)).then_some(())?;
    let line = text[at..].lines().next().unwrap_or_default();
    let closed = CLOSERS.iter().filter_map(|closer| line.find(closer)).min();
    Some(at + closed.unwrap_or(line.len()))
}

/// Whether a line holds nothing beside a comment but what opens and closes it.
fn is_blank(beside: &str) -> bool {
    beside.chars().all(|c| c.is_whitespace() || "#/*-;<!>?%{}\u{feff}".contains(c))
}

/// The comments of a syntax tree that hold [`MARK`].
pub(super) fn in_tree(tree: &tree_sitter::Tree, text: &str) -> Vec<Range<usize>> {
    let node = |(at, _): (usize, &str)| tree.root_node().descendant_for_byte_range(at, at + MARK.len());
    let found = text.match_indices(MARK).filter_map(node).filter(|node| node.kind().contains("comment"));
    found.map(|node| node.byte_range()).collect()
}
