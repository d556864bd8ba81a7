//! Gateway selection.

pub mod authenticated_gateway;
pub mod hosts;
pub mod listening;
pub mod node_command_line;
pub mod production_gateway;

use crate::check::Section;

/// Gateway selection.
pub static SECTION: Section = Section {
    id: "gateway_selection",
    title: "Gateway selection",
    checks: &[&production_gateway::CHECK, &authenticated_gateway::CHECK, &node_command_line::CHECK],
};
