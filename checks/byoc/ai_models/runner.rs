//! One live runner, checked in the node's order.

use crate::facts::config::{Node, Value};
use crate::verdict::{Finding, Outcome};

use super::decimal::Decimal;
use super::fields;
use super::go::{self, Type};
use super::settings::{Network, Settings};
use super::url::host;

const ENTRY: &str = "StaticLiveRunnerConfigEntry";

static FIELDS: [(&str, Type); 11] = [
    ("label", Type::Text),
    ("routing", Type::Text),
    ("proxy", Type::Truth),
    ("runner_url", Type::Text),
    ("version", Type::Text),
    ("metadata", Type::Text),
    ("mode", Type::Text),
    ("app", Type::Text),
    ("capacity", Type::Whole),
    ("health_url", Type::Text),
    ("healthy_status_code", Type::Whole),
];

/// What is wrong with one runner.
pub(super) fn outcomes(index: usize, item: &Node, settings: &Settings) -> Vec<Outcome> {
    let mistyped: Vec<Outcome> = FIELDS
        .iter()
        .filter_map(|(field, wanted)| {
            let node = fields::value(item, field)?;
            let said = go::refusal(ENTRY, field, *wanted, node)?;
            let help = format!("give `{field}` the type the node reads");
            Some(bad(node, &format!("the node exits: `{said}`"), &help))
        })
        .collect();
    if !mistyped.is_empty() {
        return mistyped;
    }
    let runner = Runner { index, item };
    let single = [
        runner.routing(),
        runner.label(),
        runner.health(),
        runner.status_code(),
        runner.address(),
        runner.app(),
        runner.metadata(),
        runner.mode(),
        runner.capacity(),
        runner.slash(),
    ];
    single.into_iter().flatten().chain(runner.price(settings)).collect()
}

struct Runner<'a> {
    index: usize,
    item: &'a Node,
}

fn bad(node: &Node, message: &str, help: &str) -> Outcome {
    Outcome::Bad(Finding::new(node.span, "refused by the node", message).help(help))
}

impl<'a> Runner<'a> {
    fn text(&self, field: &str) -> &'a str {
        fields::value(self.item, field).and_then(Node::text).unwrap_or_default()
    }

    /// The value of a field, or the whole runner where there is none.
    fn node(&self, field: &str) -> &'a Node {
        fields::value(self.item, field).unwrap_or(self.item)
    }

    fn whole(&self, field: &str) -> i64 {
        match fields::value(self.item, field).map(|node| &node.value) {
            Some(Value::Number(number)) => number.parse().unwrap_or_default(),
            _ => 0,
        }
    }

    fn refused(&self, field: &str, said: &str, help: &str) -> Option<Outcome> {
        Some(bad(self.node(field), &format!("the node exits: `runners[{}]: {said}`", self.index), help))
    }

    fn routing(&self) -> Option<Outcome> {
        let routing = self.text("routing").trim();
        if ["", "runner-id", "label"].contains(&routing) {
            return None;
        }
        self.refused("routing", r#"routing must be "runner-id" or "label""#, "use one of the two, or leave it out")
    }

    fn label(&self) -> Option<Outcome> {
        let label = self.text("label");
        if !label.is_empty() && label == label.trim() {
            return None;
        }
        self.refused(
            "label",
            "label is required and must be trimmed",
            "give the runner a `label` without blanks around it",
        )
    }

    fn health(&self) -> Option<Outcome> {
        let health = self.text("health_url");
        if health.is_empty() {
            let help = "name the address the node polls, such as `\"health_url\": \"/health\"`";
            return self.refused("health_url", "health_url is required", help);
        }
        let relative = health.starts_with('/') && !health.starts_with("//");
        if relative || is_web_address(health) {
            return None;
        }
        self.refused("health_url", "invalid health_url", "write a whole address, or a path that begins with `/`")
    }

    fn status_code(&self) -> Option<Outcome> {
        let code = self.whole("healthy_status_code");
        if code == 0 || (100..=599).contains(&code) {
            return None;
        }
        let said = "healthy_status_code must be a valid HTTP status code";
        self.refused("healthy_status_code", said, "use a status from 100 to 599, or leave it out for 200")
    }

    fn address(&self) -> Option<Outcome> {
        if is_web_address(self.text("runner_url")) {
            return None;
        }
        self.refused("runner_url", "invalid runner_url", "write a whole address, such as `http://runner:8080`")
    }

    fn app(&self) -> Option<Outcome> {
        let app = self.text("app");
        if !app.is_empty() && app == app.trim() {
            return None;
        }
        self.refused("app", "app must be trimmed", "name the app as `pipeline/model`")
    }

    fn metadata(&self) -> Option<Outcome> {
        let metadata = self.text("metadata");
        if metadata.contains('\u{fffd}') {
            let said = "metadata must not contain Unicode replacement character U+FFFD";
            return self.refused("metadata", said, "mend the broken character");
        }
        if metadata.len() <= 1024 {
            return None;
        }
        self.refused("metadata", "metadata must be at most 1024 bytes", "shorten it; everybody can read it, too")
    }

    fn mode(&self) -> Option<Outcome> {
        if ["", "persistent", "single-shot", "single_shot"].contains(&self.text("mode")) {
            return None;
        }
        self.refused("mode", r#"mode must be "persistent" or "single-shot""#, "use one of the two, or leave it out")
    }

    fn capacity(&self) -> Option<Outcome> {
        if self.whole("capacity") >= 0 {
            return None;
        }
        self.refused("capacity", "capacity must be >= 0", "write how many jobs run at a time")
    }

    fn slash(&self) -> Option<Outcome> {
        if self.text("routing").trim() != "label" || !self.text("label").contains('/') {
            return None;
        }
        self.refused("label", r#"label cannot contain / when routing is "label""#, "take the `/` out of the label")
    }

    /// Off chain the node ignores prices.
    fn price(&self, settings: &Settings) -> Option<Outcome> {
        if settings.network == Network::OffChain {
            return None;
        }
        let info = fields::value(self.item, "price_info").filter(|info| !info.entries().is_empty());
        let price = info.and_then(|info| fields::value(info, "price")).filter(|price| price.value != Value::Null);
        let Some((info, price)) = info.zip(price) else { return Some(self.unpriced(settings)) };
        if !is_price(price) {
            return Some(self.unsold(price, "price must be a positive decimal", "price in dollars, as in `3.50`"));
        }
        let other = |field: &str, known: &[&str]| {
            let node = fields::value(info, field)?;
            let written = node.text()?.trim().to_lowercase();
            (!known.contains(&written.as_str())).then_some(node)
        };
        if let Some(node) = other("currency", &["", "usd"]) {
            return Some(self.unsold(node, "currency must be usd", "price runners in `usd`"));
        }
        let node = other("unit", &["", "hour", "720p", "fixed"])?;
        Some(self.unsold(node, "unit must be hour, 720p, or fixed", "use one of the three"))
    }

    fn unsold(&self, node: &Node, said: &str, help: &str) -> Outcome {
        bad(node, &format!("on chain the node exits: `runners[{}]: price_info.{said}`", self.index), help)
    }

    fn unpriced(&self, settings: &Settings) -> Outcome {
        let message = format!("on chain the node exits: `runners[{}]: price_info.price is required`", self.index);
        let node = self.node("price_info");
        let help = "add `\"price_info\": {\"price\": 3.50, \"currency\": \"usd\", \"unit\": \"hour\"}`";
        let finding = Finding::new(node.span, "has no price", message).help(help);
        if settings.network == Network::OnChain { Outcome::Bad(finding) } else { Outcome::Doubtful(finding) }
    }
}

/// A price is a number, or a text that holds one.
fn is_price(node: &Node) -> bool {
    let written = match &node.value {
        Value::Number(text) | Value::Text(text) => text.trim(),
        _ => return false,
    };
    Decimal::parse(written).is_some_and(|price| price.is_positive())
}

/// Whether Go's `url.ParseRequestURI` takes it as one with a host, on http or https.
fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let named = ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str());
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let port = authority.rsplit_once(':').map_or("", |(_, port)| if port.ends_with(']') { "" } else { port });
    named
        && !host(rest).is_empty()
        && !text.chars().any(|c| c.is_control() || c == ' ')
        && port.bytes().all(|byte| byte.is_ascii_digit())
}
