//! Where a series comes from: a go-livepeer node, the project's code, or nowhere.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::Facts;
use crate::facts::alerts::{Instrument, Series};

/// What the node's exporter writes before each name; go-livepeer `monitor/census.go`.
const PREFIX: &str = "livepeer_";

/// What a histogram's series end in.
const PARTS: [&str; 3] = ["_bucket", "_sum", "_count"];

/// A metric of a node.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Its name, without `livepeer_`.
    pub name: String,
    /// What it keeps.
    pub kind: Kind,
    /// What its values count.
    pub unit: Unit,
}

/// What a metric of a node keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number that grows.
    Counter,
    /// A number that goes up and down.
    Gauge,
    /// Values counted in buckets.
    Histogram,
}

/// What the values of a metric count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Things or events.
    Count,
    /// Parts of one, or a score.
    Ratio,
    /// Seconds.
    Seconds,
    /// Thousandths of a second.
    Milliseconds,
    /// Bytes.
    Bytes,
    /// 10^-18 ETH.
    Wei,
    /// 10^-9 ETH.
    Gwei,
}

/// A name that guides use and no node has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imagined {
    /// The name, without `livepeer_`.
    pub name: String,
    /// A series that watches the same thing.
    pub instead: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    metric: Vec<Metric>,
    imagined: Vec<Imagined>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("node_series.toml")).expect("the table is valid"));

/// Where a series comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Origin<'f> {
    /// A node started with `-monitor`.
    Node(&'static Metric),
    /// The project's code.
    Code(&'f Instrument),
    /// Nowhere: guides use the name, and no node has it.
    Imagined(&'static Imagined),
    /// Nowhere that is known, though its name begins as a node's do.
    Unheard,
    /// Something else that is scraped.
    Elsewhere,
}

/// Where a series comes from.
#[must_use]
pub fn origin<'f>(facts: &'f Facts, series: &Series) -> Origin<'f> {
    let name = series.metric.as_str();
    let instruments = &facts.alerts.instruments;
    if let Some(instrument) = instruments.iter().find(|instrument| instrument.exports(name)) {
        return Origin::Code(instrument);
    }
    let Some(bare) = name.strip_prefix(PREFIX) else { return Origin::Elsewhere };
    if let Some(metric) = metric(bare) {
        return Origin::Node(metric);
    }
    // A metric whose name is computed may be the one.
    if instruments.iter().any(|instrument| instrument.name.is_none()) {
        return Origin::Elsewhere;
    }
    match TABLE.imagined.iter().find(|imagined| imagined.name == stem(bare)) {
        Some(imagined) => Origin::Imagined(imagined),
        None => Origin::Unheard,
    }
}

/// A metric of a node by the name of one of its series, without `livepeer_`.
fn metric(name: &str) -> Option<&'static Metric> {
    let whole = TABLE.metric.iter().find(|metric| metric.name == name);
    whole.or_else(|| TABLE.metric.iter().find(|metric| metric.name == stem(name) && metric.kind == Kind::Histogram))
}

/// A metric of a node by what is asked for as if it were a histogram.
#[must_use]
pub fn of_bucket(series: &Series) -> Option<&'static Metric> {
    let bare = series.metric.strip_prefix(PREFIX)?;
    TABLE.metric.iter().find(|metric| metric.name == bare || metric.name == stem(bare))
}

fn stem(name: &str) -> &str {
    PARTS.iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn origin_of<'f>(facts: &'f Facts, name: &str) -> Origin<'f> {
        origin(facts, &Series { metric: name.into(), labels: Vec::new() })
    }

    #[test]
    fn the_table_has_every_view_of_the_node_once() {
        let names: BTreeSet<&str> = TABLE.metric.iter().map(|metric| metric.name.as_str()).collect();
        assert_eq!((TABLE.metric.len(), names.len()), (90, 90));
        assert!(TABLE.imagined.iter().all(|imagined| !names.contains(imagined.name.as_str())));
        let instead = TABLE.imagined.iter().filter_map(|imagined| imagined.instead.as_deref());
        instead.for_each(|name| assert!(metric(&name[PREFIX.len()..]).is_some(), "{name}"));
    }

    #[test]
    fn units_are_those_of_the_node() {
        let unit = |name: &str| metric(name).map(|metric| (metric.kind, metric.unit));
        assert_eq!(unit("gateway_deposit"), Some((Kind::Gauge, Unit::Gwei)));
        assert_eq!(unit("broadcaster_reserve"), Some((Kind::Gauge, Unit::Gwei)));
        assert_eq!(unit("ai_request_latency_score"), Some((Kind::Gauge, Unit::Ratio)));
        assert_eq!(unit("ai_request_errors"), Some((Kind::Counter, Unit::Count)));
        assert_eq!(unit("transcode_overall_latency_seconds_bucket"), Some((Kind::Histogram, Unit::Seconds)));
        assert_eq!(unit("gateway_deposit_bucket"), None);
        assert_eq!(unit("ai_request_price"), Some((Kind::Gauge, Unit::Wei)));
    }

    #[test]
    fn names_come_from_somewhere_or_nowhere() {
        let facts = Facts::default();
        assert!(matches!(origin_of(&facts, "livepeer_gateway_reserve"), Origin::Node(_)));
        assert!(matches!(origin_of(&facts, "livepeer_ai_errors_total"), Origin::Imagined(_)));
        assert!(matches!(origin_of(&facts, "livepeer_ai_request_duration_seconds_bucket"), Origin::Imagined(_)));
        assert_eq!(origin_of(&facts, "livepeer_orchestrator_stake"), Origin::Unheard);
        assert_eq!(origin_of(&facts, "http_requests_total"), Origin::Elsewhere);
    }
}
