//! Services that a node opens to everybody.

use super::by_source;
use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    [signer(node), capabilities(node), client_addresses(node), service_address(node)].into_iter().flatten().collect()
}

/// It signs payments for whoever asks (starter.go calls it unsafe).
fn signer(node: &Settings<'_>) -> Option<Outcome> {
    let switch = node.get("remoteSignerAllowNoAuth")?;
    let message = "the remote signer signs payments for whoever reaches it";
    (node.switch("remoteSignerAllowNoAuth") == Answer::Yes).then(|| {
        Outcome::Bad(
            Finding::new(switch.span, "no authentication", message).help("set `-remoteSignerWebhookUrl` instead"),
        )
    })
}

/// `/capability/register` is always mounted, and an empty header matches an empty secret (byoc/job_orchestrator.go).
fn capabilities(node: &Settings<'_>) -> Option<Outcome> {
    let mode = node.get("orchestrator").filter(|_| node.switch("orchestrator") == Answer::Yes)?;
    let current = node.command.image().is_some_and(|image| image.has_known_flags());
    (current && node.lacks("orchSecret")).then(|| {
        let message = "without `-orchSecret` anybody may register and remove capabilities of this orchestrator";
        Outcome::Doubtful(Finding::new(mode.span, "no secret", message).help("set `-orchSecret` to a file"))
    })
}

fn client_addresses(node: &Settings<'_>) -> Option<Outcome> {
    let switch = node.get("metricsClientIP")?;
    let message = "the addresses of your users become labels of metrics, one series each";
    (node.switch("metricsClientIP") == Answer::Yes)
        .then(|| Outcome::Doubtful(Finding::new(switch.span, "personal data", message).help("remove the switch")))
}

/// Gateways are told this address to send work to.
fn service_address(node: &Settings<'_>) -> Option<Outcome> {
    let address = node.get("serviceAddr").filter(|_| node.switch("orchestrator") == Answer::Yes)?;
    let nowhere = address.value.starts_with("0.0.0.0") || address.value == "none";
    nowhere.then(|| {
        let message = format!("no gateway can send work to `{}`", address.value);
        by_source(
            node,
            Finding::new(address.span, "no public address", message).help("name the host gateways reach you at"),
        )
    })
}
