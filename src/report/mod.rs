//! The report every renderer renders.

use lp_ready_checks::check::Check;
use lp_ready_checks::facts::Facts;
use lp_ready_checks::verdict::Verdict;

/// What an audit came to.
#[derive(Debug)]
pub struct Report {
    /// The facts, whose files the findings point into.
    pub facts: Facts,
    /// Each check and its verdict.
    pub verdicts: Vec<(&'static Check, Verdict)>,
}
