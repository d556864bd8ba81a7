//! Weights by which a gateway selects orchestrators, which must sum to one.

use super::by_source;
use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::verdict::{Finding, Outcome};

/// The flags and what they are by themselves.
const WEIGHTS: [(&str, f64); 3] = [("selectRandFreq", 0.3), ("selectStakeWeight", 0.7), ("selectPriceWeight", 0.0)];

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let set = WEIGHTS.iter().find_map(|(name, _)| node.get(name));
    let Some(set) = set.filter(|_| node.on_chain() == Answer::Yes && !node.open) else { return Vec::new() };
    let weight = |(name, default): &(&str, f64)| match node.get(name) {
        Some(_) => node.value(name).and_then(|value| value.parse().ok()),
        None => Some(*default),
    };
    let Some(weights) = WEIGHTS.iter().map(weight).collect::<Option<Vec<f64>>>() else { return Vec::new() };
    let sum: f64 = weights.iter().sum();
    // The node compares them exactly, but for the last bit of a float no one is at fault.
    if (sum - 1.0).abs() < 1e-9 {
        return Vec::new();
    }
    let sum = (sum * 1000.0).round() / 1000.0;
    let message = format!("the node exits: the selection weights sum to {sum}, not to 1");
    let help = "`-selectRandFreq` (0.3), `-selectStakeWeight` (0.7) and `-selectPriceWeight` (0) must sum to 1";
    vec![by_source(node, Finding::new(set.span, "a weight", message).help(help))]
}
