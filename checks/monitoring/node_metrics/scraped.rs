//! Whether Prometheus asks where the metrics are: a node serves them on its CLI port and nowhere else (go-livepeer
//! `server/webserver.go`).

use crate::facts::Facts;
use crate::facts::config::Node;
use crate::facts::node::Command;
use crate::verdict::{Evidence, Finding, Outcome};

/// The CLI ports of gateways, orchestrators, transcoders, AI workers and remote signers (go-livepeer
/// `cmd/livepeer/starter/starter.go`).
const CLI_PORTS: [&str; 5] = ["5935", "7935", "6935", "4935", "3935"];

/// The ports on which nodes take work.
const WORK_PORTS: [&str; 3] = ["8935", "9935", "8937"];

/// Where Prometheus asks, as far as its configuration is here and speaks of a node.
pub(super) fn judge(facts: &Facts, nodes: &[&Command]) -> Vec<Outcome> {
    let own: Vec<&str> = nodes.iter().filter_map(|node| node.value("cliAddr")).filter_map(port).collect();
    let is_cli = |target: &Node| port_of(target).is_some_and(|port| CLI_PORTS.contains(&port) || own.contains(&port));
    let targets = targets(facts);
    if let Some(cli) = targets.iter().find(|target| is_cli(target)) {
        return vec![reached(nodes, cli)];
    }
    let is_work = |target: &&&Node| port_of(target).is_some_and(|port| WORK_PORTS.contains(&port));
    let wrong = targets.iter().find(is_work).map(|work| {
        let message = "this is where the node takes work; its metrics are on the CLI port";
        Outcome::Bad(
            Finding::new(work.span, "no metrics here", message)
                .help("scrape the port of `-cliAddr`: 5935 for a gateway, 7935 for an orchestrator"),
        )
    });
    wrong.into_iter().collect()
}

/// A target on a CLI port; a node in a container has to listen beyond its own loopback to be one.
fn reached(nodes: &[&Command], target: &Node) -> Outcome {
    let text = target.text().unwrap_or_default();
    let by_name = !text.starts_with("localhost") && !text.starts_with("127.");
    let in_container = |node: &&&Command| node.image.is_some() && !node.host_network && node.is_on("monitor");
    let closed =
        nodes.iter().filter(in_container).find(|node| node.flag("cliAddr").is_none_or(|flag| is_loopback(flag.value)));
    let alone = nodes.iter().filter(in_container).count() == 1;
    match closed.filter(|_| by_name && alone) {
        Some(node) => {
            let place = node.flag("cliAddr").or_else(|| node.flag("monitor")).map(|flag| flag.at);
            let message = "the node serves its metrics on 127.0.0.1 of its own container, where Prometheus cannot ask";
            let finding = Finding::new(target.span, "asked here", message)
                .help("set `-cliAddr` to the container's name and port, and publish that port nowhere");
            Outcome::Bad(match place {
                Some(place) => finding.because(place, "of this container"),
                None => finding,
            })
        }
        None => Outcome::Good(Evidence::new(target.span, "scraped on the CLI port")),
    }
}

fn is_loopback(address: &str) -> bool {
    ["127.", "localhost", ":"].iter().any(|start| address.starts_with(start))
}

/// The targets of every scrape configuration.
fn targets(facts: &Facts) -> Vec<&Node> {
    let configs = facts.documents.iter().filter_map(|document| document.root.get("scrape_configs"));
    let jobs = configs.flat_map(Node::items).filter_map(|job| job.get("static_configs"));
    jobs.flat_map(Node::items).filter_map(|group| group.get("targets")).flat_map(Node::items).collect()
}

fn port_of(target: &Node) -> Option<&str> {
    target.text().and_then(port)
}

fn port(address: &str) -> Option<&str> {
    address.rsplit_once(':').map(|(_, port)| port)
}
