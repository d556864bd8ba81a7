//! Addresses of external containers.

use crate::facts::config::Node;
use crate::verdict::{Finding, Outcome};

use super::fields;

/// What is wrong with the `url` of an entry. Without one the node starts a container of its own.
pub(super) fn outcome(entry: &Node) -> Option<Outcome> {
    let node = fields::value(entry, "url")?;
    let url = node.text().map(str::trim).filter(|url| !url.is_empty())?;
    if is_placeholder(url) {
        let message = "`url` is a placeholder, so the node waits two minutes for its `/health` and gives up";
        let finding = Finding::new(node.span, "a placeholder", message);
        return Some(Outcome::Bad(
            finding.help("put the container's address in its place, such as `http://runner:8000`"),
        ));
    }
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if host(rest).is_empty() => Some(Outcome::Bad(unreachable(node, "has no host"))),
        "http" => exposed(entry, node, host(rest)),
        "https" => None,
        // A serverless worker keeps a websocket open to its one container.
        "ws" | "wss" if is_serverless(entry) => None,
        "" => Some(Outcome::Bad(unreachable(node, "has no scheme"))),
        _ => Some(Outcome::Bad(unreachable(node, "is neither `http` nor `https`"))),
    }
}

fn unreachable(node: &Node, what: &str) -> Finding {
    let message = format!("`url` {what}; the node ends with `Error AI worker warming … container`");
    Finding::new(node.span, "cannot be called", message).help("write it as `http://host:port`")
}

fn is_serverless(entry: &Node) -> bool {
    let is = |field: &str, wanted: &str| fields::value(entry, field).and_then(Node::text) == Some(wanted);
    is("pipeline", "live-video-to-video") && is("model_id", "scope")
}

fn exposed(entry: &Node, node: &Node, host: &str) -> Option<Outcome> {
    let token = fields::value(entry, "token").and_then(Node::text).unwrap_or_default();
    if !token.trim().is_empty() || !is_public(host) {
        return None;
    }
    let message =
        format!("anybody can use the container at `{host}`: plain `http` on a public address, and no `token`");
    let help = "give the container a bearer token and name it in `token`, or keep it on a private network";
    Some(Outcome::Doubtful(Finding::new(node.span, "public, without a token", message).help(help)))
}

/// Something in angle brackets or braces that a person was to fill in.
fn is_placeholder(url: &str) -> bool {
    let bracketed = |open: char, close: char| {
        url.find(open).is_some_and(|at| url[at..].find(close).is_some_and(|length| length > 1))
    };
    bracketed('<', '>') || bracketed('{', '}')
}

/// The host of what follows a scheme, without user and port.
pub(super) fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if host.starts_with('[') {
        return host.split_inclusive(']').next().unwrap_or(host);
    }
    host.split(':').next().unwrap_or(host)
}

fn is_public(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    if let Ok(address) = host.parse::<std::net::Ipv4Addr>() {
        let shared = address.octets()[0] == 100 && (64..128).contains(&address.octets()[1]);
        return !(address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_unspecified()
            || shared);
    }
    let private =
        [".local", ".internal", ".lan", ".svc", ".cluster.local", ".localhost", ".test", ".example", ".home.arpa"];
    host.contains('.') && !private.iter().any(|end| host.ends_with(end)) && !host.contains('$')
}
