//! What a node needs on chain.

use super::{by_source, place};
use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let pays = node.gateway().is_some() || node.switch("orchestrator") == Answer::Yes;
    if node.on_chain() != Answer::Yes || !pays {
        return Vec::new();
    }
    [rpc(node), public_rpc(node), legacy(node), registry(node), unpriced(node)].into_iter().flatten().collect()
}

fn rpc(node: &Settings<'_>) -> Option<Outcome> {
    let message = "the node exits: on chain it needs `-ethUrl`";
    node.lacks("ethUrl").then(|| {
        by_source(
            node,
            Finding::new(place(node), "no `-ethUrl`", message).help("set `-ethUrl` to an RPC endpoint of yours"),
        )
    })
}

/// The endpoint that Arbitrum offers to everybody; it is limited, and deposits are watched through it.
fn public_rpc(node: &Settings<'_>) -> Option<Outcome> {
    let url = node.get("ethUrl").filter(|url| url.value.contains("arb1.arbitrum.io"))?;
    let message = "the public RPC endpoint of Arbitrum is rate-limited: payments stop when it refuses";
    let help = "use an RPC endpoint of your own, read from the environment";
    Some(Outcome::Doubtful(Finding::new(url.span, "shared by everybody", message).help(help)))
}

fn legacy(node: &Settings<'_>) -> Option<Outcome> {
    let network = node.get("network").filter(|network| network.value == "mainnet")?;
    let message = "`mainnet` is Ethereum itself, which Livepeer has left: nobody works there";
    Some(Outcome::Bad(Finding::new(network.span, "L1", message).help("write `-network arbitrum-one-mainnet`")))
}

/// A gateway for AI finds its orchestrators in a registry of their own, unless it is told them.
fn registry(node: &Settings<'_>) -> Option<Outcome> {
    let caps = node.get("maxPricePerCapability").filter(|_| node.gateway().is_some())?;
    let told = ["aiServiceRegistry", "orchAddr", "orchWebhookUrl"];
    told.iter().all(|name| node.lacks(name)).then(|| {
        let message = "prices for AI, and no `-aiServiceRegistry`: the gateway asks transcoding orchestrators only";
        Outcome::Doubtful(Finding::new(caps.span, "AI prices", message).help("add `-aiServiceRegistry`"))
    })
}

fn unpriced(node: &Settings<'_>) -> Option<Outcome> {
    let mode = node.get("orchestrator").filter(|_| node.switch("orchestrator") == Answer::Yes)?;
    let unpriced = node.lacks("pricePerUnit") && node.switch("aiWorker") == Answer::No;
    unpriced.then(|| {
        let message = "the node panics: an orchestrator on chain needs `-pricePerUnit`";
        by_source(node, Finding::new(mode.span, "no price", message).help("add `-pricePerUnit`"))
    })
}
