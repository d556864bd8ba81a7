//! Structured files as one kind of tree, whatever their format, with a span on every key and value.

use super::file::{FileId, Span};

/// One document of a structured file; a YAML file may hold several.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it stands in.
    pub file: FileId,
    /// How the file is written.
    pub format: Format,
    /// The whole value; [`Value::Null`] over the whole text where no reader takes it.
    pub root: Node,
    /// Whether a strict reader takes the text: Go's `encoding/json` for JSON, always for the other formats.
    pub strict: Result<(), Flaw>,
}

/// Where a strict reader stops, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The character it stumbles over; empty, behind the last one, where the text ends too early.
    pub at: Span,
    /// What it says, in its own words.
    pub message: String,
}

/// How a structured file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON, with comments, trailing commas and a byte order mark tolerated; [`Document::strict`] tells of them.
    Json,
    /// YAML, anchors and merge keys resolved.
    Yaml,
    /// TOML.
    Toml,
    /// HCL, in the shape of Terraform's JSON; what is computed is a text, `${…}` around it.
    Hcl,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where, quotes included.
    pub span: Span,
    /// What.
    pub value: Value,
}

/// The six things a structured value can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, `~`, or nothing at all.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A text, unescaped.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order they are written, repeated keys included.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value of a key; the last one where a key is repeated.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().rev().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value at a path of keys.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// The items, if it is a list; else none.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries, if it is a map; else none.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }
}
