//! What single rules come to, and what they come to together.

use crate::facts::Facts;
use crate::facts::alerts::{Rule, RuleKind, Series};
use crate::verdict::{Evidence, Finding, Outcome, Reason, Verdict};

use super::node_series::{Origin, origin};

/// What one rule comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Judged {
    /// It does what is asked.
    Good(Evidence),
    /// It does something else than its authors think: never fires, or always.
    Broken(Finding),
    /// It does too little; of no matter where another does enough.
    Lax(Finding),
    /// It deserves a look, where no other does enough.
    Doubtful(Finding),
    /// It cannot be told.
    Untold(Reason),
}

/// The verdict of all rules: broken ones are reported whatever the others do.
pub(super) fn verdict(judged: Vec<Judged>, none: impl FnOnce() -> Verdict) -> Verdict {
    let enough = judged.iter().any(|judged| matches!(judged, Judged::Good(_)));
    let outcome = |judged| match judged {
        Judged::Good(evidence) => Outcome::Good(evidence),
        Judged::Broken(finding) => Outcome::Bad(finding),
        _ if enough => Outcome::Aside,
        Judged::Lax(finding) => Outcome::Bad(finding),
        Judged::Doubtful(finding) => Outcome::Doubtful(finding),
        Judged::Untold(reason) => Outcome::Untold(reason),
    };
    Verdict::every(judged.into_iter().map(outcome), none)
}

/// The rules that tell somebody.
pub(super) fn alerts(facts: &Facts) -> impl Iterator<Item = &Rule> {
    facts.alerts.rules.iter().filter(|rule| rule.kind == RuleKind::Alert)
}

/// The first alert that looks at Livepeer: a team that keeps one here is taken to keep all of them here.
pub(super) fn kept_here(facts: &Facts) -> Option<&Rule> {
    let of_livepeer = |series: &Series| !matches!(origin(facts, series), Origin::Elsewhere);
    alerts(facts).find(|rule| rule.query.series().any(of_livepeer))
}

/// What is wrong with a rule that asks for a series that is nowhere.
pub(super) fn nowhere(facts: &Facts, rule: &Rule, series: &Series) -> Option<Judged> {
    let name = &series.metric;
    let label = "asks for it";
    match origin(facts, series) {
        Origin::Imagined(imagined) => {
            let message =
                format!("`{}` waits for `{name}`, which no go-livepeer node has: it never fires", short(&rule.name));
            let finding = Finding::new(rule.at, label, message);
            Some(Judged::Broken(match &imagined.instead {
                Some(instead) => finding.help(format!("ask for `{instead}`, or for a metric of your own client")),
                None => finding.help("ask for a metric of your own client: the node has nothing like it"),
            }))
        }
        Origin::Unheard => {
            let message = format!("neither go-livepeer nor the code here has a metric `{name}`");
            let help = "if another exporter has it, ignore this; else the rule never fires: see `/metrics` of the node";
            Some(Judged::Doubtful(Finding::new(rule.at, label, message).help(help)))
        }
        _ => None,
    }
}

/// A rule's name, as far as a message has room for it.
pub(super) fn short(name: &str) -> String {
    const ROOM: usize = 32;
    if name.chars().count() <= ROOM { name.to_owned() } else { name.chars().take(ROOM - 1).chain(['…']).collect() }
}
