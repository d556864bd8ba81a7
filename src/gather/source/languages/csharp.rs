//! C#.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::lower::{last, named};
use super::super::module::{Import, Item};

/// The grammar of `.cs` files.
pub(super) fn grammar() -> Grammar {
    Grammar::new("C#", tree_sitter_c_sharp::LANGUAGE.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("anonymous_method_expression", Shape::Function("name", "parameters")),
    ("anonymous_object_creation_expression", Shape::Anonymous),
    ("argument", Shape::Pair("name", "")),
    ("array_creation_expression", Shape::New),
    ("arrow_expression_clause", Shape::Through("")),
    ("as_expression", Shape::Through("left")),
    ("assignment_expression", Shape::Assignment("left", "right")),
    ("await_expression", Shape::Through("")),
    ("binary_expression", Shape::Binary("left", "operator", "right")),
    ("boolean_literal", Shape::Bool),
    ("bracketed_argument_list", Shape::Through("")),
    ("break_statement", Shape::Break),
    ("cast_expression", Shape::Through("value")),
    ("catch_clause", Shape::Handler),
    ("character_literal", Shape::Text),
    ("character_literal_content", Shape::Fragment),
    ("checked_expression", Shape::Through("")),
    ("class_declaration", Shape::Class("name")),
    ("collection_element", Shape::Through("")),
    ("collection_expression", Shape::List),
    ("comment", Shape::Skip),
    ("conditional_access_expression", Shape::Member("", "")),
    ("conditional_expression", Shape::Choice("condition", "consequence", "alternative")),
    ("constant_pattern", Shape::Through("")),
    ("constructor_declaration", Shape::Function("name", "parameters")),
    ("continue_statement", Shape::Continue),
    ("do_statement", Shape::Loop),
    ("element_access_expression", Shape::Index("expression", "subscript")),
    ("element_binding_expression", Shape::Through("")),
    ("enum_declaration", Shape::Class("name")),
    ("enum_member_declaration", Shape::Binding("name", "value")),
    ("escape_sequence", Shape::Fragment),
    ("expression_element", Shape::Through("")),
    ("for_statement", Shape::Loop),
    ("foreach_statement", Shape::Loop),
    ("generic_name", Shape::Through("")),
    ("identifier", Shape::Name),
    ("if_statement", Shape::Branch("condition", "consequence", "alternative")),
    ("implicit_array_creation_expression", Shape::New),
    ("implicit_object_creation_expression", Shape::New),
    ("integer_literal", Shape::Number),
    ("interpolated_string_expression", Shape::Text),
    ("interpolation", Shape::Through("")),
    ("interpolation_brace", Shape::Skip),
    ("interpolation_quote", Shape::Skip),
    ("interpolation_start", Shape::Skip),
    ("invocation_expression", Shape::Call("function", "arguments")),
    ("lambda_expression", Shape::Function("name", "parameters")),
    ("local_function_statement", Shape::Function("name", "parameters")),
    ("member_access_expression", Shape::Member("expression", "name")),
    ("member_binding_expression", Shape::Through("name")),
    ("method_declaration", Shape::Function("name", "parameters")),
    ("null_literal", Shape::Null),
    ("object_creation_expression", Shape::New),
    ("or_pattern", Shape::List),
    ("parameter", Shape::Binding("name", "")),
    ("parenthesized_expression", Shape::Through("")),
    ("postfix_unary_expression", Shape::Through("")),
    ("predefined_type", Shape::Name),
    ("prefix_unary_expression", Shape::Unary),
    ("property_declaration", Shape::Binding("name", "value")),
    ("qualified_name", Shape::Member("qualifier", "name")),
    ("raw_string_content", Shape::Fragment),
    ("raw_string_end", Shape::Skip),
    ("raw_string_literal", Shape::Text),
    ("raw_string_start", Shape::Skip),
    ("real_literal", Shape::Number),
    ("record_declaration", Shape::Class("name")),
    ("return_statement", Shape::Return),
    ("string_content", Shape::Fragment),
    ("string_literal", Shape::Text),
    ("string_literal_content", Shape::Fragment),
    ("struct_declaration", Shape::Class("name")),
    ("switch_expression", Shape::Switch("")),
    ("switch_expression_arm", Shape::Case("")),
    ("switch_section", Shape::Case("")),
    ("switch_statement", Shape::Switch("value")),
    ("throw_expression", Shape::Throw),
    ("throw_statement", Shape::Throw),
    ("try_statement", Shape::Try),
    ("using_directive", Shape::Import),
    ("variable_declarator", Shape::Binding("name", "")),
    ("verbatim_string_literal", Shape::Text),
    ("while_statement", Shape::Loop),
];

/// `using A.B`, which takes in every name, and `using X = A.B`.
fn imports(node: Node<'_>, text: &str, out: &mut Vec<Import>) {
    let Some(namespace) = named(node).last() else { return };
    let module = text[namespace.byte_range()].to_owned();
    let (local, item) = match node.child_by_field_name("name") {
        Some(alias) => (
            text[alias.byte_range()].to_owned(),
            Item::Named(last(namespace, "").map_or_else(|| module.clone(), |name| text[name.byte_range()].to_owned())),
        ),
        None => (String::new(), Item::Everything),
    };
    out.push(Import { local, module, item, at: node.byte_range() });
}
