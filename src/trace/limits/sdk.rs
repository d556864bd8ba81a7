//! Limits of the SDKs.

use lp_ready_checks::facts::limit::Limit;

use super::super::clients::Made;
use super::super::code::{Code, Spot};
use super::go::NANOSECOND;
use crate::gather::source::expr::Call;

/// What the Go SDKs' own HTTP client allows, in milliseconds: `livepeer.go`, `http.Client{Timeout: 60 * time.Second}`.
const GO_DEFAULT: f64 = 60_000.0;

impl<'a> Code<'a> {
    /// What bounds a call of an SDK: its own option before its client's.
    pub(in super::super) fn sdk_limit(&self, spot: Spot<'a>, call: &'a Call, made: Option<&Made<'a>>) -> Limit {
        if let Some(limit) = self.limit_around(spot) {
            return limit;
        }
        if spot.module.language == "Go" {
            return self.go_sdk_limit(spot, call, made);
        }
        if spot.module.language == "PHP" {
            // Saloon's Timeout::REQUEST
            return Limit::Default { ms: 30_000.0, of: "the SDK's own HTTP client".to_owned() };
        }
        let given = |spot: Spot<'a>, call: &'a Call| {
            self.limit_option(spot, call, &["timeoutMs", "timeout_ms"], 1.0).or_else(|| self.fetch_options(spot, call))
        };
        if let Some(limit) = given(spot, call) {
            return limit;
        }
        let Some(made) = made else { return Limit::Unknown("its client could not be followed".to_owned()) };
        let Some(client) = made.spot.expr.call() else { return Limit::Unset };
        let unseen = || self.unseen_options(made.spot, client).filter(|_| made.client.sdk.language != "Python");
        given(made.spot, client).or_else(|| unseen().map(Limit::Unknown)).unwrap_or(Limit::Unset)
    }

    /// `{ fetchOptions: { signal } }`, which goes before `timeoutMs`.
    fn fetch_options(&self, spot: Spot<'a>, call: &'a Call) -> Option<Limit> {
        let options = self.option(spot, call, &["fetchOptions"])?;
        let signal = self.field(options, "signal").into_iter().next()?;
        Some(self.limit_by_signal(signal))
    }

    /// The client's limit cuts short whatever an option allows.
    fn go_sdk_limit(&self, spot: Spot<'a>, call: &'a Call, made: Option<&Made<'a>>) -> Limit {
        let Some(made) = made else { return Limit::Unknown("its client could not be followed".to_owned()) };
        let Some(client) = made.spot.expr.call() else { return Limit::Unset };
        let at_call = self.limit_option(spot, call, &["WithOperationTimeout"], NANOSECOND);
        let option = at_call.or_else(|| self.limit_option(made.spot, client, &["WithTimeout"], NANOSECOND));
        let transport = match self.option(made.spot, client, &["WithClient"]) {
            Some(own) => self.go_client_limit(own),
            None => Limit::Default { ms: GO_DEFAULT, of: "the SDK's own HTTP client".to_owned() },
        };
        match option {
            Some(option) => shorter(option, transport),
            None => transport,
        }
    }
}

/// The one that ends first.
pub(super) fn shorter(option: Limit, transport: Limit) -> Limit {
    match (milliseconds(&option), milliseconds(&transport)) {
        (Some(option_ms), Some(transport_ms)) if transport_ms < option_ms => transport,
        (None, Some(_)) => transport,
        _ => option,
    }
}

fn milliseconds(limit: &Limit) -> Option<f64> {
    match limit {
        Limit::Set { ms, .. } => *ms,
        Limit::Default { ms, .. } => Some(*ms),
        _ => None,
    }
}
