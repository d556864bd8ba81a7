//! BYOC applications.

pub mod ai_models;

use crate::check::Section;

/// BYOC applications.
pub static SECTION: Section = Section { id: "byoc", title: "BYOC applications", checks: &[&ai_models::CHECK] };
