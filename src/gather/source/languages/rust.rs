//! Rust.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::module::{Import, Item};

/// The grammar of `.rs` files.
pub(super) fn grammar() -> Grammar {
    Grammar::new("Rust", tree_sitter_rust::LANGUAGE.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("array_expression", Shape::List),
    ("assignment_expression", Shape::Binding("left", "right")),
    ("await_expression", Shape::Through("")),
    ("base_field_initializer", Shape::Spread),
    ("binary_expression", Shape::Binary("left", "operator", "right")),
    ("block_comment", Shape::Skip),
    ("boolean_literal", Shape::Bool),
    ("break_expression", Shape::Break),
    ("call_expression", Shape::Call("function", "arguments")),
    ("closure_expression", Shape::Function("name", "parameters")),
    ("const_item", Shape::Binding("name", "value")),
    ("continue_expression", Shape::Continue),
    ("escape_sequence", Shape::Fragment),
    ("field_expression", Shape::Member("value", "field")),
    ("field_identifier", Shape::Name),
    ("field_initializer", Shape::Pair("field", "value")),
    ("float_literal", Shape::Number),
    ("for_expression", Shape::Loop),
    ("function_item", Shape::Function("name", "parameters")),
    ("generic_function", Shape::Through("function")),
    ("identifier", Shape::Name),
    ("if_expression", Shape::Branch("condition", "consequence", "alternative")),
    ("impl_item", Shape::Class("type")),
    ("integer_literal", Shape::Number),
    ("let_condition", Shape::Fits("pattern", "value")),
    ("let_declaration", Shape::Binding("pattern", "value")),
    ("line_comment", Shape::Skip),
    ("loop_expression", Shape::Loop),
    ("macro_invocation", Shape::Call("macro", "")),
    ("match_arm", Shape::Case("pattern")),
    ("match_expression", Shape::Switch("value")),
    ("match_pattern", Shape::Through("")),
    ("or_pattern", Shape::List),
    ("parenthesized_expression", Shape::Through("")),
    ("range_expression", Shape::Range),
    ("range_pattern", Shape::Range),
    ("raw_string_literal", Shape::Text),
    ("reference_expression", Shape::Through("value")),
    ("return_expression", Shape::Return),
    ("scoped_identifier", Shape::Member("path", "name")),
    ("scoped_type_identifier", Shape::Member("path", "name")),
    ("self", Shape::Name),
    ("shorthand_field_initializer", Shape::Shorthand),
    ("static_item", Shape::Binding("name", "value")),
    ("string_content", Shape::Fragment),
    ("string_literal", Shape::Text),
    ("struct_expression", Shape::Object("name", "body")),
    ("try_expression", Shape::Through("")),
    ("tuple_expression", Shape::List),
    ("tuple_struct_pattern", Shape::Variant("type")),
    ("type_cast_expression", Shape::Through("value")),
    ("type_identifier", Shape::Name),
    ("unary_expression", Shape::Unary),
    ("use_declaration", Shape::Import),
    ("while_expression", Shape::Loop),
];

/// `use a::b::{c, d as e}`: each name with its whole path as the module.
fn imports(node: Node<'_>, text: &str, out: &mut Vec<Import>) {
    if let Some(argument) = node.child_by_field_name("argument") {
        tree(&text[argument.byte_range()], "", argument, out);
    }
}

/// Takes a use tree apart by its text; its syntax has no other brackets than those of lists.
fn tree(tree_text: &str, prefix: &str, at: Node<'_>, out: &mut Vec<Import>) {
    let tree_text = tree_text.trim();
    if let Some((head, list)) = tree_text.split_once('{') {
        // A list within a list is rare and never names what tracing looks for, so it is left alone.
        let prefix = format!("{prefix}{}", head.trim());
        for part in list.trim_end().trim_end_matches('}').split(',').filter(|part| !part.contains('{')) {
            tree(part, &prefix, at, out);
        }
        return;
    }
    let (path, alias) =
        tree_text.split_once(" as ").map_or((tree_text, None), |(path, alias)| (path, Some(alias.trim())));
    let full = format!("{prefix}{}", path.trim());
    let Some((module, name)) = full.rsplit_once("::") else { return };
    let item = if name == "*" { Item::Everything } else { Item::Named(name.to_owned()) };
    let local = if name == "*" { "" } else { alias.unwrap_or(name) };
    out.push(Import { local: local.to_owned(), module: module.to_owned(), item, at: at.byte_range() });
}
