//! What Go's `encoding/json` says of a value of the wrong type.

use crate::facts::config::{Node, Value};

/// A type a field has in go-livepeer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Truth,
    /// `int`, 64 bits wide.
    Whole,
    /// `int64`.
    Whole64,
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Truth => "bool",
            Self::Whole => "int",
            Self::Whole64 => "int64",
        }
    }

    fn takes(self, value: &Value) -> bool {
        match (self, value) {
            // `null` leaves a field as it is.
            (_, Value::Null) | (Self::Text, Value::Text(_)) | (Self::Truth, Value::Bool(_)) => true,
            (Self::Whole | Self::Whole64, Value::Number(number)) => number.parse::<i64>().is_ok(),
            _ => false,
        }
    }
}

/// What the decoder says of a value in a struct's field of this type; `None` when it takes it.
pub(super) fn refusal(of: &str, field: &str, wanted: Type, node: &Node) -> Option<String> {
    if wanted.takes(&node.value) {
        return None;
    }
    let found = match (&node.value, wanted) {
        (Value::Number(number), Type::Whole | Type::Whole64) => format!("number {number}"),
        (value, _) => kind(value).to_owned(),
    };
    Some(format!("json: cannot unmarshal {found} into Go struct field {of}.{field} of type {}", wanted.name()))
}

/// The kind of a value, as the decoder names it.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
    }
}
