//! PHP, with the HTML around it.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::lower::named;
use super::super::module::{Import, Item};

/// The grammar of `.php` files.
pub(super) fn grammar() -> Grammar {
    Grammar::new("PHP", tree_sitter_php::LANGUAGE_PHP.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("anonymous_function", Shape::Function("name", "parameters")),
    ("argument", Shape::Pair("name", "")),
    ("array_creation_expression", Shape::Object("", "")),
    ("array_element_initializer", Shape::Element),
    ("arrow_function", Shape::Function("name", "parameters")),
    ("assignment_expression", Shape::Binding("left", "right")),
    ("binary_expression", Shape::Binary("left", "operator", "right")),
    ("boolean", Shape::Bool),
    ("break_statement", Shape::Break),
    ("by_ref", Shape::Through("")),
    ("case_statement", Shape::Case("value")),
    ("cast_expression", Shape::Through("value")),
    ("catch_clause", Shape::Handler),
    ("class_constant_access_expression", Shape::Member("", "")),
    ("class_declaration", Shape::Class("name")),
    ("clone_expression", Shape::Through("")),
    ("comment", Shape::Skip),
    ("conditional_expression", Shape::Choice("condition", "body", "alternative")),
    ("const_element", Shape::Binding("", "")),
    ("continue_statement", Shape::Continue),
    ("do_statement", Shape::Loop),
    ("dynamic_variable_name", Shape::Through("")),
    ("else_if_clause", Shape::Branch("condition", "body", "")),
    ("encapsed_string", Shape::Text),
    ("enum_case", Shape::Binding("name", "value")),
    ("enum_declaration", Shape::Class("name")),
    ("error_suppression_expression", Shape::Through("")),
    ("escape_sequence", Shape::Fragment),
    ("float", Shape::Number),
    ("for_statement", Shape::Loop),
    ("foreach_statement", Shape::Loop),
    ("function_call_expression", Shape::Call("function", "arguments")),
    ("function_definition", Shape::Function("name", "parameters")),
    ("heredoc", Shape::Text),
    ("heredoc_body", Shape::Text),
    ("heredoc_end", Shape::Skip),
    ("heredoc_start", Shape::Skip),
    ("if_statement", Shape::Branch("condition", "body", "alternative")),
    ("include_expression", Shape::Import),
    ("include_once_expression", Shape::Import),
    ("integer", Shape::Number),
    ("interface_declaration", Shape::Class("name")),
    ("match_condition_list", Shape::List),
    ("default_statement", Shape::Case("value")),
    ("match_conditional_expression", Shape::Case("conditional_expressions")),
    ("match_default_expression", Shape::Case("conditional_expressions")),
    ("match_expression", Shape::Switch("condition")),
    ("member_access_expression", Shape::Member("object", "name")),
    ("member_call_expression", Shape::Method("object", "name", "arguments")),
    ("method_declaration", Shape::Function("name", "parameters")),
    ("name", Shape::Name),
    ("named_type", Shape::Through("")),
    ("namespace_use_declaration", Shape::Import),
    ("nowdoc", Shape::Text),
    ("nowdoc_body", Shape::Text),
    ("nowdoc_string", Shape::Fragment),
    ("null", Shape::Null),
    ("nullsafe_member_access_expression", Shape::Member("object", "name")),
    ("nullsafe_member_call_expression", Shape::Method("object", "name", "arguments")),
    ("object_creation_expression", Shape::New),
    ("parenthesized_expression", Shape::Through("")),
    ("property_element", Shape::Binding("name", "default_value")),
    ("property_promotion_parameter", Shape::Binding("name", "default_value")),
    ("qualified_name", Shape::Path),
    ("relative_scope", Shape::Name),
    ("require_expression", Shape::Import),
    ("require_once_expression", Shape::Import),
    ("return_statement", Shape::Return),
    ("scoped_call_expression", Shape::Method("scope", "name", "arguments")),
    ("scoped_property_access_expression", Shape::Member("scope", "name")),
    ("simple_parameter", Shape::Binding("name", "default_value")),
    ("static_variable_declaration", Shape::Binding("name", "value")),
    ("string", Shape::Text),
    ("string_content", Shape::Fragment),
    ("subscript_expression", Shape::Index("", "")),
    ("switch_statement", Shape::Switch("condition")),
    ("throw_expression", Shape::Throw),
    ("trait_declaration", Shape::Class("name")),
    ("try_statement", Shape::Try),
    ("type_list", Shape::List),
    ("unary_op_expression", Shape::Unary),
    ("variable_name", Shape::Through("")),
    ("variadic_unpacking", Shape::Spread),
    ("while_statement", Shape::Loop),
];

/// `use A\B as C`, `use A\{B, C}`, and the file of a `require`, whose names are all taken in.
fn imports(node: Node<'_>, text: &str, out: &mut Vec<Import>) {
    if node.kind() != "namespace_use_declaration" {
        out.extend(required(&text[node.byte_range()]).map(|module| Import {
            local: String::new(),
            module,
            item: Item::Everything,
            at: node.byte_range(),
        }));
        return;
    }
    let group = node.child_by_field_name("body");
    let prefix = group.and_then(|_| node.named_child(0)).map_or("", |prefix| &text[prefix.byte_range()]);
    for clause in named(group.unwrap_or(node)).filter(|child| child.kind() == "namespace_use_clause") {
        let Some(name) = named(clause).next() else { continue };
        let module = format!("{prefix}\\{}", &text[name.byte_range()]).trim_matches('\\').to_owned();
        let last = module.rsplit('\\').next().unwrap_or_default().to_owned();
        let local = clause.child_by_field_name("alias").map(|alias| text[alias.byte_range()].to_owned());
        out.push(Import {
            local: local.unwrap_or_else(|| last.clone()),
            module,
            item: Item::Named(last),
            at: clause.byte_range(),
        });
    }
}

/// The last text of `require __DIR__ . '/config.php'`: the folder before it is hardly ever another than the file's own
/// or the project's.
fn required(expression: &str) -> Option<String> {
    let path = expression.rsplit(['\'', '"']).nth(1)?;
    path.ends_with(".php").then(|| path.to_owned())
}
