//! Retry options of the SDKs, read in each language's spelling.

use lp_ready_checks::facts::livepeer::{Backoff, Retry};

use super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Kind, Object};

/// What the JavaScript SDKs use when `backoff` is left out (`@livepeer/ai` src/lib/retries.ts).
const JS_DEFAULT: Backoff =
    Backoff { initial_ms: Some(500.0), max_ms: Some(60_000.0), exponent: Some(1.5), elapsed_ms: Some(3_600_000.0) };

impl<'a> Code<'a> {
    /// What a retry option comes to.
    pub(super) fn retry(&self, option: Spot<'a>) -> Retry {
        let target = self.follow(option);
        let at = self.span(option.module, &option.expr.at);
        match &target.expr.kind {
            Kind::Null => Retry::Unset,
            Kind::Object(object) => self.retry_object(target, object, at),
            Kind::Call(call) if call.callee.last_name() == Some("RetryConfig") => self.retry_call(target, call, at),
            _ => Retry::Unknown { at, why: "its retry option could not be followed".to_owned() },
        }
    }

    /// `{ strategy: "backoff", backoff: {…} }` and `retry.Config{Strategy: "backoff", Backoff: &…}`.
    fn retry_object(&self, spot: Spot<'a>, object: &'a Object, at: lp_ready_checks::facts::file::Span) -> Retry {
        let value =
            |names: [&str; 2]| names.iter().find_map(|name| object.field(name)).map(|field| spot.with(&field.value));
        if !object.spreads.is_empty() {
            return Retry::Unknown { at, why: "its retry option is put together at run time".to_owned() };
        }
        let strategy = value(["strategy", "Strategy"]).map(|strategy| self.text(strategy));
        let strategy = strategy.as_ref().and_then(|text| text.values.first()).map(|value| value.text.as_str());
        if strategy.is_some_and(|strategy| strategy != "backoff") || strategy.is_none() && !object.fields.is_empty() {
            let why = match strategy {
                Some("none") => "its strategy is `none`".to_owned(),
                _ => "its strategy is not `backoff`".to_owned(),
            };
            return Retry::Off { at, why };
        }
        match value(["backoff", "Backoff"]) {
            Some(backoff) => self.backoff(backoff, at),
            None if spot.module.language == "Go" => {
                Retry::Off { at, why: "without `Backoff` the SDK makes one attempt".to_owned() }
            }
            None => Retry::Set { at, backoff: JS_DEFAULT },
        }
    }

    /// `RetryConfig("backoff", BackoffStrategy(…), True)`.
    fn retry_call(&self, spot: Spot<'a>, call: &'a Call, at: lp_ready_checks::facts::file::Span) -> Retry {
        let strategy = call.named("strategy").or_else(|| call.positional(0));
        if strategy.and_then(|strategy| strategy.literal()).is_some_and(|strategy| strategy != "backoff") {
            return Retry::Off { at, why: "its strategy is not `backoff`".to_owned() };
        }
        match call.named("backoff").or_else(|| call.positional(1)) {
            Some(backoff) => self.backoff(spot.with(backoff), at),
            None => Retry::Unknown { at, why: "its `BackoffStrategy` is missing".to_owned() },
        }
    }

    fn backoff(&self, spot: Spot<'a>, at: lp_ready_checks::facts::file::Span) -> Retry {
        let target = self.follow(spot);
        let names = [
            ["initialInterval", "initial_interval", "InitialInterval"],
            ["maxInterval", "max_interval", "MaxInterval"],
            ["exponent", "exponent", "Exponent"],
            ["maxElapsedTime", "max_elapsed_time", "MaxElapsedTime"],
        ];
        let numbers: [Option<f64>; 4] = match &target.expr.kind {
            Kind::Null => return Retry::Off { at, why: "its backoff is empty".to_owned() },
            Kind::Object(object) => names.map(|names| {
                let field = names.iter().find_map(|name| object.field(name))?;
                self.number(target.with(&field.value))
            }),
            Kind::Call(call) => std::array::from_fn(|position| {
                let value = call.named(names[position][1]).or_else(|| call.positional(position))?;
                self.number(target.with(value))
            }),
            _ => return Retry::Unknown { at, why: "its backoff could not be followed".to_owned() },
        };
        let [initial_ms, max_ms, exponent, elapsed_ms] = numbers;
        Retry::Set { at, backoff: Backoff { initial_ms, max_ms, exponent, elapsed_ms } }
    }
}
