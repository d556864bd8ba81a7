//! A rate limit is waited out.

use super::failures::{self, Status, bad, doubtful, good};
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
    means: "a rate limit (429)",
    help: "branch on 429, wait as long as `Retry-After` says, and ask again",
    by_nodes: false,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own, |_, at, deeds| deeds.retries.then(|| retried(at, deeds)))
}

fn own(_: &Request, at: Span, deeds: Deeds) -> Outcome {
    match deeds {
        Deeds { retries: true, .. } => retried(at, deeds),
        Deeds { surfaces: true, .. } | Deeds { logs: true, .. } => {
            let message = "a rate limit (429) is told of here, but the request is not made again";
            doubtful(&STATUS, at, "no second attempt", message.into())
        }
        _ => bad(&STATUS, at, "nobody learns of it", "a rate limit (429) is swallowed here".into()),
    }
}

fn retried(at: Span, deeds: Deeds) -> Outcome {
    if deeds.waits {
        return good(at, "waited out");
    }
    bad(&STATUS, at, "at once", "a rate limit (429) is answered by asking again at once".into())
}
