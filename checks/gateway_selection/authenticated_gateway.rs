//! The gateway knows whom it works for: a provider's gets a key, one's own asks for one.

mod managed;
mod own;

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::{Outcome, Verdict};

/// The gateway knows whom it works for: a provider's gets a key, one's own asks for one.
pub static CHECK: Check = Check {
    id: "gateway_selection/authenticated_gateway",
    title: "a provider's gateway gets a key, and a gateway of one's own asks for one",
    page: include_str!("authenticated_gateway.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let nodes = facts.deployed_nodes();
    let mut outcomes: Vec<Outcome> = managed::judge(facts);
    outcomes.extend(nodes.iter().filter(|node| node.gateway().is_some()).map(|node| own::judge(facts, node)));
    Verdict::every(outcomes, || {
        Verdict::NotApplicable("neither a request to a provider's gateway nor a gateway of one's own was found".into())
    })
}
