//! What a check concludes, and on what grounds. No verdict can be written without them.

use crate::facts::file::{FileId, Span};

/// The conclusion of one check.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The item holds, and this shows it.
    Pass(Vec<Evidence>),
    /// The item is violated. The findings that violate it come first, lesser ones after them.
    Fail(Vec<Finding>),
    /// Not violated, but something deserves a look.
    Warn(Vec<Finding>),
    /// The item is not asked of this project.
    NotApplicable(Reason),
    /// Only a person can say.
    NeedsAttestation(Question),
    /// It cannot be told from what was gathered.
    Unknown(Reason),
    /// It does not hold, or nobody can say, and the team takes that upon itself. No check concludes so: the team does.
    Waived(Reason),
}

/// Why a verdict is what it is, as a clause: lower case, no full stop.
pub type Reason = String;

/// What a person is asked to attest.
pub type Question = String;

/// One thing that is wrong, where, and the way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is wrong: lower case, no full stop, names the thing in backticks.
    pub message: String,
    /// Where it shows. The first is where the finding is reported, the others lead to it.
    pub evidence: Vec<Evidence>,
    /// One concrete way out.
    pub help: Option<String>,
    /// Edits that would mend it.
    pub fix: Option<Fix>,
    /// Whether it only deserves a look, beside others that violate the item.
    pub doubtful: bool,
}

/// A place and what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where.
    pub place: Place,
    /// What is there, as a short label.
    pub label: String,
}

/// Where something was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A range of a file's text.
    Span(Span),
    /// A whole file.
    File(FileId),
    /// Nowhere: what was looked for, for example a file's name.
    Missing(String),
    /// In no audited file: whose word it is.
    Attested(String),
}

/// Edits that mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the edits do, in the imperative.
    pub title: String,
    /// Whether they may be applied without a look.
    pub safety: Safety,
    /// The edits; they never overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix keeps the program's meaning but for the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// May be applied without a look.
    Safe,
    /// Needs a look: it changes what the program does.
    Unsafe,
}

/// Text that takes the place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Evidence {
    /// Evidence at a place.
    pub fn new(place: impl Into<Place>, label: impl Into<String>) -> Self {
        Self { place: place.into(), label: label.into() }
    }
}

impl Finding {
    /// A finding at a place. `label` says what stands there, `message` what is wrong with it.
    pub fn new(place: impl Into<Place>, label: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            evidence: vec![Evidence::new(place, label)],
            help: None,
            fix: None,
            doubtful: false,
        }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a further place that leads to the finding.
    #[must_use]
    pub fn because(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.evidence.push(Evidence::new(place, label));
        self
    }

    /// Where the finding is reported.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.evidence[0].place
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<FileId> for Place {
    fn from(file: FileId) -> Self {
        Self::File(file)
    }
}

/// What one subject of a check comes to; [`Verdict::every`] folds them.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// This one is as it should be, and this shows it.
    Good(Evidence),
    /// This one violates the item.
    Bad(Finding),
    /// This one deserves a look.
    Doubtful(Finding),
    /// This one cannot be told.
    Untold(Reason),
    /// This one is no subject after all.
    Aside,
}

impl Verdict {
    /// Every subject must be good.
    ///
    /// One bad subject fails the item; without one, a doubtful subject warns; without either, an untold one makes
    /// the item unknown. `none` is the verdict when there are no subjects.
    pub fn every(outcomes: impl IntoIterator<Item = Outcome>, none: impl FnOnce() -> Self) -> Self {
        let mut sorted = Sorted::of(outcomes);
        if !sorted.bad.is_empty() {
            sorted.bad.append(&mut sorted.doubtful);
            Self::Fail(sorted.bad)
        } else if !sorted.doubtful.is_empty() {
            Self::Warn(sorted.doubtful)
        } else if let Some(reason) = sorted.untold.into_iter().next() {
            Self::Unknown(reason)
        } else if sorted.good.is_empty() {
            none()
        } else {
            Self::Pass(sorted.good)
        }
    }

    /// One good candidate is enough; without one the rest decide as in [`Verdict::every`].
    pub fn some(outcomes: impl IntoIterator<Item = Outcome>, none: impl FnOnce() -> Self) -> Self {
        let outcomes: Vec<_> = outcomes.into_iter().collect();
        let good: Vec<_> = outcomes.iter().filter_map(Outcome::good).cloned().collect();
        if good.is_empty() { Self::every(outcomes, none) } else { Self::Pass(good) }
    }

    /// The status as the output contract names it.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Pass(_) => "pass",
            Self::Fail(_) => "fail",
            Self::Warn(_) => "warn",
            Self::NotApplicable(_) => "not_applicable",
            Self::NeedsAttestation(_) => "needs_attestation",
            Self::Unknown(_) => "unknown",
            Self::Waived(_) => "waived",
        }
    }

    /// The findings, if it has any.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Fail(findings) | Self::Warn(findings) => findings,
            _ => &[],
        }
    }
}

impl Outcome {
    fn good(&self) -> Option<&Evidence> {
        match self {
            Self::Good(evidence) => Some(evidence),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Sorted {
    good: Vec<Evidence>,
    bad: Vec<Finding>,
    doubtful: Vec<Finding>,
    untold: Vec<Reason>,
}

impl Sorted {
    fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut sorted = Self::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Good(evidence) => sorted.good.push(evidence),
                Outcome::Bad(finding) => sorted.bad.push(finding),
                Outcome::Doubtful(finding) => sorted.doubtful.push(Finding { doubtful: true, ..finding }),
                Outcome::Untold(reason) => sorted.untold.push(reason),
                Outcome::Aside => {}
            }
        }
        sorted
    }
}
