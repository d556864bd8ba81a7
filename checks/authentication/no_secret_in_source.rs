//! no credential stands in source code.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

/// no credential stands in source code.
pub static CHECK: Check = Check {
    id: "authentication/no_secret_in_source",
    title: "no credential stands in source code",
    page: include_str!("no_secret_in_source.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Source, Need::Credentials],
    judge,
};

fn judge(_facts: &Facts) -> Verdict {
    Verdict::Unknown("not judged yet".into())
}
