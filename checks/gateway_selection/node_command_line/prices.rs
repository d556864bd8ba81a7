//! Prices and choice: what a gateway on chain pays, and whom it asks.

use crate::facts::node::Command;
use crate::verdict::{Finding, Outcome};

/// The parts of choosing an orchestrator and their defaults (go-livepeer `cmd/livepeer/starter/starter.go`).
const WEIGHTS: [(&str, f64); 3] = [("selectRandFreq", 0.3), ("selectStakeWeight", 0.7), ("selectPriceWeight", 0.0)];

pub(super) fn judge(node: &Command) -> Vec<Outcome> {
    if !node.is_on_chain() || !node.is_gateway() || node.elsewhere().is_some() {
        return Vec::new();
    }
    [any_price(node), cap_that_yields(node), weights(node)].into_iter().flatten().collect()
}

fn any_price(node: &Command) -> Option<Outcome> {
    let capped = |flag: &str| node.flag(flag).is_some_and(|flag| !matches!(flag.value, "" | "0"));
    if capped("maxPricePerUnit") || capped("maxPricePerCapability") {
        return None;
    }
    let at = node.flag("maxPricePerUnit").or_else(|| node.flag("gateway")).or_else(|| node.flag("broadcaster"))?.at;
    let message = "the gateway pays any price: without `-maxPricePerUnit`, or with 0, there is no cap";
    let help = "set `-maxPricePerUnit`, for AI `-maxPricePerCapability`, to what a pixel may cost";
    Some(Outcome::Doubtful(Finding::new(at, "no cap", message).help(help)))
}

fn cap_that_yields(node: &Command) -> Option<Outcome> {
    let flag = node.flag("ignoreMaxPriceIfNeeded").filter(|_| node.is_on("ignoreMaxPriceIfNeeded"))?;
    let message = "price caps yield whenever no orchestrator keeps to them";
    let help = "drop the flag: a request that nobody takes at your price should fail";
    Some(Outcome::Doubtful(Finding::new(flag.at, "overrides the caps", message).help(help)))
}

/// Weights that do not add up to 1 end the node.
fn weights(node: &Command) -> Option<Outcome> {
    let given = WEIGHTS.iter().filter_map(|(name, _)| node.flag(name)).collect::<Vec<_>>();
    let weight = |(name, default): &(&str, f64)| match node.flag(name) {
        Some(flag) => flag.value.parse::<f64>().ok(),
        None => Some(*default),
    };
    let sum: f64 = WEIGHTS.iter().map(weight).sum::<Option<f64>>()?;
    let first = given.first().filter(|_| (sum - 1.0).abs() > 1e-6)?;
    let message =
        format!("the weights by which orchestrators are chosen add up to {sum:.2}, and the node ends unless it is 1");
    let help = "let `-selectRandFreq`, `-selectStakeWeight` and `-selectPriceWeight` add up to 1; the defaults are 0.3, 0.7 and 0";
    Some(Outcome::Bad(Finding::new(first.span, "one of three", message).help(help)))
}
