//! The median, p95 and p99 of each pipeline's latency are tracked.

mod asked;
mod kept;

use std::collections::BTreeSet;

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::alerts::Tracer;
use crate::verdict::{Evidence, Finding, Verdict};

use super::judged::{self, Judged, short};
use asked::{Asked, Flaw};

/// The median, p95 and p99 of each pipeline's latency are tracked.
pub static CHECK: Check = Check {
    id: "monitoring/latency_percentiles",
    title: "p50, p95 and p99 of each pipeline's latency are tracked",
    page: include_str!("latency_percentiles.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config],
    judge,
};

/// The percentiles the checklist names, in hundredths.
const WANTED: [u32; 3] = [50, 95, 99];

/// Labels that tell pipelines apart, or what stands for them.
const PIPELINES: &[&str] = &[
    "pipeline",
    "operation",
    "capability",
    "model",
    "model_id",
    "endpoint",
    "route",
    "path",
    "task",
    "resource",
    "handler",
    "uri",
    "method",
];

fn judge(facts: &Facts) -> Verdict {
    if facts.livepeer.requests.is_empty() {
        return Verdict::NotApplicable("no request to a gateway was found".into());
    }
    let mut judged: Vec<Judged> =
        facts.alerts.instruments.iter().filter_map(|instrument| kept::of_instrument(facts, instrument)).collect();
    let asked = asked::percentiles(facts);
    judged.extend(asked.iter().filter_map(|asked| asked.flaw.as_ref().map(|flaw| broken(asked, flaw))));
    let sound: Vec<&Asked<'_>> = asked.iter().filter(|asked| asked.flaw.is_none()).collect();
    if !sound.is_empty() {
        judged.push(together(facts, &sound));
    }
    judged.extend(facts.alerts.tracers.iter().map(traced));
    judged::verdict(judged, || {
        Verdict::NeedsAttestation("are p50, p95 and p99 of the gateway's answers tracked, for each pipeline?".into())
    })
}

fn traced(tracer: &Tracer) -> Judged {
    Judged::Good(Evidence::new(tracer.at, format!("`{}` measures every request", tracer.library)))
}

fn broken(asked: &Asked<'_>, flaw: &Flaw) -> Judged {
    let name = short(&asked.rule.name);
    let metric = &asked.metric;
    let found =
        |message: String, help: &str| Judged::Broken(Finding::new(asked.rule.at, "a percentile", message).help(help));
    match flaw {
        Flaw::Gauge => found(
            format!("`{name}` asks a percentile of `{metric}`, which is a gauge and has no buckets"),
            "keep a histogram of your client's requests: the node has no latency of AI requests in seconds",
        ),
        Flaw::Score => found(
            format!("`{name}` takes `{metric}` for a latency: it is a score without a unit"),
            "keep a histogram of your client's requests, labelled by pipeline",
        ),
        Flaw::Counter => found(
            format!("`{name}` asks a percentile of `{metric}`, which is a counter and has no buckets"),
            "make it a histogram",
        ),
        Flaw::NoLe => found(
            format!("`{name}` sums the label `le` away, so the percentile has no value"),
            "write `sum by (le, pipeline) (rate(…_bucket[5m]))`",
        ),
        Flaw::Coarse => found(
            format!("`{name}` asks a percentile of `{metric}`, whose buckets end at 10 milliseconds"),
            "keep a histogram of your own: the node's buckets for this one cannot be set",
        ),
        Flaw::Lost(judged) => judged.clone(),
    }
}

/// What sound queries ask for together.
fn together(facts: &Facts, sound: &[&Asked<'_>]) -> Judged {
    let first = sound[0].rule;
    let taken: BTreeSet<u32> = sound.iter().flat_map(|asked| asked.percentiles.iter().copied()).collect();
    let lacking: Vec<String> =
        WANTED.iter().filter(|wanted| !taken.contains(wanted)).map(|wanted| format!("p{wanted}")).collect();
    let pipelines: BTreeSet<&str> =
        facts.livepeer.requests.iter().filter_map(|request| request.pipeline.as_deref()).collect();
    let split = sound.iter().any(|asked| asked.by.iter().any(|label| PIPELINES.contains(&label.as_str())));
    if !lacking.is_empty() {
        let message = format!(
            "{} of the latency {} asked for nowhere",
            lacking.join(" and "),
            if lacking.len() == 1 { "is" } else { "are" }
        );
        let finding = Finding::new(first.at, "the others are", message);
        return Judged::Doubtful(
            finding.help("record `histogram_quantile(0.5, …)`, `0.95` and `0.99` beside each other"),
        );
    }
    if pipelines.len() > 1 && !split {
        let names: Vec<&str> = pipelines.into_iter().take(2).collect();
        let message = format!("the latencies of `{}` are mixed into one", names.join("` and `"));
        return Judged::Doubtful(Finding::new(first.at, "not by pipeline", message).help("sum by `(le, pipeline)`"));
    }
    Judged::Good(Evidence::new(first.at, "p50, p95 and p99 are asked for"))
}
