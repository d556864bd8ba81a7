//! Who reaches the addresses a node listens on.

use super::{Arg, Command, Flag};

/// An address of a node that others than its own machine reach.
#[derive(Debug, Clone, Copy)]
pub struct Exposed<'a> {
    /// The flag that sets it.
    pub flag: Flag<'a>,
    /// The port of its container that is published for it.
    pub published: Option<&'a Arg>,
}

impl Command {
    /// The address a flag sets, where others reach it: on a host every address but the loopback, in a container only
    /// what is published. Without a host part a node listens on its loopback (go-livepeer
    /// `cmd/livepeer/starter/starter.go`).
    #[must_use]
    pub fn exposed(&self, name: &str) -> Option<Exposed<'_>> {
        let flag = self.flag(name).filter(|flag| is_public(flag.value))?;
        let (_, port) = flag.value.rsplit_once(':')?;
        let published = self.ports.iter().find(|published| publishes(published, port));
        let in_container = self.image.is_some() && !self.host_network;
        (!in_container || published.is_some()).then_some(Exposed { flag, published })
    }
}

/// Whether an address is every interface, or one that is not this machine's or network's alone.
#[must_use]
pub fn is_public(address: &str) -> bool {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host).trim_matches(['[', ']']);
    let host = host.rsplit('/').next().unwrap_or(host);
    match host.parse::<std::net::IpAddr>() {
        Ok(address) if address.is_unspecified() => true,
        Ok(std::net::IpAddr::V4(address)) => !address.is_loopback() && !address.is_private(),
        Ok(std::net::IpAddr::V6(address)) => !address.is_loopback(),
        Err(_) => host == "*",
    }
}

/// Whether a published port is this one of the container's, for more than the host itself.
fn publishes(published: &Arg, port: &str) -> bool {
    let text = published.text.split('/').next().unwrap_or_default();
    let own = text.starts_with("127.") || text.starts_with("localhost");
    !own && text.rsplit(':').next() == Some(port)
}
