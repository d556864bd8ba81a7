//! How much a team expects to ask for, and what it may spend.

use std::collections::BTreeMap;
use std::ops::Range;

/// The volumes a team expects, and the money it has for them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spending {
    /// What is asked for, by pipeline.
    pub volumes: Vec<Volume>,
    /// US dollars for an ETH, where anything is priced in wei.
    pub eth_price: Option<f64>,
    /// How many attempts one request takes on average; each is paid.
    pub attempts: f64,
    /// What a month may cost.
    pub budget: Option<Budget>,
}

/// US dollars a month may cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// The amount.
    pub usd: f64,
    /// Where it stands in the settings file, in bytes.
    pub at: Range<usize>,
}

/// What is asked of one pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// The pipeline, `transcoding` or `byoc`.
    pub pipeline: String,
    /// Requests, streams or sessions a day.
    pub per_day: f64,
    /// The measures of one of them, by the names of [`crate::cost::rates::Rate::product`].
    pub measures: BTreeMap<String, f64>,
    /// What a unit costs by the team's own count, in US dollars, or in wei where the pipeline is priced in wei.
    pub price: Option<f64>,
    /// Where it stands in the settings file, in bytes.
    pub at: Range<usize>,
}
