//! The pipelines a node knows.

use super::similar;

/// From go-livepeer `core/capabilities.go`.
pub(super) static PIPELINES: [&str; 10] = [
    "text-to-image",
    "image-to-image",
    "image-to-video",
    "upscale",
    "audio-to-text",
    "segment-anything-2",
    "llm",
    "image-to-text",
    "live-video-to-video",
    "text-to-speech",
];

/// Live pipelines that have a managed container of their own, from go-livepeer `ai/worker/docker.go`.
static LIVE: [&str; 10] = [
    "streamdiffusion",
    "streamdiffusion-sd15",
    "streamdiffusion-sd15-v2v",
    "streamdiffusion-sdxl",
    "streamdiffusion-sdxl-v2v",
    "streamdiffusion-sdxl-faceid",
    "comfyui",
    "segment_anything_2",
    "noop",
    "scope",
];

/// Whether the node finds a capability of this name: the first letter in either case, dashes or blanks between words.
pub(super) fn is_known(name: &str) -> bool {
    PIPELINES.contains(&canonical(name).as_str())
}

/// The usual spelling of a name the node takes; other names stay what they are.
pub(super) fn canonical(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters.map(|letter| if letter == ' ' { '-' } else { letter })).collect()
}

/// Whether the node has a managed container for this live pipeline.
pub(super) fn has_live_container(model: &str) -> bool {
    LIVE.contains(&model)
}

/// What to write instead of a name the node does not know.
pub(super) fn advice(name: &str) -> String {
    if name.eq_ignore_ascii_case("byoc") {
        return "register the capability by POST /capability/register, or as a runner in `-liveRunnerConfig`".into();
    }
    let meant = match name.replace(['_', ' '], "-").to_ascii_lowercase().as_str() {
        "image-segmentation" | "segmentation" => Some("segment-anything-2"),
        "speech-to-text" | "transcription" => Some("audio-to-text"),
        _ => similar::nearest(name, PIPELINES),
    };
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the node knows {}", PIPELINES.join(", ")),
    }
}
