//! A refused key is told from other failures, and never tried again.

use super::failures::{self, Status, Words, bad, doubtful, good, is_studio};
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
    words: Words {
        means: "a refused key (401)",
        help: "branch on 401: log that the key is wrong, tell the operators, and do not try again",
    },
    without_model: None,
    by_nodes: false,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &STATUS, own)
}

fn own(request: &Request, at: Span, deeds: Deeds) -> Outcome {
    let is_logged = deeds.logs_body && is_studio(request);
    match deeds {
        Deeds { retries: true, .. } => {
            bad(&STATUS, request, at, ["tried again", "{} is tried again, and will be refused again"])
        }
        Deeds { logs: false, surfaces: false, .. } => {
            bad(&STATUS, request, at, ["nobody learns of it", "{} is swallowed here"])
        }
        _ if is_logged => {
            let what = "a refused key may be logged here: Studio's 401 body repeats the key";
            doubtful(&STATUS, request, at, ["logs the answer", what])
        }
        _ => good(at, "a refused key has a way of its own"),
    }
}
