//! Flags that still work and will not for long.

use crate::facts::Facts;
use crate::facts::node::{Settings, replacement};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    // An old version does not have the new names yet.
    let version = node.command.image().and_then(|image| image.version());
    if version.is_some_and(|version| version < (0, 8)) {
        return Vec::new();
    }
    let finding = |name: &str, span| {
        let new = replacement(name)?;
        let help = new.map_or_else(|| "remove it".to_owned(), |new| format!("write `-{new}`"));
        let message = format!("`-{name}` is deprecated");
        Some(Outcome::Doubtful(Finding::new(span, "deprecated", message).help(help)))
    };
    node.given().filter_map(|setting| finding(setting.name, setting.span)).collect()
}
