//! `lp-ready cost`.

use std::io::Write;

use anyhow::{Result, bail};
use lp_ready_checks::cost::projection;

use super::Outcome;
use super::args::{CostOptions, ListFormat};
use super::audit::expect_folder;
use crate::config::{Config, FILE_NAME};
use crate::plan::Plan;
use crate::report::cost::{self, Projection};
use crate::report::theme::Theme;
use crate::{audit, clock};

/// Shows what the volumes in the settings cost.
pub(super) fn run(options: &CostOptions, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    expect_folder(&options.path)?;
    let config = Config::load(&options.path, options.config.as_deref(), clock::today())?;
    let Some(spending) = config.team.spending.as_ref().filter(|spending| !spending.volumes.is_empty()) else {
        return ask(options, &config);
    };
    let projection = Projection::of(spending);
    match options.format {
        ListFormat::Terminal => cost::table::write(&projection, theme, out)?,
        ListFormat::Json => cost::json::write(&projection, out)?,
    }
    Ok(if projection.fits() { Outcome::Ready } else { Outcome::NotReady })
}

/// Says how volumes are written down, for the pipelines the project asks for.
fn ask(options: &CostOptions, config: &Config) -> Result<Outcome> {
    let facts = audit::facts(&options.path, &Plan::everything(), config)?;
    let tables = cost::to_fill_in(&projection::pipelines(&facts));
    bail!("expected volumes in `[cost.volumes]` of {FILE_NAME}, found none; with your own numbers:\n\n{tables}")
}
