//! What the launch is to cost, before anything of it is written.

pub mod json;
pub mod table;

use std::fmt::Write;

use lp_ready_checks::cost::estimate::{self, DAYS_A_MONTH, Line};
use lp_ready_checks::cost::rates::{self, RENDITIONS, Rate};
use lp_ready_checks::facts::spending::Spending;

/// Everything that is known of the costs.
#[derive(Debug)]
pub struct Projection<'s> {
    /// What it is worked out from.
    pub spending: &'s Spending,
    /// Each pipeline.
    pub lines: Vec<Line<'s>>,
}

impl<'s> Projection<'s> {
    /// Works it out.
    #[must_use]
    pub fn of(spending: &'s Spending) -> Self {
        Self { spending, lines: estimate::lines(spending) }
    }

    /// US dollars for a day.
    #[must_use]
    pub fn day(&self) -> f64 {
        estimate::usd_per_day(&self.lines)
    }

    /// US dollars for a month.
    #[must_use]
    pub fn month(&self) -> f64 {
        self.day() * DAYS_A_MONTH
    }

    /// Whether a month fits the budget, if there is one.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.spending.budget.as_ref().is_none_or(|budget| self.month() <= budget.usd)
    }
}

/// Tables of settings to fill in, for these pipelines; for text-to-image where there are none.
#[must_use]
pub fn to_fill_in(pipelines: &[&str]) -> String {
    let asked = |rate: &&Rate| pipelines.contains(&rate.pipeline.as_str());
    let mut chosen: Vec<&Rate> = rates::all().filter(asked).collect();
    if chosen.is_empty() {
        chosen.extend(rates::rate("text-to-image"));
    }
    let eth = if chosen.iter().any(|rate| rate.wei.is_some()) { "eth_price = 3000\n" } else { "" };
    let tables: Vec<String> = chosen.into_iter().map(table_of).collect();
    format!("[cost]\nbudget_per_month = 500\n{eth}\n{}", tables.join("\n"))
}

fn table_of(rate: &Rate) -> String {
    let mut table = format!("[cost.volumes.{}]\nper_day = 1000\n", rate.pipeline);
    for key in rate.required().chain(rate.wei.as_deref()) {
        // Writing to a text never fails.
        let _ = writeln!(table, "{key} = {}", example(key));
    }
    table
}

/// A number that is not absurd.
fn example(key: &str) -> &'static str {
    match key {
        RENDITIONS => "[{ width = 1280, height = 720, fps = 30 }]",
        "width" | "height" => "1024",
        "seconds" => "60",
        "characters" => "500",
        _ => "1000",
    }
}
