//! Headers that statements of their own give a request or a client.

use super::super::code::{Code, Spot};
use super::super::options::DEPTH;
use super::headers::{given_by, is_header};
use crate::gather::source::expr::{Bytes, Call, Expr, Kind};
use crate::gather::source::flow::within;

/// Members of clients that every request of theirs takes headers from.
const OF_CLIENTS: &[&str] =
    &["defaults.headers", "DefaultRequestHeaders", "session.headers", "client.headers", "_session.headers"];

/// Methods that send with a body and options behind it, and those whose second argument are the options.
const WITH_BODY: &[&str] = &["post", "put", "patch"];

impl<'a> Code<'a> {
    /// `request.Header.Set("Authorization", …)`, `headers.Authorization = …`, `.bearer_auth(key)` in the function around.
    pub(super) fn header_filled(&self, spot: Spot<'a>) -> Option<Spot<'a>> {
        let around = spot.module.function_around(&spot.expr.at).map(|function| &function.at);
        let inside = |at: &Bytes| match around {
            Some(around) => within(at, around),
            None => spot.module.function_around(at).is_none(),
        };
        self.nearest(spot, self.fills(spot, &inside))
    }

    /// What is set on the headers of a client, or of every client of its library.
    pub(super) fn set_on_client(&self, client: Spot<'a>) -> Option<Spot<'a>> {
        let text = self.file(client.module).text.as_deref()?;
        let holds = |at: &Bytes| {
            let statement = text.get(at.start.saturating_sub(LINE)..at.end).unwrap_or_default();
            let statement = statement.rsplit('\n').next().unwrap_or(statement);
            OF_CLIENTS.iter().any(|member| statement.contains(member))
        };
        self.nearest(client, self.fills(client, &holds))
    }

    /// The values that assignments and calls at such places give the header.
    fn fills(&self, spot: Spot<'a>, here: &dyn Fn(&Bytes) -> bool) -> Vec<(usize, Spot<'a>)> {
        let text = self.file(spot.module).text.as_deref().unwrap_or_default();
        let of_headers = |at: &Bytes| {
            let target = text.get(at.clone()).unwrap_or_default().to_ascii_lowercase();
            target.contains("headers") || target.contains("header[")
        };
        let assigned = spot.module.bindings.iter().filter(|binding| {
            is_header(&binding.name)
                && binding.class.as_deref() == Some("")
                && here(&binding.at)
                && of_headers(&binding.at)
        });
        let assigned = assigned.map(|binding| (binding.at.start, spot.with(&binding.value)));
        let calls = spot.module.calls.iter().filter(|expr| here(&expr.at)).filter_map(|expr| {
            let call = expr.call()?;
            let given = given_by(call).map(|value| spot.with(value));
            Some((expr.at.start, given.or_else(|| self.updated(spot, call))?))
        });
        assigned.chain(calls).collect()
    }

    /// `session.headers.update({…})`.
    fn updated(&self, spot: Spot<'a>, call: &'a Call) -> Option<Spot<'a>> {
        let Kind::Member(of, _) = &call.callee.kind else { return None };
        let updates = matches!(call.callee.last_name(), Some("update" | "assign")) && of.last_name() == Some("headers");
        call.positional(0).filter(|_| updates).and_then(|given| self.header_in(spot.with(given), DEPTH))
    }

    fn nearest(&self, spot: Spot<'a>, found: Vec<(usize, Spot<'a>)>) -> Option<Spot<'a>> {
        let at = spot.expr.at.start;
        found.into_iter().min_by_key(|(start, _)| start.abs_diff(at)).map(|(_, value)| value)
    }

    /// Why what is given beside the address may hold headers that cannot be seen.
    pub(super) fn unseen_rest(&self, spot: Spot<'a>, call: &'a Call) -> Option<String> {
        let spread = call.args.iter().find(|arg| arg.name.as_deref() == Some("*"));
        let body = call.callee.last_name().is_some_and(|name| WITH_BODY.contains(&name));
        let first = if body { 2 } else { 1 };
        let script = matches!(spot.module.language, "JavaScript" | "TypeScript");
        let rest = (first..call.args.len()).filter(|_| script).filter_map(|at| call.positional(at));
        let rest = rest.chain(spread.map(|arg| &arg.value)).map(|expr| spot.with(expr));
        rest.filter(|spot| !is_plain(spot.expr)).find_map(|given| self.unseen_in(given, DEPTH))
    }
}

/// How far back on its line the start of a statement is looked for.
const LINE: usize = 120;

fn is_plain(expr: &Expr) -> bool {
    matches!(expr.kind, Kind::Text(_) | Kind::Function)
}
