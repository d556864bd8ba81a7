//! What watches a project: alert rules, recorded series, panels of dashboards, and the metrics its code keeps.

mod query;

use super::file::Span;
pub use query::{Comparison, Matcher, Matching, Operator, Query, Series};

/// Everything that watches, as far as the project holds it.
#[derive(Debug, Clone, Default)]
pub struct Alerts {
    /// Rules and panels, in the order of their files and lines. Recorded series in them are followed to what they record.
    pub rules: Vec<Rule>,
    /// The metrics that code makes.
    pub instruments: Vec<Instrument>,
    /// Libraries in use that measure the time of requests by themselves.
    pub tracers: Vec<Tracer>,
    /// Code that asks a node what is left of its deposit.
    pub balance_reads: Vec<Span>,
}

/// A rule or a panel: a query and what is done with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What the team calls it.
    pub name: String,
    /// Where its query stands.
    pub at: Span,
    /// What is done with the query.
    pub kind: RuleKind,
    /// Who evaluates it.
    pub system: System,
    /// What it asks; [`Query::Opaque`] where it could not be read.
    pub query: Query,
}

/// What is done with a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// Somebody is told when it holds.
    Alert,
    /// Its result is kept as a series.
    Record,
    /// It is drawn.
    Panel,
}

/// Who evaluates a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Prometheus, or what reads its rule files: Mimir, Thanos, VictoriaMetrics.
    Prometheus,
    /// Grafana's own alerting and dashboards.
    Grafana,
    /// Datadog.
    Datadog,
    /// Amazon CloudWatch.
    CloudWatch,
}

/// A metric that code makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// The call that makes it.
    pub at: Span,
    /// The library, as its registry names it.
    pub library: String,
    /// Its name as it is exported; `None` where it is computed.
    pub name: Option<String>,
    /// What it keeps.
    pub kind: InstrumentKind,
    /// Its labels; `None` where they are not known, or given with each value.
    pub labels: Option<Vec<String>>,
}

/// What a metric keeps.
#[derive(Debug, Clone, PartialEq)]
pub enum InstrumentKind {
    /// A number that grows.
    Counter,
    /// A number that goes up and down.
    Gauge,
    /// Values counted in buckets, by their upper bounds; `None` where those are not known.
    Histogram(Option<Vec<f64>>),
    /// Values with these quantiles; `None` where those are not known.
    Summary(Option<Vec<f64>>),
    /// Values that the server makes percentiles of.
    Distribution,
}

/// A library that measures the time of requests by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracer {
    /// Where it is taken in.
    pub at: Span,
    /// The library, as its registry names it.
    pub library: String,
}

impl Instrument {
    /// Whether a series of this name is this metric's: its own, or one that its kind or its exporter derives.
    #[must_use]
    pub fn exports(&self, series: &str) -> bool {
        let Some(name) = self.name.as_deref().map(exported) else { return false };
        let series = exported(series);
        let Some(rest) = series.strip_prefix(name.as_str()) else { return false };
        // OpenTelemetry's exporter adds the unit.
        let rest =
            ["_seconds", "_milliseconds", "_ratio"].iter().find_map(|unit| rest.strip_prefix(unit)).unwrap_or(rest);
        matches!(rest, "" | "_total" | "_bucket" | "_sum" | "_count" | "_created" | "_max" | "_avg" | "_median")
            || rest.ends_with("percentile")
    }
}

/// A name as Prometheus writes it.
fn exported(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == ':' { c } else { '_' }).collect()
}

impl System {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prometheus => "Prometheus",
            Self::Grafana => "Grafana",
            Self::Datadog => "Datadog",
            Self::CloudWatch => "CloudWatch",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::file::{File, FileId, Role};

    #[test]
    fn series_of_an_instrument_are_known_by_their_names() {
        let text = Some("x".into());
        let file =
            File { id: FileId::new(0), path: "a".into(), role: Role::Source, text, tracked: None, ignored: false };
        let instrument = |name: &str| Instrument {
            at: file.span(0..1).unwrap(),
            library: "prom-client".into(),
            name: Some(name.into()),
            kind: InstrumentKind::Counter,
            labels: None,
        };
        assert!(instrument("app_requests").exports("app_requests_total"));
        assert!(instrument("app.duration").exports("app_duration_seconds_bucket"));
        assert!(instrument("app_seconds").exports("app_seconds_bucket"));
        assert!(!instrument("app").exports("app_other"));
    }
}
