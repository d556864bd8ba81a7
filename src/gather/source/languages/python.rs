//! Python.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::module::{Import, Item};

/// The grammar of `.py` files.
pub(super) fn grammar() -> Grammar {
    Grammar::new("Python", tree_sitter_python::LANGUAGE.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("as_pattern", Shape::Alias),
    ("as_pattern_target", Shape::Through("")),
    ("assignment", Shape::Binding("left", "right")),
    ("attribute", Shape::Member("object", "attribute")),
    ("await", Shape::Through("")),
    ("binary_operator", Shape::Binary("left", "operator", "right")),
    ("boolean_operator", Shape::Binary("left", "operator", "right")),
    ("break_statement", Shape::Break),
    ("call", Shape::Call("function", "arguments")),
    ("case_clause", Shape::Case("")),
    ("case_pattern", Shape::Through("")),
    ("class_definition", Shape::Class("name")),
    ("comment", Shape::Skip),
    ("comparison_operator", Shape::Binary("", "operators", "")),
    ("concatenated_string", Shape::Text),
    ("conditional_expression", Shape::Choice("", "", "")),
    ("continue_statement", Shape::Continue),
    ("default_parameter", Shape::Binding("name", "value")),
    ("dictionary", Shape::Object("", "")),
    ("dictionary_splat", Shape::Spread),
    ("elif_clause", Shape::Branch("condition", "consequence", "alternative")),
    ("except_clause", Shape::Handler),
    ("except_group_clause", Shape::Handler),
    ("false", Shape::Bool),
    ("float", Shape::Number),
    ("for_statement", Shape::Loop),
    ("function_definition", Shape::Function("name", "parameters")),
    ("identifier", Shape::Name),
    ("if_statement", Shape::Branch("condition", "consequence", "alternative")),
    ("import_from_statement", Shape::Import),
    ("import_statement", Shape::Import),
    ("integer", Shape::Number),
    ("interpolation", Shape::Through("expression")),
    ("keyword_argument", Shape::Pair("name", "value")),
    ("lambda", Shape::Function("name", "parameters")),
    ("list", Shape::List),
    ("list_splat", Shape::Spread),
    ("match_statement", Shape::Switch("subject")),
    ("named_expression", Shape::Binding("name", "value")),
    ("none", Shape::Null),
    ("not_operator", Shape::Unary),
    ("pair", Shape::Pair("key", "value")),
    ("parenthesized_expression", Shape::Through("")),
    ("raise_statement", Shape::Throw),
    ("return_statement", Shape::Return),
    ("set", Shape::List),
    ("string", Shape::Text),
    ("string_content", Shape::Fragment),
    ("string_end", Shape::Skip),
    ("string_start", Shape::Skip),
    ("subscript", Shape::Index("value", "subscript")),
    ("true", Shape::Bool),
    ("try_statement", Shape::Try),
    ("tuple", Shape::List),
    ("typed_default_parameter", Shape::Binding("name", "value")),
    ("union_pattern", Shape::List),
    ("while_statement", Shape::Loop),
];

/// `import a.b as c` and `from a import b as c`.
fn imports(node: Node<'_>, text: &str, out: &mut Vec<Import>) {
    let from = node.child_by_field_name("module_name").map(|module| text[module.byte_range()].to_owned());
    let mut cursor = node.walk();
    for name in node.children_by_field_name("name", &mut cursor) {
        let aliased = name.child_by_field_name("name").unwrap_or(name);
        let full = &text[aliased.byte_range()];
        let alias = name.child_by_field_name("alias").map(|alias| text[alias.byte_range()].to_owned());
        out.push(match &from {
            Some(module) => Import {
                local: alias.unwrap_or_else(|| full.to_owned()),
                module: module.clone(),
                item: Item::Named(full.to_owned()),
                at: name.byte_range(),
            },
            None => Import {
                local: alias.unwrap_or_else(|| full.to_owned()),
                module: full.to_owned(),
                item: Item::Whole,
                at: name.byte_range(),
            },
        });
    }
    if let (Some(module), true) = (from, text[node.byte_range()].trim_end().ends_with('*')) {
        out.push(Import { local: String::new(), module, item: Item::Everything, at: node.byte_range() });
    }
}
