//! From verdicts to a report: profiles, severities, what could not be read, what may be shown.

use std::collections::BTreeSet;

use lp_ready_checks::check::{Check, Need, Profile};
use lp_ready_checks::facts::{Detected, Facts, Problem};
use lp_ready_checks::verdict::{Evidence, Finding, Fix, Place, Verdict};

use crate::config::Config;
use crate::report::secrets::Secrets;
use crate::report::shown::printable;
use crate::report::{Report, Settled};

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
    let checks = verdicts
        .into_iter()
        .filter(|(check, _)| !config.turns_off(check.id))
        .map(|(check, verdict)| settle_one(check, verdict, &facts, uses_livepeer, config))
        .map(|settled| Settled { verdict: clean(settled.verdict, &secrets), ..settled })
        .collect();
    clean_facts(&mut facts, &secrets);
    Report::new(printable(project), uses_livepeer, facts, checks, secrets)
}

fn settle_one(check: &'static Check, verdict: Verdict, facts: &Facts, uses_livepeer: bool, config: &Config) -> Settled {
    let asked =
        if uses_livepeer { not_asked(check, facts) } else { Some("the project does not use Livepeer".to_owned()) };
    let verdict = asked.map_or(verdict, Verdict::NotApplicable);
    let severity = config.severities.get(check.id).copied().flatten().unwrap_or(check.severity);
    Settled { check, severity, verdict: as_far_as_read(check, verdict, facts), fingerprints: Vec::new() }
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

fn clean_facts(facts: &mut Facts, secrets: &Secrets) {
    for file in &mut facts.files {
        file.path = printable(&file.path);
    }
    for problem in &mut facts.problems {
        problem.path = printable(&problem.path);
        problem.what = secrets.clean(&problem.what);
    }
    for because in facts.profiles.iter_mut().flat_map(|detected| &mut detected.because) {
        *because = secrets.clean(because);
    }
}

/// The verdict with every text in it as it may be shown.
fn clean(verdict: Verdict, secrets: &Secrets) -> Verdict {
    let findings =
        |findings: Vec<Finding>| findings.into_iter().map(|finding| clean_finding(finding, secrets)).collect();
    match verdict {
        Verdict::Pass(evidence) => Verdict::Pass(clean_evidence(evidence, secrets)),
        Verdict::Fail(found) => Verdict::Fail(findings(found)),
        Verdict::Warn(found) => Verdict::Warn(findings(found)),
        Verdict::NotApplicable(reason) => Verdict::NotApplicable(secrets.clean(&reason)),
        Verdict::NeedsAttestation(question) => Verdict::NeedsAttestation(secrets.clean(&question)),
        Verdict::Unknown(reason) => Verdict::Unknown(secrets.clean(&reason)),
    }
}

fn clean_finding(finding: Finding, secrets: &Secrets) -> Finding {
    Finding {
        message: secrets.clean(&finding.message),
        evidence: clean_evidence(finding.evidence, secrets),
        help: finding.help.map(|help| secrets.clean(&help)),
        fix: finding.fix.map(|fix| Fix { title: secrets.clean(&fix.title), ..fix }),
    }
}

fn clean_evidence(evidence: Vec<Evidence>, secrets: &Secrets) -> Vec<Evidence> {
    let cleaned = evidence.into_iter().map(|evidence| Evidence {
        label: secrets.clean(&evidence.label),
        place: match evidence.place {
            Place::Missing(what) => Place::Missing(secrets.clean(&what)),
            place => place,
        },
    });
    cleaned.collect()
}
