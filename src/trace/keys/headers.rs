//! The header that carries a key, in whichever way it is given to a request.

use lp_ready_checks::facts::key::Key;

use super::super::code::{Code, Spot};
use super::super::options::DEPTH;
use crate::gather::source::expr::{Call, Expr, Kind, Part};

/// The header, in lower case.
const HEADER: &str = "authorization";

/// Methods that give a request its key as such.
const GIVES_KEY: &[&str] = &["bearer_auth", "withToken", "SetAuthToken", "setBearerToken"];

/// Methods that give a request a header by its name.
const GIVES_HEADER: &[&str] = &[
    "Set",
    "set",
    "append",
    "Add",
    "add",
    "setRequestHeader",
    "SetRequestHeader",
    "header",
    "insert",
    "AddHeader",
    "AddDefaultHeader",
];

/// Options that hold headers.
const OPTIONS: &[&str] = &["headers", "Headers", "extraHTTPHeaders"];

impl<'a> Code<'a> {
    /// The key a raw HTTP call carries; `None` where all of it is seen and there is none.
    pub(in super::super) fn header_key(&self, spot: Spot<'a>, call: &'a Call) -> Option<Key> {
        let own = self.option(spot, call, OPTIONS);
        let given = own.and_then(|headers| self.header_in(headers, DEPTH));
        let found = given
            .or_else(|| self.header_word(spot, call))
            .or_else(|| self.header_put_together(spot, call))
            .or_else(|| self.header_filled(spot))
            .or_else(|| self.header_of_client(spot, call));
        match (found, own) {
            (Some(value), _) => self.key(value),
            (None, Some(headers)) => self.unseen_in(headers, DEPTH).map(Key::unknown),
            (None, None) => self.unseen_rest(spot, call).map(Key::unknown),
        }
    }

    /// The value of the header in an object, `new Headers({…})`, a list of lines or of pairs.
    pub(super) fn header_in(&self, headers: Spot<'a>, depth: usize) -> Option<Spot<'a>> {
        let depth = depth.checked_sub(1)?;
        let target = self.follow(headers);
        match &target.expr.kind {
            Kind::Object(object) => {
                let own = object.fields.iter().rev().find(|field| field.name.as_deref().is_some_and(is_header));
                let spread = || object.spreads.iter().find_map(|spread| self.header_in(target.with(spread), depth));
                own.map(|field| target.with(&field.value)).or_else(spread)
            }
            Kind::Call(call) => {
                let wraps =
                    matches!(call.callee.last_name(), Some("Headers" | "AxiosHeaders" | "dict" | "array_merge"));
                call.args.iter().filter(|_| wraps).find_map(|arg| self.header_in(target.with(&arg.value), depth))
            }
            Kind::List(items) => items.iter().find_map(|item| self.header_item(target.with(item))),
            Kind::Choice(one, other) | Kind::Default(one, other) => {
                [one, other].into_iter().find_map(|side| self.header_in(target.with(side), depth))
            }
            Kind::Both(_, value) => self.header_in(target.with(value), depth),
            _ => None,
        }
    }

    /// `"Authorization: Bearer …"`, `["Authorization", "Bearer …"]`.
    fn header_item(&self, item: Spot<'a>) -> Option<Spot<'a>> {
        match &item.expr.kind {
            Kind::List(pair) => {
                let named = pair.first()?.literal().is_some_and(is_header);
                pair.get(1).filter(|_| named).map(|value| item.with(value))
            }
            _ => starts_header(item.expr).then_some(item),
        }
    }

    /// `curl -H "Authorization: …"`.
    fn header_word(&self, spot: Spot<'a>, call: &'a Call) -> Option<Spot<'a>> {
        call.callee.literal()?;
        call.args.iter().map(|arg| self.follow(spot.with(&arg.value))).find(|word| starts_header(word.expr))
    }

    fn header_put_together(&self, spot: Spot<'a>, call: &'a Call) -> Option<Spot<'a>> {
        let of = self.put_together(spot, call)?;
        let lines = self.curl_option(spot, of.name, "CURLOPT_HTTPHEADER").or_else(|| self.context_option(of, "header"));
        let lines = lines?;
        self.header_in(lines, DEPTH).or_else(|| starts_header(lines.expr).then_some(lines))
    }

    /// `axios.create({ headers })`, `httpx.Client(headers=…)`, and what is set on such a client anywhere in its file.
    fn header_of_client(&self, spot: Spot<'a>, call: &'a Call) -> Option<Spot<'a>> {
        let Kind::Member(of, _) = &call.callee.kind else { return None };
        let client = self.follow(spot.with(of));
        let made = client.expr.call();
        let own = made.and_then(|made| self.option(client, made, OPTIONS)).and_then(|own| self.header_in(own, DEPTH));
        own.or_else(|| self.set_on_client(client)).or_else(|| self.set_on_client(spot.with(of)))
    }
}

pub(super) fn is_header(name: &str) -> bool {
    name.eq_ignore_ascii_case(HEADER)
}

/// Whether a text begins as the header's line does.
fn starts_header(expr: &Expr) -> bool {
    let start = match &expr.kind {
        Kind::Text(parts) => match parts.first() {
            Some(Part::Literal(text)) => text.as_str(),
            _ => return false,
        },
        Kind::Sum(left, _) => return starts_header(left),
        Kind::Call(call) => return call.positional(0).is_some_and(starts_header),
        _ => return false,
    };
    let start = start.strip_prefix("--header=").unwrap_or(start).trim_start_matches("-H").trim_start();
    start.split_once(':').is_some_and(|(name, _)| is_header(name.trim()))
}

/// The value a call gives the header, if it does.
pub(super) fn given_by(call: &Call) -> Option<&Expr> {
    let name = call.callee.last_name()?;
    if GIVES_KEY.contains(&name) {
        return call.positional(0);
    }
    let header = call.positional(0)?;
    let named = header.literal().is_some_and(is_header) || header.last_name().is_some_and(is_header);
    (GIVES_HEADER.contains(&name) && named).then(|| call.positional(1)).flatten()
}
