//! A busy gateway is asked again, later and later.

use super::failures::{self, Status, bad, doubtful, good, is_studio};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::Request;
use crate::facts::reaction::{Deeds, Reaction};
use crate::verdict::{Outcome, Verdict};

/// A busy gateway is asked again, later and later.
pub static CHECK: Check = Check {
    id: "error_handling/status_503",
    title: "a busy gateway is asked again after a while",
    page: include_str!("status_503.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

const STATUS: Status = Status {
    number: 503,
    means: "a busy gateway (503)",
    help: "branch on 503 and ask again with growing delays for about five minutes: a cold model needs that long",
    by_nodes: true,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own, |request, at, deeds| deeds.retries.then(|| retried(request, at, deeds)))
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    if deeds.retries {
        return retried(request, at, deeds);
    }
    let label = if deeds.surfaces || deeds.logs { "no second attempt" } else { "nobody learns of it" };
    bad(&STATUS, at, label, "gives up on the first 503, which a cold model answers while it loads".into())
}

fn retried(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    if !deeds.waits {
        return bad(&STATUS, at, "at once", "a busy gateway (503) is asked again at once".into());
    }
    let as_500 = match request.reactions.to(500) {
        Reaction::Own { deeds, .. } | Reaction::Generic { deeds, .. } => deeds.retries,
        Reaction::Unknown(_) => true,
        Reaction::None | Reaction::Dead { .. } => false,
    };
    // Only a branch written for it is blind to the 500 that Studio makes of it.
    let by_hand = matches!(request.reactions.to(503), Reaction::Own { deeds, .. } if deeds.retries);
    if by_hand && !as_500 && is_studio(request) {
        let message = "waits for 503 only, and Studio answers 500 where a gateway answers 503";
        return doubtful(&STATUS, at, "never seen from Studio", message.into());
    }
    good(at, "asked again after a while")
}
