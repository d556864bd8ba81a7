//! Model selection.

pub mod custom_models_tested;
pub mod pipelines;
pub mod warm_models;

use crate::check::Section;

/// Model selection.
pub static SECTION: Section = Section {
    id: "model_selection",
    title: "Model selection",
    checks: &[&warm_models::CHECK, &custom_models_tested::CHECK],
};
