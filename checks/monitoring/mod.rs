//! Monitoring.

pub mod alert_503;
pub mod alert_5xx;
pub mod deposit_alert;
mod failures;
mod judged;
pub mod latency_percentiles;
pub mod node_metrics;
pub mod node_series;
pub mod status_logging;

use crate::check::Section;

/// Monitoring.
pub static SECTION: Section = Section {
    id: "monitoring",
    title: "Monitoring",
    checks: &[
        &status_logging::CHECK,
        &latency_percentiles::CHECK,
        &alert_503::CHECK,
        &alert_5xx::CHECK,
        &node_metrics::CHECK,
        &deposit_alert::CHECK,
    ],
};
