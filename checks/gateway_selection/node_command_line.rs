//! Every node starts, and does what its command line seems to say.
//!
//! A command line is read as go-livepeer reads it (Go's `flag` package and `peterbourgon/ff`), its config file and the
//! variables beside it included; each rule stands in a file of its own.

mod admin_port;
mod ai_routes;
mod chain;
mod deprecated;
mod image;
mod lost;
mod mode;
mod open_service;
mod password;
mod price;
mod price_file;
mod unknown;
mod value;
mod weights;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::node::{Program, Settings};
use crate::verdict::{Evidence, Finding, Outcome, Place, Verdict};

/// Every node starts, and does what its command line seems to say.
pub static CHECK: Check = Check {
    id: "gateway_selection/node_command_line",
    title: "every node starts, and does what its command line seems to say",
    page: include_str!("node_command_line.md"),
    severity: Severity::Blocker,
    profiles: &[Profile::SelfHosted, Profile::Byoc],
    needs: &[Need::Config, Need::Env, Need::Source],
    judge,
};

/// Looks at one thing in what a node is told.
type Rule = fn(&Facts, &Settings<'_>) -> Vec<Outcome>;

const RULES: &[Rule] = &[
    unknown::judge,
    lost::judge,
    value::judge,
    mode::judge,
    deprecated::judge,
    image::judge,
    chain::judge,
    price::judge,
    price_file::judge,
    weights::judge,
    admin_port::judge,
    ai_routes::judge,
    password::judge,
    open_service::judge,
];

fn judge(facts: &Facts) -> Verdict {
    let nodes = facts.deployed_nodes();
    Verdict::every(nodes.iter().flat_map(|node| of_node(facts, node)), || {
        Verdict::NotApplicable("no command line of a go-livepeer node that ships was found".into())
    })
}

fn of_node(facts: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = RULES.iter().flat_map(|rule| rule(facts, node)).collect();
    if outcomes.is_empty() && node.open && node.command.program != Program::Config {
        outcomes.push(Outcome::Untold(format!(
            "what the node in `{}` is told besides is not in the project",
            facts.file(node.command.file).path
        )));
    } else if outcomes.is_empty() {
        outcomes.push(Outcome::Good(Evidence::new(place(node), "does what it says")));
    }
    outcomes
}

/// Where a node is reported when nothing nearer is to blame.
fn place(node: &Settings<'_>) -> Place {
    node.place().map_or(Place::File(node.command.file), Place::Span)
}

/// A finding that rests on the node's source: it stands for the official image, and is a doubt where a fork or
/// another version may differ.
fn by_source(node: &Settings<'_>, finding: Finding) -> Outcome {
    match node.command.image() {
        Some(image) if image.has_known_flags() => Outcome::Bad(finding),
        _ => Outcome::Doubtful(finding),
    }
}
