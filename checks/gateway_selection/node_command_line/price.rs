//! Price limits of gateways, which are off unless they are set.

use super::place;
use crate::facts::Facts;
use crate::facts::node::{Answer, Settings};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> =
        ["maxPricePerUnit", "pricePerUnit"].iter().filter_map(|name| form(node, name)).collect();
    if node.on_chain() == Answer::Yes && node.gateway().is_some() {
        outcomes.extend(limit(node));
        outcomes.extend(ignored(node));
    }
    outcomes
}

/// `0` and nothing both mean any price (starter.go); limits by capability hold for the capabilities listed.
fn limit(node: &Settings<'_>) -> Option<Outcome> {
    let set = node.get("maxPricePerUnit");
    let zero = node.value("maxPricePerUnit").is_some_and(|value| value.trim_matches(['0', '.']).is_empty());
    if !node.lacks("maxPricePerUnit") && !zero {
        return None;
    }
    let (at, label) = match set {
        Some(set) => (set.span.into(), "any price"),
        None => (place(node), "no `-maxPricePerUnit`"),
    };
    let help = "set `-maxPricePerUnit` to the most you pay for a unit, in wei or with a currency: `1000`, `0.50USD`";
    let finding = |message: &str| Finding::new(at, label, message).help(help);
    Some(match node.get("maxPricePerCapability") {
        Some(_) => {
            Outcome::Doubtful(finding("the gateway pays any price for what `-maxPricePerCapability` does not list"))
        }
        None => Outcome::Bad(finding("the gateway pays any price an orchestrator asks for")),
    })
}

fn ignored(node: &Settings<'_>) -> Option<Outcome> {
    let switch = node.get("ignoreMaxPriceIfNeeded")?;
    let message = "the price limits are dropped whenever no orchestrator keeps to them";
    (node.switch("ignoreMaxPriceIfNeeded") == Answer::Yes)
        .then(|| Outcome::Doubtful(Finding::new(switch.span, "limits off", message).help("remove the switch")))
}

/// `^(\d+(\.\d+)?)([A-z][A-z0-9]*)?$`, or the node panics.
fn form(node: &Settings<'_>, name: &str) -> Option<Outcome> {
    let (setting, value) = (node.get(name)?, node.value(name)?);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let number = number.split_once('.').map_or_else(|| digits(number), |(whole, part)| digits(whole) && digits(part));
    let unit = unit.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let message = format!("the node panics: `-{name}` takes a number and perhaps a currency");
    let help = "write a price such as `1000` or `0.50USD`";
    (!number || !unit).then(|| Outcome::Bad(Finding::new(setting.span, "no price", message).help(help)))
}
