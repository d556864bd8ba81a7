//! AI routes and `/process/*`, which a gateway mounts only with HTTP ingest.

use super::by_source;
use crate::check::Profile;
use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::gateway_selection::listening::{Bind, of_gateway};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(facts: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    if node.gateway().is_none() {
        return Vec::new();
    }
    [unreachable(node), unmounted(facts, node)].into_iter().flatten().collect()
}

/// A container whose port is published and leads to nobody.
fn unreachable(node: &Settings<'_>) -> Option<Outcome> {
    let (bind, port) = of_gateway(node);
    let own_network = node.command.container.as_ref().is_some_and(|container| container.own_network);
    let (_, at) = node.published().into_iter().find(|(published, _)| Some(published.inside) == port)?;
    (own_network && bind == Bind::Loopback).then(|| {
        let port = port.unwrap_or_default();
        let message =
            format!("port {port} is published and leads to nobody: in the container the gateway listens on loopback");
        by_source(node, Finding::new(at.span, "published", message).help(format!("set `-httpAddr=0.0.0.0:{port}`")))
    })
}

/// Off by itself where the address is not loopback and no webhook authenticates (starter.go, mediaserver.go).
fn unmounted(facts: &Facts, node: &Settings<'_>) -> Option<Outcome> {
    let wanted = facts.has(Profile::Ai) || node.get("maxPricePerCapability").is_some();
    let (bind, _) = of_gateway(node);
    let at = node.get("httpAddr").filter(|_| wanted)?;
    let off = match node.get("httpIngest") {
        Some(_) => node.switch("httpIngest") == Answer::No,
        None => node.lacks("authWebhookUrl") && !node.open && !matches!(bind, Bind::Loopback | Bind::Unknown),
    };
    let place = node.get("httpIngest").unwrap_or(at).span;
    off.then(|| {
        let message = "the gateway answers 404 to every AI request: without `-httpIngest` the routes are not there";
        let help = "add `-httpIngest`, and authentication in front of the port";
        by_source(node, Finding::new(place, "no HTTP ingest", message).help(help))
    })
}
