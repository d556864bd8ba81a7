//! What a text may be at run time: every value, where it is written, and how it gets there.

mod format;
mod number;

use lp_ready_checks::facts::livepeer::{HOLE, Hop, Open, Origin, Text, Through, Written};

use super::code::{Code, Spot};
use super::environment::Read;
use crate::gather::source::expr::{Call, Expr, Kind, Part};

/// How deep one text is followed.
const DEPTH: usize = 14;

/// How many values of one text are kept.
const VALUES: usize = 24;

/// Methods and functions whose result is their receiver's or first argument's text, for what tracing asks of it.
pub(super) const THROUGH_RECEIVER: &[&str] = &[
    "toString",
    "trim",
    "trimEnd",
    "replace",
    "replaceAll",
    "rstrip",
    "strip",
    "lower",
    "toLowerCase",
    "to_string",
    "to_owned",
    "into",
    "as_str",
    "unwrap",
    "expect",
    "clone",
    "ToPointer",
    "get_secret_value",
    "trim_end_matches",
    "as_ref",
    "as_deref",
    "href",
    "encode",
    "ToString",
    "TrimEnd",
    "Trim",
    "AbsoluteUri",
];
pub(super) const THROUGH_ARGUMENT: &[&str] = &[
    "String",
    "str",
    "TrimSuffix",
    "TrimRight",
    "TrimSpace",
    "Trim",
    "URL",
    "from",
    "parse",
    "Some",
    "Ok",
    "SecretStr",
    "Pointer",
    "Ptr",
    "TrimPrefix",
    "encodeURI",
    "HttpUrl",
    "AnyHttpUrl",
    "withoutTrailingSlash",
    "stripTrailingSlash",
    "Uri",
    "rtrim",
    "trim",
    "strval",
    "untrailingslashit",
    "trailingslashit",
    "esc_url",
    "esc_url_raw",
    "StringContent",
];

impl<'a> Code<'a> {
    /// What a text expression may be.
    pub(super) fn text(&self, spot: Spot<'a>) -> Text {
        let mut text = self.text_within(spot, DEPTH);
        dedup(&mut text.values);
        text
    }

    fn text_within(&self, spot: Spot<'a>, depth: usize) -> Text {
        let Some(depth) = depth.checked_sub(1) else { return Text::unknown("it is computed too many steps away") };
        let mut text = self.computed(spot, depth);
        if text.open.is_some() {
            text.lost.get_or_insert_with(|| self.span_of(spot));
        }
        text
    }

    fn computed(&self, spot: Spot<'a>, depth: usize) -> Text {
        if let Some(read) = self.env_read(spot) {
            let default = read.default.map(|default| self.text_within(default, depth));
            return self.variable(spot, &read, default);
        }
        match &spot.expr.kind {
            Kind::Text(parts) => self.joined(spot, parts, depth),
            Kind::Number(number) => Text::one(number.clone(), self.span_of(spot), Origin::Literal),
            Kind::Null => Text::default(),
            Kind::Name(_) | Kind::Member(..) => self.named(spot, depth),
            Kind::Default(value, fallback) => self.defaulted(spot, value, fallback, depth),
            Kind::Choice(yes, no) => {
                either(self.text_within(spot.with(yes), depth), self.text_within(spot.with(no), depth))
            }
            Kind::Both(_, value) => self.text_within(spot.with(value), depth),
            Kind::Sum(left, right) => {
                join(&self.text_within(spot.with(left), depth), &self.text_within(spot.with(right), depth))
            }
            Kind::Call(call) => self.called(spot, call, depth),
            _ => Text::unknown("it is computed at run time"),
        }
    }

    /// Where an expression stands.
    pub(super) fn span_of(&self, spot: Spot<'a>) -> lp_ready_checks::facts::file::Span {
        self.span(spot.module, &spot.expr.at)
    }

    fn joined(&self, spot: Spot<'a>, parts: &'a [Part], depth: usize) -> Text {
        let part = |part: &'a Part| match part {
            Part::Literal(text) => Text::one(text.clone(), self.span_of(spot), Origin::Literal),
            Part::Hole(hole) => self.text_within(spot.with(hole), depth),
        };
        match parts {
            [] => Text::one("", self.span_of(spot), Origin::Literal),
            [one] => part(one),
            [first, rest @ ..] => rest.iter().fold(part(first), |joined, next| join(&joined, &part(next))),
        }
    }

    fn named(&self, spot: Spot<'a>, depth: usize) -> Text {
        let definitions = self.definitions(spot);
        if definitions.is_empty() {
            return Text::unknown(unknown_name(spot.expr));
        }
        let values = definitions.into_iter().map(|definition| self.text_within(definition, depth));
        let mut text = values.reduce(either).expect("there is a definition");
        for value in &mut text.values {
            if value.origin == Origin::Literal {
                value.origin = Origin::Constant;
            }
        }
        self.through(text, spot, Through::Name(named(spot.expr)))
    }

    /// A text that goes by another expression.
    fn through(&self, mut text: Text, spot: Spot<'a>, by: Through) -> Text {
        let hop = Hop { at: self.span_of(spot), by };
        text.values.iter_mut().for_each(|value| value.through.insert(0, hop.clone()));
        text
    }

    fn variable(&self, spot: Spot<'a>, read: &Read<'a>, default: Option<Text>) -> Text {
        let name = &read.name;
        let values = Text { values: self.env_values(spot, name), ..Text::default() };
        let mut text = self.through(values, read.at, Through::Variable(name.clone()));
        match default.filter(|default| !default.values.is_empty()) {
            Some(default) => text = either(text, as_default(default, name)),
            None if text.values.is_empty() => text.open = Some(Open::Variable(name.clone())),
            None => {}
        }
        // The name it is used under stands for the read.
        let same = std::ptr::eq(spot.expr, read.at.expr);
        if same { text } else { self.through(text, spot, Through::Name(named(spot.expr))) }
    }

    fn defaulted(&self, spot: Spot<'a>, value: &'a Expr, fallback: &'a Expr, depth: usize) -> Text {
        let first = self.text_within(spot.with(value), depth);
        let second = self.text_within(spot.with(fallback), depth);
        match self.env_read(spot.with(value)) {
            // With a fallback that is known, an unset variable leaves nothing open.
            Some(read) if second.open.is_none() => {
                let known = Text { open: None, lost: None, ..first };
                either(known, as_default(second, &read.name))
            }
            Some(read) => either(first, as_default(second, &read.name)),
            None => either(first, second),
        }
    }

    fn called(&self, spot: Spot<'a>, call: &'a Call, depth: usize) -> Text {
        let name = call.callee.last_name().unwrap_or_default();
        let receiver = match &call.callee.kind {
            Kind::Member(base, _) => Some(spot.with(base)),
            _ => None,
        };
        let argument = call.positional(0).map(|expr| spot.with(expr));
        match (name, receiver, argument) {
            ("URL" | "urljoin", _, Some(path)) if call.positional(1).is_some() => {
                self.against_base(spot, call, path, name, depth)
            }
            ("unwrap_or" | "unwrap_or_else" | "unwrap_or_default", Some(of), default) => {
                let default = default.map(|default| self.text_within(default, depth));
                match (self.env_read(of), default) {
                    (Some(read), default) => self.variable(of, &read, default),
                    (None, Some(default)) => either(self.text_within(of, depth), default),
                    (None, None) => self.text_within(of, depth),
                }
            }
            ("format" | "Format" | "Sprintf" | "sprintf" | "format_args" | "JoinPath", ..) => {
                self.formatted(spot, call, depth)
            }
            (name, Some(of), _) if THROUGH_RECEIVER.contains(&name) => self.text_within(of, depth),
            (name, _, Some(of)) if THROUGH_ARGUMENT.contains(&name) => self.text_within(of, depth),
            _ => {
                let returned = self.definitions(spot).into_iter().map(|value| self.text_within(value, depth));
                let text = returned.reduce(either).unwrap_or_else(|| Text::unknown("it is computed at run time"));
                self.through(text, spot, Through::Call(name.to_owned()))
            }
        }
    }

    /// `new URL(path, base)` and `urljoin(base, path)`.
    fn against_base(&self, spot: Spot<'a>, call: &'a Call, first: Spot<'a>, name: &str, depth: usize) -> Text {
        let second = call
            .positional(1)
            .map_or_else(|| Text::unknown("no base"), |expr| self.text_within(spot.with(expr), depth));
        let first = self.text_within(first, depth);
        if name == "URL" { join(&apart(second, &first), &first) } else { join(&apart(first, &second), &second) }
    }
}

/// A base address with a slash at its end, unless it or the path under it has one there.
fn apart(mut base: Text, path: &Text) -> Text {
    let parted = path.all(|path| path.starts_with('/') || path.contains("://"));
    for value in base.values.iter_mut().filter(|value| !parted && !value.text.ends_with('/')) {
        value.text.push('/');
    }
    base
}

/// Either of two texts.
fn either(mut first: Text, second: Text) -> Text {
    first.values.extend(second.values);
    first.values.truncate(VALUES);
    first.open = first.open.or(second.open);
    first.lost = first.lost.or(second.lost);
    first
}

/// One text after another. A part that is not known leaves a hole, and the whole open.
fn join(first: &Text, second: &Text) -> Text {
    let hole = |at| Written::new(HOLE, at, Origin::Literal);
    let (open, lost) = (first.open.clone().or(second.open.clone()), first.lost.or(second.lost));
    let known = first.values.first().or(second.values.first());
    let Some(known) = known else { return Text { values: Vec::new(), open, lost } };
    let filled = |text: &Text| if text.values.is_empty() { vec![hole(known.at)] } else { text.values.clone() };
    let mut values = Vec::new();
    for left in filled(first) {
        for right in filled(second) {
            if values.len() < VALUES {
                values.push(joined_value(&left, &right));
            }
        }
    }
    Text { values, open, lost }
}

/// Where the value matters: at its host, which stands in the right part when the left one is no more than a scheme.
fn joined_value(left: &Written, right: &Written) -> Written {
    let bare = ["", "https://", "http://", "Bearer "].contains(&left.text.as_str());
    let (source, other) = if bare { (right, left) } else { (left, right) };
    let mut through = source.through.clone();
    if !other.through.is_empty() {
        through.extend(other.through.iter().cloned());
        through.push(Hop { at: other.at, by: Through::Part });
    }
    Written { text: format!("{}{}", left.text, right.text), through, ..source.clone() }
}

fn as_default(mut text: Text, name: &str) -> Text {
    for value in &mut text.values {
        if matches!(value.origin, Origin::Literal | Origin::Constant) {
            value.origin = Origin::EnvDefault { name: name.to_owned() };
        }
    }
    text
}

/// Keeps each value once, by the first way that leads to it.
fn dedup(values: &mut Vec<Written>) {
    let mut seen: Vec<Written> = Vec::new();
    values.retain(|value| {
        let same = |known: &Written| known.at == value.at && known.text == value.text && known.origin == value.origin;
        let new = !seen.iter().any(same);
        if new {
            seen.push(value.clone());
        }
        new
    });
}

/// A name or member as the code writes it.
fn named(expr: &Expr) -> String {
    expr.path().map_or_else(|| expr.last_name().unwrap_or_default().to_owned(), |path| path.join("."))
}

pub(super) fn unknown_name(expr: &Expr) -> String {
    match expr.path() {
        Some(path) => format!("`{}` is not defined where it could be followed", path.join(".")),
        None => "it is computed at run time".to_owned(),
    }
}
