//! Which checks run, and what has to be gathered for them.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow, bail};
use globset::{Glob, GlobMatcher};
use lp_ready_checks::SECTIONS;
use lp_ready_checks::check::{Check, Need};

use crate::config::Config;
use crate::suggest;

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

    /// The checks that `only` names (all of them when it is empty), without those that `skip` names and those that
    /// the configuration turns off. Both are ids or globs over ids.
    ///
    /// # Errors
    /// When a glob is invalid or matches no check, and when no check is left.
    pub fn select(only: &[String], skip: &[String], config: &Config) -> Result<Self> {
        let only = globs(only)?;
        let skip = globs(skip)?;
        let wanted = |check: &&Check| {
            (only.is_empty() || any(&only, check.id)) && !any(&skip, check.id) && !config.turns_off(check.id)
        };
        let checks: Vec<_> = lp_ready_checks::all().filter(wanted).collect();
        if checks.is_empty() {
            bail!("no check is left to run: widen `--only`, narrow `--skip`, or turn one on in lp-ready.toml");
        }
        Ok(Self { checks })
    }

    /// What these checks need.
    ///
    /// Credentials are always among it: reports quote source lines, and no quoted line may show a secret.
    #[must_use]
    pub fn needs(&self) -> BTreeSet<Need> {
        let needs = self.checks.iter().flat_map(|check| check.needs.iter().copied());
        needs.chain([Need::Credentials]).collect()
    }
}

fn any(globs: &[GlobMatcher], id: &str) -> bool {
    globs.iter().any(|glob| glob.is_match(id))
}

fn globs(patterns: &[String]) -> Result<Vec<GlobMatcher>> {
    patterns.iter().map(|pattern| glob(pattern)).collect()
}

fn glob(pattern: &str) -> Result<GlobMatcher> {
    let glob = Glob::new(pattern)
        .map_err(|error| anyhow!("expected a check's id or a glob over ids, found `{pattern}`: {}", error.kind()))?;
    let glob = glob.compile_matcher();
    if lp_ready_checks::all().any(|check| glob.is_match(check.id)) {
        return Ok(glob);
    }
    bail!("no check is called `{pattern}`{}", hint(pattern))
}

/// What may have been meant by an id or a glob that matches no check, as the end of a sentence.
#[must_use]
pub fn hint(typed: &str) -> String {
    let section = typed.trim_end_matches('/');
    if SECTIONS.iter().any(|known| known.id == section) {
        return format!(": that is a section, write `{section}/*` for all its checks");
    }
    match suggest::nearest(typed, lp_ready_checks::all().map(|check| check.id)) {
        Some(id) => format!(", did you mean `{id}`?"),
        None => "; `lp-ready checks` lists them all".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(only: &[&str], skip: &[&str]) -> Result<Vec<&'static str>> {
        let owned = |patterns: &[&str]| patterns.iter().map(|&pattern| pattern.to_owned()).collect::<Vec<_>>();
        let plan = Plan::select(&owned(only), &owned(skip), &Config::default())?;
        Ok(plan.checks.iter().map(|check| check.id).collect())
    }

    #[test]
    fn globs_reach_across_the_section_and_skip_wins_over_only() {
        let all = lp_ready_checks::all().map(|check| check.id);
        let kept: Vec<_> = all.filter(|id| id.starts_with("authentication/") && !id.contains("env")).collect();
        assert_eq!(ids(&["authentication/*"], &["*env*"]).unwrap(), kept);
        assert_eq!(ids(&["*retry*"], &[]).unwrap(), ["error_handling/sdk_retry"]);
    }

    #[test]
    fn a_glob_without_a_check_is_an_error_with_a_way_out() {
        let message = |pattern| ids(&[pattern], &[]).unwrap_err().to_string();
        assert_eq!(
            message("error_handling/sdk_retri"),
            "no check is called `error_handling/sdk_retri`, did you mean `error_handling/sdk_retry`?"
        );
        assert!(message("authentication").ends_with("write `authentication/*` for all its checks"));
        assert!(message("[").starts_with("expected a check's id or a glob over ids, found `[`"));
    }

    #[test]
    fn skipping_everything_is_an_error() {
        assert!(ids(&[], &["*"]).unwrap_err().to_string().starts_with("no check is left to run"));
    }

    #[test]
    fn credentials_are_gathered_whatever_is_judged() {
        let plan = Plan::select(&["byoc/*".to_owned()], &[], &Config::default()).unwrap();
        assert!(plan.needs().contains(&Need::Credentials));
    }
}
