//! What carries a key to Livepeer: clients and requests, each judged by where it runs.

use std::collections::HashSet;

use super::shipped::HELP;
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::key::{Key, Source};
use crate::facts::livepeer::{Side, Text};
use crate::gateway_selection::hosts;
use crate::verdict::{Evidence, Finding, Outcome};

/// A client or a request, and the key it carries.
pub(super) struct Use<'f> {
    pub(super) at: Span,
    pub(super) via: &'f str,
    pub(super) key: &'f Key,
    pub(super) runs: Side,
    destination: &'f Text,
    /// Whether it asks for AI pipelines.
    pub(super) generates: bool,
    /// The option that lets it run in browsers.
    allowed: Option<Span>,
}

/// Everything that carries a key. Requests on a client carry the client's.
pub(super) fn all(facts: &Facts) -> Vec<Use<'_>> {
    let livepeer = &facts.livepeer;
    let clients = livepeer.clients.iter().enumerate().filter_map(|(index, client)| {
        let (at, via, destination) = (client.at, client.sdk.package, &client.destination);
        let asks = livepeer.requests.iter().any(|request| request.client == Some(index) && request.pipeline.is_some());
        let generates = asks || client.sdk.servers.len() > 1;
        Some(Use { at, via, key: client.key.as_ref()?, runs: client.runs, destination, generates, allowed: None })
    });
    let alone = livepeer.clients.is_empty();
    let requests = livepeer.requests.iter().filter(|request| request.client.is_none());
    // A call on some client says nothing that the clients themselves do not say.
    let requests = requests.filter(|request| alone || request.via != "Livepeer SDK").filter_map(|request| {
        let (at, via, destination) = (request.at, request.via.as_str(), &request.destination);
        let (key, generates) = (request.key.as_ref()?, request.pipeline.is_some());
        Some(Use { at, via, key, runs: request.runs, destination, generates, allowed: None })
    });
    let compatible = livepeer.compatible.iter().filter_map(|client| {
        let (at, via, destination) = (client.at, client.via.as_str(), &client.destination);
        let (key, allowed) = (client.key.as_ref()?, client.allowed_in_browsers);
        Some(Use { at, via, key, runs: client.runs, destination, generates: true, allowed })
    });
    clients.chain(requests).chain(compatible).collect()
}

impl Use<'_> {
    /// Whether its key may come from a variable or setting of this name.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.key.from.iter().any(|source| name_of(source) == Some(name))
    }

    /// Whether it may end at Livepeer Studio, as far as its address is known.
    pub(super) fn goes_to_studio(&self) -> bool {
        let values = &self.destination.values;
        values.is_empty()
            || values.iter().any(|value| hosts::host_of(&value.text).is_none() || hosts::is_studio(&value.text))
    }
}

/// What one use comes to. Keys that ship are judged by themselves; a literal is judged once, however often it is used.
pub(super) fn outcomes(
    facts: &Facts,
    used: &Use<'_>,
    shipped: &HashSet<&str>,
    seen: &mut HashSet<Span>,
) -> Vec<Outcome> {
    if used.key.from.iter().any(|source| name_of(source).is_some_and(|name| shipped.contains(name))) {
        return Vec::new();
    }
    if used.runs == Side::Server {
        return vec![Outcome::Good(Evidence::new(used.at, on_server(used)))];
    }
    used.key.from.iter().filter_map(|source| of_source(facts, used, source, seen)).collect()
}

fn of_source(facts: &Facts, used: &Use<'_>, source: &Source, seen: &mut HashSet<Span>) -> Option<Outcome> {
    let outcome = match (source, used.runs) {
        (Source::Written { at }, _) if !looks_like_key(facts, *at) => return None,
        (Source::Written { at }, Side::Browser) => {
            return seen.insert(*at).then(|| Outcome::Bad(written(used, *at)));
        }
        (Source::Written { .. }, _) => {
            let name = facts.file(used.at.file()).name();
            Outcome::Untold(format!(
                "a key is written for a request of `{name}`, and where that runs could not be told"
            ))
        }
        // What no bundler takes for public stays where the server is.
        (Source::Variable { name, at }, Side::Unknown) => {
            Outcome::Good(Evidence::new(*at, format!("`{name}`, which no bundler ships")))
        }
        (Source::Variable { name, .. } | Source::Setting { name, .. }, Side::Browser) => {
            Outcome::Untold(format!("`{name}` is read in code of the browser, where nothing seems to give it a value"))
        }
        (Source::Setting { name, .. }, _) => Outcome::Untold(format!("who is handed `{name}` could not be told")),
        (Source::Unknown(why), _) => match used.allowed {
            Some(at) => Outcome::Doubtful(allowed(at)),
            None => {
                Outcome::Untold(format!("where the key of a `{}` call comes from could not be told: {why}", used.via))
            }
        },
        (_, Side::Server) => return None,
    };
    Some(outcome)
}

fn on_server(used: &Use<'_>) -> String {
    let names: Vec<String> = used.key.from.iter().filter_map(name_of).map(|name| format!("`{name}`")).collect();
    match names.is_empty() {
        true => format!("the key of `{}` is used on a server", used.via),
        false => format!("{}, read on a server", names.join(" or ")),
    }
}

fn written(used: &Use<'_>, at: Span) -> Finding {
    let message = format!("the key of `{}` is written in code that browsers load", used.via);
    let finding = Finding::new(at, "every visitor can read it", message).help(format!("revoke it, then {HELP}"));
    if used.at == at || at.within(used.at) { finding } else { finding.because(used.at, "used here") }
}

fn allowed(at: Span) -> Finding {
    Finding::new(at, "runs in browsers", "a client of Livepeer runs in browsers, and its key with it").help(HELP)
}

fn name_of(source: &Source) -> Option<&str> {
    match source {
        Source::Variable { name, .. } | Source::Setting { name, .. } => Some(name),
        Source::Written { .. } | Source::Unknown(_) => None,
    }
}

/// Whether a literal is a key rather than a stand-in: what the credential rules take for one, or long and of letters
/// and digits.
fn looks_like_key(facts: &Facts, at: Span) -> bool {
    if facts.credentials.iter().any(|credential| credential.span.within(at)) {
        return true;
    }
    let text = facts.file(at.file()).slice(at).trim_matches(['"', '\'', '`']);
    let last = text.rsplit([' ', ':']).next().unwrap_or_default();
    let plain = last.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    let different = last.bytes().collect::<HashSet<_>>().len();
    plain && last.len() >= LONG && digits >= LEAST_DIGITS && different >= LEAST_DIFFERENT
}

/// Keys are at least so long, have at least so many digits, and so many different characters.
const LONG: usize = 20;
/// See [`LONG`].
const LEAST_DIGITS: usize = 4;
/// See [`LONG`].
const LEAST_DIFFERENT: usize = 8;
