//! A request the gateway cannot read is told from other failures, with what the gateway said of it.

use super::failures::{self, Status, bad, doubtful, good};
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
    means: "a malformed request (422)",
    help: "branch on 422 and log the whole body: it names the field that is wrong",
    by_nodes: false,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own, |_, at, deeds| deeds.retries.then(|| retried(at)))
}

fn own(_: &Request, at: Span, deeds: Deeds) -> Outcome {
    if deeds.retries {
        return retried(at);
    }
    if !deeds.logs && !deeds.surfaces {
        return bad(&STATUS, at, "nobody learns of it", "a malformed request (422) is swallowed here".into());
    }
    if !deeds.logs_body && !deeds.hands_on_body {
        let message = "the body of a 422 is neither logged nor handed on, and it names the wrong field";
        return doubtful(&STATUS, at, "without the body", message.into());
    }
    good(at, "shows what the gateway said")
}

fn retried(at: Span) -> Outcome {
    bad(&STATUS, at, "tried again", "a malformed request (422) is tried again, and will fail again".into())
}
