//! Texts put together by a pattern.

use lp_ready_checks::facts::livepeer::{Origin, Text};

use super::super::code::{Code, Spot};
use super::join;
use crate::gather::source::expr::{Call, Expr, Kind};

impl<'a> Code<'a> {
    /// `Sprintf("%s/x", base)`, `format!("{}/x", base)`, `"{}/x".format(base)`.
    pub(super) fn formatted(&self, spot: Spot<'a>, call: &'a Call, depth: usize) -> Text {
        let method = match &call.callee.kind {
            Kind::Member(base, _) if base.literal().is_some() => Some(base.as_ref()),
            _ => None,
        };
        let skipped = usize::from(method.is_none());
        let Some(pattern) = method.or_else(|| call.positional(0)).and_then(Expr::literal) else {
            return Text::unknown("it is formatted at run time");
        };
        let at = self.span_of(spot.with(method.or_else(|| call.positional(0)).unwrap_or(spot.expr)));
        let mut text = Text::one("", at, Origin::Literal);
        let mut next = skipped;
        for piece in pieces(pattern) {
            let part = match piece {
                Piece::Literal(literal) => Text::one(literal, at, Origin::Literal),
                Piece::Verb => {
                    next += 1;
                    self.argument(spot, call.positional(next - 1), depth)
                }
                Piece::Named(name) => self.argument(spot, call.named(name), depth),
            };
            text = join(&text, &part);
        }
        text
    }

    fn argument(&self, spot: Spot<'a>, expr: Option<&'a Expr>, depth: usize) -> Text {
        expr.map_or_else(
            || Text::unknown("it is formatted at run time"),
            |expr| self.text_within(spot.with(expr), depth),
        )
    }
}

/// A piece of a format string.
enum Piece<'p> {
    Literal(&'p str),
    /// `%s`, `{}`: the next argument.
    Verb,
    /// `{name}`.
    Named(&'p str),
}

fn pieces(pattern: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['%', '{']) {
        let (before, tail) = rest.split_at(at);
        let (piece, length) = match tail.as_bytes() {
            [b'%', verb, ..] if verb.is_ascii_alphabetic() => (Piece::Verb, 2),
            [b'{', ..] => match tail.find('}') {
                Some(end) if tail[1..end].is_empty() || tail.as_bytes()[1].is_ascii_digit() => (Piece::Verb, end + 1),
                Some(end) => (Piece::Named(tail[1..end].split([':', '!']).next().unwrap_or_default()), end + 1),
                None => (Piece::Literal(&tail[..1]), 1),
            },
            _ => (Piece::Literal(&tail[..1]), 1),
        };
        pieces.extend([Piece::Literal(before), piece]);
        rest = &tail[length..];
    }
    pieces.push(Piece::Literal(rest));
    pieces
}
