//! Files, what they are for, and spans of their text.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

/// A file of the project, as an index into [`super::Facts::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A file that matters to somebody.
#[derive(Debug, Clone)]
pub struct File {
    /// Its index.
    pub id: FileId,
    /// Relative to the audited root, with `/`.
    pub path: String,
    /// What it is for.
    pub role: Role,
    /// Its text, where somebody needs it; UTF-16 is decoded, a byte order mark stays.
    pub text: Option<Arc<str>>,
    /// Whether git's index lists it; `None` where there is no readable repository.
    pub tracked: Option<bool>,
    /// Whether an ignore rule of git's matches it (it may be tracked all the same).
    pub ignored: bool,
}

/// What a file is for. Findings count where they ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Code that ships.
    Source,
    /// Tests, mocks and fixtures.
    Test,
    /// Prose.
    Documentation,
    /// Code that shows how something is done.
    Example,
    /// Written by a tool: bundles, generated clients, lock files.
    Generated,
    /// Somebody else's code, checked in.
    Vendored,
    /// Structured settings: JSON, YAML, TOML, Dockerfiles, compose files, units.
    Config,
    /// A dotenv file or its template.
    Env,
    /// Anything else that is text.
    Other,
}

/// A range of bytes in one file's text, on character boundaries. Only a [`File`] makes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    file: FileId,
    start: u32,
    end: u32,
}

impl FileId {
    /// The id of the file at this index.
    ///
    /// # Panics
    /// Past four billion files.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer than four billion files"))
    }

    /// The index into [`super::Facts::files`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Role {
    /// Whether what stands in such a file reaches production.
    #[must_use]
    pub fn ships(self) -> bool {
        matches!(self, Self::Source | Self::Config | Self::Env)
    }
}

impl File {
    /// The file's name without its folder.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder it is in, without a slash at the end; empty for the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// A span of this file's text; `None` unless the range lies within it and on character boundaries.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.text.as_ref()?.get(range.clone())?;
        let (start, end) = (u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?);
        Some(Span { file: self.id, start, end })
    }

    /// The text under a span of this file.
    ///
    /// # Panics
    /// When the span was made by another file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        assert_eq!(span.file, self.id, "a span is read in the file that made it");
        self.text.as_ref().and_then(|text| text.get(span.range())).expect("a file keeps the text its spans point into")
    }
}

impl Span {
    /// The file it is in.
    #[must_use]
    pub fn file(self) -> FileId {
        self.file
    }

    /// Its bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it lies within another span.
    #[must_use]
    pub fn within(self, outer: Self) -> bool {
        self.file == outer.file && outer.start <= self.start && self.end <= outer.end
    }
}
