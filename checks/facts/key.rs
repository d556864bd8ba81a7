//! Keys that code sends along, by where they come from and never by their value.

use super::file::Span;

/// A key, as code puts it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Every place it may come from; what comes first is preferred.
    pub from: Vec<Source>,
}

/// A place a key comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An environment variable.
    Variable {
        /// The variable.
        name: String,
        /// Where it is read.
        at: Span,
    },
    /// A setting that a framework hands to code under this path.
    Setting {
        /// The path, as [`super::exposed::Exposed::name`] has it.
        name: String,
        /// Where it is read.
        at: Span,
    },
    /// A text in code.
    Written {
        /// Where.
        at: Span,
    },
    /// It could not be followed; why, as a clause.
    Unknown(String),
}

impl Key {
    /// A key nothing is known of.
    #[must_use]
    pub fn unknown(why: impl Into<String>) -> Self {
        Self { from: vec![Source::Unknown(why.into())] }
    }

    /// The variables it may come from.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.from.iter().filter_map(|source| match source {
            Source::Variable { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }
}
