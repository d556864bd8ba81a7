//! A gateway knows who asks: a managed one gets a key, one's own has something in front that asks for one.

use super::hosts::{self, Class};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::key::Source;
use crate::facts::livepeer::Request;
use crate::facts::node::Command;
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// A gateway knows who asks: a managed one gets a key, one's own has something in front that asks for one.
pub static CHECK: Check = Check {
    id: "gateway_selection/authenticated_gateway",
    title: "gateways know who asks",
    page: include_str!("authenticated_gateway.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

/// Directives by which nginx asks who it is.
const ASKS: [&str; 4] = ["auth_basic", "auth_request", "auth_jwt", "ssl_verify_client"];

fn judge(facts: &Facts) -> Verdict {
    let requests = facts.livepeer.requests.iter().filter_map(of_request);
    let nodes = facts.deployed_nodes().filter_map(|node| of_node(facts, node));
    Verdict::every(requests.chain(nodes), || {
        Verdict::NotApplicable("no managed gateway is called, and none is run for others here".into())
    })
}

/// A request to a managed gateway carries a key.
fn of_request(request: &Request) -> Option<Outcome> {
    let managed = |address: &str| hosts::known(address).filter(|host| host.class == Class::Managed);
    let host = request.destination.values.iter().find_map(|value| managed(&value.text))?;
    let Some(key) = &request.key else {
        let message = format!("no key is sent to {}, which answers 401 without one", host.name);
        let help = "send `Authorization: Bearer <key>`, with the key from the environment";
        return Some(Outcome::Bad(Finding::new(request.at, "no key", message).help(help)));
    };
    let unknown = key.from.iter().find_map(|source| match source {
        Source::Unknown(why) => Some(why.clone()),
        _ => None,
    });
    Some(match unknown.filter(|_| key.from.len() == 1) {
        Some(why) => Outcome::Untold(format!("which key a request sends could not be told: {why}")),
        None => Outcome::Good(Evidence::new(request.at, "sends a key")),
    })
}

/// A gateway that others reach: its AI routes ask for nothing (go-livepeer `server/ai_mediaserver.go`), so that
/// whoever reaches them spends the deposit.
fn of_node(facts: &Facts, node: &Command) -> Option<Outcome> {
    if !node.is_gateway() {
        return None;
    }
    let Some(exposed) = node.exposed("httpAddr") else {
        let at = node.flag("gateway").or_else(|| node.flag("broadcaster"))?.at;
        return Some(Outcome::Good(Evidence::new(at, "reached from its own machine or network only")));
    };
    if let Some(webhook) = ["authWebhookUrl", "liveAIAuthWebhookUrl"].into_iter().find_map(|name| node.flag(name)) {
        return Some(Outcome::Good(Evidence::new(webhook.at, "a webhook says who may")));
    }
    if let Some(proxy) = facts.proxies.first() {
        let text = facts.file(proxy.file).text.as_deref().unwrap_or_default();
        return Some(if ASKS.iter().any(|directive| text.contains(directive)) {
            Outcome::Good(Evidence::new(proxy.at, "nginx asks who it is"))
        } else {
            Outcome::Untold(
                "a gateway is reached from outside, and whether what stands in front authenticates could not be told"
                    .into(),
            )
        });
    }
    let message = "whoever reaches this gateway has its routes: they ask for no key";
    let help = "listen on 127.0.0.1, or unpublish the port, and let a proxy that authenticates hand requests on";
    let finding = Finding::new(exposed.flag.span, "reached from outside", message).help(help);
    let finding = match exposed.published {
        Some(port) => finding.because(port.span, "published here"),
        None => finding,
    };
    // On a host a firewall may stand before it; off chain there is no deposit to spend.
    let sure = exposed.published.is_some() && node.is_on_chain();
    Some(if sure { Outcome::Bad(finding) } else { Outcome::Doubtful(finding) })
}
