//! Calls are retried for as long as a cold model loads.

mod by_hand;
mod schedule;

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::livepeer::{Backoff, Client, Request, Retry};
use crate::facts::reaction::Attempts;
use crate::verdict::{Evidence, Finding, Outcome, Verdict};
use schedule::Schedule;

/// Calls are retried for as long as a cold model loads.
pub static CHECK: Check = Check {
    id: "error_handling/sdk_retry",
    title: "calls are retried for as long as a cold model loads",
    page: include_str!("sdk_retry.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source],
    judge,
};

/// Milliseconds a cold model may take to load: the checklist's five minutes.
const COLD_LOAD_MS: f64 = 300_000.0;

/// Milliseconds below which not even a quick cold load is outlived.
const QUICK_LOAD_MS: f64 = 30_000.0;

/// Milliseconds that outlive a hiccup of the video API, which loads no models.
const HICCUP_MS: f64 = 5_000.0;

/// Milliseconds between two attempts below which retries only add to the load.
const GENTLE_MS: f64 = 250.0;

fn judge(facts: &Facts) -> Verdict {
    let clients = facts.livepeer.clients.iter().enumerate().filter(|(_, client)| client.sdk.retry_option.is_some());
    let of_clients = clients.flat_map(|(at, client)| of_client(facts, at, client));
    let others = facts.livepeer.requests.iter().filter(|request| !has_option(facts, request)).map(by_hand::of_request);
    Verdict::every(of_clients.chain(others), || Verdict::NotApplicable("no request to a gateway is made here".into()))
}

/// Whether a request is made on an SDK client that can retry.
fn has_option(facts: &Facts, request: &Request) -> bool {
    let client = facts.livepeer.client_of(request);
    client.is_some_and(|client| client.sdk.retry_option.is_some())
}

/// A client's own option, or that of each of its calls where the calls have one, or what the code around them does.
fn of_client(facts: &Facts, at: usize, client: &Client) -> Vec<Outcome> {
    let calls = facts.livepeer.requests.iter().filter(|request| request.client == Some(at));
    let (with, without): (Vec<&Request>, Vec<_>) = calls.partition(|request| request.retry != Retry::Unset);
    let mut outcomes: Vec<_> = with.iter().map(|request| of_retry(client, request.at, &request.retry)).collect();
    let (around, alone): (Vec<&Request>, Vec<_>) =
        without.iter().copied().partition(|request| client.retry == Retry::Unset && request.attempts != Attempts::Once);
    outcomes.extend(around.iter().map(|request| by_hand::of_request(request)));
    if client.retry != Retry::Unset || !alone.is_empty() || outcomes.is_empty() {
        outcomes.push(of_retry(client, client.at, &client.retry));
    }
    outcomes
}

fn of_retry(client: &Client, made: Span, retry: &Retry) -> Outcome {
    let option = client.sdk.retry_option.unwrap_or_default();
    let package = client.sdk.package;
    match retry {
        Retry::Unset => Outcome::Bad(
            Finding::new(
                made,
                "one attempt",
                format!("`{package}` makes one attempt: without `{option}` it never retries"),
            )
            .help(advice(client)),
        ),
        Retry::Off { at, why } => Outcome::Bad(
            Finding::new(*at, "no retries", format!("`{package}` does not retry: {why}")).help(advice(client)),
        ),
        Retry::Unknown { why, .. } => {
            Outcome::Untold(format!("the retries of a `{package}` client could not be told: {why}"))
        }
        Retry::Set { at, backoff } => of_backoff(client, *at, backoff),
    }
}

fn of_backoff(client: &Client, at: Span, backoff: &Backoff) -> Outcome {
    let (Some(elapsed), Some(initial)) = (backoff.elapsed_ms, backoff.initial_ms) else {
        return Outcome::Untold("the numbers of a retry option could not be told".into());
    };
    let schedule = Schedule::of(client.sdk.delays, backoff);
    let cold = client.sdk.servers.len() > 1;
    let sum = format!("{} in {}", schedule.attempts(), schedule.time());
    let enough = if cold { COLD_LOAD_MS } else { HICCUP_MS };
    let least = if cold { QUICK_LOAD_MS } else { HICCUP_MS };
    let against = if cold { "a cold model loads for 30 s to 5 min" } else { "an outage outlasts that" };
    if elapsed < least {
        let message = format!("retries give up after about {sum}, and {against}");
        return Outcome::Bad(Finding::new(at, schedule.arithmetic(elapsed), message).help(advice(client)));
    }
    if elapsed < enough {
        let message = format!("retries give up after about {sum}; a cold model may load for 5 min");
        return Outcome::Doubtful(Finding::new(at, schedule.arithmetic(elapsed), message).help(advice(client)));
    }
    if initial < GENTLE_MS {
        let message = format!("retries start {initial} ms apart, which adds to the load they wait for");
        return Outcome::Doubtful(
            Finding::new(at, schedule.arithmetic(elapsed), message).help("start at 1000 ms or more"),
        );
    }
    Outcome::Good(Evidence::new(at, sum))
}

fn advice(client: &Client) -> String {
    let numbers = match client.sdk.language {
        "Python" => "`retry_config=RetryConfig(\"backoff\", BackoffStrategy(2000, 60000, 1.5, 300000), True)`",
        "Go" => {
            "`WithRetryConfig` with `InitialInterval: 2000, MaxInterval: 60000, Exponent: 1.5, MaxElapsedTime: 300000`"
        }
        _ => {
            "`retryConfig: { strategy: \"backoff\", backoff: { initialInterval: 2000, maxInterval: 60000, exponent: 1.5, maxElapsedTime: 300000 } }`"
        }
    };
    format!("give it {numbers} (milliseconds)")
}
