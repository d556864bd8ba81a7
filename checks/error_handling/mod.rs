//! Error handling.

pub mod ceilings;
pub mod failures;
pub mod request_timeout;
pub mod sdk_retry;
pub mod status_401;
pub mod status_422;
pub mod status_429;
pub mod status_500;
pub mod status_503;

use crate::check::Section;

/// Error handling.
pub static SECTION: Section = Section {
    id: "error_handling",
    title: "Error handling",
    checks: &[
        &status_401::CHECK,
        &status_422::CHECK,
        &status_503::CHECK,
        &status_429::CHECK,
        &status_500::CHECK,
        &request_timeout::CHECK,
        &sdk_retry::CHECK,
    ],
};
