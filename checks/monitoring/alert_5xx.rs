//! Somebody is told when more than 1 % of requests end with 5xx.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

use super::failures::{self, Asked};

/// Somebody is told when more than 1 % of requests end with 5xx.
pub static CHECK: Check = Check {
    id: "monitoring/alert_5xx",
    title: "somebody is told when more than 1% of requests end with 5xx",
    page: include_str!("alert_5xx.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Config, Need::Source],
    judge,
};

/// What the checklist asks for. The node's own counter has errors of inference beside those of capacity.
const ASKED: Asked = Asked {
    failures: "5xx",
    limit: 0.01,
    matcher: r#"status=~"5..""#,
    of_node: r#"error_code!~"no orchestrators available.*""#,
    covers: |counted| counted.broken,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &ASKED)
}
