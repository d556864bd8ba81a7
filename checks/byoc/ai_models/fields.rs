//! The eleven fields of an entry in an aiModels file.
//!
//! From go-livepeer `core/ai.go`, `AIModelConfig`, and `ai/worker/worker.go` for the flags.

use crate::facts::config::{Entry, Node, Value};
use crate::verdict::{Finding, Outcome};

use super::go::{self, Type};
use super::similar;

/// A field of an entry, and what it may hold.
#[derive(Debug)]
struct Field {
    name: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Plain(Type),
    /// A number read by the node's own code, which takes nothing else, not even `null`.
    Rational,
    /// An object of texts and truth values.
    Flags,
}

static FIELDS: [Field; 11] = [
    Field { name: "pipeline", kind: Kind::Plain(Type::Text) },
    Field { name: "model_id", kind: Kind::Plain(Type::Text) },
    Field { name: "url", kind: Kind::Plain(Type::Text) },
    Field { name: "token", kind: Kind::Plain(Type::Text) },
    Field { name: "warm", kind: Kind::Plain(Type::Truth) },
    Field { name: "capacity", kind: Kind::Plain(Type::Whole) },
    Field { name: "optimization_flags", kind: Kind::Flags },
    Field { name: "gateway", kind: Kind::Plain(Type::Text) },
    Field { name: "price_per_unit", kind: Kind::Rational },
    Field { name: "pixels_per_unit", kind: Kind::Rational },
    Field { name: "currency", kind: Kind::Plain(Type::Text) },
];

/// Whether the node has a field of this name; it does not mind the case.
pub(super) fn is_field(name: &str) -> bool {
    field(name).is_some()
}

/// The value of a field: the last one, where keys that differ only in case repeat it.
pub(super) fn value<'a>(entry: &'a Node, name: &str) -> Option<&'a Node> {
    entry.entries().iter().rev().find(|item| item.key.eq_ignore_ascii_case(name)).map(|item| &item.value)
}

/// What is wrong with the keys of an entry and the types of their values.
pub(super) fn outcomes(entry: &Node, source: &str) -> Vec<Outcome> {
    let of_item = |item: &Entry| match field(&item.key) {
        Some(field) => mistyped(field, item, source).map(Outcome::Bad),
        None => unknown(entry, item),
    };
    entry.entries().iter().filter_map(of_item).collect()
}

fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(name))
}

fn mistyped(field: &Field, item: &Entry, source: &str) -> Option<Finding> {
    let said = match field.kind {
        Kind::Plain(wanted) => go::refusal("AIModelConfig", field.name, wanted, &item.value),
        Kind::Rational => no_number(&item.value, source),
        Kind::Flags => no_flags(&item.value),
    }?;
    let found = found(&item.value.value);
    let label = format!("`{}` cannot be {found}", field.name);
    Some(Finding::new(item.value.span, label, format!("the node exits: `{said}`")).help(way_out(field)))
}

fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Number(number) => format!("the number {number}"),
        Value::List(_) => "an array".into(),
        Value::Map(_) => "an object".into(),
        Value::Bool(_) | Value::Text(_) => format!("a {}", go::kind(value)),
    }
}

fn way_out(field: &Field) -> String {
    let wanted = match field.kind {
        Kind::Plain(Type::Text) => "a string in quotes",
        Kind::Plain(Type::Truth) => "`true` or `false` without quotes",
        Kind::Plain(Type::Whole | Type::Whole64) => "an integer without quotes or fraction",
        Kind::Rational if field.name == "price_per_unit" => {
            "a number without quotes, and the unit in `currency`; leave it out to use `-pricePerUnit`"
        }
        Kind::Rational => "a number without quotes, or leave it out",
        Kind::Flags => "an object of strings and truth values",
    };
    format!("write {wanted}")
}

fn no_number(node: &Node, source: &str) -> Option<String> {
    let written: String = source.get(node.span.range()).unwrap_or_default().chars().take(40).collect();
    (!matches!(node.value, Value::Number(_))).then(|| format!("value is not a number: {written}"))
}

fn no_flags(node: &Node) -> Option<String> {
    let into = |kind: &str, go: &str| Some(format!("json: cannot unmarshal {kind} into Go {go}"));
    match &node.value {
        Value::Null => None,
        Value::Map(items) => {
            let taken = |value: &Value| matches!(value, Value::Null | Value::Bool(_) | Value::Text(_));
            let refused = items.iter().find(|item| !taken(&item.value.value))?;
            into(go::kind(&refused.value.value), "value of type string")
        }
        other => {
            into(go::kind(other), "struct field AIModelConfig.optimization_flags of type worker.OptimizationFlags")
        }
    }
}

/// A key the node drops without a word. Names that people use for comments are left alone.
fn unknown(entry: &Node, item: &Entry) -> Option<Outcome> {
    let key = item.key.to_ascii_lowercase();
    if key.starts_with(['_', '$', '/', '#']) || ["comment", "comments", "note", "notes", "description"].contains(&&*key)
    {
        return None;
    }
    let meant = similar::nearest(&item.key, FIELDS.iter().map(|field| field.name));
    let message = format!("the node knows no field `{}` and drops it without a word", item.key);
    let finding = Finding::new(item.key_span, "dropped", message);
    Some(match meant {
        Some(meant) if value(entry, meant).is_none() => Outcome::Bad(finding.help(format!("did you mean `{meant}`?"))),
        Some(meant) => Outcome::Doubtful(finding.help(format!("the entry has a `{meant}` already; remove this one"))),
        None => Outcome::Doubtful(finding.help("remove it, or spell it as one of the fields of an aiModels file")),
    })
}
