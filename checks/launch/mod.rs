//! Launch readiness.

pub mod incident_contact;

use crate::check::Section;

/// Launch readiness.
pub static SECTION: Section = Section { id: "launch", title: "Launch readiness", checks: &[&incident_contact::CHECK] };
