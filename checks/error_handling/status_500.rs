//! A failed inference is tried once more, and no more than that for ever.

use super::failures::{self, Status, Words, bad, doubtful, good};
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
    words: Words {
        means: "a failed inference (500)",
        help: "try once more; if it fails again, log the model id, the dimensions and the file format",
    },
    without_model: Some(Words {
        means: "a failed call (500)",
        help: "try once more; if it fails again, log what was asked for",
    }),
    by_nodes: true,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own)
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    match deeds {
        Deeds { retries: true, .. } if is_endless(request) => {
            doubtful(&STATUS, request, at, ["without end", "a request that always fails (500) is tried again for ever"])
        }
        Deeds { retries: true, .. } => good(at, "tried again"),
        Deeds { logs: false, surfaces: false, .. } => {
            bad(&STATUS, request, at, ["nobody learns of it", "{} is swallowed here"])
        }
        _ => doubtful(&STATUS, request, at, ["no second attempt", "{} is told of here, but not tried once more"]),
    }
}

fn is_endless(request: &Request) -> bool {
    matches!(&request.attempts, Attempts::Again(again) if !again.bounded)
}
