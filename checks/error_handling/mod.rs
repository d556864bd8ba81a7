//! Error handling.

pub mod sdk_retry;

use crate::check::Section;

/// Error handling.
pub static SECTION: Section = Section { id: "error_handling", title: "Error handling", checks: &[&sdk_retry::CHECK] };
