//! A rate limit is waited out.

use super::failures::{self, Status, Words, bad, doubtful, good};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::Request;
use crate::facts::reaction::Deeds;
use crate::verdict::{Outcome, Verdict};

/// A rate limit is waited out.
pub static CHECK: Check = Check {
    id: "error_handling/status_429",
    title: "a rate limit is waited out",
    page: include_str!("status_429.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

const STATUS: Status = Status {
    number: 429,
    words: Words {
        means: "a rate limit (429)",
        help: "branch on 429, wait as long as `Retry-After` says, and ask again",
    },
    without_model: None,
    by_nodes: false,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own)
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    match deeds {
        Deeds { retries: true, waits: true, .. } => good(at, "waited out"),
        Deeds { retries: true, .. } => bad(&STATUS, request, at, ["at once", "{} is answered by asking again at once"]),
        Deeds { logs: false, surfaces: false, .. } => {
            bad(&STATUS, request, at, ["nobody learns of it", "{} is swallowed here"])
        }
        _ => {
            let what = "{} is told of here, but the request is not made again";
            doubtful(&STATUS, request, at, ["no second attempt", what])
        }
    }
}
