//! Programs that serve an orchestrator from a container.

use super::file::Span;

/// A program that serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Where it begins to serve.
    pub at: Span,
    /// What serves, as people call it: `pytrickle`, `Flask`, `net/http`.
    pub by: String,
    /// What becomes of SIGTERM.
    pub term: Term,
}

/// What becomes of SIGTERM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// The code handles it, here.
    Handled(Span),
    /// What serves handles it by itself.
    ByServer,
    /// Nobody handles it.
    Nobody,
}
