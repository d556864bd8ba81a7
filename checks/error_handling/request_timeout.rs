//! Requests give up in the end, and not before a cold model can answer.

use super::ceilings;
use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::limit::Limit;
use crate::facts::livepeer::{Client, Request};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Requests give up in the end, and not before a cold model can answer.
pub static CHECK: Check = Check {
    id: "error_handling/request_timeout",
    title: "requests give up in the end, and not before a cold model can answer",
    page: include_str!("request_timeout.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

/// Milliseconds a cold model may take to load: the checklist's five minutes.
pub(super) const COLD_LOAD_MS: f64 = 300_000.0;

/// Milliseconds below which not even a quick cold load is waited for.
pub(super) const QUICK_LOAD_MS: f64 = 30_000.0;

/// Milliseconds after which a limit no longer helps anybody who waits: six times the longest cold load.
const POINTLESS_MS: f64 = 1_800_000.0;

fn judge(facts: &Facts) -> Verdict {
    let requests = &facts.livepeer.requests;
    let (of_clients, others): (Vec<&Request>, Vec<_>) =
        requests.iter().partition(|request| leaves_it_to_client(request));
    let clients = facts.livepeer.clients.iter().enumerate();
    let shared = clients.filter_map(|(at, client)| {
        let calls: Vec<&Request> = of_clients.iter().copied().filter(|request| request.client == Some(at)).collect();
        of_client(client, &calls)
    });
    let own = others.into_iter().map(of_request).chain(shared);
    let outcomes: Vec<Outcome> = own.chain(ceilings::outcomes(requests)).collect();
    Verdict::every(outcomes, || Verdict::NotApplicable("no request to a gateway was found".into()))
}

/// Whether neither the call nor its SDK client says anything: one line at the client mends all of its calls.
fn leaves_it_to_client(request: &Request) -> bool {
    request.client.is_some() && matches!(request.limit, Limit::Unset | Limit::Default { .. })
}

/// The calls of one SDK client that nothing else bounds, as one.
fn of_client(client: &Client, calls: &[&Request]) -> Option<Outcome> {
    let (first, count) = (calls.first()?, calls.len());
    let outcome = of_request(calls.iter().find(|call| call.pipeline.is_some()).unwrap_or(first));
    Some(match outcome {
        Outcome::Bad(finding) => {
            let made = if count == 1 { "made here".to_owned() } else { format!("the client of {count} such calls") };
            Outcome::Bad(Finding { help: Some(help_of_sdk(client)), ..finding }.because(client.at, made))
        }
        outcome => outcome,
    })
}

fn help_of_sdk(client: &Client) -> String {
    let option = match client.sdk.language {
        "Python" => "`timeout_ms=300000`",
        "Go" => {
            "`WithClient(&http.Client{Timeout: 300 * time.Second})`: `WithTimeout` alone leaves the SDK's 60 s in force"
        }
        _ => "`timeoutMs: 300_000`",
    };
    format!("give the client {option}")
}

fn of_request(request: &Request) -> Outcome {
    match &request.limit {
        Limit::Unset => unbounded(request),
        Limit::Off { at } => {
            let message = format!("the time limit of this `{}` call is switched off", request.via);
            Outcome::Bad(Finding::new(*at, "no limit", message).help(help(request)))
        }
        Limit::Default { ms, of } => of_default(request, *ms, of),
        Limit::Set { at, ms: Some(ms) } => of_number(request, *at, *ms),
        Limit::Set { at, ms: None } if request.pipeline.is_none() => {
            Outcome::Good(Evidence::new(*at, "bounded, by a number that is not known"))
        }
        Limit::Set { .. } => Outcome::Untold(format!("how long a `{}` call may take is not known", request.via)),
        Limit::Unknown(why) => {
            Outcome::Untold(format!("whether a `{}` call is bounded could not be told: {why}", request.via))
        }
    }
}

fn unbounded(request: &Request) -> Outcome {
    let message = format!("nothing bounds this `{}` call: a gateway that hangs holds its caller", request.via);
    Outcome::Bad(Finding::new(request.at, "waits for as long as it takes", message).help(help(request)))
}

fn of_default(request: &Request, ms: f64, of: &str) -> Outcome {
    if request.pipeline.is_none() || ms >= COLD_LOAD_MS {
        return Outcome::Good(Evidence::new(request.at, format!("{of} gives up after {} by itself", seconds(ms))));
    }
    let message = format!("{of} gives up after {}, and a cold model loads for 30 s to 5 min", seconds(ms));
    Outcome::Bad(Finding::new(request.at, "no limit of its own", message).help(help(request)))
}

fn of_number(request: &Request, at: crate::facts::file::Span, ms: f64) -> Outcome {
    let used = |finding: Finding| {
        if at.within(request.at) { finding } else { finding.because(request.at, "bounds this request") }
    };
    if request.pipeline.is_some() && ms < QUICK_LOAD_MS {
        let message = format!("gives up after {}, and a cold model loads for 30 s to 5 min", seconds(ms));
        return Outcome::Bad(used(Finding::new(at, seconds(ms), message).help(help(request))));
    }
    if request.pipeline.is_some() && ms < COLD_LOAD_MS {
        let message = format!("gives up after {}; a cold model may load for 5 min", seconds(ms));
        return Outcome::Doubtful(used(Finding::new(at, seconds(ms), message).help(help(request))));
    }
    if ms > POINTLESS_MS {
        let message = format!("gives up after {} only, which bounds nothing anybody waits for", seconds(ms));
        let help = "limits are in milliseconds in JavaScript, in seconds in Python and PHP: check the unit";
        return Outcome::Doubtful(used(Finding::new(at, seconds(ms), message).help(help)));
    }
    Outcome::Good(Evidence::new(at, format!("gives up after {}", seconds(ms))))
}

/// What bounds such a call for five minutes, in its own words.
fn help(request: &Request) -> String {
    let name = request.via.rsplit('.').next().unwrap_or_default();
    let option = match (request.via.as_str(), name) {
        (_, "fetch") => "`signal: AbortSignal.timeout(300_000)`",
        (via, _) if via == "axios" || via.starts_with("axios.") => "`timeout: 300_000`",
        ("curl", _) => "`--max-time 300`",
        ("wget", _) => "`--timeout=300`",
        (_, "NewRequestWithContext" | "NewRequest" | "Post" | "Get" | "PostForm") => {
            "a client with `Timeout: 300 * time.Second`, or a context `WithTimeout`"
        }
        ("curl_exec", _) => "`curl_setopt($ch, CURLOPT_TIMEOUT, 300)`",
        ("file_get_contents", _) => "a context with `'http' => ['timeout' => 300]`",
        (via, _) if via.starts_with("Http::") => "`->timeout(300)`",
        (via, _) if via.starts_with("wp_") || via.contains("->") => "`'timeout' => 300`",
        (via, _) if via.starts_with("UnityWebRequest") => "`timeout = 300`",
        (_, name) if name.ends_with("Async") => "a client with `Timeout = TimeSpan.FromSeconds(300)`",
        (via, _) if via.starts_with("requests.") || via.starts_with("httpx.") => "`timeout=300`",
        _ => "a limit of 300 seconds",
    };
    format!("give it {option}")
}

/// A time as people say it.
pub(super) fn seconds(ms: f64) -> String {
    match ms {
        ms if ms < 1000.0 => format!("{ms} ms"),
        ms if ms < 600_000.0 => format!("{} s", (ms / 100.0).round() / 10.0),
        ms => format!("{} min", (ms / 6_000.0).round() / 10.0),
    }
}
