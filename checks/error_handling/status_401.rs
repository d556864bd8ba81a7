//! A refused key is told from other failures, and never tried again.

use super::failures::{self, Status, bad, doubtful, good, is_studio};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::Request;
use crate::facts::reaction::Deeds;
use crate::verdict::{Outcome, Verdict};

/// A refused key is told from other failures, and never tried again.
pub static CHECK: Check = Check {
    id: "error_handling/status_401",
    title: "a refused key is told from other failures, and never tried again",
    page: include_str!("status_401.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

const STATUS: Status = Status {
    number: 401,
    means: "a refused key (401)",
    help: "branch on 401: log that the key is wrong, tell the operators, and do not try again",
    by_nodes: false,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own, |_, at, deeds| deeds.retries.then(|| retried(at)))
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    if deeds.retries {
        return retried(at);
    }
    if !deeds.logs && !deeds.surfaces {
        return bad(&STATUS, at, "nobody learns of it", "a refused key (401) is swallowed here".into());
    }
    if deeds.logs_body && is_studio(request) {
        let message = "a refused key may be logged here: Studio's 401 body repeats the key";
        return doubtful(&STATUS, at, "logs the answer", message.into());
    }
    good(at, "a refused key has a way of its own")
}

fn retried(at: Span) -> Outcome {
    bad(&STATUS, at, "tried again", "a refused key (401) is tried again, and will be refused again".into())
}
