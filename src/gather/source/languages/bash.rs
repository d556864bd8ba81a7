//! Shell scripts.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::module::Import;

/// The grammar of shell scripts.
pub(super) fn grammar() -> Grammar {
    Grammar::new("shell", tree_sitter_bash::LANGUAGE.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("ansi_c_string", Shape::Text),
    ("array", Shape::List),
    ("binary_expression", Shape::Binary("left", "operator", "right")),
    ("c_style_for_statement", Shape::Loop),
    ("case_item", Shape::Case("value")),
    ("case_statement", Shape::Switch("value")),
    ("command", Shape::Call("name", "argument")),
    ("command_name", Shape::Through("")),
    ("comment", Shape::Skip),
    ("concatenation", Shape::Text),
    ("elif_clause", Shape::Branch("condition", "", "")),
    ("expansion", Shape::Expansion),
    ("for_statement", Shape::Loop),
    ("function_definition", Shape::Function("name", "")),
    ("if_statement", Shape::Branch("condition", "", "")),
    ("list", Shape::Chain),
    ("negated_command", Shape::Unary),
    ("number", Shape::Word),
    ("raw_string", Shape::Text),
    ("simple_expansion", Shape::Through("")),
    ("string", Shape::Text),
    ("string_content", Shape::Fragment),
    ("test_command", Shape::Through("")),
    ("variable_assignment", Shape::Binding("name", "value")),
    ("variable_name", Shape::Name),
    ("while_statement", Shape::Loop),
    ("word", Shape::Word),
];

/// `source file` and `. file` are commands like any other; tracing reads them as calls.
fn imports(_node: Node<'_>, _text: &str, _out: &mut Vec<Import>) {}
