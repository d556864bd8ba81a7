//! The image a node runs in.

use crate::facts::node::{Command, is_filled_in};
use crate::verdict::{Finding, Outcome};

/// Tags that stand for something else every week.
const MOVING: [&str; 4] = ["latest", "master", "main", "nightly"];

pub(super) fn judge(node: &Command) -> Vec<Outcome> {
    let Some(image) = node.image.as_ref().filter(|image| image.text.contains("go-livepeer")) else { return Vec::new() };
    let name = image.text.rsplit('/').next().unwrap_or_default();
    let tag = name.split_once(':').map_or("latest", |(_, tag)| tag);
    if name.contains('@') || is_filled_in(tag) || !MOVING.contains(&tag) {
        return Vec::new();
    }
    let message =
        format!("the image is whatever `{tag}` is when it is pulled: flags and prices change between releases");
    let finding =
        Finding::new(image.span, "not pinned", message).help("name a release: `livepeer/go-livepeer:v0.8.10`");
    vec![Outcome::Doubtful(finding)]
}

/// Whether an image is go-livepeer's own.
pub(super) fn is_official(image: &str) -> bool {
    let name = image.split([':', '@']).next().unwrap_or_default();
    matches!(name.strip_prefix("docker.io/").unwrap_or(name), "livepeer/go-livepeer")
}
