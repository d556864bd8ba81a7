//! Live runners: `-liveRunnerConfig`, the third way to register.
//!
//! From go-livepeer `ai/runner/live_runner.go`.

use std::collections::{BTreeMap, HashMap};

use crate::facts::Facts;
use crate::facts::config::{Document, Format, Node, Value};
use crate::facts::file::{File, FileId};
use crate::verdict::{Evidence, Finding, Outcome};

use super::settings::Settings;
use super::uses::{self, Target};
use super::{fields, file, go, runner, ships};

/// What is wrong with the runners of the project.
pub(super) fn outcomes(facts: &Facts) -> Vec<Outcome> {
    let mut files: BTreeMap<FileId, Settings> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for used in uses::of_flag(facts, "liveRunnerConfig") {
        match used.target(facts) {
            Target::File(file) => {
                let known = files.entry(file.id).or_insert(used.settings);
                *known = known.and(used.settings);
            }
            Target::Missing(_) | Target::Inline(_) | Target::Elsewhere => {
                outcomes.push(Outcome::Untold(format!("`{}` is not in the project", used.value)));
            }
            Target::Open => {
                outcomes.push(Outcome::Untold("which runners the node loads is set in its environment".into()))
            }
        }
    }
    for document in &facts.documents {
        if ships(facts, document.file) && is_runners(facts.file(document.file), document) {
            files.entry(document.file).or_insert(Settings::UNKNOWN);
        }
    }
    outcomes.extend(files.iter().flat_map(|(id, settings)| of_file(facts, facts.file(*id), settings)));
    outcomes
}

/// Many tools have `runners`; a node's have addresses to call and to poll.
pub(super) fn is_runners(file: &File, document: &Document) -> bool {
    let text = file.text.as_deref().unwrap_or_default();
    let broken = document.strict.is_err() && document.root.value == Value::Null;
    let items = fields::value(&document.root, "runners").map(Node::items).unwrap_or_default();
    let has = |item: &Node, field: &str| fields::value(item, field).is_some();
    let telling = |item: &Node| has(item, "runner_url") || (has(item, "health_url") && has(item, "app"));
    document.format == Format::Json
        && (items.iter().any(telling) || (broken && file.name() == "runners.json" && text.contains("\"runner_url\"")))
}

fn of_file(facts: &Facts, of: &File, settings: &Settings) -> Vec<Outcome> {
    let found = facts.documents.iter().find(|document| document.file == of.id && document.format == Format::Json);
    let Some(document) = found else {
        return vec![Outcome::Untold(format!("`{}` could not be read as JSON", of.path))];
    };
    let mut outcomes: Vec<Outcome> = file::syntax(of, document).into_iter().collect();
    outcomes.extend(of_root(&document.root, settings, outcomes.is_empty()));
    if outcomes.is_empty() {
        let count = fields::value(&document.root, "runners").map_or(0, |runners| runners.items().len());
        let runners = if count == 1 { "runner" } else { "runners" };
        outcomes.push(Outcome::Good(Evidence::new(of.id, format!("{count} live {runners}"))));
    }
    outcomes
}

fn of_root(root: &Node, settings: &Settings, readable: bool) -> Vec<Outcome> {
    let runners = fields::value(root, "runners");
    match (&root.value, runners.map(|node| &node.value)) {
        (Value::Null, _) if !readable => Vec::new(),
        (Value::Map(_), Some(Value::List(items))) if !items.is_empty() => of_items(items, settings),
        (Value::Map(_) | Value::Null, None | Some(Value::Null | Value::List(_))) => vec![empty(root)],
        (Value::Map(_), Some(other)) => {
            let said = format!(
                "json: cannot unmarshal {} into Go struct field StaticLiveRunnerConfig.runners of type []runner.StaticLiveRunnerConfigEntry",
                go::kind(other)
            );
            vec![refused(runners.unwrap_or(root), &said)]
        }
        (other, _) => {
            let said = format!(
                "json: cannot unmarshal {} into Go value of type runner.StaticLiveRunnerConfig",
                go::kind(other)
            );
            vec![refused(root, &said)]
        }
    }
}

fn refused(node: &Node, said: &str) -> Outcome {
    let message = "the file must hold an object with a list of `runners`; at anything else the node exits";
    Outcome::Bad(
        Finding::new(node.span, format!("the node: `{said}`"), message).help("write `{ \"runners\": [ { … } ] }`"),
    )
}

fn empty(root: &Node) -> Outcome {
    let message = "`runners` is empty, so the node registers none";
    Outcome::Doubtful(Finding::new(root.span, "no runners", message).help("list the runners the node is to register"))
}

fn of_items(items: &[Node], settings: &Settings) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> =
        items.iter().enumerate().flat_map(|(index, item)| runner::outcomes(index, item, settings)).collect();
    let mut labels: HashMap<&str, &Node> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let Some((label, node)) = fields::value(item, "label").and_then(|node| Some((node.text()?, node))) else {
            continue;
        };
        if let Some(first) = labels.insert(label, node) {
            let message =
                format!("two runners have the label `{label}`; the node exits: `runners[{index}]: duplicate label`");
            let finding = Finding::new(node.span, "again", message).because(first.span, "the first one");
            outcomes.push(Outcome::Bad(finding.help("give each runner a label of its own")));
        }
    }
    outcomes
}
