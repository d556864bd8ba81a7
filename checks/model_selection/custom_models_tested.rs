//! Custom models were tried under the load that is expected.

use std::collections::BTreeSet;

use super::pipelines::{self, Pipeline};
use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::env::Environment;
use crate::facts::livepeer::{Model, Origin, Request, Written};
use crate::verdict::Verdict;

/// Custom models were tried under the load that is expected.
pub static CHECK: Check = Check {
    id: "model_selection/custom_models_tested",
    title: "custom models were tried under the load that is expected",
    page: include_str!("custom_models_tested.md"),
    severity: Severity::Important,
    profiles: &[Profile::Ai],
    needs: &[Need::Source, Need::Env],
    judge,
};

/// How many models a question names.
const NAMED: usize = 5;

fn judge(facts: &Facts) -> Verdict {
    let requests = facts.livepeer.requests.iter();
    let asked: Vec<_> = requests.filter_map(|request| Some((request, pipeline_of(request)?))).collect();
    if asked.is_empty() {
        return Verdict::NotApplicable("no request asks for an AI pipeline".into());
    }
    let custom: BTreeSet<String> = asked.iter().flat_map(|(request, pipeline)| custom(request, pipeline)).collect();
    if !custom.is_empty() {
        return Verdict::NeedsAttestation(question(&custom));
    }
    match asked.iter().find_map(|(request, pipeline)| untold(facts, request, pipeline)) {
        Some(reason) => Verdict::Unknown(reason),
        None => Verdict::NotApplicable("no request names a model of its own".into()),
    }
}

fn pipeline_of(request: &Request) -> Option<&'static Pipeline> {
    pipelines::pipeline(request.pipeline.as_deref()?)
}

/// The models a request names that nobody keeps warm; a slip of the keyboard is not taken for a model.
fn custom(request: &Request, pipeline: &Pipeline) -> Vec<String> {
    let Model::Named(text) = &request.model else { return Vec::new() };
    let models = text.values.iter().filter(|value| is_in_force(value)).filter_map(Written::whole);
    let own =
        models.filter(|model| !model.is_empty() && !pipeline.is_warm(model) && pipeline.near_miss(model).is_none());
    own.map(|model| format!("`{model}` ({})", pipeline.name)).collect()
}

fn is_in_force(value: &Written) -> bool {
    !matches!(value.origin, Origin::Env { environment: Environment::Development | Environment::Test, .. })
}

fn question(custom: &BTreeSet<String>) -> String {
    let named: Vec<&str> = custom.iter().take(NAMED).map(String::as_str).collect();
    let more = match custom.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let it = if custom.len() == 1 { "it loads" } else { "each loads" };
    format!(
        "how did {}{more} answer under the load that is expected? {it} anew until an orchestrator keeps it warm",
        named.join(", ")
    )
}

/// Why the model of a request could not be told.
fn untold(facts: &Facts, request: &Request, pipeline: &Pipeline) -> Option<String> {
    let path = &facts.file(request.at.file()).path;
    let why = match &request.model {
        Model::Omitted => return None,
        Model::Unknown(why) => why.clone(),
        Model::Named(text) if text.values.is_empty() => text.open.as_ref().map(ToString::to_string).unwrap_or_default(),
        Model::Named(text) if text.values.iter().all(|value| value.whole().is_some()) => return None,
        Model::Named(_) => "it is put together at run time".to_owned(),
    };
    Some(format!("the model of a {} request in {path} could not be told: {why}", pipeline.name))
}
