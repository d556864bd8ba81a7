//! What git tracks and ignores, and what an image build leaves out.

use super::file::{FileId, Span};

/// The repository the project lives in.
#[derive(Debug, Clone, Default)]
pub struct Git {
    /// Whether there is one and it could be read.
    pub state: State,
    /// What the ignore rules say of the env files there are and of the usual ones that are not there yet.
    pub ignores: Vec<Ignore>,
}

/// Whether there is a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum State {
    /// None.
    #[default]
    Absent,
    /// One that could not be read, and why.
    Unreadable(String),
    /// One that was read.
    Read,
}

/// What ignore rules say of one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// Whose rules.
    pub by: Rules,
    /// The path asked about, relative to the root; it need not exist.
    pub path: String,
    /// Whether they leave it out.
    pub ignored: bool,
    /// The rule that decided, if one matched; a negation too. `None` also where its file lies above the root.
    pub rule: Option<Span>,
}

/// A kind of ignore rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// `.gitignore` files, nested ones included; what holds on one machine only (global excludes, `.git/info/exclude`)
    /// left out.
    Git,
    /// The `.dockerignore` of a build context that is copied into an image as a whole.
    Docker {
        /// The instruction that copies it.
        copy: Span,
        /// Whether what it copies is in the image in the end; else it is in an earlier stage only.
        final_stage: bool,
        /// The `.dockerignore` in force, if there is one.
        ignore_file: Option<FileId>,
    },
}
