//! models and capabilities are registered as the node loads them.
//!
//! There are three ways to register: an `-aiModels` file or line, a call of `/capability/register`, and a
//! `-liveRunnerConfig` file. Each is read here as go-livepeer reads it, so that its errors show before it starts.

mod decimal;
mod entry;
mod fields;
mod file;
mod go;
mod inline;
mod pipeline;
mod price;
mod registration;
mod runner;
mod runners;
mod settings;
mod url;
mod uses;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::config::Document;
use crate::facts::file::{File, FileId};
use crate::similar;
use crate::verdict::{Outcome, Verdict};

/// models and capabilities are registered as the node loads them.
pub static CHECK: Check = Check {
    id: "byoc/ai_models",
    title: "models and capabilities are registered as the node loads them",
    page: include_str!("ai_models.md"),
    severity: Severity::Blocker,
    profiles: &[Profile::Byoc],
    needs: &[Need::Config, Need::Env, Need::Source],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let outcomes: Vec<Outcome> = file::outcomes(facts)
        .into_iter()
        .chain(runners::outcomes(facts))
        .chain(registration::outcomes(facts))
        .collect();
    Verdict::every(outcomes, || {
        if facts.has(Profile::Byoc) {
            Verdict::Unknown(
                "nothing in the project registers a model or a capability; it may be done elsewhere".into(),
            )
        } else {
            Verdict::NotApplicable("nothing here registers a model or a capability".into())
        }
    })
}

/// Whether a document registers models, runners or a capability, by its fields or its name.
#[must_use]
pub fn registers(facts: &Facts, document: &Document) -> bool {
    file::is_models(facts, document)
        || runners::is_runners(facts.file(document.file), document)
        || registration::bodies(document).next().is_some()
}

/// Whether what stands in a file reaches production.
fn ships(facts: &Facts, id: FileId) -> bool {
    let file: &File = facts.file(id);
    file.role.ships()
}
