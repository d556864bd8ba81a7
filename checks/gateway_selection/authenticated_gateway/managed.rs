//! AI requests to a provider's gateway, which refuses those without a key.

use crate::facts::Facts;
use crate::facts::key::Source;
use crate::facts::livepeer::{Request, Text};
use crate::gateway_selection::hosts::{self, Class};
use crate::verdict::{Evidence, Finding, Outcome};

/// Other calls of such an API may be public, as playback information is.
pub(super) fn judge(facts: &Facts) -> Vec<Outcome> {
    let requests = facts.livepeer.requests.iter().filter(|request| request.pipeline.is_some());
    requests.filter(|request| goes_to_provider(&request.destination)).map(of_request).collect()
}

/// Whether every address it may go to is a provider's.
fn goes_to_provider(destination: &Text) -> bool {
    let managed = |address: &str| hosts::known(address).is_some_and(|host| host.class == Class::Managed);
    let hosts: Vec<&str> = destination.values.iter().map(|value| value.text.as_str()).collect();
    destination.open.is_none() && !hosts.is_empty() && hosts.iter().all(|address| managed(address))
}

fn of_request(request: &Request) -> Outcome {
    let via = &request.via;
    match &request.key {
        None => {
            let message = format!("this `{via}` call carries no key: the provider answers 401");
            let help = "send `Authorization: Bearer` with a key read from the environment";
            Outcome::Bad(Finding::new(request.at, "no key", message).help(help))
        }
        Some(key) => match key.from.iter().all(|source| matches!(source, Source::Unknown(_))) {
            true => Outcome::Untold(format!("which key a `{via}` call carries could not be told")),
            false => Outcome::Good(Evidence::new(request.at, "carries a key")),
        },
    }
}
