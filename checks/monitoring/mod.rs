//! Monitoring.

pub mod deposit_alert;
mod judged;
pub mod node_series;
pub mod status_logging;

use crate::check::Section;

/// Monitoring.
pub static SECTION: Section =
    Section { id: "monitoring", title: "Monitoring", checks: &[&status_logging::CHECK, &deposit_alert::CHECK] };
