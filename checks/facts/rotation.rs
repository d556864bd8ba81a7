//! Secrets that infrastructure renews by itself.

use super::file::Span;

/// A rule by which a secret is renewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Rotation {
    /// Where it is set up.
    pub at: Span,
    /// What renews it, as the file names it.
    pub by: String,
    /// Days between two renewals; `None` where they could not be told.
    pub days: Option<f64>,
}
