//! How often a request is made: loops and recursion around it, what wraps it, and what its client does by itself.

mod frameworks;
mod libraries;
mod loops;

use lp_ready_checks::facts::reaction::{Again, Attempts, Growth, Reaction, Reactions, STATUSES};

use super::aftermath::Region;
use super::code::{Code, Spot};

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
            (None, None) => Attempts::Once,
        }
    }

    /// A branch that simply makes the request once more.
    fn asked_again(&self, reactions: &Reactions) -> Option<Again> {
        STATUSES.iter().rev().find_map(|status| match reactions.to(*status) {
            Reaction::Own { at, deeds } | Reaction::Generic { at, deeds } if deeds.retries => Some(Again {
                at: *at,
                by: "this branch".to_owned(),
                attempts: None,
                bounded: true,
                growth: if deeds.waits { Growth::Unknown } else { Growth::NoWait },
                waits_ms: None,
                useless: None,
            }),
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
        Some(Attempts::Again(Again {
            at: self.span_of(words[flag]),
            by: format!("`{command} --retry`"),
            attempts: times.map(|times| times + 1.0),
            bounded: true,
            growth: if fixed { Growth::Fixed } else { Growth::Exponential },
            waits_ms,
            useless: None,
        }))
    }
}
