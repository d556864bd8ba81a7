//! The costs as a table for a terminal.

use std::io::{self, Write};

use lp_ready_checks::cost::estimate::{Line, grouped, money, price};

use super::Projection;
use crate::report::theme::{Paint, Theme};
use crate::report::wrap;

/// The heads of the columns.
const HEADS: [&str; 5] = ["pipeline", "per day", "for one", "for a day", "for a month"];

/// Blanks between columns.
const GAP: &str = "  ";

/// Writes the table, and what its rates are.
///
/// # Errors
/// When it cannot be written.
pub fn write(projection: &Projection<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let rows = rows(projection);
    let widths: [usize; 5] = std::array::from_fn(|at| rows.iter().map(|row| wrap::width(&row[at])).max().unwrap_or(0));
    for (at, row) in rows.iter().enumerate() {
        let paint = if at == 0 || row[0] == "total" { Paint::Strong } else { Paint::Note };
        writeln!(out, "{}", line(row, &widths, paint, theme).trim_end())?;
    }
    writeln!(out)?;
    rates(projection, theme, out)?;
    verdict(projection, theme, out)
}

fn rows(projection: &Projection<'_>) -> Vec<[String; 5]> {
    let mut rows = vec![HEADS.map(str::to_owned)];
    rows.extend(projection.lines.iter().map(row));
    let total =
        [String::from("total"), String::new(), String::new(), money(projection.day()), money(projection.month())];
    rows.push(total);
    rows
}

fn row(line: &Line<'_>) -> [String; 5] {
    [
        line.volume.pipeline.clone(),
        grouped(&format!("{:.0}", line.volume.per_day)),
        price(line.usd_per_request),
        money(line.usd_per_day),
        money(line.usd_per_month()),
    ]
}

/// A row: the name on the left, numbers on the right of their columns.
fn line(row: &[String; 5], widths: &[usize; 5], paint: Paint, theme: &Theme) -> String {
    let name = format!("{}{}", theme.paint(paint, &row[0]), " ".repeat(widths[0] - wrap::width(&row[0])));
    let numbers =
        (1..row.len()).map(|at| format!("{GAP}{}{}", " ".repeat(widths[at] - wrap::width(&row[at])), row[at]));
    name + &numbers.collect::<String>()
}

/// How each pipeline is priced, and who says so.
fn rates(projection: &Projection<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    for line in &projection.lines {
        let units = grouped(&format!("{:.0}", line.units));
        let text = format!("{}: {units} x ${:e} per {}", line.volume.pipeline, line.usd_per_unit, line.rate.unit);
        writeln!(out, "{}", theme.paint(Paint::Faint, &text))?;
        writeln!(out, "  {}", theme.paint(Paint::Faint, source(line)))?;
    }
    let attempts = projection.spending.attempts;
    let attempts = if attempts > 1.0 { format!(", {attempts} attempts for a request") } else { String::new() };
    let about = format!("30 days a month{attempts}; orchestrators set their own prices, so measure the first week");
    writeln!(out, "{}\n", theme.paint(Paint::Faint, &theme.wrap(&about, 0)))
}

fn source<'l>(line: &'l Line<'_>) -> &'l str {
    if line.volume.price.is_some() { "lp-ready.toml" } else { &line.rate.source }
}

fn verdict(projection: &Projection<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let month = money(projection.month());
    let (paint, text) = match &projection.spending.budget {
        None => (Paint::Strong, format!("{month} a month; no budget is given")),
        Some(budget) if projection.fits() => {
            (Paint::Good, format!("{month} a month, within the budget of {}", money(budget.usd)))
        }
        Some(budget) => (Paint::Bad, format!("{month} a month, over the budget of {}", money(budget.usd))),
    };
    writeln!(out, "{}", theme.paint(paint, &theme.wrap(&text, 0)))
}
