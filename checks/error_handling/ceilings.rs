//! What ends a handler before a cold model can answer, however long the request in it would wait.

use super::request_timeout::{COLD_LOAD_MS, QUICK_LOAD_MS, seconds};
use crate::facts::file::Span;
use crate::facts::limit::{Ceiling, Host, Limit};
use crate::facts::livepeer::Request;
use crate::verdict::{Evidence, Finding, Outcome};

/// Every ceiling over a request for an inference, as one outcome for all that it ends.
pub(super) fn outcomes(requests: &[Request]) -> Vec<Outcome> {
    let over = requests.iter().flat_map(|request| request.ceilings.iter().map(move |ceiling| (ceiling, request)));
    let pairs: Vec<(&Ceiling, &Request)> = over.filter(|(ceiling, request)| ends(ceiling, request)).collect();
    let mut places: Vec<Span> = pairs.iter().map(|(ceiling, _)| ceiling.at).collect();
    places.sort();
    places.dedup();
    let at = |place: Span| pairs.iter().copied().filter(move |(ceiling, _)| ceiling.at == place);
    places.into_iter().filter_map(|place| outcome(&at(place).collect::<Vec<_>>())).collect()
}

/// Whether the request would still be waiting.
fn ends(ceiling: &Ceiling, request: &Request) -> bool {
    match request.limit {
        Limit::Set { ms: Some(ms), .. } | Limit::Default { ms, .. } => ms > ceiling.ms || ceiling.ms >= COLD_LOAD_MS,
        _ => true,
    }
}

fn outcome(pairs: &[(&Ceiling, &Request)]) -> Option<Outcome> {
    let (ceiling, request) = pairs.first()?;
    let (host, after) = (host(ceiling.host), seconds(ceiling.ms));
    if ceiling.ms >= COLD_LOAD_MS {
        return Some(Outcome::Good(Evidence::new(ceiling.at, format!("a handler has {after} {host}"))));
    }
    let quick = ceiling.ms < QUICK_LOAD_MS;
    let rest = if quick { ", and a cold model loads for 30 s to 5 min" } else { "; a cold model may load for 5 min" };
    let label = if ceiling.set { after.clone() } else { format!("{after}, as nothing else is set") };
    let finding = Finding::new(ceiling.at, label, format!("the handler has {after} {host}{rest}"))
        .because(request.at, waits(request, pairs.len()))
        .help(help(ceiling.host));
    Some(if quick { Outcome::Bad(finding) } else { Outcome::Doubtful(finding) })
}

/// What a request would do if it were left to.
fn waits(request: &Request, count: usize) -> String {
    let one = match request.limit {
        Limit::Set { ms: Some(ms), .. } | Limit::Default { ms, .. } => format!("would wait for {}", seconds(ms)),
        Limit::Unset | Limit::Off { .. } => "would wait for as long as it takes".to_owned(),
        _ => "waits in it".to_owned(),
    };
    if count == 1 { one } else { format!("{one}, the first of {count}") }
}

/// What ends a handler, as people call it.
#[must_use]
pub fn name(host: Host) -> &'static str {
    match host {
        Host::Vercel => "Vercel",
        Host::Gunicorn => "gunicorn",
        Host::Lambda => "Lambda",
        Host::ApiGateway => "API Gateway",
        Host::Netlify => "Netlify",
        Host::Nginx => "nginx",
        Host::Heroku => "Heroku",
        Host::CloudRun => "Cloud Run",
    }
}

/// Where that is, as people say it.
fn host(host: Host) -> String {
    let preposition = match host {
        Host::Vercel | Host::Lambda | Host::Netlify | Host::Heroku | Host::CloudRun => "on",
        Host::Gunicorn => "under",
        Host::ApiGateway | Host::Nginx => "behind",
    };
    format!("{preposition} {}", name(host))
}

fn help(host: Host) -> &'static str {
    match host {
        Host::Vercel => {
            "set `maxDuration` to 300 where the plan allows it, or answer at once and fetch the result later"
        }
        Host::Gunicorn => {
            "start it with `--timeout 300`, or with `--worker-class gthread`, whose requests are not cut off"
        }
        Host::Lambda => "give the function a timeout of 330 seconds; it may have 900",
        Host::ApiGateway => "answer at once, let a queue set the function off that waits, and fetch the result later",
        Host::Nginx => "set `proxy_read_timeout 330s` where it hands requests to the application",
        Host::Heroku => "answer at once, let a worker process wait, and fetch the result later",
        Host::CloudRun => "set `timeoutSeconds: 330`; it may be 3600",
        Host::Netlify => "make it a background function, which has 15 minutes, and fetch the result later",
    }
}
