//! One audit: gather, trace, judge, settle.

use std::path::Path;

use anyhow::Result;
use lp_ready_checks::facts::Facts;
use rayon::prelude::*;

use crate::config::Config;
use crate::plan::Plan;
use crate::report::Report;
use crate::{gather, settle, trace};

/// Audits the project at `root`.
///
/// # Errors
/// When the root cannot be read at all, or a file that steers the run is invalid.
pub fn audit(root: &Path, plan: &Plan, config: &Config) -> Result<Report> {
    let facts = facts(root, plan, config)?;
    let verdicts = plan.checks.par_iter().map(|check| (*check, (check.judge)(&facts))).collect();
    Ok(settle::settle(&name_of(root), facts, verdicts, config))
}

/// What is known of the project at `root`, before anything is judged.
///
/// # Errors
/// As [`audit`].
pub fn facts(root: &Path, plan: &Plan, config: &Config) -> Result<Facts> {
    let facts = trace::trace(gather::gather(root, plan, config)?, config);
    Ok(settle::name_profiles(facts, config))
}

/// The name of the project's folder.
fn name_of(root: &Path) -> String {
    let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    whole.file_name().map_or_else(|| "/".to_owned(), |name| name.to_string_lossy().into_owned())
}
