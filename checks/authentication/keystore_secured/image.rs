//! Keystores and passwords that an image is built with.

use crate::facts::Facts;
use crate::facts::file::Span;
use crate::verdict::{Finding, Outcome};

/// Parts of names that only a keystore or its password has.
const NAMES: &[&str] = &["keystore", "utc--", "eth-secret", "eth_secret", "eth-password", "eth_password", ".lpdata"];

pub(super) fn judge(facts: &Facts) -> Vec<Outcome> {
    let ships = facts.images.iter().filter(|image| facts.file(image.file).role.ships());
    let runs_node = |span: Span| facts.nodes.iter().any(|node| node.file == span.file());
    let copies = ships.flat_map(|image| &image.instructions).filter(|it| matches!(it.keyword.as_str(), "COPY" | "ADD"));
    copies
        .filter(|copy| runs_node(copy.span))
        .filter_map(|copy| {
            let source = sources(&copy.text).find(|source| is_secret(source))?;
            let message = format!("the image is built with `{source}` in it: whoever pulls it has the key");
            let help = "mount it when the container starts, as a secret or a read-only volume";
            Some(Outcome::Bad(Finding::new(copy.span, "copied into the image", message).help(help)))
        })
        .collect()
}

/// What is copied: all but options and the last word; what comes from another image is no file of the project's.
fn sources(text: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = words.iter().any(|word| word.starts_with("--from"));
    let paths: Vec<&str> = words.into_iter().filter(|word| !word.starts_with("--") && !from).collect();
    let count = paths.len().saturating_sub(1);
    paths.into_iter().take(count).map(|path| path.trim_matches(['[', ']', '"', ',']))
}

fn is_secret(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    NAMES.iter().any(|name| path.contains(name))
}
