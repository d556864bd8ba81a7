//! Addresses: an admin port that others reach, and AI routes that are not there.

use crate::facts::node::{Command, Flag, is_public};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(node: &Command) -> Vec<Outcome> {
    [admin_port(node), ai_routes(node), open_signer(node)].into_iter().flatten().collect()
}

/// The CLI port has no authentication at all: `/transferTokens`, `/withdraw`, `/signMessage` and pprof answer whoever
/// asks (go-livepeer `server/webserver.go`).
fn admin_port(node: &Command) -> Option<Outcome> {
    let exposed = node.exposed("cliAddr")?;
    let port = exposed.flag.value.rsplit_once(':').map_or("5935", |(_, port)| port);
    let message = "the admin port is reachable from outside: whoever reaches it spends the deposit";
    let help = format!("bind it to 127.0.0.1:{port}, and reach it through a tunnel");
    let finding = Finding::new(exposed.flag.span, "open to everybody", message).help(help);
    Some(Outcome::Bad(match exposed.published {
        Some(port) => finding.because(port.span, "published here"),
        None => finding,
    }))
}

/// AI routes are mounted only where HTTP ingest is on, and that is off where `-httpAddr` is no loopback and nothing
/// authenticates (go-livepeer `cmd/livepeer/starter/starter.go`, `server/mediaserver.go`).
fn ai_routes(node: &Command) -> Option<Outcome> {
    let asked = node.is_on("aiServiceRegistry") && node.is_gateway();
    let address: Flag<'_> = node.flag("httpAddr").filter(|flag| is_public(flag.value))?;
    let mounted =
        node.flag("authWebhookUrl").is_some() || node.flag("httpIngest").is_some_and(|_| node.is_on("httpIngest"));
    if !asked || mounted {
        return None;
    }
    let message = "the AI routes are not there: without `-httpIngest` they answer 404 on this address";
    let help = "add `-httpIngest`, and put something that authenticates in front of the port";
    Some(Outcome::Bad(Finding::new(address.span, "no loopback", message).help(help)))
}

/// A signer that signs for everybody.
fn open_signer(node: &Command) -> Option<Outcome> {
    let flag = node.flag("remoteSignerAllowNoAuth").filter(|_| node.is_on("remoteSignerAllowNoAuth"))?;
    let public = node.flag("httpAddr").is_some_and(|address| is_public(address.value));
    let message = "the signer signs for whoever reaches it, from your deposit";
    let help = "drop the flag and give `-remoteSignerWebhookUrl` an endpoint that authenticates";
    (public && node.is_on("remoteSigner"))
        .then(|| Outcome::Bad(Finding::new(flag.at, "no authentication", message).help(help)))
}
