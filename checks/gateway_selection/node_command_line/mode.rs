//! A node that is told nothing of what it is.

use super::{by_source, place};
use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::verdict::{Finding, Outcome};

/// go-livepeer `cmd/livepeer/starter/starter.go`: without one of these the node exits.
const MODES: &[&str] =
    &["gateway", "broadcaster", "orchestrator", "transcoder", "aiWorker", "redeemer", "remoteSigner", "version"];

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    // What stands behind a lost word or an unknown flag may have been meant to say it.
    let cut_short = node.parsed.stopped.is_some() || node.parsed.wanting.is_some();
    if cut_short || MODES.iter().any(|mode| node.switch(mode) != Answer::No) {
        return Vec::new();
    }
    let message = "the node exits: nothing says whether it is a gateway, an orchestrator or a transcoder";
    vec![by_source(node, Finding::new(place(node), "no mode", message).help("add `-gateway`"))]
}
