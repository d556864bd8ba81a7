//! Files of models: which ones there are, and what the node says of each as a whole.

use std::collections::{BTreeMap, HashMap};

use crate::check::Profile;
use crate::facts::Facts;
use crate::facts::config::{Document, Format, Node, Value};
use crate::facts::file::{File, FileId};
use crate::facts::node::Command;
use crate::verdict::{Evidence, Finding, Outcome};

use super::settings::{self, Answer, Settings};
use super::uses::{self, Target};
use super::{entry, fields, go, inline, pipeline, price, ships};

/// What is wrong with the models nodes are told by a file or on their command line.
pub(super) fn outcomes(facts: &Facts) -> Vec<Outcome> {
    let mut files: BTreeMap<FileId, Settings> = BTreeMap::new();
    let mut outcomes = without_models(facts);
    for used in uses::of_flag(facts, "aiModels") {
        match used.target(facts) {
            Target::File(file) => {
                let known = files.entry(file.id).or_insert(used.settings);
                *known = known.and(used.settings);
            }
            Target::Inline(value) => outcomes.extend(inline::outcomes(&used, value)),
            Target::Missing(near) => outcomes.push(inline::missing_file(&used, near.map(|file| file.path.as_str()))),
            Target::Elsewhere => outcomes.push(Outcome::Untold(format!("`{}` is not in the project", used.value))),
            Target::Open => {
                outcomes.push(Outcome::Untold("which models the node loads is set in its environment".into()))
            }
        }
    }
    for document in &facts.documents {
        if ships(facts, document.file) && is_models(facts, document) {
            files.entry(document.file).or_insert(Settings::UNKNOWN);
        }
    }
    outcomes.extend(files.iter().flat_map(|(id, settings)| of_file(facts, facts.file(*id), settings)));
    outcomes
}

/// Workers that are told no models at all.
fn without_models(facts: &Facts) -> Vec<Outcome> {
    let told = |node: &&Command| ships(facts, node.file) && settings::lacks_models(facts, node);
    let finding = |node: &Command| {
        let at = node.flag("aiWorker")?.span;
        let message = "`-aiWorker` without `-aiModels`; the node exits: `no model configuration was provided`";
        Some(Outcome::Bad(Finding::new(at, "runs no models", message).help("name the models with `-aiModels`")))
    };
    facts.nodes.iter().filter(told).filter_map(finding).collect()
}

/// Whether a file that no command line names is nevertheless one of models: by its name, or by fields that nothing
/// else has. Other tools keep lists of models too.
pub(super) fn is_models(facts: &Facts, document: &Document) -> bool {
    let file = facts.file(document.file);
    let named = file.name().eq_ignore_ascii_case("aimodels.json");
    let runs_nodes = !facts.nodes.is_empty() || facts.has(Profile::Byoc) || facts.has(Profile::SelfHosted);
    let text = file.text.as_deref().unwrap_or_default();
    if named {
        return runs_nodes || text.contains("\"pipeline\"") || text.contains("\"model_id\"");
    }
    let items = document.root.items();
    document.format == Format::Json && !items.is_empty() && items.iter().all(is_entry)
}

fn is_entry(item: &Node) -> bool {
    let has = |name: &str| fields::value(item, name).is_some();
    let telling = ["warm", "price_per_unit", "pixels_per_unit", "optimization_flags"];
    let known = item.entries().iter().filter(|entry| fields::is_field(&entry.key)).count();
    has("pipeline") && has("model_id") && telling.iter().any(|name| has(name)) && known * 2 > item.entries().len()
}

fn of_file(facts: &Facts, file: &File, settings: &Settings) -> Vec<Outcome> {
    let found = facts.documents.iter().find(|document| document.file == file.id && document.format == Format::Json);
    let Some(document) = found else {
        return vec![Outcome::Untold(format!("`{}` could not be read as JSON", file.path))];
    };
    let mut outcomes: Vec<Outcome> = syntax(file, document).into_iter().collect();
    outcomes.extend(of_root(file, &document.root, settings, outcomes.is_empty()));
    if !outcomes.iter().any(|outcome| matches!(outcome, Outcome::Bad(_))) {
        let count = document.root.items().len();
        let models = if count == 1 { "model" } else { "models" };
        outcomes.push(Outcome::Good(Evidence::new(file.id, format!("{count} {models}"))));
    }
    outcomes
}

/// Text the node's JSON decoder refuses.
pub(super) fn syntax(file: &File, document: &Document) -> Option<Outcome> {
    let flaw = document.strict.as_ref().err()?;
    let text = file.text.as_deref().unwrap_or_default();
    let rest = text.get(flaw.at.range().start..).unwrap_or_default();
    let (what, help) = match rest.chars().next() {
        Some('\u{feff}') => ("a byte order mark", "save the file as UTF-8 without a byte order mark"),
        Some('/') => ("a comment", "remove the comments; JSON has none"),
        Some(']' | '}') if flaw.message.contains("looking for beginning") => {
            ("a trailing comma", "remove the comma before it")
        }
        None => ("the end of the text", "close every string, list and object"),
        Some(_) => ("something else", "correct the JSON at this place"),
    };
    let message = format!("the node exits at {what}: `{}`", flaw.message);
    Some(Outcome::Bad(Finding::new(flaw.at, what, message).help(help)))
}

fn of_root(file: &File, root: &Node, settings: &Settings, readable: bool) -> Vec<Outcome> {
    match &root.value {
        Value::List(items) if items.is_empty() => vec![empty(root)],
        Value::Null if readable => vec![empty(root)],
        Value::Null => Vec::new(),
        Value::List(items) => of_entries(file, items, settings),
        other => vec![no_list(root, other)],
    }
}

fn empty(root: &Node) -> Outcome {
    let message = "the list for `-aiModels` is empty, so the node serves no model";
    Outcome::Doubtful(Finding::new(root.span, "no models", message).help("list the models the node is to serve"))
}

fn no_list(root: &Node, value: &Value) -> Outcome {
    let found = go::kind(value);
    let said = format!("json: cannot unmarshal {found} into Go value of type []core.AIModelConfig");
    let finding = Finding::new(root.span, format!("a JSON {found}, not an array"), format!("the node exits: `{said}`"));
    Outcome::Bad(finding.help("put the models in a list: `[ { … } ]`"))
}

fn of_entries(file: &File, items: &[Node], settings: &Settings) -> Vec<Outcome> {
    let source = file.text.as_deref().unwrap_or_default();
    let mut outcomes: Vec<Outcome> = items.iter().flat_map(|item| entry::outcomes(item, source, settings)).collect();
    outcomes.extend(unpriced(items, settings));
    outcomes.extend(both_warm_and_cold(items, settings));
    outcomes
}

/// The node panics at the first model without a price, so one finding stands for all.
fn unpriced(items: &[Node], settings: &Settings) -> Option<Outcome> {
    let objects = items.iter().filter(|item| !item.entries().is_empty());
    let missing: Vec<&Node> = objects.filter(|item| price::is_missing(item, settings)).collect();
    let first = missing.first()?;
    Some(price::missing(first, entry::text(first, "model_id").unwrap_or_default(), missing.len() - 1, settings))
}

fn both_warm_and_cold(items: &[Node], settings: &Settings) -> Vec<Outcome> {
    if settings.worker == Answer::No {
        return Vec::new();
    }
    let mut seen: HashMap<(String, &str), (bool, &Node)> = HashMap::new();
    let mut outcomes = Vec::new();
    for item in items {
        let (Some(name), Some(model)) = (entry::text(item, "pipeline"), entry::text(item, "model_id")) else {
            continue;
        };
        let warm = matches!(fields::value(item, "warm").map(|node| &node.value), Some(Value::Bool(true)));
        let (before, first) = *seen.entry((pipeline::canonical(name), model)).or_insert((warm, item));
        if before != warm {
            outcomes.push(contradiction(item, first, model));
        }
    }
    outcomes
}

fn contradiction(item: &Node, first: &Node, model: &str) -> Outcome {
    let said = format!("Cannot have same model_id ({model}) as cold and warm in same AI worker");
    let finding = Finding::new(item.span, "the other way round", format!("the node panics: `{said}`"))
        .because(first.span, "listed before");
    Outcome::Bad(finding.help("give both entries the same `warm`, or keep one"))
}
