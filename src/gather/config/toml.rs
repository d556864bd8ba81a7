//! TOML.

use std::ops::Range;

use lp_ready_checks::facts::config::{Document, Entry, Format, Node, Value};
use lp_ready_checks::facts::file::{File, Span};
use toml_edit::{Item, Key, Table, TableLike, Value as Scalar};

use super::{Read, at_line};

const MARK: &str = "\u{feff}";

/// Reads a TOML file.
///
/// # Errors
/// Where and why it is no TOML.
pub(super) fn read(file: &File, text: &str, read: &mut Read) -> Result<(), String> {
    let skipped = if text.starts_with(MARK) { MARK.len() } else { 0 };
    let parsed = toml_edit::Document::parse(&text[skipped..]).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start) + skipped;
        at_line(text, at, error.message().lines().next().unwrap_or("invalid TOML"))
    })?;
    let reader = Reader { file, skipped };
    let whole = file.span(0..text.len()).ok_or("the file is too large")?;
    let root = Node { span: whole, value: Value::Map(reader.entries(parsed.as_table(), whole)) };
    read.documents.push(Document { file: file.id, format: Format::Toml, root, strict: Ok(()) });
    Ok(())
}

struct Reader<'a> {
    file: &'a File,
    /// Bytes of a byte order mark that the parser has not seen.
    skipped: usize,
}

/// The parser bounds its nesting, so the recursion in here is bounded too.
impl Reader<'_> {
    fn span(&self, range: Option<Range<usize>>) -> Option<Span> {
        let range = range?;
        self.file.span(range.start + self.skipped..range.end + self.skipped)
    }

    fn entries(&self, table: &dyn TableLike, around: Span) -> Vec<Entry> {
        let keys = table.iter().filter_map(|(name, _)| table.get_key_value(name));
        keys.map(|(key, item)| self.entry(key, item, around)).collect()
    }

    /// Implicit tables stand nowhere but in their keys.
    fn entry(&self, key: &Key, item: &Item, around: Span) -> Entry {
        let key_span = self.span(key.span()).unwrap_or(around);
        Entry { key: key.get().to_owned(), key_span, value: self.item(item, key_span) }
    }

    fn item(&self, item: &Item, around: Span) -> Node {
        let span = self.span(item.span()).unwrap_or(around);
        let value = match item {
            Item::None => Value::Null,
            Item::Value(scalar) => return self.scalar(scalar, around),
            Item::Table(table) => Value::Map(self.entries(table, span)),
            Item::ArrayOfTables(tables) => Value::List(tables.iter().map(|table| self.table(table, span)).collect()),
        };
        Node { span, value }
    }

    fn table(&self, table: &Table, around: Span) -> Node {
        let span = self.span(table.span()).unwrap_or(around);
        Node { span, value: Value::Map(self.entries(table, span)) }
    }

    fn scalar(&self, scalar: &Scalar, around: Span) -> Node {
        let span = self.span(scalar.span()).unwrap_or(around);
        let value = match scalar {
            Scalar::String(text) => Value::Text(text.value().clone()),
            Scalar::Boolean(truth) => Value::Bool(*truth.value()),
            Scalar::Integer(_) | Scalar::Float(_) => Value::Number(self.file.slice(span).to_owned()),
            Scalar::Datetime(_) => Value::Text(self.file.slice(span).to_owned()),
            Scalar::Array(items) => Value::List(items.iter().map(|item| self.scalar(item, span)).collect()),
            Scalar::InlineTable(table) => Value::Map(self.entries(table, span)),
        };
        Node { span, value }
    }
}
