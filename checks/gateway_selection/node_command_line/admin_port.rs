//! The admin port: whoever reaches it moves the node's deposit, signs with its key and changes its prices.

use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::gateway_selection::listening::{Bind, bound, port};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let setting = node.get("cliAddr");
    let bind = setting.map_or(Bind::Loopback, |setting| bound(setting.value));
    let own_network = node.command.container.as_ref().is_some_and(|container| container.own_network);
    let Some(port) = setting.map_or_else(|| default_port(node), |setting| port(setting.value)) else {
        return Vec::new();
    };
    let published = node.published().into_iter().find(|(published, _)| published.inside == port && !published.loopback);
    // Off chain there is nothing to withdraw.
    let keyless = node.on_chain() == Answer::No;
    let anybody = match keyless {
        true => "whoever reaches it changes the node's settings",
        false => "whoever reaches it withdraws the deposit and signs with the node's key",
    };
    let help =
        "leave `-cliAddr` on loopback, or let containers reach it on a network of their own without publishing it";
    let outcome = match (setting, bind, published) {
        (Some(setting), Bind::Everywhere | Bind::Named, Some((_, at))) if own_network => {
            let message = format!("the admin port {port} is published: {anybody}");
            Outcome::Bad(Finding::new(at.span, "published", message).because(setting.span, "bound here").help(help))
        }
        (Some(setting), Bind::Everywhere, _) if !own_network => {
            let message = format!("the admin port {port} is bound to every interface: {anybody}");
            Outcome::Bad(Finding::new(setting.span, "every interface", message).help(help))
        }
        (_, Bind::Loopback, Some((_, at))) if own_network && !node.open => {
            let message =
                format!("publishes the admin port {port}, which listens on the container's loopback only so far");
            Outcome::Doubtful(Finding::new(at.span, "published", message).help("do not publish it"))
        }
        _ => return Vec::new(),
    };
    match outcome {
        Outcome::Bad(finding) if keyless => vec![Outcome::Doubtful(finding)],
        outcome => vec![outcome],
    }
}

/// go-livepeer `cmd/livepeer/starter/starter.go`.
fn default_port(node: &Settings<'_>) -> Option<u16> {
    let on = |name: &str| node.switch(name) == Answer::Yes;
    Some(match () {
        () if node.gateway().is_some() => 5935,
        () if on("orchestrator") => 7935,
        () if on("transcoder") => 6935,
        () if on("aiWorker") => 4935,
        () if on("remoteSigner") => 3935,
        () => return None,
    })
}
