//! BYOC applications.

pub mod ai_models;
pub mod graceful_shutdown;

use crate::check::Section;

/// BYOC applications.
pub static SECTION: Section =
    Section { id: "byoc", title: "BYOC applications", checks: &[&ai_models::CHECK, &graceful_shutdown::CHECK] };
