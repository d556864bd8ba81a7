//! Somebody is told when more than 5 % of requests end with 503.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

use super::failures::{self, Asked};

/// Somebody is told when more than 5 % of requests end with 503.
pub static CHECK: Check = Check {
    id: "monitoring/alert_503",
    title: "somebody is told when more than 5% of requests end with 503",
    page: include_str!("alert_503.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Config, Need::Source],
    judge,
};

/// What the checklist asks for. An alert on every 5xx tells of 503 as well.
const ASKED: Asked = Asked {
    failures: "503",
    limit: 0.05,
    matcher: r#"status="503""#,
    of_node: r#"error_code=~"no orchestrators available.*""#,
    covers: |counted| counted.unavailable,
};

fn judge(facts: &Facts) -> Verdict {
    failures::judge(facts, &ASKED)
}
