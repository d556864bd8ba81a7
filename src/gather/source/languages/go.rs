//! Go.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::module::{Import, Item};

/// The grammar of `.go` files.
pub(super) fn grammar() -> Grammar {
    Grammar::new("Go", tree_sitter_go::LANGUAGE.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("assignment_statement", Shape::Binding("left", "right")),
    ("binary_expression", Shape::Binary("left", "operator", "right")),
    ("break_statement", Shape::Break),
    ("call_expression", Shape::Call("function", "arguments")),
    ("comment", Shape::Skip),
    ("composite_literal", Shape::Object("type", "body")),
    ("const_spec", Shape::Binding("name", "value")),
    ("continue_statement", Shape::Continue),
    ("escape_sequence", Shape::Fragment),
    ("default_case", Shape::Case("value")),
    ("expression_case", Shape::Case("value")),
    ("expression_list", Shape::Values),
    ("expression_switch_statement", Shape::Switch("value")),
    ("false", Shape::Bool),
    ("field_identifier", Shape::Name),
    ("float_literal", Shape::Number),
    ("for_statement", Shape::Loop),
    ("func_literal", Shape::Function("name", "parameters")),
    ("function_declaration", Shape::Function("name", "parameters")),
    ("identifier", Shape::Name),
    ("if_statement", Shape::Branch("condition", "consequence", "alternative")),
    ("import_spec", Shape::Import),
    ("index_expression", Shape::Index("operand", "index")),
    ("int_literal", Shape::Number),
    ("interpreted_string_literal", Shape::Text),
    ("interpreted_string_literal_content", Shape::Fragment),
    ("keyed_element", Shape::Pair("key", "value")),
    ("literal_element", Shape::Through("")),
    ("literal_value", Shape::Object("", "")),
    ("method_declaration", Shape::Function("name", "parameters")),
    ("nil", Shape::Null),
    ("package_identifier", Shape::Name),
    ("parenthesized_expression", Shape::Through("")),
    ("qualified_type", Shape::Member("package", "name")),
    ("raw_string_literal", Shape::Text),
    ("raw_string_literal_content", Shape::Fragment),
    ("return_statement", Shape::Return),
    ("selector_expression", Shape::Member("operand", "field")),
    ("short_var_declaration", Shape::Binding("left", "right")),
    ("true", Shape::Bool),
    ("type_conversion_expression", Shape::Through("operand")),
    ("type_identifier", Shape::Name),
    ("unary_expression", Shape::Unary),
    ("var_spec", Shape::Binding("name", "value")),
    ("variadic_argument", Shape::Spread),
];

/// `import name "path"`; without a name, a package goes by the last part of its path that is no version.
fn imports(node: Node<'_>, text: &str, out: &mut Vec<Import>) {
    let Some(path) = node.child_by_field_name("path") else { return };
    let module = text[path.byte_range()].trim_matches(['"', '`']).to_owned();
    let local = match node.child_by_field_name("name") {
        Some(name) => text[name.byte_range()].to_owned(),
        None => package_name(&module),
    };
    out.push(Import { local, module, item: Item::Whole, at: node.byte_range() });
}

/// The package a path declares. The two SDKs differ from their paths (facts: `package livepeeraigo`, `livepeergo`).
fn package_name(path: &str) -> String {
    match path {
        "github.com/livepeer/livepeer-ai-go" => return "livepeeraigo".to_owned(),
        "github.com/livepeer/livepeer-go" => return "livepeergo".to_owned(),
        _ => {}
    }
    let is_version = |part: &&str| part.strip_prefix('v').is_some_and(|digits| digits.parse::<u32>().is_ok());
    let name = path.rsplit('/').find(|part| !is_version(part)).unwrap_or(path);
    // `go-retryablehttp`, `retry-go`: that it is Go goes without saying in the package's own name.
    let name = name.strip_prefix("go-").unwrap_or(name);
    name.strip_suffix("-go").unwrap_or(name).to_owned()
}
