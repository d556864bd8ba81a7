//! Meters of OpenTelemetry, in every language's spelling.

use lp_ready_checks::facts::alerts::{Instrument, InstrumentKind};

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Kind};

const HISTOGRAMS: &[&str] = &[
    "createHistogram",
    "create_histogram",
    "Float64Histogram",
    "Int64Histogram",
    "CreateHistogram",
    "f64_histogram",
    "u64_histogram",
];
const COUNTERS: &[&str] = &[
    "createCounter",
    "create_counter",
    "Float64Counter",
    "Int64Counter",
    "CreateCounter",
    "f64_counter",
    "u64_counter",
];

/// The options that say where buckets end; without one a view may say it, which is not followed.
const BOUNDARIES: &[&str] = &["explicitBucketBoundaries", "explicit_bucket_boundaries_advisory"];

impl<'a> Code<'a> {
    /// A metric of a meter. Its labels are given with each value.
    pub(super) fn of_opentelemetry(&self, spot: Spot<'a>, call: &'a Call, name: &str) -> Option<Instrument> {
        let histogram = HISTOGRAMS.contains(&name);
        if !histogram && !COUNTERS.contains(&name) || !matches!(call.callee.kind, Kind::Member(..)) {
            return None;
        }
        let named = call.positional(0).or_else(|| call.named("name")).and_then(|name| self.one_text(spot.with(name)));
        let kind =
            if histogram { InstrumentKind::Histogram(self.advised(spot, call)) } else { InstrumentKind::Counter };
        let at = self.span(spot.module, &spot.expr.at);
        Some(Instrument { at, library: "OpenTelemetry".to_owned(), name: named, kind, labels: None })
    }

    fn advised(&self, spot: Spot<'a>, call: &'a Call) -> Option<Vec<f64>> {
        if let Some(given) = self.option(spot, call, BOUNDARIES) {
            return self.bounds(given);
        }
        let advice = self.option(spot, call, &["advice"])?;
        self.bounds(*self.field(advice, BOUNDARIES[0]).first()?)
    }
}
