//! Images that change under a node's feet.

use crate::facts::Facts;
use crate::facts::node::{Program, Settings};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let (Program::Image(written), Some(image)) = (&node.command.program, node.command.image()) else {
        return Vec::new();
    };
    if image.is_pinned() || written.text.contains('$') {
        return Vec::new();
    }
    let message = match image.tag {
        Some(tag) => format!("the tag `{tag}` moves: the next restart may run another node"),
        None => "no tag, so `latest`: the next restart may run another node".to_owned(),
    };
    vec![Outcome::Doubtful(Finding::new(written.span, "not pinned", message).help("pin a release, such as `:v0.9.1`"))]
}
