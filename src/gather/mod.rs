//! The only floor that touches the world: the tree, git, and what the files say.

pub mod config;
pub mod credentials;
pub mod source;

use std::path::Path;

use anyhow::Result;
use lp_ready_checks::facts::Facts;

use crate::config::Config;
use crate::plan::Plan;

/// What the files say, before the code in them is traced.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Everything but [`Facts::livepeer`] and [`Facts::profiles`].
    pub facts: Facts,
    /// The parsed source files, in the order of their files.
    pub modules: Vec<source::Module>,
}

/// Reads the project.
///
/// # Errors
/// When the root cannot be read at all, or a file that steers the run is invalid.
pub fn gather(_root: &Path, _plan: &Plan, _config: &Config) -> Result<Gathered> {
    Ok(Gathered::default())
}
