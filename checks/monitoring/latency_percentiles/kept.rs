//! Times that the project's code keeps.

use std::collections::BTreeSet;

use crate::check::Profile;
use crate::facts::Facts;
use crate::facts::alerts::{Instrument, InstrumentKind};
use crate::verdict::{Evidence, Finding};

use super::super::judged::Judged;
use super::PIPELINES;

/// How long a cold model takes at most, in seconds; the checklist.
const COLD: f64 = 300.0;

/// How long it takes at least.
const COLD_AT_LEAST: f64 = 30.0;

/// What a metric of the code comes to; `None` where it keeps no time of requests to Livepeer.
pub(super) fn of_instrument(facts: &Facts, instrument: &Instrument) -> Option<Judged> {
    if !is_of_requests(facts, instrument) {
        return None;
    }
    match &instrument.kind {
        InstrumentKind::Histogram(Some(bounds)) => Some(of_bounds(facts, instrument, bounds)),
        InstrumentKind::Summary(Some(quantiles)) if quantiles.is_empty() => Some(Judged::Lax(found(
            instrument,
            "keeps a count and a sum",
            format!("{} is a summary without quantiles: it has a mean and no percentile", named(instrument)),
            if instrument.library == "prometheus_client" {
                "use a histogram: the summary of `prometheus_client` keeps no quantiles"
            } else {
                "use a histogram, or give it `Objectives` for 0.5, 0.95 and 0.99"
            },
        ))),
        InstrumentKind::Histogram(None) | InstrumentKind::Summary(_) | InstrumentKind::Distribution => {
            Some(by_pipeline(facts, instrument))
        }
        InstrumentKind::Gauge => Some(Judged::Lax(found(
            instrument,
            "keeps the last one",
            format!("{} keeps the last time only: a gauge has no percentile", named(instrument)),
            "use a histogram, labelled by pipeline",
        ))),
        InstrumentKind::Counter => None,
    }
}

fn of_bounds(facts: &Facts, instrument: &Instrument, bounds: &[f64]) -> Judged {
    let last = bounds.iter().copied().fold(0.0, f64::max);
    let seconds = if is_in_milliseconds(instrument) { last / 1000.0 } else { last };
    let help = "add buckets up to 300 s: 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300";
    let calls_ai = facts.has(Profile::Ai) || facts.livepeer.requests.iter().any(|request| request.pipeline.is_some());
    if !calls_ai || seconds >= COLD {
        return by_pipeline(facts, instrument);
    }
    let message = format!("{} has no bucket above {seconds} s, and a cold model takes up to 300 s", named(instrument));
    let finding = found(instrument, "the buckets end early", message, help);
    if seconds < COLD_AT_LEAST { Judged::Broken(finding) } else { Judged::Doubtful(finding) }
}

fn by_pipeline(facts: &Facts, instrument: &Instrument) -> Judged {
    let pipelines: BTreeSet<&str> =
        facts.livepeer.requests.iter().filter_map(|request| request.pipeline.as_deref()).collect();
    let apart = instrument.labels.as_ref().is_none_or(|labels| labels.iter().any(|label| is_of_pipelines(label)));
    if pipelines.len() > 1 && !apart {
        let names: Vec<&str> = pipelines.into_iter().take(2).collect();
        let message =
            format!("{} mixes `{}`: it has no label for the pipeline", named(instrument), names.join("` and `"));
        return Judged::Lax(found(instrument, "one for all", message, "add a label `pipeline`"));
    }
    Judged::Good(Evidence::new(instrument.at, "percentiles can be read from this"))
}

/// Whether a metric keeps the time of requests to Livepeer: by its name and labels, or by the file it is in.
fn is_of_requests(facts: &Facts, instrument: &Instrument) -> bool {
    let Some(name) = instrument.name.as_deref().map(str::to_ascii_lowercase) else { return false };
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let time = has(&["duration", "latency", "seconds", "time", "_ms", "millis", "elapsed"]);
    let labelled = instrument.labels.iter().flatten().any(|label| label == "pipeline");
    let said = has(&["livepeer", "gateway", "inference", "generat", "pipeline", "transcod"]);
    let beside = facts.livepeer.requests.iter().any(|request| request.at.file() == instrument.at.file());
    let other = has(&["db_", "sql", "redis", "cache", "queue"]);
    time && !other && (labelled || said || beside)
}

fn is_of_pipelines(label: &str) -> bool {
    PIPELINES.contains(&label.to_ascii_lowercase().as_str())
}

fn is_in_milliseconds(instrument: &Instrument) -> bool {
    let name = instrument.name.as_deref().unwrap_or_default().to_ascii_lowercase();
    name.ends_with("_ms") || name.ends_with(".ms") || name.contains("millis")
}

fn named(instrument: &Instrument) -> String {
    instrument.name.as_ref().map_or_else(|| "this metric".to_owned(), |name| format!("`{name}`"))
}

fn found(instrument: &Instrument, label: &str, message: String, help: &str) -> Finding {
    Finding::new(instrument.at, label, message).help(help)
}
