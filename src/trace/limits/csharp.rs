//! Limits of .NET: `HttpClient`, RestSharp, and Unity's web requests.
//!
//! Sources: Microsoft's documentation of `HttpClient.Timeout` (100 s); RestSharp, "Client options"; Unity's of
//! `UnityWebRequest.timeout` (0, which is none).

use lp_ready_checks::facts::limit::Limit;

use super::super::code::{Code, Spot};
use super::sdk::shorter;
use crate::gather::source::expr::{Call, Expr, Kind};
use crate::gather::source::flow::within;

/// What `HttpClient` allows by itself, in milliseconds.
const DEFAULT: f64 = 100_000.0;

impl<'a> Code<'a> {
    /// What bounds a request of .NET.
    pub(super) fn csharp_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        if call.callee.path().is_some_and(|path| path.contains(&"UnityWebRequest")) {
            return self.unity_limit(spot, call);
        }
        let Kind::Member(base, _) = &call.callee.kind else { return unknown() };
        let client = self.client_limit(spot.with(base));
        match (self.token_limit(spot, call), client) {
            // Whichever ends first.
            (Some(token), Limit::Off { .. }) => token,
            (Some(token), client) => shorter(token, client),
            (None, client) => client,
        }
    }

    fn client_limit(&self, base: Spot<'a>) -> Limit {
        let made = self.follow(base);
        let Some(call) = made.expr.call() else { return unknown() };
        let option = self.limit_option(made, call, &["Timeout"], 1.0);
        let option = option.or_else(|| self.limit_option(made, call, &["MaxTimeout"], 1.0));
        if let Some(limit) = option.or_else(|| self.assigned(base, "Timeout").map(|time| self.limit_of(time, 1.0))) {
            return limit;
        }
        let default = |of: &str| Limit::Default { ms: DEFAULT, of: of.to_owned() };
        match call.callee.last_name() {
            Some("HttpClient") => default("`HttpClient`"),
            Some("RestClient") => match self.unseen_options(made, call).filter(|_| call.args.len() > 1) {
                Some(why) => Limit::Unknown(why),
                None => default("`RestClient`"),
            },
            // Of a factory: what it makes is set up where it is registered.
            Some("CreateClient") if !self.registers_clients() => default("`HttpClient`"),
            _ => unknown(),
        }
    }

    /// Whether the project sets clients up where it registers them.
    fn registers_clients(&self) -> bool {
        let sets_up = |call: &Call| {
            matches!(call.callee.last_name(), Some("AddHttpClient" | "ConfigureHttpClient")) && !call.args.is_empty()
        };
        self.shipped().any(|module| module.calls.iter().filter_map(Expr::call).any(sets_up))
    }

    /// `new CancellationTokenSource(TimeSpan.FromSeconds(300))`, whose token is passed.
    fn token_limit(&self, spot: Spot<'a>, call: &'a Call) -> Option<Limit> {
        call.args.iter().find_map(|arg| {
            let Kind::Member(source, token) = &arg.value.kind else { return None };
            if token != "Token" {
                return None;
            }
            let made = self.follow(spot.with(source));
            let time = made.expr.call().filter(|made| made.callee.last_name() == Some("CancellationTokenSource"));
            let time = time.and_then(|source| source.positional(0)).map(|time| made.with(time));
            let time = time.or_else(|| self.cancelled_after(spot, source.last_name()?))?;
            Some(self.limit_of(time, 1.0))
        })
    }

    /// `source.CancelAfter(…)`.
    fn cancelled_after(&self, spot: Spot<'a>, name: &str) -> Option<Spot<'a>> {
        let around = spot.module.function_around(&spot.expr.at)?;
        let calls = spot.module.calls.iter().filter(|expr| within(&expr.at, &around.at)).filter_map(Expr::call);
        calls
            .filter(|call| match &call.callee.kind {
                Kind::Member(base, method) => method == "CancelAfter" && base.last_name() == Some(name),
                _ => false,
            })
            .find_map(|call| call.positional(0))
            .map(|time| spot.with(time))
    }

    /// `request.timeout = 300`, in seconds.
    fn unity_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        if let Some(limit) = self.limit_option(spot, call, &["timeout"], 1000.0) {
            return limit;
        }
        let Some(given) = spot.module.bindings.iter().find(|binding| binding.value.at == spot.expr.at) else {
            return unknown();
        };
        self.assigned_to(spot, &given.name, "timeout").map_or(Limit::Unset, |time| self.limit_of(time, 1000.0))
    }
}

fn unknown() -> Limit {
    Limit::Unknown("the client that sends it could not be followed".to_owned())
}
