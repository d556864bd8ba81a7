//! Comments in the project's files that speak to lp-ready.

use super::file::Span;

/// What such a comment begins with.
pub const MARK: &str = "lp-ready:";

/// A comment that speaks to lp-ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remark {
    /// From [`MARK`] to the end of the comment.
    pub at: Span,
    /// Whether nothing else stands on its line, so that it speaks of the line below.
    pub alone: bool,
}
