//! A gateway of one's own: its AI routes ask nobody for a key (go-livepeer server/ai_mediaserver.go), so something has
//! to stand in front.

use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::facts::proxy::Pass;
use crate::gateway_selection::listening;
use crate::verdict::{Evidence, Finding, Outcome, Place};

/// Directives and values of nginx by which it tells its callers apart.
const ASKS: &[&str] = &[
    "auth_basic ",
    "auth_basic_user_file",
    "auth_request ",
    "auth_jwt ",
    "$http_authorization",
    "$http_x_api_key",
    "ssl_verify_client on",
    "return 401",
];

pub(super) fn judge(facts: &Facts, node: &Settings<'_>) -> Outcome {
    let takes_jobs = ingests(node);
    match (listening::is_public(node), takes_jobs) {
        (Answer::Yes, Answer::Yes) => open(node),
        (_, Answer::No) => Outcome::Good(Evidence::new(place(node), "takes no jobs by HTTP")),
        (Answer::No, _) => behind(facts, node),
        _ => Outcome::Untold("whether people can reach the gateway's port could not be told".into()),
    }
}

/// Whether it takes jobs by HTTP: by itself where it listens on loopback or a webhook tells callers apart (starter.go).
fn ingests(node: &Settings<'_>) -> Answer {
    let (bind, _) = listening::of_gateway(node);
    match node.get("httpIngest") {
        Some(_) => node.switch("httpIngest"),
        None if node.open || bind == listening::Bind::Unknown => Answer::Unknown,
        None if bind == listening::Bind::Loopback || node.get("authWebhookUrl").is_some() => Answer::Yes,
        None => Answer::No,
    }
}

fn open(node: &Settings<'_>) -> Outcome {
    let port = listening::of_gateway(node).1.map_or_else(String::new, |port| format!(" {port}"));
    let help = "publish a proxy that asks for a key instead, and keep this port to its network";
    let finding = |message: String| Finding::new(opening(node), "reached by everybody", message).help(help);
    let live = node.get("liveAIAuthWebhookUrl").is_some();
    let video = node.get("authWebhookUrl").is_some();
    match (live || video, node.on_chain()) {
        // The webhooks ask for live video and for video that is pushed; whether there is more is not known.
        (true, _) => Outcome::Doubtful(finding(format!(
            "the webhook asks for video only: AI jobs on port{port} are open to everybody"
        ))),
        (false, Answer::No) => {
            Outcome::Doubtful(finding(format!("everybody who reaches port{port} can use the gateway")))
        }
        _ => Outcome::Bad(finding(format!("everybody who reaches port{port} spends the gateway's deposit"))),
    }
}

/// Where the port is opened: where it is published, or bound.
fn opening(node: &Settings<'_>) -> Place {
    let port = listening::of_gateway(node).1;
    let published = node.published().into_iter().find(|(it, _)| Some(it.inside) == port && !it.loopback);
    let published = published.map(|(_, at)| at.span);
    published.or_else(|| node.get("httpAddr").map(|setting| setting.span)).map_or_else(|| place(node), Place::Span)
}

/// A gateway that people do not reach themselves: nginx may hand their requests on.
fn behind(facts: &Facts, node: &Settings<'_>) -> Outcome {
    let names = node.command.container.iter().flat_map(|container| &container.names);
    let names: Vec<&str> = names.map(String::as_str).collect();
    let leads_here = |pass: &&Pass| pass.hosts.iter().flatten().any(|host| names.contains(&host.as_str()));
    let Some(pass) = facts.proxies.iter().find(leads_here) else {
        return Outcome::Good(Evidence::new(place(node), "not reached from outside by itself"));
    };
    let text = facts.file(pass.file).text.as_deref().unwrap_or_default();
    if ASKS.iter().any(|word| text.contains(word)) {
        return Outcome::Good(Evidence::new(pass.at, "nginx asks first"));
    }
    if pass.includes {
        return Outcome::Untold("whether nginx asks for a key stands in a file that it includes".into());
    }
    let message = "nginx hands everybody's requests to the gateway, which asks nobody for a key";
    let help = "ask first: `auth_request`, `auth_basic`, or a `map` of known `Authorization` headers";
    Outcome::Bad(Finding::new(pass.at, "handed on", message).help(help))
}

fn place(node: &Settings<'_>) -> Place {
    node.place().map_or(Place::File(node.command.file), Place::Span)
}
