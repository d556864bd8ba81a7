//! From verdicts to a report: profiles, severities, what could not be read.

use lp_ready_checks::check::Check;
use lp_ready_checks::facts::Facts;
use lp_ready_checks::verdict::Verdict;

use crate::config::Config;
use crate::report::Report;

/// Settles what the verdicts come to for this project.
#[must_use]
pub fn settle(facts: Facts, verdicts: Vec<(&'static Check, Verdict)>, _config: &Config) -> Report {
    Report { facts, verdicts }
}
