//! Reverse proxies: what nginx hands to the programs behind it.

use super::file::{FileId, Span};

/// A place of an nginx configuration that hands requests to a program behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pass {
    /// The file it stands in.
    pub file: FileId,
    /// The hosts it may go to, without scheme, port and path; `None` where that is computed.
    pub hosts: Option<Vec<String>>,
    /// The argument that says where it goes.
    pub at: Span,
    /// The time between two reads from the program, in milliseconds, where it is set here or around it.
    pub read_timeout: Option<(Span, Option<f64>)>,
    /// Whether other files are included here or around it, which may set what is not set here.
    pub includes: bool,
}
