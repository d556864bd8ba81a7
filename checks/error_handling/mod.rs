//! Error handling.

pub mod request_timeout;
pub mod sdk_retry;

use crate::check::Section;

/// Error handling.
pub static SECTION: Section =
    Section { id: "error_handling", title: "Error handling", checks: &[&request_timeout::CHECK, &sdk_retry::CHECK] };
