//! Video applications.

pub mod playback_access;
pub mod player_fallback;
pub mod recording;
pub mod transcoding_profiles;
pub mod webhook_signature;

use crate::check::Section;
use crate::facts::Facts;
use crate::facts::video::Creation;

/// Video applications.
pub static SECTION: Section = Section {
    id: "video",
    title: "Video applications",
    checks: &[
        &transcoding_profiles::CHECK,
        &webhook_signature::CHECK,
        &playback_access::CHECK,
        &recording::CHECK,
        &player_fallback::CHECK,
    ],
};

/// Everything the code creates at the video API.
fn creations(facts: &Facts) -> impl Iterator<Item = &Creation> {
    let by_request = facts.livepeer.requests.iter().flat_map(|request| &request.creates);
    by_request.chain(&facts.livepeer.created)
}
