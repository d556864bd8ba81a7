//! The costs as JSON, version 1.

use std::io::{self, Write};

use lp_ready_checks::cost::estimate::{DAYS_A_MONTH, Line};
use serde::Serialize;

use super::Projection;

#[derive(Serialize)]
struct Document<'p> {
    version: u32,
    days_per_month: f64,
    attempts: f64,
    eth_price: Option<f64>,
    pipelines: Vec<Entry<'p>>,
    usd_per_day: f64,
    usd_per_month: f64,
    budget_per_month: Option<f64>,
    within_budget: Option<bool>,
}

#[derive(Serialize)]
struct Entry<'p> {
    pipeline: &'p str,
    per_day: f64,
    units: f64,
    unit: &'p str,
    usd_per_unit: f64,
    /// Who says what a unit costs; `null` where the settings do.
    source: Option<&'p str>,
    usd_per_request: f64,
    usd_per_day: f64,
    usd_per_month: f64,
}

/// Writes the projection.
///
/// # Errors
/// When it cannot be written.
pub fn write(projection: &Projection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let spending = projection.spending;
    let document = Document {
        version: 1,
        days_per_month: DAYS_A_MONTH,
        attempts: spending.attempts,
        eth_price: spending.eth_price,
        pipelines: projection.lines.iter().map(entry).collect(),
        usd_per_day: projection.day(),
        usd_per_month: projection.month(),
        budget_per_month: spending.budget.as_ref().map(|budget| budget.usd),
        within_budget: spending.budget.as_ref().map(|_| projection.fits()),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn entry<'p>(line: &'p Line<'_>) -> Entry<'p> {
    Entry {
        pipeline: &line.volume.pipeline,
        per_day: line.volume.per_day,
        units: line.units,
        unit: &line.rate.unit,
        usd_per_unit: line.usd_per_unit,
        source: line.volume.price.is_none().then_some(line.rate.source.as_str()),
        usd_per_request: line.usd_per_request,
        usd_per_day: line.usd_per_day,
        usd_per_month: line.usd_per_month(),
    }
}
