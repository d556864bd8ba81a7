//! Requests go to a production gateway.

use std::collections::HashSet;

use super::hosts::{self, Class};
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::env::{Environment, Setter, Variable};
use crate::facts::file::{Role, Span};
use crate::facts::livepeer::{Open, Origin, Text, Written};
use crate::facts::node::Settings;
use crate::verdict::{Evidence, Finding, Outcome, Place, Verdict};

/// Requests go to a production gateway.
pub static CHECK: Check = Check {
    id: "gateway_selection/production_gateway",
    title: "requests go to a production gateway",
    page: include_str!("production_gateway.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let livepeer = &facts.livepeer;
    let mut seen = HashSet::new();
    let traced = livepeer.clients.iter().map(|client| (client.at, &client.destination));
    let traced = traced.chain(livepeer.requests.iter().map(|request| (request.at, &request.destination)));
    let mut outcomes: Vec<_> = traced.flat_map(|(at, text)| of_text(facts, at, text, &mut seen)).collect();
    let unread = facts.env.variables.iter().filter(|variable| !seen.contains(&variable.value_span));
    let unread: Vec<_> = unread.map(|variable| (variable.value_span, of_variable(facts, variable))).collect();
    for (at, outcome) in unread.into_iter().filter(|(_, outcome)| *outcome != Outcome::Aside) {
        seen.insert(at);
        outcomes.push(outcome);
    }
    for address in livepeer.addresses.iter().filter(|address| seen.insert(address.written.at)) {
        outcomes.push(match of_written(facts, address.written.at, &address.written) {
            Outcome::Bad(finding) if address.offered => Outcome::Doubtful(finding),
            outcome => outcome,
        });
    }
    outcomes.extend(facts.deployed_nodes().iter().filter_map(of_node));
    Verdict::every(outcomes, || none(facts))
}

/// A gateway that the project runs itself.
fn of_node(node: &Settings<'_>) -> Option<Outcome> {
    Some(Outcome::Good(Evidence::new(node.gateway()?.span, "a gateway of your own")))
}

fn none(facts: &Facts) -> Verdict {
    if facts.profiles.is_empty() {
        Verdict::NotApplicable("nothing here calls Livepeer".into())
    } else if facts.livepeer.requests.is_empty() && facts.livepeer.clients.is_empty() {
        Verdict::NotApplicable("no request to a gateway was found".into())
    } else {
        Verdict::Unknown("no gateway address could be followed".into())
    }
}

fn of_text(facts: &Facts, at: Span, text: &Text, seen: &mut HashSet<Span>) -> Vec<Outcome> {
    let known: Vec<_> = text.values.iter().filter(|value| hosts::host_of(&value.text).is_some()).collect();
    if !known.is_empty() {
        let fresh = known.into_iter().filter(|value| seen.insert(value.at));
        return fresh.map(|value| of_written(facts, at, value)).collect();
    }
    vec![match &text.open {
        // What a deployment must set cannot end at the community gateway by an oversight of this code.
        Some(Open::Variable(name)) => {
            Outcome::Good(Evidence::new(at, format!("goes where `{name}` says, without a default")))
        }
        Some(open) => Outcome::Untold(format!("where a request goes could not be told: {open}")),
        None => Outcome::Aside,
    }]
}

fn of_written(facts: &Facts, used_at: Span, written: &Written) -> Outcome {
    let Some(host) = hosts::host_of(&written.text) else { return Outcome::Aside };
    if let Some(own) = facts.livepeer.own_gateways.iter().find(|own| hosts::matches(&own.host, &host)) {
        return match own.production {
            true => Outcome::Good(Evidence::new(written.at, format!("`{host}`, a gateway of your own"))),
            false => bad(facts, used_at, written, &host, "your own development gateway"),
        };
    }
    match hosts::known(&host) {
        Some(known) => match known.class {
            Class::Community | Class::Staging => bad(facts, used_at, written, &host, &known.name),
            Class::Managed => Outcome::Good(Evidence::new(written.at, format!("`{host}`, {}", known.name))),
            Class::Retired => Outcome::Doubtful(
                Finding::new(
                    written.at,
                    known.name.clone(),
                    format!("`{host}` has been replaced by `livepeer.studio`"),
                )
                .help("use `https://livepeer.studio/api`"),
            ),
            Class::Service | Class::Playback | Class::Other => Outcome::Aside,
        },
        None => Outcome::Good(Evidence::new(written.at, format!("`{host}`, no host of the community's"))),
    }
}

/// A request, or a setting, ends at a gateway that is not for production.
fn bad(facts: &Facts, used_at: Span, written: &Written, host: &str, name: &str) -> Outcome {
    let message = match &written.origin {
        Origin::Literal | Origin::Constant => format!("requests go to {name}, `{host}`"),
        Origin::EnvDefault { name: variable } => format!("requests go to {name} whenever `{variable}` is unset"),
        Origin::SdkDefault => format!("no server is given, so the SDK goes to {name}, `{host}`"),
        Origin::ServerIndex(index) => format!("server index {index} is {name}, `{host}`"),
        Origin::Env { name: variable, environment } => {
            return of_value(facts, variable, *environment, written.at, host, name);
        }
    };
    let label = match &written.origin {
        Origin::SdkDefault => "neither a server URL nor an index",
        Origin::EnvDefault { .. } => "this default ships",
        _ => "not for production",
    };
    let mut finding = Finding::new(written.at, label, message).help(help(&written.origin));
    if used_at != written.at && !written.at.within(used_at) {
        finding = finding.because(used_at, "used here");
    }
    Outcome::Bad(finding)
}

fn help(origin: &Origin) -> String {
    match origin {
        Origin::EnvDefault { name } => format!("drop the default and fail at start when `{name}` is unset"),
        Origin::SdkDefault | Origin::ServerIndex(_) => {
            "give the client the URL of your production gateway, read from the environment".into()
        }
        _ => "read the gateway from the environment and set it to a managed or self-hosted one in production".into(),
    }
}

/// A variable that no traced request reads.
fn of_variable(facts: &Facts, variable: &Variable) -> Outcome {
    let known = hosts::known(variable.taken()).filter(|host| matches!(host.class, Class::Community | Class::Staging));
    let (Some(known), Some(host)) = (known, hosts::host_of(variable.taken())) else { return Outcome::Aside };
    if variable.set_by == Setter::Template {
        return template(facts, variable, &host, &known.name);
    }
    of_value(facts, &variable.name, variable.environment, variable.value_span, &host, &known.name)
}

/// A value that a file gives a variable.
fn of_value(facts: &Facts, name: &str, environment: Environment, at: Span, host: &str, gateway: &str) -> Outcome {
    let file = facts.file(at.file());
    if !file.role.ships() {
        return Outcome::Aside;
    }
    let finding = |message: String| {
        Finding::new(at, "not for production", message).help(format!("set `{name}` to your production gateway"))
    };
    match environment {
        Environment::Production => Outcome::Bad(finding(format!("in production `{name}` is {gateway}, `{host}`"))),
        Environment::Unnamed if has_production_value(facts, name) => Outcome::Aside,
        // A developer's own file does not ship; what is tracked or deployed does.
        Environment::Unnamed if file.role == Role::Env && file.tracked == Some(false) => {
            Outcome::Doubtful(finding(format!("`{name}` is {gateway}, and no production value stands beside it")))
        }
        Environment::Unnamed => Outcome::Bad(finding(format!("`{name}` is set to {gateway}, `{host}`"))),
        Environment::Staging | Environment::Development | Environment::Test => Outcome::Aside,
    }
}

fn template(facts: &Facts, variable: &Variable, host: &str, gateway: &str) -> Outcome {
    if has_production_value(facts, &variable.name) {
        return Outcome::Aside;
    }
    let message = format!("the template sets `{}` to {gateway}: whoever copies it ships it", variable.name);
    let place: Place = variable.value_span.into();
    Outcome::Doubtful(
        Finding::new(place, format!("`{host}`, copied as it stands"), message)
            .help("leave the value empty, or say in a comment that it is for development"),
    )
}

fn has_production_value(facts: &Facts, name: &str) -> bool {
    facts.env.variables.iter().any(|other| other.name == name && other.environment == Environment::Production)
}
