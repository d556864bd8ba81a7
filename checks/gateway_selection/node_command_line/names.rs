//! Flags by their names: those the node does not have, and those it has under another name.

use super::images::is_official;
use crate::facts::node::{Command, Flag, is_known, nearest};
use crate::verdict::{Finding, Outcome};

/// Names that still work, and what to write today (go-livepeer `cmd/livepeer/starter/flags.go`).
const OLD: [(&str, &str); 4] = [
    ("broadcaster", "gateway"),
    ("datadir", "dataDir"),
    ("aiRunnerImage", "aiRunnerImageOverrides"),
    ("pricePerBroadcaster", "pricePerGateway"),
];

pub(super) fn judge(node: &Command) -> Vec<Outcome> {
    node.flags().iter().filter_map(|flag| unknown(node, flag).or_else(|| old(flag))).collect()
}

/// A flag the node does not have: it says so and ends. A fork may have more flags.
fn unknown(node: &Command, flag: &Flag<'_>) -> Option<Outcome> {
    if is_known(flag.name) {
        return None;
    }
    let fork = node.image.as_ref().is_some_and(|image| !is_official(&image.text));
    let then = if fork { "whether this fork has it is not known" } else { "the node ends at once" };
    let finding = Finding::new(flag.at, "no such flag", format!("go-livepeer has no flag `-{}`: {then}", flag.name));
    let finding = match meant(flag.name) {
        Some(meant) => finding.help(format!("write `-{meant}`")),
        None => finding.help("remove it; `livepeer -help` lists the flags there are"),
    };
    Some(if fork { Outcome::Doubtful(finding) } else { Outcome::Bad(finding) })
}

/// What may have been meant: the checklist itself calls `-monitor` `-metrics`.
fn meant(name: &str) -> Option<&'static str> {
    if name == "metrics" { Some("monitor") } else { nearest(name) }
}

fn old(flag: &Flag<'_>) -> Option<Outcome> {
    let (name, today) = OLD.iter().find(|(name, _)| *name == flag.name)?;
    let finding = Finding::new(flag.at, "an old name", format!("`-{name}` is an old name that a release may drop"));
    Some(Outcome::Doubtful(finding.help(format!("write `-{today}`"))))
}
