//! Source files of every language as one kind of tree.

mod blocks;
pub mod expr;
mod grammar;
mod languages;
mod lower;
pub mod module;
mod unescape;
mod walk;

use lp_ready_checks::facts::file::File;
use tree_sitter::Parser;

pub use module::Module;

/// The longest source file that is parsed, in bytes: longer ones are bundles and data.
const LONGEST: usize = 2 << 20;

/// Parses a source file; `None` where its language is not read, or it has no text.
#[must_use]
pub fn read(file: &File) -> Option<Module> {
    let grammar = languages::grammar_for(file.name()).or_else(|| languages::by_shebang(file.text.as_deref()?))?;
    let text = file.text.as_deref().filter(|text| text.len() <= LONGEST)?;
    let mut parser = Parser::new();
    parser.set_language(&grammar.language).expect("the grammars are built for this tree-sitter");
    let mut module = Module {
        file: file.id,
        language: grammar.name,
        imports: Vec::new(),
        bindings: Vec::new(),
        calls: Vec::new(),
        functions: Vec::new(),
        addresses: Vec::new(),
        directive: directive(text),
    };
    for block in blocks::of(file.name(), text) {
        parser.set_included_ranges(&block).ok()?;
        let tree = parser.parse(text, None)?;
        walk::walk(&tree, lower::Lower { grammar, text }, &mut module);
    }
    Some(module)
}

/// The directive a file opens with: `use client`, `use server`.
fn directive(text: &str) -> Option<String> {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let quote = head.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let (directive, _) = head[1..].split_once(quote)?;
    directive.starts_with("use ").then(|| directive.to_owned())
}

#[cfg(test)]
mod tests;
