//! It is written down whom to ask when something breaks.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::{Evidence, Verdict};

/// It is written down whom to ask when something breaks.
pub static CHECK: Check = Check {
    id: "launch/incident_contact",
    title: "it is written down whom to ask when something breaks",
    page: include_str!("incident_contact.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Prose],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let named: Vec<Evidence> = facts.contacts.iter().map(|contact| Evidence::new(contact.at, contact.who)).collect();
    if named.is_empty() {
        return Verdict::NeedsAttestation(
            "who is asked when the gateway fails at night: who is on call, and is the Livepeer Discord `#builders` known to them?"
                .into(),
        );
    }
    Verdict::Pass(named)
}
