//! What a unit of each pipeline costs, as data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The price of a pipeline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The pipeline, `transcoding` or `byoc`.
    pub pipeline: String,
    /// What is paid for.
    pub unit: String,
    /// US dollars for a unit; `None` where the price is in wei and orchestrators set it.
    pub usd: Option<f64>,
    /// The setting that gives the price in wei.
    pub wei: Option<String>,
    /// The measures whose product is the number of units.
    pub product: Vec<String>,
    /// Units in one of that product.
    #[serde(default = "one")]
    pub scale: f64,
    /// Measures that need not be given.
    #[serde(default)]
    pub assumed: BTreeMap<String, f64>,
    /// Who says so.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    rate: Vec<Rate>,
}

fn one() -> f64 {
    1.0
}

static RATES: LazyLock<Vec<Rate>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("rates.toml")).expect("the table is valid");
    table.rate
});

/// The measure that is made of `[{ width, height, fps }]`.
pub const RENDITIONS: &str = "renditions";

/// The setting that gives the team's own price in US dollars.
pub const USD_PER_UNIT: &str = "usd_per_unit";

/// Every rate.
pub fn all() -> impl Iterator<Item = &'static Rate> {
    RATES.iter()
}

/// The rate of a pipeline.
#[must_use]
pub fn rate(pipeline: &str) -> Option<&'static Rate> {
    all().find(|rate| rate.pipeline == pipeline)
}

impl Rate {
    /// The setting that gives another price for a unit.
    #[must_use]
    pub fn price_setting(&self) -> &str {
        self.wei.as_deref().unwrap_or(USD_PER_UNIT)
    }

    /// The measures that have to be given.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        self.product.iter().map(String::as_str).filter(|measure| !self.assumed.contains_key(*measure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rate_has_one_price_a_source_and_what_it_counts() {
        for rate in all() {
            assert!(rate.usd.is_some() != rate.wei.is_some(), "{}", rate.pipeline);
            assert!(rate.source.starts_with("https://") && !rate.product.is_empty(), "{}", rate.pipeline);
            assert!(rate.assumed.keys().all(|measure| rate.product.contains(measure)), "{}", rate.pipeline);
        }
    }
}
