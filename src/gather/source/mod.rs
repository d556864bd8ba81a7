//! Source files of every language as one kind of tree.

mod blocks;
pub mod expr;
pub mod flow;
mod grammar;
mod languages;
mod lower;
pub mod module;
mod patience;
mod unescape;
mod walk;

use lp_ready_checks::facts::file::File;
use tree_sitter::Parser;

use super::remarks;
use grammar::Grammar;
pub use module::Module;
use patience::Patience;

/// The longest source file that is parsed, in bytes: longer ones are bundles and data.
const LONGEST: usize = 2 << 20;

/// Whether files of this name are parsed.
#[must_use]
pub fn reads(name: &str) -> bool {
    languages::grammar_for(name).is_some()
}

/// Source up to this many bytes is parsed within [`patience::LIMIT`], whatever it holds.
const HARMLESS: usize = 24 << 10;

/// Parses a source file; `None` where its language is not read, or it has no text.
#[must_use]
pub fn read(file: &File) -> Option<Module> {
    let length = file.text.as_ref().map_or(0, |text| text.len());
    if length <= HARMLESS { parse(file) } else { watched(file) }
}

/// Parses in a thread of its own, which is left to itself when it takes too long: while the parser looks for a way out
/// of an error, nothing else stops it.
fn watched(file: &File) -> Option<Module> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let own = file.clone();
    // Nobody listens any more when it comes too late.
    std::thread::spawn(move || sender.send(parse(&own)).ok());
    receiver.recv_timeout(patience::LIMIT + patience::LIMIT / 5).unwrap_or_else(|_| {
        let grammar = languages::grammar_for(file.name())?;
        let module = empty(file, grammar, file.text.as_deref()?);
        Some(Module { problem: Some(patience::OVER.to_owned()), ..module })
    })
}

fn parse(file: &File) -> Option<Module> {
    let grammar = languages::grammar_for(file.name()).or_else(|| languages::by_shebang(file.text.as_deref()?))?;
    let text = file.text.as_deref()?;
    let mut module = empty(file, grammar, text);
    if text.len() > LONGEST {
        module.problem = Some(format!("too large to parse: more than {} MB", LONGEST >> 20));
        return Some(module);
    }
    let mut parser = Parser::new();
    parser.set_language(&grammar.language).expect("the grammars are built for this tree-sitter");
    let patience = Patience::new();
    for block in blocks::of(file.name(), text) {
        parser.set_included_ranges(&block).ok()?;
        let Some(tree) = patience.parse(&mut parser, text) else {
            module.problem = Some(patience::OVER.to_owned());
            return Some(module);
        };
        // A slip costs a statement; here the parser found no way through the whole.
        if tree.root_node().is_error() {
            module.problem = Some("cannot be parsed".to_owned());
        }
        module.remarks.extend(remarks::in_tree(&tree, text));
        walk::walk(&tree, lower::Lower { grammar, text }, patience, &mut module);
    }
    Some(module)
}

fn empty(file: &File, grammar: &Grammar, text: &str) -> Module {
    Module {
        file: file.id,
        language: grammar.name,
        imports: Vec::new(),
        bindings: Vec::new(),
        declared: Vec::new(),
        calls: Vec::new(),
        variables: Vec::new(),
        functions: Vec::new(),
        classes: Vec::new(),
        flow: flow::Flow::default(),
        addresses: Vec::new(),
        remarks: Vec::new(),
        directive: directive(text),
        problem: None,
    }
}

/// The directive a file opens with, behind comments: `use client`, `use server`.
fn directive(text: &str) -> Option<String> {
    let mut head = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(rest) = behind_comment(head) {
        head = rest.trim_start();
    }
    let quote = head.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let (directive, _) = head[1..].split_once(quote)?;
    directive.starts_with("use ").then(|| directive.to_owned())
}

/// What stands behind the comment or the `#!` line that a text starts with.
fn behind_comment(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("/*") {
        return rest.split_once("*/").map(|(_, behind)| behind);
    }
    let line = text.starts_with("//") || text.starts_with("#!");
    line.then(|| text.split_once('\n').map_or("", |(_, behind)| behind))
}

#[cfg(test)]
mod tests;
