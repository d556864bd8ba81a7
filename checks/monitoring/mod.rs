//! Monitoring.

pub mod node_metrics;
pub mod status_logging;

use crate::check::Section;

/// Monitoring.
pub static SECTION: Section =
    Section { id: "monitoring", title: "Monitoring", checks: &[&status_logging::CHECK, &node_metrics::CHECK] };
