//! What is wrong with a settings file, shown at its line.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Snippet};

use crate::report::shown::printable;
use crate::report::theme::Theme;

/// Something a settings file says that it may not say.
#[derive(Debug)]
pub struct ConfigError {
    name: String,
    text: String,
    wrong: Wrong,
}

/// What is wrong and where: the part of an error that needs no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// What is wrong, as a clause.
    pub(super) message: String,
    /// One way out.
    pub(super) help: Option<String>,
}

impl ConfigError {
    pub(super) fn new(name: &str, text: &str, wrong: Wrong) -> Self {
        Self { name: printable(name), text: text.to_owned(), wrong }
    }

    /// The error with the line it is about.
    #[must_use]
    pub fn render(&self, theme: &Theme) -> String {
        let at = AnnotationKind::Primary.span(within(&self.text, &self.wrong.span));
        let snippet = Snippet::source(self.text.as_str()).path(self.name.as_str()).annotation(at);
        let title = Level::ERROR.primary_title(theme.wrap(&self.wrong.message, "error: ".len()));
        let group = Group::with_title(title).element(snippet);
        let help = self.wrong.help.as_deref().map(|help| Level::HELP.message(theme.wrap(help, HELP_INDENT)));
        theme.renderer().render(&[group.elements(help)])
    }
}

/// How far the text of a help stands from the left edge.
const HELP_INDENT: usize = 12;

/// A range the renderer can take: inside the text and on character boundaries.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    if text.get(span.clone()).is_some() { span.clone() } else { text.len()..text.len() }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&Theme::plain()))
    }
}

impl std::error::Error for ConfigError {}
