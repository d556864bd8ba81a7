//! What "ready" means for a Livepeer application: one check per item of the production checklist.
//!
//! A check is a value ([`check::Check`]) in a file of its own, with its page beside it. It looks at
//! [`facts::Facts`] and returns a [`verdict::Verdict`]; it reads nothing else and does nothing else.

pub mod authentication;
pub mod byoc;
pub mod check;
pub mod checklist;
pub mod cost;
pub mod error_handling;
pub mod facts;
pub mod gateway_selection;
pub mod launch;
pub mod model_selection;
pub mod monitoring;
mod similar;
pub mod verdict;
pub mod video;

use check::{Check, Section};

/// Every section, in the checklist's order. The one list there is.
pub static SECTIONS: &[&Section] = &[
    &gateway_selection::SECTION,
    &authentication::SECTION,
    &error_handling::SECTION,
    &model_selection::SECTION,
    &video::SECTION,
    &byoc::SECTION,
    &cost::SECTION,
    &monitoring::SECTION,
    &launch::SECTION,
];

/// Every check, in the checklist's order.
pub fn all() -> impl Iterator<Item = &'static Check> {
    SECTIONS.iter().flat_map(|section| section.checks.iter().copied())
}
