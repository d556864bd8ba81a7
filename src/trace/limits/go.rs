//! Limits of `net/http`: the context of the request, and the client that sends it.

use lp_ready_checks::facts::limit::Limit;

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind, Object};
use crate::gather::source::flow::within;

impl<'a> Code<'a> {
    /// What bounds `http.Post(…)`, `client.Get(…)`, or a request that is made here and sent later.
    pub(super) fn go_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        let context = call.positional(0).and_then(|context| self.context_limit(spot.with(context)));
        context.unwrap_or_else(|| match call.callee.last_name() {
            Some("NewRequest" | "NewRequestWithContext") => self.sender_limit(spot),
            _ => match &call.callee.kind {
                Kind::Member(base, _) => self.go_client_limit(spot.with(base)),
                _ => Limit::Unset,
            },
        })
    }

    /// `context.WithTimeout(parent, d)`, followed through parents.
    fn context_limit(&self, context: Spot<'a>) -> Option<Limit> {
        let made = self.follow(context);
        let call = made.expr.call()?;
        match call.callee.last_name()? {
            "WithTimeout" | "WithTimeoutCause" => Some(self.limit_of(made.with(call.positional(1)?), NANOSECOND)),
            "WithDeadline" => Some(Limit::Set { at: self.span_of(made), ms: None }),
            "WithCancel" | "WithValue" => self.context_limit(made.with(call.positional(0)?)),
            _ => None,
        }
    }

    /// The limit of the client that `Do`es a request of this function.
    fn sender_limit(&self, spot: Spot<'a>) -> Limit {
        let Some(around) = spot.module.function_around(&spot.expr.at) else { return unknown() };
        let inside = |expr: &&Expr| within(&expr.at, &around.at);
        let sends = spot.module.calls.iter().filter(inside).filter_map(Expr::call);
        let base =
            sends.filter(|call| call.callee.last_name() == Some("Do")).find_map(|call| match &call.callee.kind {
                Kind::Member(base, _) => Some(base.as_ref()),
                _ => None,
            });
        base.map_or_else(unknown, |base| self.go_client_limit(spot.with(base)))
    }

    /// `http.DefaultClient`, `http` itself, or a client of the project's own.
    pub(super) fn go_client_limit(&self, client: Spot<'a>) -> Limit {
        let foreign = self.foreign(client).filter(|foreign| foreign.package == "net/http");
        if foreign.is_some_and(|foreign| matches!(foreign.name.as_deref(), None | Some("DefaultClient"))) {
            return Limit::Unset;
        }
        let made = self.follow(client);
        match &made.expr.kind {
            Kind::Object(object) if is_client(object) => match object.field("Timeout") {
                Some(timeout) => self.limit_of(made.with(&timeout.value), NANOSECOND),
                None => Limit::Unset,
            },
            _ => unknown(),
        }
    }
}

/// A plain number is a duration in nanoseconds.
pub(super) const NANOSECOND: f64 = 1e-6;

fn is_client(object: &Object) -> bool {
    object.of.as_ref().is_some_and(|of| of.last_name() == Some("Client"))
}

fn unknown() -> Limit {
    Limit::Unknown("the client that sends it could not be followed".to_owned())
}
