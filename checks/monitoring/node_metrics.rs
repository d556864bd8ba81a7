//! The gateway's metrics are on, and something scrapes them.

mod scrape;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::node::{Answer, Setting, Settings};
use crate::verdict::{Evidence, Finding, Outcome, Place, Verdict};

/// The gateway's metrics are on, and something scrapes them.
pub static CHECK: Check = Check {
    id: "monitoring/node_metrics",
    title: "the gateway's metrics are on, and something scrapes them",
    page: include_str!("node_metrics.md"),
    severity: Severity::Important,
    profiles: &[Profile::SelfHosted],
    needs: &[Need::Config, Need::Env, Need::Source],
    judge,
};

const QUESTION: &str =
    "`-monitor` is on, and nothing here scrapes it: does a Prometheus elsewhere scrape `/metrics` of the admin port?";

fn judge(facts: &Facts) -> Verdict {
    let nodes = facts.deployed_nodes();
    let scraped = scrape::Configs::of(facts);
    let outcomes: Vec<Outcome> = nodes.iter().flat_map(|node| of_node(&scraped, node)).collect();
    let none = || Verdict::NotApplicable("no gateway's command line that ships was found".into());
    match Verdict::every(outcomes, none) {
        Verdict::Pass(_) if scraped.is_empty() => Verdict::NeedsAttestation(QUESTION.into()),
        verdict => verdict,
    }
}

/// The item asks for gateways; the metrics of other nodes speak for themselves where they are on.
fn of_node(scraped: &scrape::Configs<'_>, node: &Settings<'_>) -> Vec<Outcome> {
    match node.switch("monitor") {
        Answer::Yes => {
            let place = node.get("monitor").map_or(Place::File(node.command.file), |setting| setting.span.into());
            std::iter::once(Outcome::Good(Evidence::new(place, "metrics are on"))).chain(scraped.judge(node)).collect()
        }
        _ if !is_gateway(node) => Vec::new(),
        Answer::No => vec![off(node)],
        Answer::Unknown => vec![Outcome::Untold("whether `-monitor` is on is not in the project".into())],
    }
}

/// Older versions take a node for a gateway that is told nothing else; only gateways listen for RTMP.
fn is_gateway(node: &Settings<'_>) -> bool {
    let others = ["orchestrator", "transcoder", "aiWorker", "redeemer", "remoteSigner"];
    node.gateway().is_some()
        || node.get("rtmpAddr").is_some() && others.iter().all(|mode| node.switch(mode) == Answer::No)
}

fn off(node: &Settings<'_>) -> Outcome {
    let checklist = node.get("metrics");
    let written: Option<Setting<'_>> = node.get("monitor").or(checklist);
    let place = written.map(|setting| setting.span).or_else(|| node.place());
    let place = place.map_or(Place::File(node.command.file), Place::Span);
    let (message, help) = match checklist {
        Some(_) => ("the metrics are off: the node has no flag `-metrics`", "write `-monitor`"),
        None => ("the gateway counts nothing: its metrics are off unless `-monitor` is given", "add `-monitor`"),
    };
    Outcome::Bad(Finding::new(place, "no `-monitor`", message).help(help))
}
