//! Webhooks are believed only when Studio signed them.

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::webhook::{Flaw, Proof, Receiver};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Webhooks are believed only when Studio signed them.
pub static CHECK: Check = Check {
    id: "video/webhook_signature",
    title: "webhooks are believed only with Studio's signature",
    page: include_str!("webhook_signature.md"),
    severity: Severity::Blocker,
    profiles: &[Profile::Video],
    needs: &[Need::Source],
    judge,
};

const HELP: &str =
    "take the HMAC-SHA256 of the raw body and compare it, in constant time, with `v1` of `Livepeer-Signature`";

fn judge(facts: &Facts) -> Verdict {
    Verdict::every(facts.livepeer.receivers.iter().flat_map(of_receiver), || {
        Verdict::NotApplicable("no code here takes Studio's webhooks".into())
    })
}

fn of_receiver(receiver: &Receiver) -> Vec<Outcome> {
    match &receiver.proof {
        Proof::Nothing { reads_header } => vec![unproved(receiver.at, *reads_header)],
        Proof::Unknown(why) => vec![Outcome::Untold(format!("whether a webhook is verified could not be told: {why}"))],
        Proof::Digest { at, flaws } if flaws.is_empty() => vec![Outcome::Good(Evidence::new(*at, "the body's digest"))],
        Proof::Digest { flaws, .. } => flaws.iter().map(|(flaw, at)| of_flaw(*flaw, *at)).collect(),
    }
}

fn unproved(at: Span, reads_header: bool) -> Outcome {
    let (label, message) = if reads_header {
        ("read, and never verified", "the signature is read and never verified: anybody may send these events")
    } else {
        ("taken from anybody", "events are believed without a signature: anybody may send them")
    };
    Outcome::Bad(Finding::new(at, label, message).help(HELP))
}

fn of_flaw(flaw: Flaw, at: Span) -> Outcome {
    let (label, message, help) = match flaw {
        Flaw::Timestamped => (
            "time and body",
            "the body alone is signed: with the time before it, no genuine webhook is ever believed",
            "take the digest of the raw body, and hold `t` against the `timestamp` within it",
        ),
        Flaw::Rewritten => (
            "written anew",
            "the digest is taken of a body that was parsed and written anew, which need not be what was sent",
            "take it of the raw bytes: `express.raw`, `request.text()`, `request.get_data()`",
        ),
        Flaw::WholeHeader => (
            "compared with the header",
            "the header is `t=…,v1=…`, and is compared as if it were the digest: no genuine webhook is believed",
            "split it at `,` and `=`, and take `v1`",
        ),
        Flaw::Leaky => (
            "ends at the first difference",
            "digests are compared by a comparison that tells how much of a guess is right",
            "compare with `timingSafeEqual`, `hmac.compare_digest`, `hmac.Equal` or `hash_equals`",
        ),
        Flaw::Open => (
            "nothing is checked without it",
            "where the secret is not set, every webhook is believed",
            "refuse to start, or to answer, without the secret",
        ),
    };
    let finding = Finding::new(at, label, message).help(help);
    if matches!(flaw, Flaw::Rewritten | Flaw::Leaky) { Outcome::Doubtful(finding) } else { Outcome::Bad(finding) }
}
