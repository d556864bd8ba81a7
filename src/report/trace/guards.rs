//! What guards a request: its limit, its retries, and what becomes of each status.

use lp_ready_checks::error_handling::failures;
use lp_ready_checks::facts::file::Span;
use lp_ready_checks::facts::limit::{Ceiling, Limit};
use lp_ready_checks::facts::livepeer::{Request, Retry};
use lp_ready_checks::facts::reaction::{Attempts, Deeds, Logged, Reaction, STATUSES};
use lp_ready_checks::verdict::Evidence;

use super::super::Report;
use super::super::requests::{self, Row};
use super::Aspect;

pub(super) fn timeout(request: &Request, row: &Row<'_>) -> Aspect {
    let aspect = Aspect::new("timeout", row.timeout.clone());
    let (mut places, open) = match &request.limit {
        Limit::Unset | Limit::Default { .. } => (Vec::new(), None),
        Limit::Off { at } => (led_to(request, *at, "switches the limit off"), None),
        Limit::Set { at, .. } => (led_to(request, *at, "sets the limit"), None),
        Limit::Unknown(why) => (Vec::new(), Some(why.clone())),
    };
    places.extend(request.ceilings.iter().map(|ceiling| Evidence::new(ceiling.at, ends_early(ceiling))));
    aspect.at(places).open(open)
}

fn ends_early(ceiling: &Ceiling) -> String {
    format!("whatever the client waits for, the handler ends after {} s", ceiling.ms / 1000.0)
}

pub(super) fn retry(report: &Report, request: &Request, row: &Row<'_>) -> Aspect {
    let aspect = Aspect::new("retry", row.retry.clone());
    match report.facts.livepeer.retry_of(request) {
        Retry::Unset => attempts(request, aspect),
        Retry::Off { at, why } => aspect.at(vec![Evidence::new(*at, why.clone())]),
        Retry::Set { at, .. } => aspect.at(vec![Evidence::new(*at, "sets the SDK's retries")]),
        Retry::Unknown { at, why } => aspect.at(vec![Evidence::new(*at, "followed to here")]).open(Some(why.clone())),
    }
}

fn attempts(request: &Request, aspect: Aspect) -> Aspect {
    match &request.attempts {
        Attempts::Once => aspect,
        Attempts::Again(again) => {
            let label = match &again.useless {
                Some(why) => format!("does not help: {why}"),
                None => format!("{} makes it again", again.by),
            };
            aspect.at(led_to(request, again.at, &label))
        }
        Attempts::Unknown(why) => aspect.open(Some(why.clone())),
    }
}

/// What becomes of each status, and of a connection that breaks; those that fare alike stand together.
pub(super) fn reactions(report: &Report, request: &Request) -> Vec<Aspect> {
    let mut alike: Vec<(Vec<String>, Reaction)> = Vec::new();
    let of_status = |status: u16| (status.to_string(), failures::reaction(&report.facts, request, status));
    let dropped = ("dropped".to_owned(), failures::dropped(&report.facts, request));
    for (failure, reaction) in STATUSES.map(of_status).into_iter().chain([dropped]) {
        match alike.iter_mut().find(|(_, known)| *known == reaction) {
            Some((failures, _)) => failures.push(failure),
            None => alike.push((vec![failure], reaction)),
        }
    }
    alike
        .into_iter()
        .map(|(failures, reaction)| of_reaction(report, request, &failures.join(", "), &reaction))
        .collect()
}

fn of_reaction(report: &Report, request: &Request, statuses: &str, reaction: &Reaction) -> Aspect {
    let option = report.facts.livepeer.retry_of(request);
    let by_sdk = |at: Span| matches!(option, Retry::Set { at: set, .. } if *set == at);
    let says = requests::handled(reaction);
    match reaction {
        Reaction::None => Aspect::new(statuses, format!("{says}: nothing looks at whether it failed")),
        Reaction::Generic { at, deeds } => Aspect::new(statuses, format!("{says}: {}", in_words(*deeds))).at(led_to(
            request,
            *at,
            "takes every failure alike",
        )),
        // The option is shown under `retry`.
        Reaction::Own { at, deeds } if by_sdk(*at) => Aspect::new(statuses, format!("{says}: {}", in_words(*deeds))),
        Reaction::Own { at, deeds } => Aspect::new(statuses, format!("{says}: {}", in_words(*deeds))).at(led_to(
            request,
            *at,
            "tells it from others",
        )),
        Reaction::Dead { at, why } => {
            Aspect::new(statuses, format!("{says}: {why}")).at(led_to(request, *at, "can never be taken"))
        }
        Reaction::Unknown(why) => Aspect::new(statuses, says).open(Some(why.clone())),
    }
}

fn in_words(deeds: Deeds) -> String {
    let done = [
        (deeds.waits && deeds.retries, "waits"),
        (deeds.retries, "asks again"),
        (deeds.logs && !deeds.logs_body, "logs it"),
        (deeds.logs_body, "logs what the answer said"),
        (deeds.hands_on_body, "hands on what the answer said"),
        (deeds.surfaces, "lets others know"),
    ];
    let words: Vec<&str> = done.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect();
    if words.is_empty() { "nothing is done about it".to_owned() } else { words.join(", ") }
}

pub(super) fn logged(request: &Request) -> Aspect {
    match request.logged {
        Logged::Here(at) => Aspect::new("status logged", "yes").at(led_to(request, at, "logs the status")),
        Logged::InError => Aspect::new("status logged", "it gets into an error, which somebody may log"),
        Logged::WithError => Aspect::new("status logged", "an error is logged, which may name it"),
        Logged::Nowhere => Aspect::new("status logged", "no"),
    }
}

/// A guard, after the calls through which the answer gets to it.
fn led_to(request: &Request, at: Span, label: &str) -> Vec<Evidence> {
    let holds = |within: Span| {
        within.file() == at.file() && within.range().start <= at.range().start && at.range().end <= within.range().end
    };
    let around = request.holders.iter().filter(|holder| holds(holder.within));
    let mut holder = around.min_by_key(|holder| holder.within.range().len());
    let mut calls = Vec::new();
    while let Some(inner) = holder {
        let call = inner.asks.filter(|call| *call != request.at);
        calls.extend(call.map(|call| Evidence::new(call, "its answer comes back here")));
        holder = inner.from.and_then(|from| request.holders.get(from));
    }
    calls.reverse();
    calls.push(Evidence::new(at, label));
    calls
}
