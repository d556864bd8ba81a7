//! Renditions are described as the API takes them.

use super::creations;
use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::file::Span;
use crate::facts::video::{Created, Creation, Given, Measure, Rendition};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Renditions are described as the API takes them.
pub static CHECK: Check = Check {
    id: "video/transcoding_profiles",
    title: "renditions are chosen, and described as the API takes them",
    page: include_str!("transcoding_profiles.md"),
    severity: Severity::Important,
    profiles: &[Profile::Video],
    needs: &[Need::Source],
    judge,
};

/// What a profile of a stream must have; those of assets and of files need the bitrate only. From livepeer/studio
/// `packages/api/src/schema/api-schema.yaml`, `ffmpeg-profile` and `transcode-profile`.
const OF_STREAMS: &[&str] = &["width", "name", "height", "bitrate", "fps"];
const OF_ASSETS: &[&str] = &["bitrate"];

/// Pixels across or down that a rendition has at least, by the same schema.
const LEAST_PIXELS: f64 = 128.0;

/// Bits per second below which a bitrate was meant in kilobits: no picture of 128 pixels fits into less.
const LEAST_BITRATE: f64 = 10_000.0;

fn judge(facts: &Facts) -> Verdict {
    let outcomes = creations(facts).flat_map(of_creation);
    Verdict::every(outcomes, || Verdict::NotApplicable("no stream is created here, and no profile is given".into()))
}

fn of_creation(creation: &Creation) -> Vec<Outcome> {
    match &creation.profiles {
        Given::Nothing if creation.what == Created::Stream => vec![by_default(creation.at)],
        // Those of an asset are derived from what is uploaded.
        Given::Nothing => Vec::new(),
        Given::Unknown(_) if creation.what != Created::Stream => Vec::new(),
        Given::Unknown(why) => vec![Outcome::Untold(format!("which renditions a stream has could not be told: {why}"))],
        Given::Set { at, value } if value.is_empty() => vec![Outcome::Doubtful(
            Finding::new(*at, "none", "an empty list leaves viewers with the source alone")
                .help("name renditions, or leave `profiles` out for Studio's own"),
        )],
        Given::Set { value, .. } => value.iter().map(|rendition| of_rendition(creation.what, rendition)).collect(),
    }
}

fn by_default(at: Span) -> Outcome {
    let message = "no profiles are given: Studio makes 240p, 360p, 480p and 720p of every stream";
    let help = "name the renditions your viewers need, each with width, height, bitrate and fps";
    Outcome::Doubtful(Finding::new(at, "no `profiles`", message).help(help))
}

fn of_rendition(what: Created, rendition: &Rendition) -> Outcome {
    let needed = if what == Created::Stream { OF_STREAMS } else { OF_ASSETS };
    let missing: Vec<String> = needed
        .iter()
        .filter(|name| !rendition.open && !rendition.fields.iter().any(|field| field == *name))
        .map(|name| format!("`{name}`"))
        .collect();
    if !missing.is_empty() {
        let message = format!("the API refuses this profile: it has no {}", missing.join(", no "));
        let help = "give every profile of a stream a name, width, height, bitrate and fps";
        return Outcome::Bad(Finding::new(rendition.at, "incomplete", message).help(help));
    }
    if let Some((number, at)) = rendition.number(Measure::Bitrate).filter(|(number, _)| *number < LEAST_BITRATE) {
        let message = format!("a bitrate of {number} bits per second shows no picture: it was meant in kilobits");
        return Outcome::Bad(Finding::new(at, "bits per second", message).help(format!("write {}", number * 1000.0)));
    }
    let small = [Measure::Width, Measure::Height].into_iter().filter_map(|measure| rendition.number(measure));
    if let Some((number, at)) = small.into_iter().find(|(number, _)| *number < LEAST_PIXELS) {
        let message = format!("the API refuses this profile: {number} pixels are fewer than 128");
        return Outcome::Bad(Finding::new(at, "too small", message).help("make it 128 pixels or more"));
    }
    Outcome::Good(Evidence::new(rendition.at, "a rendition the API takes"))
}
