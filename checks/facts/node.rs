//! Command lines of go-livepeer nodes, wherever they stand.

use super::file::{FileId, Span};

/// One go-livepeer command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The file it stands in.
    pub file: FileId,
    /// Its arguments after the program's name, in order.
    pub args: Vec<Arg>,
}

/// One argument, as the node would see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arg {
    /// The text, unquoted; `${…}` stands as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
