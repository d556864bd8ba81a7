//! Keys stay on the server.

mod names;
mod shipped;
mod uses;

use std::collections::HashSet;

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::verdict::{Outcome, Verdict};

/// Keys stay on the server.
pub static CHECK: Check = Check {
    id: "authentication/server_key_on_server",
    title: "keys stay on the server",
    page: include_str!("server_key_on_server.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Source, Need::Config, Need::Env],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    if facts.profiles.is_empty() {
        return Verdict::NotApplicable("nothing here calls Livepeer".into());
    }
    let uses = uses::all(facts);
    let shipped: Vec<_> = facts.exposed.iter().filter(|exposed| shipped::is_key(facts, exposed, &uses)).collect();
    let names: HashSet<&str> = shipped.iter().map(|exposed| exposed.name.as_str()).collect();
    let mut seen = HashSet::new();
    let mut outcomes: Vec<Outcome> = shipped.iter().map(|exposed| shipped::outcome(exposed, &uses)).collect();
    outcomes.extend(uses.iter().flat_map(|used| uses::outcomes(facts, used, &names, &mut seen)));
    Verdict::every(outcomes, || Verdict::NotApplicable("no request carries a key of the project's".into()))
}
