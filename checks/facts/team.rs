//! What the team says of its own project: what no file shows and nobody can measure from here.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

pub use jiff::civil::Date;

use super::Facts;
use super::spending::Spending;
use crate::verdict::Place;

/// The team's word, and the day it is heard on.
#[derive(Debug, Clone, Default)]
pub struct Team {
    /// The day every date is held against.
    pub today: Date,
    /// The settings file, relative to the root; `None` where it lies elsewhere.
    pub settings: Option<String>,
    /// Who vouches for what, by the id of the check.
    pub attestations: BTreeMap<String, Attestation>,
    /// How much it expects to ask for, where it says so.
    pub spending: Option<Spending>,
}

/// Somebody's word that an item holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// Who gives it.
    pub by: String,
    /// The day it is about.
    pub on: Date,
    /// The last day it holds; `None` for as long as nobody takes it back.
    pub until: Option<Date>,
    /// What it rests on: paths of the project, or addresses.
    pub evidence: Vec<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Where it stands in the settings file, in bytes.
    pub at: Range<usize>,
}

impl Attestation {
    /// The day after which it no longer held, where that day has passed.
    #[must_use]
    pub fn expired(&self, today: Date) -> Option<Date> {
        self.until.filter(|until| *until < today)
    }
}

/// "`Jane` on 2026-09-01, until 2027-03-01, with `docs/load.md` (a hundred users)".
impl fmt::Display for Attestation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` on {}", self.by, self.on)?;
        if let Some(until) = self.until {
            write!(f, ", until {until}")?;
        }
        for (at, evidence) in self.evidence.iter().enumerate() {
            write!(f, "{} `{evidence}`", if at == 0 { ", with" } else { " and" })?;
        }
        self.note.iter().try_for_each(|note| write!(f, " ({note})"))
    }
}

impl Facts {
    /// The place of a part of the settings file; `whose` stands for it where the file is not among the audited ones.
    #[must_use]
    pub fn settings_place(&self, at: &Range<usize>, whose: &str) -> Place {
        let file = self.team.settings.as_deref().and_then(|path| self.file_at(path));
        let span = file.and_then(|file| file.span(at.clone()));
        span.map_or_else(|| Place::Attested(whose.to_owned()), Place::Span)
    }
}
