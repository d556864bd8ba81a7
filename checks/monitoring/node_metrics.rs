//! The gateway's metrics are on, and scraped where they are.

mod scraped;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::node::{Command, Flag};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// The gateway's metrics are on, and scraped where they are.
pub static CHECK: Check = Check {
    id: "monitoring/node_metrics",
    title: "the metrics of a gateway of your own are on and scraped",
    page: include_str!("node_metrics.md"),
    severity: Severity::Important,
    profiles: &[Profile::SelfHosted, Profile::Byoc],
    needs: &[Need::Config],
    judge,
};

const HELP: &str = "add `-monitor` to the node's flags: `/metrics` is then served on its CLI port";

fn judge(facts: &Facts) -> Verdict {
    let nodes: Vec<&Command> = facts.deployed_nodes().collect();
    let mut outcomes: Vec<Outcome> = nodes.iter().map(|node| of_node(facts, node)).collect();
    if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Good(_))) {
        outcomes.extend(scraped::judge(facts, &nodes));
    }
    Verdict::every(outcomes, || Verdict::NotApplicable("no gateway of your own is started here".into()))
}

/// Gateways must have their metrics on; of other nodes those that have show it.
fn of_node(facts: &Facts, node: &Command) -> Outcome {
    if let Some(flag) = node.flag("metrics") {
        let message = "`-metrics` is no flag of go-livepeer, which ends at once: the flag is `-monitor`";
        return Outcome::Bad(Finding::new(flag.at, "no such flag", message).help(HELP));
    }
    if node.is_on("monitor") {
        let flag = node.flag("monitor").map_or_else(|| node.file.into(), |flag: Flag<'_>| flag.at.into());
        return Outcome::Good(Evidence { place: flag, label: "metrics are on".into() });
    }
    if let Some(variable) = facts.env.variables.iter().find(|variable| {
        variable.name == "LP_MONITOR" && matches!(variable.taken(), "true" | "1") && set_for(node, variable)
    }) {
        return Outcome::Good(Evidence::new(variable.value_span, "metrics are on"));
    }
    let Some(at) = gateway(node) else { return Outcome::Aside };
    if let Some((_, behind)) = node.lost()
        && let Some(monitor) = behind.iter().find(|arg| arg.text.trim_start_matches('-').starts_with("monitor"))
    {
        let message = "`-monitor` stands behind a word that ends the flags, so the node never sees it";
        return Outcome::Bad(
            Finding::new(monitor.span, "never seen", message).help("remove that word, or put flags first"),
        );
    }
    match (node.flag("monitor"), node.elsewhere()) {
        (Some(off), _) => {
            Outcome::Bad(Finding::new(off.at, "off", "the gateway's metrics are switched off").help(HELP))
        }
        (None, Some(elsewhere)) => {
            Outcome::Untold(format!("a gateway's flags come from `{elsewhere}` as well, and none here is `-monitor`"))
        }
        (None, None) => {
            let message = "the gateway runs without `-monitor`, so it has no metrics";
            Outcome::Bad(Finding::new(at, "no `-monitor`", message).help(HELP))
        }
    }
}

/// What shows that a node is a gateway. One that is told to be nothing was a broadcaster until v0.8, and ends today.
fn gateway(node: &Command) -> Option<Span> {
    let flag = ["gateway", "broadcaster"].into_iter().find_map(|name| node.flag(name));
    let others = ["orchestrator", "transcoder", "aiWorker", "redeemer", "remoteSigner", "remoteDiscovery"];
    let nothing = node.elsewhere().is_none() && !others.into_iter().any(|mode| node.flag(mode).is_some());
    flag.map(|flag| flag.at).or_else(|| node.args.first().filter(|_| nothing).map(|arg| arg.span))
}

/// Whether a variable is set in the file that starts a node.
fn set_for(node: &Command, variable: &crate::facts::env::Variable) -> bool {
    variable.name_span.file() == node.file
}
