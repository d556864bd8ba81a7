//! Values sent to Datadog, which makes percentiles of them.

use lp_ready_checks::facts::alerts::{Instrument, InstrumentKind};

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// Clients of StatsD with Datadog's additions, by the package that imports name.
const LIBRARIES: &[&str] =
    &["hot-shots", "datadog", "datadog-metrics", "node-dogstatsd", "dogstatsd", "github.com/DataDog/datadog-go"];

impl<'a> Code<'a> {
    /// `statsd.distribution("name", value, tags)`. The tags are given with each value.
    pub(super) fn of_statsd(&self, spot: Spot<'a>, call: &'a Call, name: &str) -> Option<Instrument> {
        let kind = match name {
            "distribution" | "Distribution" | "histogram" | "Histogram" | "timing" | "Timing" | "timer" | "timed" => {
                InstrumentKind::Distribution
            }
            "increment" | "Incr" | "incr" | "count" | "Count" => InstrumentKind::Counter,
            "gauge" | "Gauge" => InstrumentKind::Gauge,
            _ => return None,
        };
        let Kind::Member(client, _) = &call.callee.kind else { return None };
        let library = self.statsd_library(spot.with(client))?;
        let name = call.positional(0).and_then(|name| self.one_text(spot.with(name)));
        let at = self.span(spot.module, &spot.expr.at);
        Some(Instrument { at, library: library.to_owned(), name, kind, labels: None })
    }

    fn statsd_library(&self, client: Spot<'a>) -> Option<&'static str> {
        let made = self.follow(client);
        let callee = made.expr.call().map(|call| made.with(&call.callee));
        let foreign = callee.and_then(|callee| self.foreign(callee)).or_else(|| self.foreign(client));
        let package = match foreign {
            Some(foreign) => foreign.package,
            None => made.expr.call().and_then(|call| constructor(&call.callee)).map(str::to_owned)?,
        };
        LIBRARIES.iter().find(|library| package == **library || package.starts_with(&format!("{library}/"))).copied()
    }
}

/// `new StatsD()`, where what it is imported from is not known: no other library calls it so.
fn constructor(callee: &Expr) -> Option<&'static str> {
    matches!(callee.last_name()?, "StatsD" | "DogStatsd").then_some("hot-shots")
}
