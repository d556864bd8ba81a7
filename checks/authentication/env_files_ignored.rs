//! env files stay out of version control and images.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::Verdict;

/// env files stay out of version control and images.
pub static CHECK: Check = Check {
    id: "authentication/env_files_ignored",
    title: "env files stay out of version control and images",
    page: include_str!("env_files_ignored.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Env, Need::Git],
    judge,
};

fn judge(_facts: &Facts) -> Verdict {
    Verdict::Unknown("not judged yet".into())
}
