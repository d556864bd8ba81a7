//! Client libraries of Prometheus: prom-client, prometheus_client and client_golang.

use lp_ready_checks::facts::alerts::{Instrument, InstrumentKind};

use super::super::code::{Code, Spot};
use super::bounds::DEFAULT;
use crate::gather::source::expr::{Call, Kind};

/// The libraries, by the package that imports name.
const LIBRARIES: &[&str] = &["prom-client", "prometheus_client", "github.com/prometheus/client_golang"];

/// What a summary of prom-client keeps when nothing is said.
const PERCENTILES: [f64; 7] = [0.01, 0.05, 0.5, 0.9, 0.95, 0.99, 0.999];

impl<'a> Code<'a> {
    pub(super) fn of_prometheus(&self, spot: Spot<'a>, call: &'a Call, name: &str) -> Option<Instrument> {
        let kind = kind_named(name)?;
        let library = self.prometheus_library(spot, call)?;
        Some(Instrument {
            at: self.span(spot.module, &spot.expr.at),
            library: library.to_owned(),
            name: self.exported_name(spot, call, name),
            kind: self.kept(spot, call, kind, library),
            labels: self.label_names(spot, call, name, library),
        })
    }

    /// The library a constructor is of; `promauto.With(registry).NewHistogramVec` is one by its name.
    fn prometheus_library(&self, spot: Spot<'a>, call: &'a Call) -> Option<&'static str> {
        let of = |package: &str| LIBRARIES.iter().find(|library| package.starts_with(**library)).copied();
        if let Some(foreign) = self.foreign(spot.with(&call.callee)) {
            return of(&foreign.package);
        }
        let chained = spot.module.language == "Go" && call.callee.last_name()?.starts_with("New");
        let imports = || spot.module.imports.iter().find_map(|import| of(&import.module));
        chained.then(imports).flatten()
    }

    /// The name as it is exported: namespace, subsystem, name and unit, joined.
    fn exported_name(&self, spot: Spot<'a>, call: &'a Call, constructor: &str) -> Option<String> {
        let given = self.option(spot, call, &["name", "Name"]);
        let positional = || call.positional(0).filter(|_| spot.module.language == "Python").map(|name| spot.with(name));
        let name = self.one_text(given.or_else(positional)?)?;
        let mut parts = Vec::new();
        for option in [["namespace", "Namespace"], ["subsystem", "Subsystem"]] {
            if let Some(part) = self.option(spot, call, &option) {
                parts.push(self.one_text(part)?);
            }
        }
        parts.push(name);
        if let Some(unit) = self.option(spot, call, &["unit"]).filter(|_| spot.module.language == "Python") {
            parts.push(self.one_text(unit)?);
        }
        parts.retain(|part| !part.is_empty());
        let name = parts.join("_");
        let counts = spot.module.language == "Python" && constructor == "Counter" && !name.ends_with("_total");
        Some(if counts { format!("{name}_total") } else { name })
    }

    fn kept(&self, spot: Spot<'a>, call: &'a Call, kind: InstrumentKind, library: &str) -> InstrumentKind {
        match kind {
            InstrumentKind::Histogram(_) => InstrumentKind::Histogram(self.buckets(spot, call)),
            InstrumentKind::Summary(_) => InstrumentKind::Summary(self.quantiles(spot, call, library)),
            other => other,
        }
    }

    fn buckets(&self, spot: Spot<'a>, call: &'a Call) -> Option<Vec<f64>> {
        if self.option(spot, call, &["NativeHistogramBucketFactor"]).is_some() {
            return None;
        }
        match self.option(spot, call, &["buckets", "Buckets"]) {
            Some(buckets) => self.bounds(buckets),
            None if self.unseen_options(spot, call).is_some() && spot.module.language != "Python" => None,
            None => Some(DEFAULT.to_vec()),
        }
    }

    fn quantiles(&self, spot: Spot<'a>, call: &'a Call, library: &str) -> Option<Vec<f64>> {
        match (library, self.option(spot, call, &["percentiles", "Objectives"])) {
            // Its documentation: "The Python client doesn't store or expose quantile information at this time."
            ("prometheus_client", _) => Some(Vec::new()),
            (_, Some(given)) => {
                let target = self.follow(given);
                match &target.expr.kind {
                    Kind::List(items) => items.iter().map(|item| self.number(target.with(item))).collect(),
                    Kind::Object(object) => {
                        object.fields.iter().map(|field| field.name.as_deref()?.parse().ok()).collect()
                    }
                    _ => None,
                }
            }
            ("prom-client", None) => Some(PERCENTILES.to_vec()),
            (_, None) => Some(Vec::new()),
        }
    }

    fn label_names(&self, spot: Spot<'a>, call: &'a Call, constructor: &str, library: &str) -> Option<Vec<String>> {
        let at = match library {
            "prometheus_client" => 2,
            "prom-client" => usize::MAX,
            _ if constructor.ends_with("Vec") => 1,
            _ => return Some(Vec::new()),
        };
        let given = self.option(spot, call, &["labelNames", "labelnames"]);
        match given.or_else(|| call.positional(at).map(|labels| spot.with(labels))) {
            Some(labels) => self.texts(labels),
            None if library == "prom-client" && self.unseen_options(spot, call).is_some() => None,
            None => Some(Vec::new()),
        }
    }
}

fn kind_named(name: &str) -> Option<InstrumentKind> {
    Some(match name.strip_prefix("New").map_or(name, |name| name.strip_suffix("Vec").unwrap_or(name)) {
        "Histogram" => InstrumentKind::Histogram(None),
        "Summary" => InstrumentKind::Summary(None),
        "Counter" => InstrumentKind::Counter,
        "Gauge" => InstrumentKind::Gauge,
        _ => return None,
    })
}
