//! Which host is what: community gateway, managed API, player, dashboard.

use std::sync::LazyLock;

use serde::Deserialize;

/// A host that belongs to Livepeer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// The host, `*` for any label or part of one at its start.
    pub host: String,
    /// What it is for.
    pub class: Class,
    /// What people call it.
    pub name: String,
}

/// What a host is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Free, for development only.
    Community,
    /// A provider's test environment.
    Staging,
    /// A provider's production gateway or API.
    Managed,
    /// A production host that has been replaced.
    Retired,
    /// An API before gateways, whose standing cannot be told from its name: its calls are requests all the same.
    Service,
    /// Where viewers fetch media.
    Playback,
    /// Dashboards, documentation, storage.
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    host: Vec<Host>,
}

static HOSTS: LazyLock<Vec<Host>> = LazyLock::new(|| {
    let catalogue: Catalogue = toml::from_str(include_str!("gateways.toml")).expect("the catalogue is valid");
    catalogue.host
});

/// The known host an address ends at; `address` is a URL or a bare host, in any case.
#[must_use]
pub fn known(address: &str) -> Option<&'static Host> {
    let host = host_of(address)?;
    HOSTS.iter().find(|known| matches(&known.host, &host))
}

/// The host of a URL or of a bare host with or without port and path, in lower case; `None` when there is none.
#[must_use]
pub fn host_of(address: &str) -> Option<String> {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.trim_end_matches('.');
    let valid = host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    valid.then(|| host.to_ascii_lowercase())
}

/// Whether an address is Livepeer Studio's.
#[must_use]
pub fn is_studio(address: &str) -> bool {
    host_of(address).is_some_and(|host| host == "livepeer.studio" || host.ends_with(".livepeer.studio"))
}

/// Whether an address is on the machine that asks.
#[must_use]
pub fn is_loopback(address: &str) -> bool {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with("[::1]") { "::1" } else { host.split(':').next().unwrap_or_default() };
    matches!(host, "localhost" | "0.0.0.0" | "::1" | "host.docker.internal") || host.starts_with("127.")
}

/// Whether a host matches a pattern of the catalogue or of `lp-ready.toml`.
#[must_use]
pub fn matches(pattern: &str, host: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => host.len() > start.len() + end.len() && host.starts_with(start) && host.ends_with(end),
        None => pattern == host,
    }
}

impl Class {
    /// Whether requests may end here at all, in any environment.
    #[must_use]
    pub fn is_gateway(self) -> bool {
        !matches!(self, Self::Service | Self::Playback | Self::Other)
    }

    /// Whether what is sent here is work for Livepeer.
    #[must_use]
    pub fn takes_requests(self) -> bool {
        self.is_gateway() || self == Self::Service
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, host_of, known};

    fn class(address: &str) -> Option<Class> {
        known(address).map(|host| host.class)
    }

    #[test]
    fn hosts_are_known_in_every_spelling() {
        assert_eq!(class("https://dream-Gateway.Livepeer.cloud/text-to-image"), Some(Class::Community));
        assert_eq!(class("dream-gateway.livepeer.cloud"), Some(Class::Community));
        assert_eq!(class("https://dream-gateway-us-west.livepeer.cloud:443"), Some(Class::Community));
        assert_eq!(class("https://livepeer.studio/api/beta/generate"), Some(Class::Managed));
        assert_eq!(class("https://cdn.livepeercdn.studio/hls/x/index.m3u8"), Some(Class::Playback));
        assert_eq!(class("https://tools.livepeer.cloud/ai"), Some(Class::Other));
    }

    #[test]
    fn other_hosts_are_not() {
        assert_eq!(class("http://ioedream-gateway-service:8080"), None);
        assert_eq!(class("https://dream-gateway.livepeer.cloud.evil.example"), None);
        assert_eq!(class("text/plain"), None);
        assert_eq!(host_of("https://user:pw@a.example:1/x").as_deref(), Some("a.example"));
        assert_eq!(host_of("${HOST}"), None);
    }
}
