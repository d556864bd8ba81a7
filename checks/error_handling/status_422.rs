//! A request the gateway cannot read is told from other failures, with what the gateway said of it.

use super::failures::{self, Status, Words, bad, doubtful, good};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::Request;
use crate::facts::reaction::Deeds;
use crate::verdict::{Outcome, Verdict};

/// A request the gateway cannot read is told from other failures, with what the gateway said of it.
pub static CHECK: Check = Check {
    id: "error_handling/status_422",
    title: "a malformed request is told from other failures, with what the gateway said of it",
    page: include_str!("status_422.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

const STATUS: Status = Status {
    number: 422,
    words: Words {
        means: "a malformed request (422)",
        help: "branch on 422 and log the whole body: it names the field that is wrong",
    },
    without_model: None,
    by_nodes: false,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own)
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    match deeds {
        Deeds { retries: true, .. } => {
            bad(&STATUS, request, at, ["tried again", "{} is tried again, and will fail again"])
        }
        Deeds { logs: false, surfaces: false, .. } => {
            bad(&STATUS, request, at, ["nobody learns of it", "{} is swallowed here"])
        }
        Deeds { logs_body: false, hands_on_body: false, .. } => {
            let what = "the body of a 422 is neither logged nor handed on, and it names the wrong field";
            doubtful(&STATUS, request, at, ["without the body", what])
        }
        _ => good(at, "shows what the gateway said"),
    }
}
