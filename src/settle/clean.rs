//! Every text of a report as it may be shown.

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::team::Attestation;
use lp_ready_checks::verdict::{Evidence, Finding, Fix, Place, Verdict};

use crate::report::secrets::Secrets;
use crate::report::shown::printable;
use crate::report::{Settled, Waived};

pub(super) fn facts(facts: &mut Facts, secrets: &Secrets) {
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

pub(super) fn settled(settled: Settled, secrets: &Secrets) -> Settled {
    Settled {
        verdict: verdict(settled.verdict, secrets),
        waived: settled.waived.into_iter().map(|one| waived(one, secrets)).collect(),
        attestation: settled.attestation.map(|word| attestation(word, secrets)),
        ..settled
    }
}

fn waived(waived: Waived, secrets: &Secrets) -> Waived {
    Waived {
        finding: finding(waived.finding, secrets),
        reason: secrets.clean(&waived.reason),
        by: place(waived.by, secrets),
        ..waived
    }
}

fn attestation(word: Attestation, secrets: &Secrets) -> Attestation {
    Attestation {
        by: secrets.clean(&word.by),
        evidence: word.evidence.iter().map(|evidence| secrets.clean(evidence)).collect(),
        note: word.note.map(|note| secrets.clean(&note)),
        ..word
    }
}

/// The verdict with every text in it as it may be shown.
fn verdict(verdict: Verdict, secrets: &Secrets) -> Verdict {
    match verdict {
        Verdict::Pass(found) => Verdict::Pass(evidence(found, secrets)),
        Verdict::Fail(found) => Verdict::Fail(findings(found, secrets)),
        Verdict::Warn(found) => Verdict::Warn(findings(found, secrets)),
        Verdict::NotApplicable(reason) => Verdict::NotApplicable(secrets.clean(&reason)),
        Verdict::NeedsAttestation(question) => Verdict::NeedsAttestation(secrets.clean(&question)),
        Verdict::Unknown(reason) => Verdict::Unknown(secrets.clean(&reason)),
        Verdict::Waived(reason) => Verdict::Waived(secrets.clean(&reason)),
    }
}

pub(super) fn findings(findings: Vec<Finding>, secrets: &Secrets) -> Vec<Finding> {
    findings.into_iter().map(|found| finding(found, secrets)).collect()
}

fn finding(finding: Finding, secrets: &Secrets) -> Finding {
    Finding {
        message: secrets.clean(&finding.message),
        evidence: evidence(finding.evidence, secrets),
        help: finding.help.map(|help| secrets.clean(&help)),
        fix: finding.fix.map(|fix| Fix { title: secrets.clean(&fix.title), ..fix }),
        doubtful: finding.doubtful,
    }
}

fn evidence(evidence: Vec<Evidence>, secrets: &Secrets) -> Vec<Evidence> {
    let cleaned = evidence
        .into_iter()
        .map(|evidence| Evidence { label: secrets.clean(&evidence.label), place: place(evidence.place, secrets) });
    cleaned.collect()
}

fn place(place: Place, secrets: &Secrets) -> Place {
    match place {
        Place::Missing(what) => Place::Missing(secrets.clean(&what)),
        Place::Attested(who) => Place::Attested(secrets.clean(&who)),
        place @ (Place::Span(_) | Place::File(_)) => place,
    }
}
