//! What the checks of single statuses share: the requests they are asked of, and what the code does in the end.

use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::{Request, Retry};
use crate::facts::reaction::{Attempts, By, Deeds, Growth, Reaction};
use crate::gateway_selection::hosts;
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// A status as a check asks about it.
pub(super) struct Status {
    /// The number.
    pub(super) number: u16,
    /// What is said of it.
    pub(super) words: Words,
    /// What is said of it where no model is asked, where that differs.
    pub(super) without_model: Option<Words>,
    /// Whether a bare go-livepeer node answers so at all.
    pub(super) by_nodes: bool,
}

/// What is said of a status.
pub(super) struct Words {
    /// What it means, as people say it: "a refused key (401)".
    pub(super) means: &'static str,
    /// What to do about it.
    pub(super) help: &'static str,
}

impl Status {
    /// What is said of it to whoever made this request.
    fn words(&self, request: &Request) -> &Words {
        self.without_model.as_ref().filter(|_| request.pipeline.is_none()).unwrap_or(&self.words)
    }
}

/// Holds every request against the status. What is done about every failure counts for this one when it asks again.
pub(super) fn judge(facts: &Facts, status: &Status, own: impl Fn(&Request, Span, Deeds) -> Outcome) -> Verdict {
    let asked = facts.livepeer.requests.iter().filter(|request| status.by_nodes || !is_bare_node(request));
    let outcomes = asked.map(|request| match reaction(facts, request, status.number) {
        Reaction::Own { at, deeds } => own(request, at, deeds),
        Reaction::Generic { at, deeds } if deeds.retries => own(request, at, deeds),
        Reaction::Generic { at, .. } => alike(status, request, at),
        Reaction::None => unseen(status, request),
        Reaction::Dead { at, why } => dead(status, at, &why),
        Reaction::Unknown(why) => Outcome::Untold(format!(
            "what becomes of {} after a `{}` call could not be told: {why}",
            status.words(request).means,
            request.via
        )),
    });
    Verdict::every(merged(outcomes), || none(facts))
}

fn none(facts: &Facts) -> Verdict {
    let none = facts.livepeer.requests.is_empty();
    let why = "requests go to a node on this machine only, which never answers so";
    Verdict::NotApplicable(if none { "no request to a gateway was found" } else { why }.into())
}

/// One finding for all requests whose failures take the same way.
fn merged(outcomes: impl Iterator<Item = Outcome>) -> Vec<Outcome> {
    let mut kept: Vec<Outcome> = Vec::new();
    for outcome in outcomes {
        let known = kept.iter().any(|known| match (known, &outcome) {
            (Outcome::Bad(one), Outcome::Bad(other)) | (Outcome::Doubtful(one), Outcome::Doubtful(other)) => {
                one.place() == other.place() && one.message == other.message
            }
            (one, other) => one == other,
        });
        if !known {
            kept.push(outcome);
        }
    }
    kept
}

/// Whether a request can only end at a go-livepeer node on the same machine, with nothing before it.
pub(super) fn is_bare_node(request: &Request) -> bool {
    let destination = &request.destination;
    destination.open.is_none() && destination.all(hosts::is_loopback)
}

fn alike(status: &Status, request: &Request, at: Span) -> Outcome {
    let words = status.words(request);
    let message = format!("{} is taken like any other failure", words.means);
    let finding = Finding::new(at, "every failure comes here", message).help(words.help);
    let elsewhere = at.file() != request.at.file();
    Outcome::Bad(if elsewhere { finding.because(request.at, "of this request") } else { finding })
}

fn unseen(status: &Status, request: &Request) -> Outcome {
    let words = status.words(request);
    let message = format!("{} is not handled: nothing looks at how this `{}` call failed", words.means, request.via);
    Outcome::Bad(Finding::new(request.at, "no branch for failures", message).help(words.help))
}

fn dead(status: &Status, at: Span, why: &str) -> Outcome {
    let message = format!("this branch for {} is never taken: {why}", status.number);
    let help = "branch on the classes the SDK really throws, or ask by plain HTTP and look at the status";
    Outcome::Bad(Finding::new(at, "dead", message).help(help))
}

/// What is done about a status, with what makes the request again taken into account: an SDK's option, or a library.
#[must_use]
pub fn reaction(facts: &Facts, request: &Request, status: u16) -> Reaction {
    let written = request.reactions.to(status).clone();
    if matches!(status, 429 | 500 | 503) { retried(facts, request, written) } else { written }
}

/// What is done about a connection that breaks before there is an answer, retries taken into account.
#[must_use]
pub fn dropped(facts: &Facts, request: &Request) -> Reaction {
    retried(facts, request, request.dropped.clone())
}

fn retried(facts: &Facts, request: &Request, written: Reaction) -> Reaction {
    match again(facts, request) {
        Retried::Yes { at, waits } => {
            let retried = Deeds { retries: true, waits, ..Deeds::default() };
            match written {
                Reaction::Own { at, deeds } => Reaction::Own { at, deeds: deeds.and(retried) },
                _ => Reaction::Own { at, deeds: retried },
            }
        }
        Retried::Unknown(why) => match written {
            Reaction::Own { deeds, .. } if deeds.retries => written,
            _ => Reaction::Unknown(why),
        },
        Retried::No => written,
    }
}

enum Retried {
    Yes { at: Span, waits: bool },
    Unknown(String),
    No,
}

/// What makes a request again whatever of these statuses it failed with: the SDK's option, or a library.
fn again(facts: &Facts, request: &Request) -> Retried {
    match facts.livepeer.retry_of(request) {
        Retry::Set { at, .. } => return Retried::Yes { at: *at, waits: true },
        Retry::Unknown { why, .. } => return Retried::Unknown(why.clone()),
        Retry::Off { .. } | Retry::Unset => {}
    }
    match &request.attempts {
        // What a loop does about a status is said by its branches.
        Attempts::Again(again) if again.useless.is_none() && matches!(again.by, By::Tool(_)) => {
            Retried::Yes { at: again.at, waits: again.growth != Growth::NoWait }
        }
        Attempts::Unknown(why) => Retried::Unknown(why.clone()),
        _ => Retried::No,
    }
}

/// Evidence that a status has a way of its own.
pub(super) fn good(at: Span, label: &str) -> Outcome {
    Outcome::Good(Evidence::new(at, label))
}

/// A status has a way of its own, and it is the wrong one: what stands there, and what comes of it.
pub(super) fn bad(status: &Status, request: &Request, at: Span, [label, what]: [&str; 2]) -> Outcome {
    Outcome::Bad(finding(status, request, at, label, what))
}

/// A status has a way of its own that falls short: what stands there, and what comes of it.
pub(super) fn doubtful(status: &Status, request: &Request, at: Span, [label, what]: [&str; 2]) -> Outcome {
    Outcome::Doubtful(finding(status, request, at, label, what))
}

/// In `what`, `{}` stands for what the status means.
fn finding(status: &Status, request: &Request, at: Span, label: &str, what: &str) -> Finding {
    let words = status.words(request);
    Finding::new(at, label, what.replace("{}", words.means)).help(words.help)
}

/// Whether a request can only end at Livepeer Studio.
pub(super) fn is_studio(request: &Request) -> bool {
    request.destination.open.is_none() && request.destination.all(hosts::is_studio)
}
