//! Retries that no SDK's option makes: loops, branches and libraries around a request.

use super::{COLD_LOAD_MS, QUICK_LOAD_MS};
use crate::facts::livepeer::Request;
use crate::facts::reaction::{Again, Attempts, Growth};
use crate::verdict::{Evidence, Finding, Outcome};

/// The way out, by whether a model may have to be loaded first.
fn help(request: &Request) -> &'static str {
    match request.pipeline {
        Some(_) => {
            "ask again after 2, 4, 8 and up to 60 s on 429, 500, 503 and lost connections, for five minutes in all"
        }
        None => "ask again after 1, 2 and 4 s on 429, 500, 503 and lost connections",
    }
}

/// What makes a request again.
pub(super) fn of_request(request: &Request) -> Outcome {
    match &request.attempts {
        Attempts::Once => {
            let message = format!("nothing makes this `{}` call again when it fails", request.via);
            Outcome::Bad(Finding::new(request.at, "one attempt", message).help(help(request)))
        }
        Attempts::Again(again) => of_again(request, again),
        Attempts::Unknown(why) => {
            Outcome::Untold(format!("whether a `{}` call is made again could not be told: {why}", request.via))
        }
    }
}

fn of_again(request: &Request, again: &Again) -> Outcome {
    let bad = |label: &str, message: String| Outcome::Bad(Finding::new(again.at, label, message).help(help(request)));
    let doubtful =
        |label: &str, message: String| Outcome::Doubtful(Finding::new(again.at, label, message).help(help(request)));
    if let Some(why) = &again.useless {
        return bad("no second attempt", format!("this does not make a `{}` call again: {why}", request.via));
    }
    if !again.bounded {
        let message = format!("{} never gives up: a 503 also means that nobody knows the model", again.by);
        return doubtful("without end", message);
    }
    match again.growth {
        Growth::NoWait => bad("at once", format!("{} asks again at once, without waiting", again.by)),
        Growth::Fixed => doubtful("the same wait each time", evenly(again)),
        Growth::Linear => {
            doubtful("grows by the same amount", format!("{} waits longer, but not exponentially", again.by))
        }
        Growth::Exponential | Growth::Unknown => of_time(request, again),
    }
}

fn evenly(again: &Again) -> String {
    match (again.attempts, again.waits_ms) {
        (Some(attempts), Some(ms)) => format!(
            "{} makes {attempts} attempts in {} s, always as far apart: let the delays grow",
            again.by,
            (ms / 100.0).round() / 10.0
        ),
        _ => format!("{} waits equally long each time: let the delays grow", again.by),
    }
}

fn of_time(request: &Request, again: &Again) -> Outcome {
    let seconds = |ms: f64| (ms / 100.0).round() / 10.0;
    match again.waits_ms {
        Some(ms) if request.pipeline.is_some() && ms < QUICK_LOAD_MS => {
            let message =
                format!("{} gives up after {} s, and a cold model loads for 30 s to 5 min", again.by, seconds(ms));
            Outcome::Doubtful(Finding::new(again.at, "too short", message).help(help(request)))
        }
        Some(ms) if ms < COLD_LOAD_MS => {
            Outcome::Good(Evidence::new(again.at, format!("asks again for {} s", seconds(ms))))
        }
        _ => Outcome::Good(Evidence::new(again.at, format!("{} asks again", again.by))),
    }
}
