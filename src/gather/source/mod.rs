//! Source files of every language as one kind of tree.

/// One parsed source file.
#[derive(Debug)]
pub struct Module {}
