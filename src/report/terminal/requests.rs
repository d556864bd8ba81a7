//! The requests the project makes, as a matrix; below each other where that is too wide.

use std::io::{self, Write};

use crate::report::requests::{Row, rows};
use crate::report::theme::{Paint, Theme};
use crate::report::{Report, wrap};

/// How many columns there are.
const COLUMNS: usize = 15;

const HEADINGS: [&str; COLUMNS] = [
    "request", "via", "gateway", "pipeline", "model", "key", "runs", "timeout", "retry", "401", "422", "429", "500",
    "503", "dropped",
];

/// Columns between two cells.
const GAP: usize = 2;

pub(super) fn write(report: &Report, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<[String; COLUMNS]> = rows(report).into_iter().map(cells).collect();
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", theme.paint(Paint::Strong, "Requests"))?;
    let columns = columns(&rows);
    if columns.iter().sum::<usize>() + GAP * HEADINGS.len() <= theme.width {
        write_table(&rows, &columns, theme, out)?;
    } else {
        write_list(&rows, theme, out)?;
    }
    writeln!(out)
}

fn cells(row: Row<'_>) -> [String; COLUMNS] {
    let place = row.place();
    let pipeline = row.pipeline.unwrap_or_else(|| "-".to_owned());
    let [a, b, c, d, e] = row.handles.map(str::to_owned);
    let runs = row.runs.to_owned();
    let dropped = row.dropped.to_owned();
    [place, row.via, row.gateway, pipeline, row.model, row.key, runs, row.timeout, row.retry, a, b, c, d, e, dropped]
}

fn columns(rows: &[[String; COLUMNS]]) -> [usize; COLUMNS] {
    std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| wrap::width(&row[column]));
        cells.max().unwrap_or(0).max(HEADINGS[column].len())
    })
}

fn write_table(
    rows: &[[String; COLUMNS]],
    columns: &[usize; COLUMNS],
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "  {}", theme.paint(Paint::Faint, &line(&HEADINGS.map(str::to_owned), columns)))?;
    rows.iter().try_for_each(|row| writeln!(out, "  {}", line(row, columns)))
}

fn line(cells: &[String; COLUMNS], columns: &[usize; COLUMNS]) -> String {
    let padded = cells.iter().zip(columns).map(|(cell, columns)| wrap::pad(cell, columns + GAP));
    padded.collect::<String>().trim_end().to_owned()
}

fn write_list(rows: &[[String; COLUMNS]], theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        writeln!(out, "  {}", row[0])?;
        for (name, cell) in HEADINGS.iter().zip(row).skip(1) {
            let cell = wrap::hanging(cell, theme.prose_width(), 14);
            writeln!(out, "    {}{cell}", theme.paint(Paint::Faint, &wrap::pad(name, 10)))?;
        }
    }
    Ok(())
}
