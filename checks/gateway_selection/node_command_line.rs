//! Every command line of a node does what it says.

mod addresses;
mod images;
mod names;
mod prices;
mod stray;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::node::Command;
use crate::verdict::{Evidence, Outcome, Verdict};

/// Every command line of a node does what it says.
pub static CHECK: Check = Check {
    id: "gateway_selection/node_command_line",
    title: "a node's command lines do what they say",
    page: include_str!("node_command_line.md"),
    severity: Severity::Important,
    profiles: &[Profile::SelfHosted, Profile::Byoc],
    needs: &[Need::Config],
    judge,
};

/// What is asked of every command line.
const RULES: [fn(&Command) -> Vec<Outcome>; 5] =
    [names::judge, stray::judge, addresses::judge, prices::judge, images::judge];

fn judge(facts: &Facts) -> Verdict {
    Verdict::every(facts.deployed_nodes().flat_map(of_node), || {
        Verdict::NotApplicable("no go-livepeer node is started here".into())
    })
}

fn of_node(node: &Command) -> Vec<Outcome> {
    let found: Vec<Outcome> = RULES.iter().flat_map(|rule| rule(node)).collect();
    match node.args.first() {
        Some(first) if found.is_empty() => vec![Outcome::Good(Evidence::new(first.span, "read as the node reads it"))],
        _ => found,
    }
}
