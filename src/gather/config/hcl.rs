//! HCL: Terraform and its kin, as the tree that their JSON spelling has.
//!
//! A block is a map below its type and its labels; what is computed is a text as written, `${…}` around it.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Block, Body, Structure};
use lp_ready_checks::facts::config::{Document, Entry, Format, Node, Value};
use lp_ready_checks::facts::file::{File, Span};

use super::{Read, at_line};

/// Files above this are written by tools.
const LARGEST: usize = 1 << 20;

/// Reads a file of HCL.
///
/// # Errors
/// Where and why it is no HCL.
pub(super) fn read(file: &File, text: &str, read: &mut Read) -> Result<(), String> {
    if text.len() > LARGEST {
        return Err("is too large to be written by hand".into());
    }
    let body = hcl_edit::parser::parse_body(text).map_err(|error| {
        let line = error.location().line();
        let at = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        at_line(text, at, error.message())
    })?;
    let whole = file.span(0..text.len()).ok_or("the file is too large")?;
    let root = Reader { file }.body(&body, whole);
    read.documents.push(Document { file: file.id, format: Format::Hcl, root, strict: Ok(()) });
    Ok(())
}

struct Reader<'a> {
    file: &'a File,
}

/// The parser bounds its nesting, so the recursion in here is bounded too.
impl Reader<'_> {
    fn span(&self, range: Option<Range<usize>>, around: Span) -> Span {
        range.and_then(|range| self.file.span(range)).unwrap_or(around)
    }

    fn body(&self, body: &Body, span: Span) -> Node {
        let entry = |structure: &Structure| match structure {
            Structure::Attribute(attribute) => {
                let key_span = self.span(attribute.key.span(), span);
                let value = self.expression(&attribute.value, key_span);
                Entry { key: attribute.key.as_str().to_owned(), key_span, value }
            }
            Structure::Block(block) => self.block(block, span),
        };
        Node { span, value: Value::Map(body.iter().map(entry).collect()) }
    }

    fn block(&self, block: &Block, around: Span) -> Entry {
        let key_span = self.span(block.ident.span(), around);
        let span = self.span(block.span(), key_span);
        let mut value = self.body(&block.body, span);
        for label in block.labels.iter().rev() {
            let entry = Entry { key: label.as_str().to_owned(), key_span, value };
            value = Node { span, value: Value::Map(vec![entry]) };
        }
        Entry { key: block.ident.as_str().to_owned(), key_span, value }
    }

    fn expression(&self, expression: &Expression, around: Span) -> Node {
        let span = self.span(expression.span(), around);
        let value = match expression {
            Expression::Null(_) => Value::Null,
            Expression::Bool(truth) => Value::Bool(*truth.value()),
            Expression::Number(number) => Value::Number(number.value().to_string()),
            Expression::String(text) => Value::Text(text.value().clone()),
            Expression::StringTemplate(template) => {
                Value::Text(template.to_string().trim().trim_matches('"').to_owned())
            }
            Expression::HeredocTemplate(heredoc) => Value::Text(heredoc.template.to_string()),
            Expression::Array(items) => Value::List(items.iter().map(|item| self.expression(item, span)).collect()),
            Expression::Object(object) => {
                let entries = object.iter().map(|(key, value)| self.field(key, value.expr(), span));
                Value::Map(entries.collect())
            }
            Expression::Parenthesis(inner) => return self.expression(inner.inner(), span),
            _ => Value::Text(format!("${{{}}}", self.file.slice(span).trim())),
        };
        Node { span, value }
    }

    fn field(&self, key: &ObjectKey, value: &Expression, around: Span) -> Entry {
        let key_span = self.span(key.span(), around);
        let written = self.file.slice(key_span).trim();
        Entry { key: written.trim_matches('"').to_owned(), key_span, value: self.expression(value, key_span) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lp_ready_checks::facts::file::{FileId, Role};

    fn file(text: &str) -> File {
        let text = Some(text.into());
        File { id: FileId::new(0), path: "a.tf".into(), role: Role::Config, text, tracked: None, ignored: false }
    }

    #[test]
    fn blocks_are_maps_below_their_labels() {
        let text = "resource \"a\" \"b\" {\n  name = \"x ${var.y}\"\n  list = [1, true]\n  of = var.z\n  q { id = \"m\" }\n  q { id = \"n\" }\n  text = <<-EOT\n    one\n    EOT\n}\n";
        let file = file(text);
        let mut out = Read::default();
        assert_eq!(read(&file, text, &mut out), Ok(()));
        let block = out.documents[0].root.at(&["resource", "a", "b"]).unwrap();
        assert_eq!(block.get("name").unwrap().text(), Some("x ${var.y}"));
        assert_eq!(file.slice(block.get("name").unwrap().span), "\"x ${var.y}\"");
        assert_eq!(block.get("list").unwrap().items()[0].number(), Some(1.0));
        assert_eq!(block.get("of").unwrap().text(), Some("${var.z}"));
        assert_eq!(block.entries().iter().filter(|entry| entry.key == "q").count(), 2);
        assert_eq!(block.get("text").unwrap().text().map(str::trim), Some("one"));
    }

    #[test]
    fn what_is_no_hcl_says_where() {
        let text = "a = 1\nb = = 2\n";
        assert!(read(&file(text), text, &mut Read::default()).unwrap_err().starts_with("line 2: "));
    }
}
