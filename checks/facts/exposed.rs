//! What a project hands to its users' browsers and devices: variables that a bundler takes for public, and settings
//! that make them so.

use super::file::Span;
use super::livepeer::Side;

/// A variable or a setting whose value ends up with everybody who opens the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed {
    /// The variable, or the setting by its path: `NEXT_PUBLIC_API_KEY`, `extra.apiKey`.
    pub name: String,
    /// What hands it over, as the subject of a sentence.
    pub by: String,
    /// The variables that a setting takes its value from.
    pub of: Vec<String>,
    /// Where it is made public, or given a value that is in force somewhere.
    pub set: Vec<Span>,
    /// Where code reads it, in the order of files and lines.
    pub reads: Vec<Read>,
}

/// A place where code reads a variable or a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Where.
    pub at: Span,
    /// The side it runs on.
    pub runs: Side,
}
