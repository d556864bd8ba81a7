//! What the address a node is told to listen on comes to.

use crate::facts::node::{Answer, Settings, written};

/// Who can reach an address by its host alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bind {
    /// The machine, or the container, itself.
    Loopback,
    /// Every interface.
    Everywhere,
    /// The interface of a name or an address.
    Named,
    /// It depends on the environment.
    Unknown,
}

/// The host of `host:port`; go-livepeer puts 127.0.0.1 in place of a host that is not given (`defaultAddr`,
/// starter.go).
#[must_use]
pub fn bound(address: &str) -> Bind {
    let Some(address) = written(address) else { return Bind::Unknown };
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    match address.rsplit_once(':').map_or(address, |(host, _)| host) {
        "" | "localhost" | "[::1]" => Bind::Loopback,
        host if host.starts_with("127.") => Bind::Loopback,
        "0.0.0.0" | "[::]" => Bind::Everywhere,
        _ => Bind::Named,
    }
}

/// The port of `host:port`, if it is written out.
#[must_use]
pub fn port(address: &str) -> Option<u16> {
    address.rsplit_once(':')?.1.parse().ok()
}

/// Where a gateway takes requests; 127.0.0.1:9935 by itself.
#[must_use]
pub fn of_gateway(node: &Settings<'_>) -> (Bind, Option<u16>) {
    match node.get("httpAddr") {
        Some(setting) => (bound(setting.value), port(setting.value)),
        None if node.open => (Bind::Unknown, None),
        None => (Bind::Loopback, Some(9935)),
    }
}

/// Whether people outside of the node's machine can reach a gateway's requests.
#[must_use]
pub fn is_public(node: &Settings<'_>) -> Answer {
    let (bind, port) = of_gateway(node);
    let container = node.command.container.as_ref();
    let published = |port| node.published().iter().any(|(it, _)| it.inside == port && !it.loopback);
    match (bind, container.filter(|container| container.own_network), port) {
        (Bind::Loopback, ..) => Answer::No,
        (Bind::Unknown, ..) | (_, Some(_), None) => Answer::Unknown,
        (_, Some(_), Some(port)) if published(port) => Answer::Yes,
        (_, Some(_), _) => Answer::No,
        (Bind::Everywhere, None, _) => Answer::Yes,
        (Bind::Named, None, _) => Answer::Unknown,
    }
}
