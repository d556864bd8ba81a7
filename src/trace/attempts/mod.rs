//! How often a request is made: loops and recursion around it, what wraps it, and what its client does by itself.

mod frameworks;
mod libraries;
mod loops;
mod words;

pub(super) use words::speaks_of_trying;

use lp_ready_checks::facts::reaction::{Again, Attempts, By, Growth, Reaction, Reactions, STATUSES};

use super::aftermath::Region;
use super::code::{Code, Spot};
use crate::gather::source::expr::Call;

impl<'a> Code<'a> {
    /// How often a request is made, apart from what an SDK's own option does.
    pub(super) fn attempts(&self, spot: Spot<'a>, regions: &[Region<'a>], reactions: &Reactions) -> Attempts {
        if let Some(again) = self.retry_flag(spot) {
            return again;
        }
        // A loop around one caller of several makes the request again for that one only.
        let common = regions.iter().filter(|region| region.caller.is_none());
        let around = common.into_iter().find_map(|region| self.retry_loop(region));
        let by_hand = around.or_else(|| self.asked_again(reactions));
        match (by_hand, self.by_library(spot, regions)) {
            // What really helps goes before what does not.
            (Some(again), Some(Attempts::Again(other))) if again.useless.is_some() => Attempts::Again(other),
            (Some(again), _) => Attempts::Again(again),
            (None, Some(found)) => found,
            (None, None) => self.unfollowed(spot, regions).unwrap_or(Attempts::Once),
        }
    }

    /// `fetchWithRetry(…)`, `withBackoff(() => fetch(…))` from somewhere else: what they do is not known.
    fn unfollowed(&self, spot: Spot<'a>, regions: &[Region<'a>]) -> Option<Attempts> {
        let own = spot.expr.call().map(|call| spot.with(&call.callee));
        let around = regions
            .iter()
            .flat_map(|region| region.passed_on().map(|(_, call)| Spot { module: region.module, expr: &call.callee }));
        let unknown = |callee: &Spot<'a>| {
            callee.expr.last_name().is_some_and(speaks_of_trying) && self.function_of(*callee).is_none()
        };
        let name = own.into_iter().chain(around).find(unknown)?.expr.last_name()?;
        Some(Attempts::Unknown(format!("`{name}` could not be followed")))
    }

    /// The calls in the module of a request, and in that where its client is made.
    fn calls_near(&self, spot: Spot<'a>) -> impl Iterator<Item = (Spot<'a>, &'a Call)> + use<'a> {
        let client = self.http_client(spot).map(|client| client.module);
        let homes = std::iter::once(spot.module).chain(client.filter(|home| !std::ptr::eq(*home, spot.module)));
        let calls = homes.flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        calls.filter_map(|made| Some((made, made.expr.call()?)))
    }

    /// A branch that simply makes the request once more.
    fn asked_again(&self, reactions: &Reactions) -> Option<Again> {
        STATUSES.iter().rev().find_map(|status| match reactions.to(*status) {
            Reaction::Own { at, deeds } | Reaction::Generic { at, deeds } if deeds.retries => {
                Some(Again::new(*at, By::Branch, if deeds.waits { Growth::Unknown } else { Growth::NoWait }))
            }
            _ => None,
        })
    }

    /// `curl --retry 5`, which backs off by itself.
    fn retry_flag(&self, spot: Spot<'a>) -> Option<Attempts> {
        let call = spot.expr.call()?;
        let command = call.callee.literal()?;
        let words: Vec<_> = call.args.iter().map(|arg| spot.with(&arg.value)).collect();
        let flag = words
            .iter()
            .position(|word| word.expr.literal() == Some("--retry") || word.expr.literal() == Some("--tries"))?;
        let times = words.get(flag + 1).and_then(|word| word.expr.literal()?.parse::<f64>().ok());
        let has = |name: &str| words.iter().any(|word| word.expr.literal().is_some_and(|text| text.starts_with(name)));
        let fixed = has("--retry-delay");
        // curl waits 1, 2, 4 … seconds, ten minutes at most.
        let waits_ms = times.filter(|_| !fixed).map(|times| (2_f64.powf(times.min(20.0)) - 1.0) * 1000.0);
        let growth = if fixed { Growth::Fixed } else { Growth::Exponential };
        let attempts = times.map(|times| times + 1.0);
        let by = By::Tool(format!("{command} --retry"));
        Some(Attempts::Again(Again { attempts, waits_ms, ..Again::new(self.span_of(words[flag]), by, growth) }))
    }
}
