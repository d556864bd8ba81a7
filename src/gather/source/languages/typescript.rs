//! TypeScript, TSX and JavaScript.

use tree_sitter::Node;

use super::super::grammar::{Grammar, Row, Shape};
use super::super::lower::named;
use super::super::module::{Import, Item};

/// The grammar of `.ts` files.
pub(super) fn typescript() -> Grammar {
    Grammar::new("TypeScript", tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(), ROWS, imports)
}

/// The grammar of `.tsx` files and of JavaScript.
pub(super) fn tsx() -> Grammar {
    Grammar::new("JavaScript", tree_sitter_typescript::LANGUAGE_TSX.into(), ROWS, imports)
}

const ROWS: &[Row] = &[
    ("array", Shape::List),
    ("arrow_function", Shape::Function("name", "parameters")),
    ("as_expression", Shape::Through("")),
    ("assignment_expression", Shape::Binding("left", "right")),
    ("assignment_pattern", Shape::Binding("left", "right")),
    ("await_expression", Shape::Through("")),
    ("binary_expression", Shape::Binary("left", "operator", "right")),
    ("break_statement", Shape::Break),
    ("call_expression", Shape::Call("function", "arguments")),
    ("catch_clause", Shape::Handler),
    ("class", Shape::Class("name")),
    ("class_declaration", Shape::Class("name")),
    ("comment", Shape::Skip),
    ("continue_statement", Shape::Continue),
    ("do_statement", Shape::Loop),
    ("enum_assignment", Shape::Binding("name", "value")),
    ("enum_declaration", Shape::Class("name")),
    ("escape_sequence", Shape::Fragment),
    ("export_statement", Shape::Import),
    ("false", Shape::Bool),
    ("for_in_statement", Shape::Loop),
    ("for_statement", Shape::Loop),
    ("function_declaration", Shape::Function("name", "parameters")),
    ("function_expression", Shape::Function("name", "parameters")),
    ("generator_function_declaration", Shape::Function("name", "parameters")),
    ("html_character_reference", Shape::Fragment),
    ("identifier", Shape::Name),
    ("if_statement", Shape::Branch("condition", "consequence", "alternative")),
    ("import_statement", Shape::Import),
    ("jsx_attribute", Shape::Pair("", "")),
    ("jsx_expression", Shape::Through("")),
    ("member_expression", Shape::Member("object", "property")),
    ("meta_property", Shape::Name),
    ("method_definition", Shape::Function("name", "parameters")),
    ("new_expression", Shape::Call("constructor", "arguments")),
    ("non_null_expression", Shape::Through("")),
    ("null", Shape::Null),
    ("number", Shape::Number),
    ("object", Shape::Object("", "")),
    ("object_assignment_pattern", Shape::Binding("left", "right")),
    ("object_pattern", Shape::Object("", "")),
    ("optional_parameter", Shape::Binding("pattern", "value")),
    ("pair", Shape::Pair("key", "value")),
    ("pair_pattern", Shape::Pair("key", "value")),
    ("parenthesized_expression", Shape::Through("")),
    ("private_property_identifier", Shape::Name),
    ("property_identifier", Shape::Name),
    ("public_field_definition", Shape::Binding("name", "value")),
    ("required_parameter", Shape::Binding("pattern", "value")),
    ("return_statement", Shape::Return),
    ("satisfies_expression", Shape::Through("")),
    ("shorthand_property_identifier", Shape::Shorthand),
    ("shorthand_property_identifier_pattern", Shape::Shorthand),
    ("spread_element", Shape::Spread),
    ("string", Shape::Text),
    ("string_fragment", Shape::Fragment),
    ("subscript_expression", Shape::Index("object", "index")),
    ("switch_case", Shape::Case("value")),
    ("switch_default", Shape::Case("value")),
    ("switch_statement", Shape::Switch("value")),
    ("template_string", Shape::Text),
    ("template_substitution", Shape::Through("")),
    ("ternary_expression", Shape::Choice("condition", "consequence", "alternative")),
    ("this", Shape::Name),
    ("throw_statement", Shape::Throw),
    ("true", Shape::Bool),
    ("try_statement", Shape::Try),
    ("type_annotation", Shape::Skip),
    ("unary_expression", Shape::Unary),
    ("undefined", Shape::Null),
    ("variable_declarator", Shape::Binding("name", "value")),
    ("while_statement", Shape::Loop),
];

/// `import … from`, and what a barrel file hands on by `export … from`.
fn imports(node: Node<'_>, text: &str, out: &mut Vec<Import>) {
    let Some(source) = node.child_by_field_name("source") else { return };
    let module = text[source.byte_range()].trim_matches(['"', '\'', '`']).to_owned();
    let before = out.len();
    let mut import = |local: &str, item: Item, at: Node<'_>| {
        out.push(Import { local: local.to_owned(), module: module.clone(), item, at: at.byte_range() });
    };
    for clause in
        named(node).flat_map(|child| if child.kind() == "import_clause" { named(child).collect() } else { vec![child] })
    {
        match clause.kind() {
            "identifier" => import(&text[clause.byte_range()], Item::Default, clause),
            "namespace_import" | "namespace_export" => {
                if let Some(name) = clause.named_child(0) {
                    import(&text[name.byte_range()], Item::Whole, clause);
                }
            }
            "named_imports" | "export_clause" => {
                for specifier in named(clause) {
                    let Some(name) = specifier.child_by_field_name("name") else { continue };
                    let local = specifier.child_by_field_name("alias").unwrap_or(name);
                    import(&text[local.byte_range()], Item::Named(text[name.byte_range()].to_owned()), specifier);
                }
            }
            _ => {}
        }
    }
    if out.len() == before && node.kind() == "export_statement" {
        out.push(Import { local: String::new(), module, item: Item::Everything, at: node.byte_range() });
    }
}
