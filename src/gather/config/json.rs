//! JSON, read leniently, with a note of what a strict reader says.

use jsonc_parser::ast::{ObjectProp, Value as Ast};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use lp_ready_checks::facts::config::{Document, Entry, Flaw, Format, Node, Value};
use lp_ready_checks::facts::file::{File, Span};

use super::{Read, at_line, strict};

const MARK: &str = "\u{feff}";

/// Reads a JSON file. An empty file has no document.
///
/// # Errors
/// When not even a lenient reader takes it; the document is then `null`.
pub(super) fn read(file: &File, text: &str, read: &mut Read) -> Result<(), String> {
    let reader = Reader { file, skipped: if text.starts_with(MARK) { MARK.len() } else { 0 } };
    let body = &text[reader.skipped..];
    let parsed = parse_to_ast(body, &CollectOptions::default(), &LENIENT);
    let (root, problem) = match parsed {
        Ok(parsed) => (parsed.value.as_ref().and_then(|value| reader.node(value)), None),
        Err(error) => {
            let what = decapitalised(&error.kind().to_string());
            (None, Some(at_line(text, reader.skipped + error.range().start, &what)))
        }
    };
    let root = root.or_else(|| Some(Node { span: file.span(0..text.len())?, value: Value::Null }));
    if let Some(root) = root {
        read.documents.push(Document { file: file.id, format: Format::Json, root, strict: strictly(file, text) });
    }
    problem.map_or(Ok(()), Err)
}

/// What tools that read `tsconfig.json` and its kin take; the further freedoms of JSON5 are errors to all of them.
const LENIENT: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

fn strictly(file: &File, text: &str) -> Result<(), Flaw> {
    strict::check(text).map_err(|(at, message)| {
        // Blank lines at the end are no place to point at.
        let at = at.min(text.trim_end().len());
        let end = text[at..].chars().next().map_or(at, |character| at + character.len_utf8());
        Flaw { at: file.span(at..end).expect("the scanner stops on a character of the text"), message }
    })
}

fn decapitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

struct Reader<'a> {
    file: &'a File,
    /// Bytes of a byte order mark that the parser has not seen.
    skipped: usize,
}

impl Reader<'_> {
    fn span(&self, range: Range) -> Option<Span> {
        self.file.span(range.start + self.skipped..range.end + self.skipped)
    }

    /// The parser bounds its nesting, so this recursion is bounded too.
    fn node(&self, ast: &Ast<'_>) -> Option<Node> {
        let value = match ast {
            Ast::NullKeyword(_) => Value::Null,
            Ast::BooleanLit(literal) => Value::Bool(literal.value),
            Ast::NumberLit(literal) => Value::Number(literal.value.to_owned()),
            Ast::StringLit(literal) => Value::Text(literal.value.clone().into_owned()),
            Ast::Array(array) => Value::List(array.elements.iter().filter_map(|item| self.node(item)).collect()),
            Ast::Object(object) => Value::Map(object.properties.iter().filter_map(|item| self.entry(item)).collect()),
        };
        Some(Node { span: self.span(ast.range())?, value })
    }

    fn entry(&self, property: &ObjectProp<'_>) -> Option<Entry> {
        Some(Entry {
            key: property.name.as_str().to_owned(),
            key_span: self.span(property.name.range())?,
            value: self.node(&property.value)?,
        })
    }
}
