//! Who may play a stream or an asset is said when it is created.

use super::creations;
use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::video::{Created, Creation, Given, Policy};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Who may play a stream or an asset is said when it is created.
pub static CHECK: Check = Check {
    id: "video/playback_access",
    title: "streams and assets say who may play them",
    page: include_str!("playback_access.md"),
    severity: Severity::Important,
    profiles: &[Profile::Video],
    needs: &[Need::Source],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let played = creations(facts).filter(|creation| creation.what != Created::Transcode);
    Verdict::every(played.map(of_creation), || Verdict::NotApplicable("no stream or asset is created here".into()))
}

fn of_creation(creation: &Creation) -> Outcome {
    let what = creation.what.name();
    match &creation.policy {
        Given::Nothing => {
            let message = format!("anybody may play this {what}: without a `playbackPolicy` it is public");
            let help = "set `playbackPolicy` to `jwt` or `webhook`; `{ type: \"public\" }` says that it is meant so";
            Outcome::Bad(Finding::new(creation.at, "no playback policy", message).help(help))
        }
        Given::Unknown(why) => Outcome::Untold(format!("who may play a {what} could not be told: {why}")),
        Given::Set { at, value } => of_policy(*at, value, what),
    }
}

fn of_policy(at: Span, policy: &Policy, what: &str) -> Outcome {
    match policy.kind.as_deref() {
        Some("public") => Outcome::Good(Evidence::new(at, format!("this {what} is public by choice"))),
        Some("webhook") if !policy.webhook => {
            let message = "a policy of type `webhook` without `webhookId` is refused";
            let help = "add the id of the webhook that decides who may play";
            Outcome::Bad(Finding::new(at, "no webhook named", message).help(help))
        }
        Some(kind) => Outcome::Good(Evidence::new(at, format!("played by `{kind}` only"))),
        None => Outcome::Good(Evidence::new(at, "a playback policy is set")),
    }
}
