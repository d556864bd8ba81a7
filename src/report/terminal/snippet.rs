//! Places as elements of a snippet: one excerpt per file, in the order in which they are named.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Snippet};
use lp_ready_checks::facts::file::{FileId, Span};
use lp_ready_checks::verdict::{Evidence, Place};

use crate::report::theme::Theme;
use crate::report::{Report, shown};

/// Excerpts larger than this (minified bundles) are not laid out; the place is named with a few words of what stands there.
const MAX_EXCERPT: usize = 64 * 1024;

/// How many characters of a place in a huge line are shown.
const MAX_QUOTE: usize = 60;

/// Labels beside the source need more columns than this; on narrower terminals they become notes, which can be wrapped.
const MIN_LABEL_WIDTH: usize = 60;

/// How far a note stands from the left edge.
const NOTE_INDENT: usize = 12;

/// Places in the order a reader needs them; the first stands out.
pub(super) fn elements<'r>(report: &'r Report, places: &'r [Evidence], theme: &Theme) -> Vec<Element<'r>> {
    let mut elements = Vec::new();
    for file in files(places) {
        elements.extend(of_file(report, places, file, theme));
    }
    for evidence in places {
        match &evidence.place {
            Place::Span(_) => {}
            Place::File(id) => {
                elements.push(Origin::path(report.facts.file(*id).path.as_str()).into());
                elements.push(note(&evidence.label, theme));
            }
            Place::Missing(what) if evidence.label.is_empty() => elements.push(note(&format!("no `{what}`"), theme)),
            Place::Missing(what) | Place::Attested(what) => {
                elements.push(note(&format!("`{what}`: {}", evidence.label), theme));
            }
        }
    }
    elements
}

/// Where a place is, without its source.
pub(super) fn origins<'r>(report: &'r Report, place: &Place) -> Vec<Element<'r>> {
    let Place::Span(at) = place else { return Vec::new() };
    let origin = Origin::path(report.facts.file(at.file()).path.as_str());
    match report.position(*at) {
        Some(position) => vec![origin.line(position.line).char_column(position.column).into()],
        None => vec![origin.into()],
    }
}

/// The files there are spans in, in the order they first appear.
fn files(places: &[Evidence]) -> Vec<FileId> {
    let mut files = Vec::new();
    for file in places.iter().filter_map(span).map(|(span, _)| span.file()) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

fn span(evidence: &Evidence) -> Option<(Span, &str)> {
    match &evidence.place {
        Place::Span(span) => Some((*span, &evidence.label)),
        _ => None,
    }
}

fn of_file<'r>(report: &'r Report, places: &'r [Evidence], file: FileId, theme: &Theme) -> Vec<Element<'r>> {
    let spans: Vec<(Span, &str)> = places.iter().filter_map(span).filter(|(span, _)| span.file() == file).collect();
    let path = report.facts.file(file).path.as_str();
    let positions = spans.iter().map(|(span, _)| report.position(*span)).collect::<Option<Vec<_>>>();
    let (Some(positions), Some(source)) = (positions, report.source(spans[0].0)) else {
        return vec![Origin::path(path).into()];
    };
    let first = positions.iter().map(|position| position.line).min().unwrap_or(1);
    let last = positions.iter().map(|position| position.end_line).max().unwrap_or(first);
    let lines = source.lines(first, last);
    if lines.len() > MAX_EXCERPT {
        return spans.iter().flat_map(|(span, label)| quote(report, *span, label, theme)).collect();
    }
    let excerpt = &source.shown.text[lines.clone()];
    let own = places.first().and_then(span).map(|(span, _)| span);
    let narrow = theme.width < MIN_LABEL_WIDTH;
    let annotations = spans.iter().map(|(span, label)| {
        let range = relative(source.shown.range(span.range()), &lines);
        annotation(range, if narrow { "" } else { label }, Some(*span) == own)
    });
    let snippet = Snippet::source(excerpt).path(path).line_start(first).annotations(annotations);
    let labels = spans.iter().zip(&positions).filter(|((_, label), _)| narrow && !label.is_empty());
    let notes = labels.map(|((_, label), position)| note(&format!("line {}: {label}", position.line), theme));
    std::iter::once(snippet.into()).chain(notes).collect()
}

/// A finding's own place stands out from those that lead to it.
fn annotation<'r>(range: Range<usize>, label: &'r str, own: bool) -> Annotation<'r> {
    let kind = if own { AnnotationKind::Primary } else { AnnotationKind::Context };
    kind.span(range).label((!label.is_empty()).then_some(label))
}

/// A range of the file as a range of the excerpt. An end past the last line's text (its line break) is drawn in.
fn relative(range: Range<usize>, excerpt: &Range<usize>) -> Range<usize> {
    let inside = |at: usize| at.clamp(excerpt.start, excerpt.end) - excerpt.start;
    inside(range.start)..inside(range.end)
}

/// A place whose surroundings are too large to show.
fn quote<'r>(report: &'r Report, at: Span, label: &str, theme: &Theme) -> Vec<Element<'r>> {
    let path = report.facts.file(at.file()).path.as_str();
    let (Some(position), Some(source)) = (report.position(at), report.source(at)) else {
        return vec![Origin::path(path).into()];
    };
    let text = &source.shown.text[source.shown.range(at.range())];
    let start: String = shown::printable(&text.chars().take(MAX_QUOTE).collect::<String>());
    let cut = if text.chars().nth(MAX_QUOTE).is_some() { "…" } else { "" };
    let origin = Origin::path(path).line(position.line).char_column(position.column);
    vec![origin.into(), note(&format!("`{start}{cut}` {label}"), theme)]
}

fn note<'r>(text: &str, theme: &Theme) -> Element<'r> {
    Level::NOTE.message(theme.wrap(text, NOTE_INDENT)).into()
}
