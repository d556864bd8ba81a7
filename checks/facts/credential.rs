//! Credentials, known by their form or by what they stand beside. Values are never kept, only their spans.

use super::file::Span;

/// Something that looks like a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The rule that found it, as in `key_patterns.toml` or the team's own rules.
    pub rule: String,
    /// What it is, as a noun: "Livepeer Studio API key".
    pub what: String,
    /// Where the value stands, and nothing around it.
    pub span: Span,
}
