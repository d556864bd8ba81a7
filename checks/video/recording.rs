//! Streams are recorded where they have to be kept.

use super::creations;
use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::video::{Created, Creation, Given};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Streams are recorded where they have to be kept.
pub static CHECK: Check = Check {
    id: "video/recording",
    title: "streams are recorded where they have to be kept",
    page: include_str!("recording.md"),
    severity: Severity::Advice,
    profiles: &[Profile::Video],
    needs: &[Need::Source],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let streams: Vec<_> = creations(facts).filter(|creation| creation.what == Created::Stream).collect();
    let without = streams.iter().filter(|creation| is_off(creation)).count();
    if without > 0 && without == streams.len() {
        if let Some(used) = facts.livepeer.recordings.first() {
            let message = "no stream is recorded, and the code reads recordings";
            let finding = Finding::new(streams[0].at, "not recorded", message).because(*used, "read here");
            return Verdict::Fail(vec![finding.help("create streams with `record: true`")]);
        }
        let question =
            "must streams be kept as videos? Every stream here is created without `record: true`, so none is";
        return Verdict::NeedsAttestation(question.into());
    }
    let outcomes = streams.into_iter().map(of_stream);
    Verdict::every(outcomes, || Verdict::NotApplicable("no stream is created here".into()))
}

fn is_off(creation: &Creation) -> bool {
    matches!(creation.record, Given::Nothing | Given::Set { value: Some(false), .. })
}

/// Where some streams are recorded, the others are left out on purpose.
fn of_stream(creation: &Creation) -> Outcome {
    match &creation.record {
        Given::Set { at, value: Some(true) } => Outcome::Good(Evidence::new(*at, "recorded")),
        Given::Set { at, value: None } => Outcome::Good(Evidence::new(*at, "recorded where it is asked for")),
        Given::Nothing | Given::Set { .. } => Outcome::Good(Evidence::new(creation.at, "not recorded, as others are")),
        Given::Unknown(why) => Outcome::Untold(format!("whether a stream is recorded could not be told: {why}")),
    }
}
