//! Percentiles that rules and panels ask for.

use crate::facts::Facts;
use crate::facts::alerts::{Instrument, InstrumentKind, Query, Rule, Series};

use super::super::judged::{Judged, nowhere};
use super::super::node_series::{Kind, Origin, Unit, of_bucket, origin};

/// The node's histogram in milliseconds whose bounds end at ten; go-livepeer `monitor/census.go`.
const COARSE: &str = "ai_first_segment_delay_ms";

/// Percentiles of one metric that a rule or panel asks for.
pub(super) struct Asked<'f> {
    /// Where.
    pub(super) rule: &'f Rule,
    /// The metric.
    pub(super) metric: String,
    /// Which, in hundredths.
    pub(super) percentiles: Vec<u32>,
    /// By which labels.
    pub(super) by: Vec<String>,
    /// Why there will be none.
    pub(super) flaw: Option<Flaw>,
}

/// Why a percentile has no value, or not the one that is meant.
pub(super) enum Flaw {
    /// A gauge has no buckets.
    Gauge,
    /// The node's score is no time.
    Score,
    /// A counter has no buckets.
    Counter,
    /// The bounds are summed away.
    NoLe,
    /// The buckets end too early.
    Coarse,
    /// There is no such metric.
    Lost(Judged),
}

/// Every percentile of a time that is asked for.
pub(super) fn percentiles(facts: &Facts) -> Vec<Asked<'_>> {
    let of_rule = |rule| parts(rule).into_iter().filter_map(move |part| asked(facts, rule, part));
    facts.alerts.rules.iter().flat_map(of_rule).collect()
}

/// A part of a query that asks for percentiles: which, of what, and whether it is of buckets.
struct Part<'q> {
    percentile: f64,
    of: &'q Query,
    buckets: bool,
}

fn parts(rule: &Rule) -> Vec<Part<'_>> {
    rule.query.all().into_iter().filter_map(part).collect()
}

fn part(query: &Query) -> Option<Part<'_>> {
    let (percentile, of, buckets) = match query {
        Query::Call(function, args) => {
            let buckets = function.starts_with("histogram_quantile");
            if !buckets && function != "quantile_over_time" {
                return None;
            }
            (args.first()?.number()?, args.get(1)?, buckets)
        }
        Query::Aggregate { operator, parameter: Some(parameter), .. } if operator == "quantile" => {
            (parameter.number()?, query, false)
        }
        // `p95:` of Datadog, `p95` and `p99.9` of CloudWatch.
        Query::Aggregate { operator, .. } => {
            let percentile: f64 = operator.strip_prefix('p')?.parse().ok()?;
            (percentile / 100.0, query, false)
        }
        // A summary's own quantiles.
        Query::Series(series) => {
            let quantile = series.labels.iter().find(|label| label.label == "quantile")?;
            (quantile.value.parse().ok()?, query, false)
        }
        _ => return None,
    };
    Some(Part { percentile, of, buckets })
}

fn asked<'f>(facts: &'f Facts, rule: &'f Rule, part: Part<'f>) -> Option<Asked<'f>> {
    let series = part.of.series().next()?;
    let flaw = flaw(facts, rule, &part, series);
    if flaw.is_none() && !is_time(facts, series) {
        return None;
    }
    let percentiles = [(part.percentile * 100.0).round() as u32].to_vec();
    Some(Asked { rule, metric: series.metric.clone(), percentiles, by: labels(part.of), flaw })
}

fn flaw(facts: &Facts, rule: &Rule, part: &Part<'_>, series: &Series) -> Option<Flaw> {
    if let Some(metric) = of_bucket(series).filter(|_| !matches!(origin(facts, series), Origin::Code(_))) {
        return match metric.kind {
            Kind::Gauge if part.buckets => Some(Flaw::Gauge),
            Kind::Counter if part.buckets => Some(Flaw::Counter),
            Kind::Gauge if metric.unit == Unit::Ratio && metric.name.contains("latency") => Some(Flaw::Score),
            _ if metric.name == COARSE => Some(Flaw::Coarse),
            _ => summed_away(part),
        };
    }
    if let Origin::Code(Instrument { kind, .. }) = origin(facts, series) {
        match kind {
            InstrumentKind::Gauge if part.buckets => return Some(Flaw::Gauge),
            InstrumentKind::Counter if part.buckets => return Some(Flaw::Counter),
            _ => {}
        }
    }
    nowhere(facts, rule, series).map(Flaw::Lost).or_else(|| summed_away(part))
}

/// Classic buckets keep their bound in `le`; native histograms have no `_bucket` series and need none.
fn summed_away(part: &Part<'_>) -> Option<Flaw> {
    let Query::Aggregate { by, without, of, .. } = part.of else { return None };
    let buckets = of.series().any(|series| series.metric.ends_with("_bucket"));
    let kept =
        by.as_ref().map_or_else(|| !without.iter().any(|gone| gone == "le"), |by| by.iter().any(|kept| kept == "le"));
    (part.buckets && buckets && !kept).then_some(Flaw::NoLe)
}

/// Whether a series is a time that requests take: the project's own, the node's, or one by its name.
fn is_time(facts: &Facts, series: &Series) -> bool {
    let name = series.metric.to_ascii_lowercase();
    let times = ["duration", "latency", "seconds", "time", "_ms", "millis"].iter().any(|word| name.contains(word));
    let known = match origin(facts, series) {
        Origin::Node(metric) => metric.kind == Kind::Histogram && name.contains("transcode"),
        _ => true,
    };
    times && known
}

/// The labels a value is kept apart by, those it is narrowed to among them.
fn labels(query: &Query) -> Vec<String> {
    let mut labels: Vec<String> =
        query.series().flat_map(|series| &series.labels).map(|asked| asked.label.clone()).collect();
    for part in query.all() {
        match part {
            Query::Aggregate { by: Some(by), .. } => labels.extend(by.iter().cloned()),
            // What is not named stays, the pipeline among it.
            Query::Aggregate { by: None, without, .. } if !without.iter().any(|gone| gone == "pipeline") => {
                labels.push("pipeline".to_owned());
            }
            _ => {}
        }
    }
    if !query.all().iter().any(|part| matches!(part, Query::Aggregate { .. })) {
        labels.push("pipeline".to_owned());
    }
    labels
}
