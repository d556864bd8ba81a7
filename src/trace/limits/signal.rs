//! Limits by abort signals, as `fetch` knows them.

use lp_ready_checks::facts::limit::Limit;

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};
use crate::gather::source::flow::within;

/// How deep signals made of signals are followed.
const DEPTH: usize = 5;

impl<'a> Code<'a> {
    /// The limit of the `signal` option, if there is one.
    pub(super) fn signal_limit(&self, spot: Spot<'a>, call: &'a Call) -> Option<Limit> {
        let signal = self.option(spot, call, &["signal"])?;
        Some(self.limit_by_signal(signal))
    }

    /// The limit a signal sets.
    pub(super) fn limit_by_signal(&self, signal: Spot<'a>) -> Limit {
        self.limit_of_signal(signal, DEPTH)
    }

    fn limit_of_signal(&self, spot: Spot<'a>, depth: usize) -> Limit {
        let unknown = || Limit::Unknown("what ends its signal could not be followed".to_owned());
        let Some(depth) = depth.checked_sub(1) else { return unknown() };
        // `controller.signal`: what calls `controller.abort()` later.
        if let Kind::Member(controller, name) = &spot.expr.kind
            && name == "signal"
            && let Some(name) = controller.last_name()
        {
            let aborts = format!("{name}.abort");
            return self.alarm(spot, |text| text.contains(&aborts)).unwrap_or_else(unknown);
        }
        let target = self.follow(spot);
        match &target.expr.kind {
            Kind::Call(call) if call.callee.last_name() == Some("timeout") => {
                call.positional(0).map_or_else(unknown, |time| self.limit_of(target.with(time), 1.0))
            }
            Kind::Call(call) if call.callee.last_name() == Some("any") => self.first_limit(target, call, depth),
            Kind::Member(_, name) if name == "signal" && !std::ptr::eq(target.expr, spot.expr) => {
                self.limit_of_signal(target, depth)
            }
            Kind::Default(one, other) | Kind::Choice(one, other) => {
                match self.limit_of_signal(target.with(one), depth) {
                    Limit::Unknown(_) => self.limit_of_signal(target.with(other), depth),
                    found => found,
                }
            }
            _ => unknown(),
        }
    }

    /// `AbortSignal.any([…])` ends with the first of its signals that is known to end.
    fn first_limit(&self, spot: Spot<'a>, any: &'a Call, depth: usize) -> Limit {
        let items: &'a [Expr] = match any.positional(0).map(|list| &list.kind) {
            Some(Kind::List(items)) => items,
            _ => &[],
        };
        let limits = items.iter().map(|item| self.limit_of_signal(spot.with(item), depth));
        let known = limits.into_iter().find(|limit| matches!(limit, Limit::Set { .. }));
        known.unwrap_or_else(|| Limit::Unknown("what ends its signals could not be followed".to_owned()))
    }

    /// `setTimeout(…, ms)` in the function around a place, whose callback does what is asked.
    pub(super) fn alarm(&self, spot: Spot<'a>, does: impl Fn(&str) -> bool) -> Option<Limit> {
        let text = self.file(spot.module).text.as_deref().unwrap_or_default();
        let around = spot.module.function_around(&spot.expr.at).map_or(0..text.len(), |function| function.at.clone());
        let inside = |expr: &&Expr| within(&expr.at, &around);
        let alarms = spot.module.calls.iter().filter(inside).filter(|expr| does(&text[expr.at.clone()]));
        let times = alarms.filter_map(|expr| {
            let call = expr.call()?;
            (call.callee.last_name() == Some("setTimeout")).then(|| call.positional(1)).flatten()
        });
        times.map(|time| self.limit_of(spot.with(time), 1.0)).next()
    }
}
