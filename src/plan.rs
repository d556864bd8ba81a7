//! Which checks run, and what has to be gathered for them.

use std::collections::BTreeSet;

use lp_ready_checks::check::{Check, Need};

/// The checks of one run.
#[derive(Debug)]
pub struct Plan {
    /// In the checklist's order.
    pub checks: Vec<&'static Check>,
}

impl Plan {
    /// Every check there is.
    #[must_use]
    pub fn everything() -> Self {
        Self { checks: lp_ready_checks::all().collect() }
    }

    /// What these checks need.
    #[must_use]
    pub fn needs(&self) -> BTreeSet<Need> {
        self.checks.iter().flat_map(|check| check.needs.iter().copied()).collect()
    }
}
