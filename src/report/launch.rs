//! The closing items of the checklist, each rolled up from the checks beneath it.

use lp_ready_checks::checklist::{self, Item};
use lp_ready_checks::verdict::Verdict;

use super::{Report, Settled};

/// A closing item and what it rests on.
#[derive(Debug)]
pub struct Closing<'r> {
    /// The item.
    pub item: &'static Item,
    /// The checks of this run beneath it, in the checklist's order.
    pub checks: Vec<&'r Settled>,
    /// The check that is worst off: the item stands no better.
    pub worst: &'r Settled,
}

impl Report {
    /// The closing items that a check of this run stands beneath.
    #[must_use]
    pub fn closing(&self) -> Vec<Closing<'_>> {
        checklist::closing().iter().filter_map(|item| self.close(item)).collect()
    }

    fn close(&self, item: &'static Item) -> Option<Closing<'_>> {
        let beneath = |settled: &&Settled| item.checks.iter().any(|id| id == settled.check.id);
        let checks: Vec<&Settled> = self.checks.iter().filter(beneath).collect();
        // Of several that are equally bad the first one.
        let worst = checks.iter().copied().rev().max_by_key(|settled| badness(&settled.verdict))?;
        Some(Closing { item, checks, worst })
    }
}

/// How far a verdict is from what a launch needs.
fn badness(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::NotApplicable(_) => 0,
        Verdict::Pass(_) => 1,
        Verdict::Waived(_) => 2,
        Verdict::Warn(_) => 3,
        Verdict::NeedsAttestation(_) => 4,
        Verdict::Unknown(_) => 5,
        Verdict::Fail(_) => 6,
    }
}
