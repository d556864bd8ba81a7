//! SDK calls are retried for as long as a cold model loads.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

/// SDK calls are retried for as long as a cold model loads.
pub static CHECK: Check = Check {
    id: "error_handling/sdk_retry",
    title: "SDK calls are retried for as long as a cold model loads",
    page: include_str!("sdk_retry.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source],
    judge,
};

fn judge(_facts: &Facts) -> Verdict {
    Verdict::Unknown("not judged yet".into())
}
