//! models are warm for their pipelines.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

/// models are warm for their pipelines.
pub static CHECK: Check = Check {
    id: "model_selection/warm_models",
    title: "models are warm for their pipelines",
    page: include_str!("warm_models.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Env],
    judge,
};

fn judge(_facts: &Facts) -> Verdict {
    Verdict::Unknown("not judged yet".into())
}
