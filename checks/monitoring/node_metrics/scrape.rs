//! What scrapes metrics: the targets of Prometheus configurations, and what Kubernetes is told to scrape.

use crate::facts::Facts;
use crate::facts::config::{Format, Node, Value};
use crate::facts::file::Span;
use crate::facts::node::{Answer, Settings};
use crate::gateway_selection::listening::{self, Bind};
use crate::verdict::{Evidence, Finding, Outcome};

/// Keys of a scrape configuration whose targets are found at run time.
const DISCOVERS: &str = "kubernetes_sd_configs docker_sd_configs dockerswarm_sd_configs dns_sd_configs file_sd_configs \
    consul_sd_configs ec2_sd_configs gce_sd_configs http_sd_configs";

/// Everything in the project that scrapes.
pub(super) struct Configs<'a> {
    targets: Vec<(&'a str, Span)>,
    /// What finds its targets at run time.
    dynamic: Vec<Span>,
    /// Whether a Prometheus shares another container's network.
    shares: bool,
}

impl<'a> Configs<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        let mut configs = Self { targets: Vec::new(), dynamic: Vec::new(), shares: false };
        let shipped = facts.documents.iter().filter(|it| it.format == Format::Yaml && facts.file(it.file).role.ships());
        for document in shipped {
            configs.read(&document.root);
        }
        configs
    }

    /// Whether nothing scrapes anything.
    pub(super) fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.dynamic.is_empty()
    }

    fn read(&mut self, root: &'a Node) {
        let kind = root.get("kind").and_then(Node::text).unwrap_or_default();
        if matches!(kind, "ServiceMonitor" | "PodMonitor") {
            self.dynamic.push(root.span);
        }
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            for entry in node.entries() {
                self.read_entry(&entry.key, &entry.value);
                pending.push(&entry.value);
            }
            pending.extend(node.items());
        }
    }

    fn read_entry(&mut self, key: &str, value: &'a Node) {
        match key {
            "static_configs" => {
                let lists = value.items().iter().filter_map(|item| item.get("targets")).flat_map(Node::items);
                self.targets.extend(lists.filter_map(|item| Some((item.text()?, item.span))));
            }
            // livepeer/monitoring scrapes the nodes it is told.
            "LP_NODES" => {
                let nodes = value.text().unwrap_or_default().split(',').map(|node| (node.trim(), value.span));
                self.targets.extend(nodes);
            }
            "prometheus.io/scrape" => self.dynamic.push(value.span),
            "network_mode" => self.shares |= value.text().is_some_and(|text| text.starts_with("service:")),
            _ if DISCOVERS.split_whitespace().any(|it| it == key) => self.dynamic.push(value.span),
            // A manifest that holds the configuration as a text.
            _ if matches!(&value.value, Value::Text(text) if text.contains("scrape_configs:")) => {
                self.dynamic.push(value.span);
            }
            _ => {}
        }
    }

    /// Whether what scrapes finds this node's metrics; nothing is said where nothing scrapes at all.
    pub(super) fn judge(&self, node: &Settings<'_>) -> Vec<Outcome> {
        if self.is_empty() || !super::is_gateway(node) {
            return Vec::new();
        }
        let admin = admin_port(node);
        let at_admin: Vec<_> = self.targets.iter().filter(|(target, _)| listening::port(target) == admin).collect();
        let wrong = self.targets.iter().filter_map(|(target, at)| requests_port(node, target, *at)).map(Outcome::Bad);
        let mut outcomes: Vec<Outcome> = wrong.collect();
        match at_admin.first() {
            Some((target, at)) => outcomes.push(self.reached(node, target, *at)),
            None if !outcomes.is_empty() => {}
            None if !self.dynamic.is_empty() => {
                outcomes.push(Outcome::Untold("what Prometheus scrapes is found at run time".into()));
            }
            None => outcomes.push(unscraped(admin, self.targets[0].1)),
        }
        outcomes
    }

    /// A loopback inside a container is reached by those that share its network only.
    fn reached(&self, node: &Settings<'_>, target: &str, at: Span) -> Outcome {
        let own_network = node.command.container.as_ref().is_some_and(|container| container.own_network);
        let bind = node.get("cliAddr").map_or(Bind::Loopback, |setting| listening::bound(setting.value));
        let local = listening::bound(target) == Bind::Loopback;
        if own_network && bind == Bind::Loopback && !local && !node.open {
            let message = format!("`{target}` cannot be reached: in its container the admin port listens on loopback");
            let help = "set `-cliAddr` to the container's name, and do not publish the port";
            return Outcome::Bad(Finding::new(at, "refused", message).help(help));
        }
        if own_network && local && !self.shares {
            return Outcome::Untold(format!("whether `{target}` is the gateway's container could not be told"));
        }
        Outcome::Good(Evidence::new(at, "scrapes the admin port"))
    }
}

/// `/metrics` is mounted on the admin port only (go-livepeer server/webserver.go).
fn requests_port(node: &Settings<'_>, target: &str, at: Span) -> Option<Finding> {
    let (host, _) = target.rsplit_once(':')?;
    let named = node.command.container.as_ref().is_some_and(|it| it.names.iter().any(|name| name == host));
    let port = listening::port(target).filter(|port| named && Some(*port) != admin_port(node))?;
    let message = format!("`{target}` has no `/metrics`: port {port} is not the admin port of the gateway");
    let help = format!("scrape port {} instead", admin_port(node)?);
    Some(Finding::new(at, "not the admin port", message).help(help))
}

fn unscraped(admin: Option<u16>, at: Span) -> Outcome {
    let port = admin.map_or_else(String::new, |port| format!(" {port}"));
    let message = format!("nothing here scrapes the gateway's admin port{port}");
    Outcome::Doubtful(Finding::new(at, "other targets", message).help("add the port to the targets of a job"))
}

/// A gateway's is 5935 by itself (go-livepeer cmd/livepeer/starter/starter.go).
fn admin_port(node: &Settings<'_>) -> Option<u16> {
    match node.get("cliAddr") {
        Some(setting) => listening::port(setting.value),
        None if node.switch("gateway") == Answer::No && node.switch("broadcaster") == Answer::No => None,
        None => Some(5935),
    }
}
