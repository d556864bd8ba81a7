//! Container images, as their Dockerfiles describe them.

use super::file::{FileId, Span};

/// A Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file.
    pub file: FileId,
    /// Its instructions in order, every stage's.
    pub instructions: Vec<Instruction>,
}

/// One instruction of a Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// The keyword in upper case: `FROM`, `CMD`.
    pub keyword: String,
    /// What follows the keyword, as written: continuations, flags and here-documents included.
    pub text: String,
    /// From the keyword to the end of the text.
    pub span: Span,
}

impl Image {
    /// The instructions with this keyword, in order.
    pub fn all<'a>(&'a self, keyword: &'a str) -> impl Iterator<Item = &'a Instruction> {
        self.instructions.iter().filter(move |instruction| instruction.keyword == keyword)
    }
}
