//! Code that Studio's webhooks call.

use super::file::Span;

/// A place that takes Studio's events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// What shows it: the header it reads, or the first event it asks for.
    pub at: Span,
    /// How it makes sure that Studio calls.
    pub proof: Proof,
}

/// How a receiver makes sure that Studio calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Not at all, as far as its code and the functions it calls show; whether it reads the header all the same.
    Nothing {
        /// Whether the header of the signature is read.
        reads_header: bool,
    },
    /// By a digest over the body.
    Digest {
        /// The call that computes it.
        at: Span,
        /// What is wrong with it.
        flaws: Vec<(Flaw, Span)>,
    },
    /// It cannot be told; why, as a clause.
    Unknown(String),
}

/// What is wrong with a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// The digest is taken of a time and the body, as other vendors do.
    Timestamped,
    /// The digest is taken of a body that was parsed and written anew.
    Rewritten,
    /// The header is taken for the digest itself, though it is `t=…,v1=…`.
    WholeHeader,
    /// Digests are compared by a comparison that ends at the first difference.
    Leaky,
    /// Nothing is checked where the secret is not set.
    Open,
}
