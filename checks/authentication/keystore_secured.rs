//! The node's keystore and its password are kept out of the repository, the image and the command line.

mod image;
mod keystore;
mod password;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::verdict::{Outcome, Verdict};

/// The node's keystore and its password are kept out of the repository, the image and the command line.
pub static CHECK: Check = Check {
    id: "authentication/keystore_secured",
    title: "the node's keystore and its password are kept out of sight",
    page: include_str!("keystore_secured.md"),
    severity: Severity::Blocker,
    profiles: &[Profile::SelfHosted, Profile::Byoc],
    needs: &[Need::Config, Need::Env, Need::Git, Need::Credentials, Need::Source],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let nodes = facts.deployed_nodes();
    let mut outcomes: Vec<Outcome> = keystore::judge(facts);
    outcomes.extend(image::judge(facts));
    outcomes.extend(nodes.iter().flat_map(|node| password::judge(facts, node)));
    Verdict::every(outcomes, || Verdict::NotApplicable("no keystore and no node that opens one was found".into()))
}
