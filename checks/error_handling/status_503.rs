//! A busy gateway is asked again, later and later.

use super::failures::{self, Status, Words, bad, doubtful, good, is_studio};
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
    words: Words {
        means: "a busy gateway (503)",
        help: "branch on 503 and ask again with growing delays for about five minutes: a cold model needs that long",
    },
    without_model: Some(Words {
        means: "a busy gateway (503)",
        help: "branch on 503 and ask again with growing delays",
    }),
    by_nodes: true,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, |request, at, deeds| own(facts, request, at, deeds))
}

fn own(facts: &Facts, request: &Request, at: Span, deeds: Deeds) -> Outcome {
    match deeds {
        Deeds { retries: true, waits: false, .. } => {
            bad(&STATUS, request, at, ["at once", "{} is asked again at once"])
        }
        Deeds { retries: true, .. } if is_blind_to_studio(request) => {
            let what = "waits for 503 only, and Studio answers 500 where a gateway answers 503";
            doubtful(&STATUS, request, at, ["never seen from Studio", what])
        }
        Deeds { retries: true, .. } if is_blind_to_nodes(facts, request) => {
            let what = "waits for 503 only, and a node that finds nobody closes the connection without an answer";
            doubtful(&STATUS, request, at, ["never seen from a node", what])
        }
        Deeds { retries: true, .. } => good(at, "asked again after a while"),
        _ => {
            let label = if deeds.surfaces || deeds.logs { "no second attempt" } else { "nobody learns of it" };
            let what = match request.pipeline {
                Some(_) => "gives up on the first 503, which a cold model answers while it loads",
                None => "gives up on the first 503",
            };
            bad(&STATUS, request, at, [label, what])
        }
    }
}

/// Whether nothing asks again when a node breaks the connection, as it does where it means to answer 503: with no
/// session left it follows a null pointer (go-livepeer `server/ai_process.go`, v0.8.7 and later), but for live video.
fn is_blind_to_nodes(facts: &Facts, request: &Request) -> bool {
    let renders = request.pipeline.as_deref().is_some_and(|pipeline| !pipeline.starts_with("live-"));
    let again = match failures::dropped(facts, request) {
        Reaction::Own { deeds, .. } | Reaction::Generic { deeds, .. } => deeds.retries,
        Reaction::Unknown(_) => true,
        Reaction::None | Reaction::Dead { .. } => false,
    };
    renders && !again && failures::is_bare_node(request)
}

/// Whether a branch waits for a 503 from Studio, which makes a 500 of it. Options of SDKs and libraries cover both.
fn is_blind_to_studio(request: &Request) -> bool {
    let by_hand = matches!(request.reactions.to(503), Reaction::Own { deeds, .. } if deeds.retries);
    let as_500 = match request.reactions.to(500) {
        Reaction::Own { deeds, .. } | Reaction::Generic { deeds, .. } => deeds.retries,
        Reaction::Unknown(_) => true,
        Reaction::None | Reaction::Dead { .. } => false,
    };
    by_hand && !as_500 && is_studio(request)
}
