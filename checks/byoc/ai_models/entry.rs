//! One entry of an aiModels file.

use crate::facts::config::{Node, Value};
use crate::verdict::{Finding, Outcome};

use super::settings::{Answer, Settings};
use super::{fields, go, pipeline, price, url};

/// What is wrong with one entry by itself.
pub(super) fn outcomes(entry: &Node, source: &str, settings: &Settings) -> Vec<Outcome> {
    if !matches!(entry.value, Value::Map(_) | Value::Null) {
        let found = go::kind(&entry.value);
        let message =
            format!("the node exits: `json: cannot unmarshal {found} into Go value of type core.AIModelConfig`");
        let finding = Finding::new(entry.span, format!("a JSON {found}"), message);
        return vec![Outcome::Bad(finding.help("write each model as an object with `pipeline` and `model_id`"))];
    }
    let mut outcomes = fields::outcomes(entry, source);
    let one_by_one = [
        of_pipeline(entry),
        of_model(entry),
        url::outcome(entry),
        capacity(entry),
        flags(entry),
        live(entry, settings),
    ];
    outcomes.extend(one_by_one.into_iter().flatten());
    outcomes.extend(price::outcomes(entry, settings));
    outcomes
}

/// A field's text, where it has the right type; empty where the node would find it so.
pub(super) fn text<'a>(entry: &'a Node, field: &str) -> Option<&'a str> {
    match fields::value(entry, field).map(|node| &node.value) {
        Some(Value::Text(text)) => Some(text),
        None | Some(Value::Null) => Some(""),
        Some(_) => None,
    }
}

fn of_pipeline(entry: &Node) -> Option<Outcome> {
    let name = text(entry, "pipeline").filter(|name| !pipeline::is_known(name))?;
    let at = fields::value(entry, "pipeline").map_or(entry.span, |node| node.span);
    let message = format!("`{name}` is no pipeline; the node panics: `Pipeline is not valid capability: {name}`");
    let message =
        if name.is_empty() { message.replacen("`` is no pipeline", "no `pipeline` is named", 1) } else { message };
    Some(Outcome::Bad(Finding::new(at, "no such pipeline", message).help(pipeline::advice(name))))
}

fn of_model(entry: &Node) -> Option<Outcome> {
    text(entry, "model_id").filter(|name| name.trim().is_empty())?;
    let at = fields::value(entry, "model_id").map_or(entry.span, |node| node.span);
    let message = "no `model_id`: the node offers a model without a name, which no job asks for";
    Some(Outcome::Doubtful(Finding::new(at, "has no model id", message).help("name the model in `model_id`")))
}

fn capacity(entry: &Node) -> Option<Outcome> {
    let node = fields::value(entry, "capacity")?;
    let Value::Number(number) = &node.value else { return None };
    number.parse::<i64>().ok().filter(|capacity| *capacity < 0)?;
    let message = "`capacity` is negative, so the node starts no container for the model it offers";
    Some(Outcome::Doubtful(Finding::new(node.span, "negative", message).help("write how many jobs run at a time")))
}

fn flags(entry: &Node) -> Option<Outcome> {
    let node = fields::value(entry, "optimization_flags").filter(|node| !node.entries().is_empty())?;
    let warm = matches!(fields::value(entry, "warm").map(|node| &node.value), Some(Value::Bool(true)));
    let message = "`optimization_flags` do nothing here: the node uses them for warm models only";
    (!warm).then(|| {
        Outcome::Doubtful(
            Finding::new(node.span, "not used", message).help("set `\"warm\": true`, or remove the flags"),
        )
    })
}

/// A live model needs a container image that the node knows by the model's name.
fn live(entry: &Node, settings: &Settings) -> Option<Outcome> {
    let managed = text(entry, "url").is_some_and(|url| url.trim().is_empty());
    let name = text(entry, "model_id").filter(|name| !name.is_empty())?;
    let is_live = text(entry, "pipeline").is_some_and(|name| pipeline::canonical(name) == "live-video-to-video");
    if !managed
        || !is_live
        || pipeline::has_live_container(name)
        || settings.own_images
        || settings.worker == Answer::No
    {
        return None;
    }
    let at = fields::value(entry, "model_id")?.span;
    let message = format!("the node has no image for this model: `no container image found for live pipeline {name}`");
    let help = "run the container yourself and name it in `url`, or name its image in `-aiRunnerImageOverrides`";
    Some(Outcome::Doubtful(Finding::new(at, "no image by this name", message).help(help)))
}
