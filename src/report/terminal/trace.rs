//! Requests explained, each thing that is known of them with the source that shows it.

use std::io::{self, Write};

use annotate_snippets::{Group, Level};

use super::snippet;
use crate::report::Report;
use crate::report::theme::{Paint, Theme};
use crate::report::trace::{Aspect, Explained};

/// How far the text of a note stands from the left edge.
const NOTE_INDENT: usize = 12;

/// Writes what is known of requests.
///
/// # Errors
/// When it cannot be written.
pub fn write(report: &Report, requests: &[Explained<'_>], theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    for explained in requests {
        writeln!(out, "{}\n", theme.paint(Paint::Strong, &explained.row.place()))?;
        for aspect in &explained.aspects {
            writeln!(out, "{}\n", render(report, aspect, theme))?;
        }
    }
    Ok(())
}

fn render(report: &Report, aspect: &Aspect, theme: &Theme) -> String {
    let title = theme.wrap(&aspect.says, aspect.name.len() + 2);
    let mut group = Group::with_title(Level::INFO.with_name(aspect.name.as_str()).primary_title(title));
    for element in snippet::elements(report, &aspect.places, theme) {
        group = group.element(element);
    }
    if let Some(why) = &aspect.open {
        group = group.element(Level::NOTE.message(theme.wrap(&format!("not known: {why}"), NOTE_INDENT)));
    }
    theme.renderer().render(&[group])
}
