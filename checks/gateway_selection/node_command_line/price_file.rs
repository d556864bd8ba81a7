//! Price limits by capability: what is wrong with them is logged, and then no limit holds.

use crate::facts::Facts;
use crate::facts::config::{Document, Format, Value};
use crate::facts::node::{Setting, Settings, written};
use crate::verdict::{Finding, Outcome};

const KEY: &str = "capabilities_prices";

pub(super) fn judge(facts: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let Some(caps) = node.get("maxPricePerCapability").filter(|_| node.gateway().is_some()) else { return Vec::new() };
    let Some(value) = written(caps.value).filter(|value| !value.trim_start().starts_with('{')) else {
        return Vec::new();
    };
    if value.trim_start().starts_with('[') {
        return vec![fails_open(
            &caps,
            Finding::new(caps.span, "a list", "a list of prices is no `-maxPricePerCapability`: any price is accepted"),
        )];
    }
    match document(facts, value) {
        Some(document) => of_document(&caps, document).into_iter().collect(),
        None => vec![Outcome::Untold(format!("`{value}`, which limits the prices, is not in the project"))],
    }
}

/// The JSON file whose name is the path's, the one whose folders agree the most.
fn document<'a>(facts: &'a Facts, path: &str) -> Option<&'a Document> {
    let name = path.rsplit(['/', '\\']).next()?;
    let json = facts.documents.iter().filter(|it| it.format == Format::Json && facts.file(it.file).name() == name);
    json.max_by_key(|it| {
        let tail = facts.file(it.file).path.rsplit('/').zip(path.rsplit('/'));
        tail.take_while(|(one, two)| one == two).count()
    })
}

fn of_document(caps: &Setting<'_>, document: &Document) -> Option<Outcome> {
    let bad = |at, label: &str, what: &str| {
        let message = format!("{what}: the node logs an error and accepts any price");
        Some(fails_open(caps, Finding::new(at, label, message)))
    };
    if let Err(flaw) = &document.strict {
        return bad(flaw.at, "no JSON to Go", "the price limits are not read");
    }
    if !matches!(document.root.value, Value::Map(_)) {
        return bad(document.root.span, "not an object", "the price limits are no object");
    }
    // Go takes keys in any case.
    let entry = document.root.entries().iter().find(|entry| entry.key.eq_ignore_ascii_case(KEY));
    match entry {
        Some(entry) if entry.value.items().is_empty() => bad(entry.value.span, "no prices", "no price limit is listed"),
        Some(_) => None,
        None => {
            let first = document.root.entries().first().map_or(document.root.span, |entry| entry.key_span);
            bad(first, "no such key", "the price limits are dropped, as the node has no such key")
        }
    }
}

fn fails_open(caps: &Setting<'_>, finding: Finding) -> Outcome {
    let help = "write `{\"capabilities_prices\": [{\"pipeline\": ..., \"price_per_unit\": ...}]}`";
    let same = finding.place() == &caps.span.into();
    let finding = if same { finding } else { finding.because(caps.span, "loaded here") };
    Outcome::Bad(finding.help(help))
}
