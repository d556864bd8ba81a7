//! Whom the project's documents tell to ask when something breaks.

use super::file::Span;

/// A line that says whom to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Where.
    pub at: Span,
    /// Who, in a few words.
    pub who: &'static str,
}
