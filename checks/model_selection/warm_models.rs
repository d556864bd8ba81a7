//! Models are warm for their pipelines.

use super::pipelines::{self, Pipeline};
use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::env::Environment;
use crate::facts::file::Span;
use crate::facts::livepeer::{Model, Origin, Request, Text, Written};
use crate::gateway_selection::hosts;
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Models are warm for their pipelines.
pub static CHECK: Check = Check {
    id: "model_selection/warm_models",
    title: "models are warm for their pipelines",
    page: include_str!("warm_models.md"),
    severity: Severity::Important,
    profiles: &[Profile::Ai],
    needs: &[Need::Source, Need::Env],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let outcomes = facts.livepeer.requests.iter().flat_map(|request| of_request(facts, request));
    Verdict::every(outcomes, || Verdict::NotApplicable("no request asks for an AI pipeline".into()))
}

fn of_request(facts: &Facts, request: &Request) -> Vec<Outcome> {
    // Live pipelines and Daydream have model names of their own, which nobody lists as warm or cold.
    let Some(pipeline) = request.pipeline.as_deref().and_then(pipelines::pipeline) else { return Vec::new() };
    if pipeline.studio.is_none() && request.destination.all(hosts::is_studio) {
        return vec![not_offered(request, pipeline)];
    }
    match &request.model {
        Model::Named(text) => of_text(request, pipeline, text),
        Model::Omitted => vec![omitted(request, pipeline, request.at)],
        Model::Unknown(why) => {
            let path = &facts.file(request.at.file()).path;
            vec![Outcome::Untold(format!(
                "the model of a {} request in {path} could not be told: {why}",
                pipeline.name
            ))]
        }
    }
}

/// A pipeline Studio has no route for, whatever the model.
fn not_offered(request: &Request, pipeline: &Pipeline) -> Outcome {
    let message = format!("there is no {} at Livepeer Studio: this request ends in a 404", pipeline.name);
    Outcome::Doubtful(Finding::new(request.at, "no such route", message).help("ask a gateway that offers the pipeline"))
}

fn of_text(request: &Request, pipeline: &Pipeline, text: &Text) -> Vec<Outcome> {
    let mut outcomes: Vec<_> = text.values.iter().map(|value| of_value(request, pipeline, value)).collect();
    if let Some(open) = text.open.as_ref().filter(|_| outcomes.is_empty()) {
        outcomes.push(Outcome::Untold(format!("the model of a {} request could not be told: {open}", pipeline.name)));
    }
    outcomes
}

fn of_value(request: &Request, pipeline: &Pipeline, value: &Written) -> Outcome {
    let Some(model) = value.whole() else {
        return Outcome::Untold(format!("the model of a {} request is put together at run time", pipeline.name));
    };
    if matches!(value.origin, Origin::Env { environment: Environment::Development | Environment::Test, .. }) {
        return Outcome::Aside;
    }
    if model.is_empty() {
        return omitted(request, pipeline, value.at);
    }
    if pipeline.warm.iter().any(|warm| warm == model) {
        return Outcome::Good(Evidence::new(value.at, format!("`{model}` is warm for {}", pipeline.name)));
    }
    if pipeline.documented.iter().any(|warm| warm == model) {
        return documented(pipeline, model, value.at);
    }
    Outcome::Bad(cold(request, pipeline, model, value.at))
}

/// Warm by the documentation, though the checklist names another model or none.
fn documented(pipeline: &Pipeline, model: &str, at: Span) -> Outcome {
    let (checklist, help) = match pipeline.warm.first() {
        None => ("no warm model".to_owned(), "measure its first request before launch".to_owned()),
        Some(warm) => (format!("`{warm}`"), format!("use `{warm}`, or measure its first request before launch")),
    };
    let message =
        format!("the checklist names {checklist} for {}; only the documentation calls this warm", pipeline.name);
    Outcome::Doubtful(Finding::new(at, format!("`{model}`"), message).help(help))
}

fn cold(request: &Request, pipeline: &Pipeline, model: &str, at: Span) -> Finding {
    let (message, help) = match (pipeline.near_miss(model), pipelines::warm_elsewhere(model, pipeline)) {
        (Some(meant), _) => (
            format!("`{model}` is not the warm model of {}, though nearly", pipeline.name),
            format!("did you mean `{meant}`? Ids are compared letter by letter"),
        ),
        (None, Some(other)) => {
            (format!("`{model}` is warm for {}, but cold for {}", other.name, pipeline.name), suggestion(pipeline))
        }
        (None, None) => (format!("`{model}` is not known to be warm for {}", pipeline.name), suggestion(pipeline)),
    };
    let mut finding = Finding::new(at, "cold: 30 seconds to 5 minutes to load", message).help(help);
    if !at.within(request.at) {
        finding = finding.because(request.at, "used by this request");
    }
    finding
}

fn suggestion(pipeline: &Pipeline) -> String {
    match pipeline.warm.first().or(pipeline.documented.first()) {
        Some(warm) => format!("use `{warm}` where users wait, or load-test this model before launch"),
        None => "load-test this model before launch".into(),
    }
}

/// A request that names no model: warm on Studio, the node's own default elsewhere.
fn omitted(request: &Request, pipeline: &Pipeline, at: Span) -> Outcome {
    if request.destination.all(hosts::is_studio) {
        return Outcome::Good(Evidence::new(at, format!("Studio's default for {} is warm", pipeline.name)));
    }
    if pipeline.is_warm(&pipeline.node) {
        return Outcome::Good(Evidence::new(at, format!("the default for {} is `{}`", pipeline.name, pipeline.node)));
    }
    let finding = |message: String| {
        Finding::new(at, "no model is named", message).help(match pipeline.warm.first() {
            Some(warm) => format!("name `{warm}`"),
            None => "name the model".into(),
        })
    };
    let is_elsewhere = |address: &str| hosts::host_of(address).is_some() && !hosts::is_studio(address);
    if request.destination.values.iter().any(|value| is_elsewhere(&value.text)) {
        return Outcome::Bad(finding(format!("without a model the gateway loads `{}`, which is cold", pipeline.node)));
    }
    Outcome::Doubtful(finding(format!(
        "without a model a go-livepeer gateway loads `{}`, which is cold",
        pipeline.node
    )))
}
