//! From verdicts to a report: profiles, severities, what could not be read, the team's word, what may be shown.

mod clean;
mod lines;
mod remarks;
pub(crate) mod waivers;
mod words;

use std::collections::BTreeSet;

use lp_ready_checks::check::{Check, Need, Profile};
use lp_ready_checks::facts::{Detected, Facts, Problem};
use lp_ready_checks::verdict::{Finding, Verdict};

use crate::config::Config;
use crate::report::secrets::Secrets;
use crate::report::shown::printable;
use crate::report::{Report, Settled};
use waivers::Excuses;

/// What has to be gathered before a project can be said not to use Livepeer.
const USES: [Need; 2] = [Need::Source, Need::Config];

/// The facts with the profiles that somebody named in place of those that were found.
#[must_use]
pub fn name_profiles(mut facts: Facts, config: &Config) -> Facts {
    if !config.profiles.is_empty() {
        let mut named: Vec<Profile> = config.profiles.clone();
        named.sort_unstable();
        named.dedup();
        let because = vec![config.profiles_because.clone()];
        facts.profiles = named.into_iter().map(|profile| Detected { profile, because: because.clone() }).collect();
    }
    facts
}

/// Settles what the verdicts come to for the project of this name.
#[must_use]
pub fn settle(project: &str, facts: Facts, verdicts: Vec<(&'static Check, Verdict)>, config: &Config) -> Report {
    let mut facts = facts;
    let uses_livepeer = uses_livepeer(&facts, &verdicts);
    let secrets = Secrets::of(&facts, &verdicts);
    let mut floor = Floor::new(&facts, config);
    let asked = verdicts.into_iter().filter(|(check, _)| !config.turns_off(check.id));
    let checks: Vec<Settled> = asked.map(|(check, verdict)| floor.settle(check, verdict, uses_livepeer)).collect();
    let notices = if uses_livepeer { clean::findings(floor.notices(&checks), &secrets) } else { Vec::new() };
    let checks = checks.into_iter().map(|settled| clean::settled(settled, &secrets)).collect();
    clean::facts(&mut facts, &secrets);
    Report::new(printable(project), uses_livepeer, facts, checks, secrets).with_notices(notices)
}

/// What verdicts are settled with.
struct Floor<'a> {
    facts: &'a Facts,
    config: &'a Config,
    excuses: Excuses,
    /// What is to be said of attestations and waivers.
    notices: Vec<Finding>,
}

impl<'a> Floor<'a> {
    fn new(facts: &'a Facts, config: &'a Config) -> Self {
        let mut notices = Vec::new();
        let mut excuses = Excuses::of_settings(facts, config, &mut notices);
        remarks::read(facts, &mut excuses, &mut notices);
        Self { facts, config, excuses, notices }
    }

    fn settle(&mut self, check: &'static Check, verdict: Verdict, uses_livepeer: bool) -> Settled {
        let asked = if uses_livepeer {
            not_asked(check, self.facts)
        } else {
            Some("the project does not use Livepeer".to_owned())
        };
        let verdict = as_far_as_read(check, asked.map_or(verdict, Verdict::NotApplicable), self.facts);
        let (verdict, attestation) = words::hear(check, verdict, self.facts, &mut self.notices);
        let (verdict, waived) = self.excuses.apply(check, verdict, self.facts);
        let severity = self.config.severities.get(check.id).copied().flatten().unwrap_or(check.severity);
        Settled { check, severity, verdict, fingerprints: Vec::new(), waived, attestation }
    }

    /// What is to be said of attestations and waivers, now that every verdict is settled.
    fn notices(mut self, checks: &[Settled]) -> Vec<Finding> {
        let told = |settled: &Settled| !matches!(settled.verdict, Verdict::Unknown(_));
        let judged: Vec<_> = checks.iter().map(|settled| (settled.check.id, told(settled))).collect();
        self.notices.extend(self.excuses.useless(&judged));
        self.notices
    }
}

/// Whether anything uses Livepeer. When too little was gathered to tell, it is taken for granted.
fn uses_livepeer(facts: &Facts, verdicts: &[(&'static Check, Verdict)]) -> bool {
    let gathered: BTreeSet<Need> = verdicts.iter().flat_map(|(check, _)| check.needs.iter().copied()).collect();
    let livepeer = &facts.livepeer;
    !facts.profiles.is_empty()
        || !livepeer.requests.is_empty()
        || !livepeer.clients.is_empty()
        || !livepeer.addresses.is_empty()
        || !facts.nodes.is_empty()
        || !USES.iter().all(|need| gathered.contains(need))
}

/// Why the check is not asked of projects like this one, if it is not.
fn not_asked(check: &Check, facts: &Facts) -> Option<String> {
    if check.profiles.is_empty() || check.profiles.iter().any(|profile| facts.has(*profile)) {
        return None;
    }
    let names = |profiles: Vec<Profile>| {
        profiles.iter().map(|profile| format!("`{}`", profile.name())).collect::<Vec<_>>().join(", ")
    };
    let asked_of = names(check.profiles.to_vec());
    let this = names(facts.profiles.iter().map(|detected| detected.profile).collect());
    Some(if this.is_empty() {
        format!("asked of {asked_of} projects, and this one shows no sign of it")
    } else {
        format!("asked of {asked_of} projects, and this one is {this}")
    })
}

/// A verdict that rests on the absence of something does not stand when something could not be read.
fn as_far_as_read(check: &Check, verdict: Verdict, facts: &Facts) -> Verdict {
    let unmet = |problem: &&Problem| problem.needs.iter().any(|need| check.needs.contains(need));
    let problems: Vec<&Problem> = facts.problems.iter().filter(unmet).collect();
    match (&verdict, problems.as_slice()) {
        (Verdict::Pass(_) | Verdict::NotApplicable(_), [first, rest @ ..]) => {
            let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
            Verdict::Unknown(format!("`{}` could not be read: {}{more}", first.path, first.what))
        }
        _ => verdict,
    }
}
