//! The values a request is made with, and the ways they take through the code.

use lp_ready_checks::facts::env::Environment;
use lp_ready_checks::facts::key::Source;
use lp_ready_checks::facts::livepeer::{Hop, Model, Origin, Request, Text, Through, Written};
use lp_ready_checks::gateway_selection::hosts;
use lp_ready_checks::verdict::Evidence;

use super::super::Report;
use super::super::requests::Row;
use super::{Aspect, asks_for_model};

/// No more values of one text are shown.
const VALUES: usize = 6;

pub(super) fn destination(request: &Request, row: &Row<'_>) -> Aspect {
    let known = request.destination.values.iter().find_map(|value| hosts::known(&value.text));
    let says = match known {
        Some(host) => format!("{} ({})", row.gateway, host.name),
        None => row.gateway.clone(),
    };
    of_text("goes to", says, &request.destination)
}

pub(super) fn model(request: &Request, row: &Row<'_>) -> Option<Aspect> {
    let aspect = match &request.model {
        Model::Named(text) => of_text("model", row.model.clone(), text),
        Model::Omitted => Aspect::new("model", row.model.clone()),
        Model::Unknown(why) => Aspect::new("model", row.model.clone()).open(Some(why.clone())),
    };
    asks_for_model(request).then_some(aspect)
}

pub(super) fn key(report: &Report, request: &Request, row: &Row<'_>) -> Aspect {
    let client = report.facts.livepeer.client_of(request);
    let made = client.map(|client| Evidence::new(client.at, format!("makes the `{}` client", client.sdk.package)));
    let sources = request.key.iter().flat_map(|key| &key.from);
    let places = made.into_iter().chain(sources.clone().filter_map(source)).collect();
    let open = sources.into_iter().find_map(|source| match source {
        Source::Unknown(why) => Some(why.clone()),
        _ => None,
    });
    Aspect::new("key", row.key.clone()).at(places).open(open)
}

fn source(source: &Source) -> Option<Evidence> {
    match source {
        Source::Variable { name, at } | Source::Setting { name, at } => {
            Some(Evidence::new(*at, format!("reads `{name}`")))
        }
        Source::Written { at } => Some(Evidence::new(*at, "written here")),
        Source::Unknown(_) => None,
    }
}

fn of_text(name: &str, says: String, text: &Text) -> Aspect {
    let shown = text.values.iter().take(VALUES);
    let mut places = Vec::new();
    for place in shown.flat_map(way) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let lost = text.lost.filter(|_| text.open.is_some());
    places.extend(lost.map(|lost| Evidence::new(lost, "followed to here")));
    Aspect::new(name, says).at(places).open(text.open.as_ref().map(ToString::to_string))
}

/// The places a value goes through, from the code that uses it to where it is written.
fn way(value: &Written) -> Vec<Evidence> {
    let hops = value.through.iter().map(|hop| Evidence::new(hop.at, hop_label(hop)));
    hops.chain([Evidence::new(value.at, origin_label(&value.origin))]).collect()
}

fn hop_label(hop: &Hop) -> String {
    match &hop.by {
        Through::Name(name) => format!("by the name `{name}`"),
        Through::Variable(name) => format!("reads `{name}`"),
        Through::Call(name) => format!("given back by `{name}`"),
        Through::Part => "a part of it, written here".to_owned(),
    }
}

fn origin_label(origin: &Origin) -> String {
    match origin {
        Origin::Literal | Origin::Constant => "written here".to_owned(),
        Origin::Env { name, environment } => format!("`{name}` is set{}", in_force(*environment)),
        Origin::EnvDefault { name } => format!("what is used when `{name}` is unset"),
        Origin::SdkDefault => "names no server, so the SDK takes its first".to_owned(),
        Origin::ServerIndex(at) => format!("server {at} of the SDK"),
    }
}

fn in_force(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => " for production",
        Environment::Staging => " for staging",
        Environment::Development => " for development",
        Environment::Test => " for tests",
        Environment::Unnamed => "",
    }
}
