//! requests go to a production gateway.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

/// requests go to a production gateway.
pub static CHECK: Check = Check {
    id: "gateway_selection/production_gateway",
    title: "requests go to a production gateway",
    page: include_str!("production_gateway.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

fn judge(_facts: &Facts) -> Verdict {
    Verdict::Unknown("not judged yet".into())
}
