//! The production checklist itself, as data: its items, and the checks that judge each.

use std::sync::LazyLock;

use serde::Deserialize;

/// A heading of the checklist and what stands below it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// The items, in their order.
    pub item: Vec<Item>,
}

/// An item, as its readers know it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The item's own words.
    pub text: String,
    /// The ids of the checks that judge it.
    pub checks: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checklist {
    section: Vec<Part>,
}

static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| {
    let checklist: Checklist = toml::from_str(include_str!("checklist.toml")).expect("the checklist is valid");
    checklist.section
});

/// The headings, in their order.
#[must_use]
pub fn parts() -> &'static [Part] {
    &PARTS
}

/// The closing items, which sum up what stands above them.
#[must_use]
pub fn closing() -> &'static [Item] {
    PARTS.iter().find(|part| part.title == crate::launch::SECTION.title).map_or(&[], |part| &part.item)
}
