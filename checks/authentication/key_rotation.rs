//! Keys are renewed every 90 days.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::rotation::Rotation;
use crate::facts::team::{Attestation, Date};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Keys are renewed every 90 days.
pub static CHECK: Check = Check {
    id: "authentication/key_rotation",
    title: "keys are renewed every 90 days",
    page: include_str!("key_rotation.md"),
    severity: Severity::Advice,
    profiles: &[],
    needs: &[Need::Source, Need::Config],
    judge,
};

/// Days a key may serve: the checklist's recommendation.
const DAYS: i32 = 90;

fn judge(facts: &Facts) -> Verdict {
    if facts.rotations.is_empty() && !has_key(facts) {
        return Verdict::NotApplicable("no request carries a key of the project's".into());
    }
    Verdict::some(facts.rotations.iter().map(by_rule), || by_hand(facts))
}

fn has_key(facts: &Facts) -> bool {
    let livepeer = &facts.livepeer;
    livepeer.requests.iter().any(|request| request.key.is_some())
        || livepeer.clients.iter().any(|client| client.key.is_some())
        || livepeer.compatible.iter().any(|client| client.key.is_some())
}

fn by_rule(rotation: &Rotation) -> Outcome {
    match rotation.days {
        Some(days) if days <= f64::from(DAYS) => {
            Outcome::Good(Evidence::new(rotation.at, format!("`{}` renews it every {days} days", rotation.by)))
        }
        Some(days) => {
            let message = format!("`{}` renews the key every {days} days, and not within {DAYS}", rotation.by);
            let finding = Finding::new(rotation.at, "too seldom", message);
            Outcome::Bad(finding.help(format!("let it renew the key every {DAYS} days or sooner")))
        }
        None => Outcome::Untold(format!("how often `{}` renews the key could not be told", rotation.by)),
    }
}

/// Keys renewed by hand: what was vouched for long ago is due again.
fn by_hand(facts: &Facts) -> Verdict {
    let today = facts.team.today;
    match facts.team.attestations.get(CHECK.id) {
        Some(word) if age(word.on, today) > DAYS => Verdict::Fail(vec![overdue(facts, word, today)]),
        _ => Verdict::NeedsAttestation(format!(
            "on which day was the key last renewed? `lp-ready attest {} --on DAY` takes a day within the last {DAYS}",
            CHECK.id
        )),
    }
}

fn age(on: Date, today: Date) -> i32 {
    today.since(on).map_or(0, |age| age.get_days())
}

fn overdue(facts: &Facts, word: &Attestation, today: Date) -> Finding {
    let message = format!("the key was last renewed on {}, {} days ago", word.on, age(word.on, today));
    Finding::new(facts.settings_place(&word.at, &word.by), format!("more than {DAYS} days"), message)
        .help(format!("make a new key, put it in, revoke the old one, then run `lp-ready attest {}`", CHECK.id))
}
