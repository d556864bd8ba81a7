//! YAML: several documents, anchors, aliases and merge keys resolved, templates told from YAML.

mod build;
mod scalar;

use granit_parser::{Event, Parser, ScanError, Span as Mark, StructureStyle};
use lp_ready_checks::facts::file::File;

use super::{Read, at_line};
use build::Builder;

/// Reads the documents of a YAML file, up to the first error.
///
/// # Errors
/// Where and why it is no YAML; that it is a template, if it is one.
pub(super) fn read(file: &File, text: &str, read: &mut Read) -> Result<(), String> {
    let options = granit_parser::options! { emit_comments: false };
    let mut builder = Builder::new(file);
    let mut parser = Parser::new_from_str_with_options(text, options);
    while let Some(next) = parser.next_event() {
        let (event, mark) = next.map_err(|error| explain(text, &error))?;
        if is_template(text, &event, &mark) {
            return Err(template(text, offset(&mark)));
        }
        let at = mark.byte_range().unwrap_or(0..0);
        builder.take(event, at.clone()).map_err(|what| at_line(text, at.start, &what))?;
        read.documents.append(&mut builder.documents);
    }
    Ok(())
}

fn offset(mark: &Mark) -> usize {
    mark.byte_range().map_or(0, |range| range.start)
}

fn explain(text: &str, error: &ScanError) -> String {
    match template_action(text) {
        Some(at) => template(text, at),
        None => at_line(text, error.marker().byte_offset().unwrap_or(0), &error.info()),
    }
}

/// `name: {{ .Values.name }}` parses, as a map with a map for its key; nobody means that.
fn is_template(text: &str, event: &Event<'_>, mark: &Mark) -> bool {
    let rest = text.get(offset(mark)..).unwrap_or_default();
    matches!(event, Event::MappingStart(StructureStyle::Flow, ..))
        && rest.starts_with("{{")
        && rest.lines().next().is_some_and(|line| line.contains("}}"))
}

fn template(text: &str, at: usize) -> String {
    at_line(text, at, "holds template actions such as `{{ … }}`, so it is no YAML until it is rendered")
}

/// The first `{{ … }}` or `{% … %}`; `${{ … }}` is an expression of a CI workflow and stands in YAML proper.
fn template_action(text: &str) -> Option<usize> {
    let opens = |open: &str, close: &str| {
        let mut found = text.match_indices(open).map(|(at, _)| at);
        found.find(|at| !text[..*at].ends_with('$') && text[*at..].contains(close))
    };
    opens("{{", "}}").or_else(|| opens("{%", "%}"))
}
