//! `lp-ready checks` and `lp-ready explain`.

use std::io::Write;

use anyhow::{Result, anyhow};
use lp_ready_checks::SECTIONS;
use lp_ready_checks::check::{Check, Section};
use serde::Serialize;

use super::Outcome;
use super::args::ListFormat;
use crate::plan;
use crate::report::theme::{Paint, Theme};
use crate::report::{page, wrap};

/// Lists every check.
pub(super) fn list(format: ListFormat, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    match format {
        ListFormat::Terminal => write_sections(theme, out)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &List { version: 1, checks: entries() })?;
            writeln!(out)?;
        }
    }
    Ok(Outcome::Ready)
}

fn write_sections(theme: &Theme, out: &mut dyn Write) -> Result<()> {
    for (at, section) in SECTIONS.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", theme.paint(Paint::Strong, section.title))?;
        section.checks.iter().try_for_each(|check| write_check(check, theme, out))?;
    }
    Ok(())
}

fn write_check(check: &Check, theme: &Theme, out: &mut dyn Write) -> Result<()> {
    let asked_of: Vec<&str> = check.profiles.iter().map(|profile| profile.name()).collect();
    let asked_of = if asked_of.is_empty() { String::new() } else { format!(", {} only", asked_of.join(" and ")) };
    let about = format!("({}{asked_of})", check.severity.name());
    writeln!(out, "  {} {}", theme.paint(Paint::Note, check.id), theme.paint(Paint::Faint, &about))?;
    writeln!(out, "    {}", wrap::hanging(check.title, theme.prose_width(), 4))?;
    Ok(())
}

/// Prints the page of a check.
pub(super) fn explain(id: &str, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    let check = lp_ready_checks::all().find(|check| check.id == id);
    let check = check.ok_or_else(|| anyhow!("no check is called `{id}`{}", plan::hint(id)))?;
    let about = format!("{}, {}", check.id, check.severity.name());
    writeln!(out, "{}", theme.paint(Paint::Faint, &about))?;
    page::write(check.page, theme, out)?;
    Ok(Outcome::Ready)
}

#[derive(Serialize)]
struct List {
    version: u32,
    checks: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    section: &'static str,
    title: &'static str,
    severity: &'static str,
    profiles: Vec<&'static str>,
}

fn entries() -> Vec<Entry> {
    SECTIONS.iter().flat_map(|section| section.checks.iter().map(|check| entry(section, check))).collect()
}

fn entry(section: &Section, check: &Check) -> Entry {
    Entry {
        id: check.id,
        section: section.title,
        title: check.title,
        severity: check.severity.name(),
        profiles: check.profiles.iter().map(|profile| profile.name()).collect(),
    }
}
