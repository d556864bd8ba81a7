//! What somebody's word answers: the questions and the unknown, never a finding.

use lp_ready_checks::check::Check;
use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::team::{Attestation, Date};
use lp_ready_checks::verdict::{Evidence, Finding, Place, Verdict};

/// The verdict with the team's word on it taken into account, and that word where it decided.
pub(super) fn hear(
    check: &Check,
    verdict: Verdict,
    facts: &Facts,
    notices: &mut Vec<Finding>,
) -> (Verdict, Option<Attestation>) {
    let Some(word) = facts.team.attestations.get(check.id) else { return (verdict, None) };
    let expired = word.expired(facts.team.today);
    match (verdict, expired) {
        (Verdict::NeedsAttestation(_) | Verdict::Unknown(_), Some(day)) => {
            (Verdict::Fail(vec![no_longer(check, word, day, facts)]), Some(word.clone()))
        }
        (Verdict::NeedsAttestation(_), None) => (Verdict::Pass(vec![evidence(word, None)]), Some(word.clone())),
        (Verdict::Unknown(why), None) => (Verdict::Pass(vec![evidence(word, Some(&why))]), Some(word.clone())),
        (verdict @ (Verdict::Fail(_) | Verdict::Warn(_)), _) => {
            notices.push(overruled(check, word, facts));
            (verdict, None)
        }
        (verdict, _) => (verdict, None),
    }
}

fn evidence(word: &Attestation, unknown: Option<&str>) -> Evidence {
    let otherwise = unknown.map_or_else(String::new, |why| format!("; could not be told from the files: {why}"));
    Evidence::new(Place::Attested(word.by.clone()), format!("attested by {word}{otherwise}"))
}

fn no_longer(check: &Check, word: &Attestation, day: Date, facts: &Facts) -> Finding {
    let message = format!("the word of `{}` on this held until {day}", word.by);
    Finding::new(place(word, facts), "expired", message)
        .help(format!("look again, then renew it: `lp-ready attest {}`", check.id))
}

fn overruled(check: &Check, word: &Attestation, facts: &Facts) -> Finding {
    let message = format!("`{}` vouches for `{}`, and findings speak against it", word.by, check.id);
    Finding::new(place(word, facts), "an attestation answers what cannot be told, never a finding", message)
        .help("mend the findings, or waive them with a reason")
}

fn place(word: &Attestation, facts: &Facts) -> Place {
    facts.settings_place(&word.at, &word.by)
}
