//! Cost estimation.

pub mod estimate;
pub mod projection;
pub mod rates;

use crate::check::Section;

/// Cost estimation.
pub static SECTION: Section = Section { id: "cost", title: "Cost estimation", checks: &[&projection::CHECK] };
