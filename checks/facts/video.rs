//! Streams and assets as the code creates them.

use super::file::Span;

/// What a request creates at the video API, and what it says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Creation {
    /// What is created.
    pub what: Created,
    /// Where it is described: the body that is sent, or the call where that is not seen.
    pub at: Span,
    /// Who may play it.
    pub policy: Given<Policy>,
    /// The renditions it is transcoded to.
    pub profiles: Given<Vec<Rendition>>,
    /// Whether it is recorded.
    pub record: Given<Option<bool>>,
}

/// What the video API makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// A live stream.
    Stream,
    /// A video on demand.
    Asset,
    /// Renditions of a file that lies elsewhere.
    Transcode,
}

/// A field of what is sent along.
#[derive(Debug, Clone, PartialEq)]
pub enum Given<T> {
    /// All of it was seen, and the field is not there.
    Nothing,
    /// It is there.
    Set {
        /// Where.
        at: Span,
        /// What it says.
        value: T,
    },
    /// It could not be followed; why, as a clause.
    Unknown(String),
}

/// Who may play something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The kind in lower case, `jwt`, `webhook` or `public`; `None` where it could not be followed.
    pub kind: Option<String>,
    /// Whether it names the webhook that decides, as far as all of it was seen.
    pub webhook: bool,
}

/// One rendition.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendition {
    /// Where it is described.
    pub at: Span,
    /// The names of its fields in lower case without marks, as far as they are given.
    pub fields: Vec<String>,
    /// Whether there may be more fields.
    pub open: bool,
    /// Width and height in pixels, bitrate in bits per second, frames per second, where they are numbers that are known.
    pub numbers: Vec<(Measure, f64, Span)>,
}

/// What a number of a rendition measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Pixels across.
    Width,
    /// Pixels down.
    Height,
    /// Bits per second.
    Bitrate,
    /// Frames per second.
    Fps,
}

impl Created {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stream => "stream",
            Self::Asset => "asset",
            Self::Transcode => "transcoding",
        }
    }
}

impl Rendition {
    /// A measure that is known.
    #[must_use]
    pub fn number(&self, measure: Measure) -> Option<(f64, Span)> {
        self.numbers.iter().find(|(of, ..)| *of == measure).map(|(_, number, at)| (*number, *at))
    }
}
