//! models and capabilities are registered as the node loads them.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

/// models and capabilities are registered as the node loads them.
pub static CHECK: Check = Check {
    id: "byoc/ai_models",
    title: "models and capabilities are registered as the node loads them",
    page: include_str!("ai_models.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Config],
    judge,
};

fn judge(_facts: &Facts) -> Verdict {
    Verdict::Unknown("not judged yet".into())
}
