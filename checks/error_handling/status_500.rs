//! A failed inference is tried once more, and no more than that for ever.

use super::failures::{self, Status, bad, doubtful, good};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::Request;
use crate::facts::reaction::{Attempts, Deeds};
use crate::verdict::{Outcome, Verdict};

/// A failed inference is tried once more, and no more than that for ever.
pub static CHECK: Check = Check {
    id: "error_handling/status_500",
    title: "a failed inference is tried once more, and not for ever",
    page: include_str!("status_500.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

const STATUS: Status = Status {
    number: 500,
    means: "a failed inference (500)",
    help: "try once more; if it fails again, log the model id, the dimensions and the file format",
    by_nodes: true,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own, |request, at, deeds| deeds.retries.then(|| retried(request, at)))
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    match deeds {
        Deeds { retries: true, .. } => retried(request, at),
        Deeds { surfaces: true, .. } | Deeds { logs: true, .. } => {
            let message = "a failed inference (500) is told of here, but not tried once more";
            doubtful(&STATUS, at, "no second attempt", message.into())
        }
        _ => bad(&STATUS, at, "nobody learns of it", "a failed inference (500) is swallowed here".into()),
    }
}

fn retried(request: &Request, at: Span) -> Outcome {
    match &request.attempts {
        Attempts::Again(again) if !again.bounded => {
            let message = "a request that always fails (500) is tried again for ever";
            doubtful(&STATUS, at, "without end", message.into())
        }
        _ => good(at, "tried again"),
    }
}
