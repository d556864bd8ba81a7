//! The report every renderer renders.

pub mod cost;
pub mod fingerprint;
pub mod json;
pub mod launch;
pub mod page;
pub mod requests;
pub mod secrets;
pub mod settings;
pub mod shown;
pub mod source;
pub mod summary;
pub mod terminal;
pub mod theme;
pub mod trace;
pub mod wrap;

use std::sync::OnceLock;

use lp_ready_checks::SECTIONS;
use lp_ready_checks::check::{Check, Section, Severity};
use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::file::{FileId, Span};
use lp_ready_checks::facts::team::{Attestation, Date};
use lp_ready_checks::verdict::{Evidence, Finding, Place, Verdict};

use secrets::Secrets;
use source::{Position, Source};
pub use summary::{FailOn, Summary};

/// What an audit came to. Every text in it may be shown as it is.
#[derive(Debug)]
pub struct Report {
    /// The name of the project's folder.
    pub project: String,
    /// Whether anything in it uses Livepeer, as far as it was looked for.
    pub uses_livepeer: bool,
    /// What stands in the way of a launch.
    pub fail_on: FailOn,
    /// Each check that ran, in the checklist's order.
    pub checks: Vec<Settled>,
    /// What is to be put right about attestations, waivers and comments that ignore.
    pub notices: Vec<Finding>,
    /// The facts, whose files the findings point into.
    pub facts: Facts,
    /// By file, each made when it is first asked for.
    sources: Vec<OnceLock<Source>>,
    secrets: Secrets,
}

/// A check and what it came to for this project.
#[derive(Debug)]
pub struct Settled {
    /// The check.
    pub check: &'static Check,
    /// How much it matters to this team.
    pub severity: Severity,
    /// The verdict.
    pub verdict: Verdict,
    /// A name for each finding, in their order.
    pub fingerprints: Vec<String>,
    /// The findings that do not count, and why.
    pub waived: Vec<Waived>,
    /// Whose word the verdict rests on, if it does.
    pub attestation: Option<Attestation>,
}

/// A finding that the team takes upon itself.
#[derive(Debug)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// Its name.
    pub fingerprint: String,
    /// Why it does not count.
    pub reason: String,
    /// The last day on which it does not.
    pub until: Option<Date>,
    /// Where that is said: in the settings, or in a comment.
    pub by: Place,
}

/// A place, as a reader finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'r> {
    /// The file's path, relative to the root; `None` for what is missing.
    pub path: Option<&'r str>,
    /// The range, unless the whole file is meant.
    pub position: Option<Position>,
}

impl Report {
    /// Puts a report together. `secrets` must already have cleaned the texts given.
    #[must_use]
    pub fn new(project: String, uses_livepeer: bool, facts: Facts, checks: Vec<Settled>, secrets: Secrets) -> Self {
        let sources = facts.files.iter().map(|_| OnceLock::new()).collect();
        let fail_on = FailOn::default();
        let notices = Vec::new();
        let mut report = Self { project, uses_livepeer, fail_on, checks, notices, facts, sources, secrets };
        report.name_findings();
        report
    }

    /// The report with what is to be put right, also cleaned.
    #[must_use]
    pub fn with_notices(mut self, notices: Vec<Finding>) -> Self {
        self.notices = notices;
        self
    }

    fn name_findings(&mut self) {
        let mut names = fingerprint::Fingerprints::default();
        let mut checks = std::mem::take(&mut self.checks);
        for settled in &mut checks {
            let mut name = |finding: &Finding| {
                let path = self.locate(finding.place()).path.unwrap_or_default();
                names.name(settled.check.id, path, self.first_line(finding.place()))
            };
            settled.fingerprints = settled.verdict.findings().iter().map(&mut name).collect();
            for waived in &mut settled.waived {
                waived.fingerprint = name(&waived.finding);
            }
        }
        self.checks = checks;
    }

    /// Where a place is.
    #[must_use]
    pub fn locate<'r>(&'r self, place: &'r Place) -> Location<'r> {
        match place {
            Place::Span(span) => {
                Location { path: Some(&self.facts.file(span.file()).path), position: self.position(*span) }
            }
            Place::File(id) => Location { path: Some(&self.facts.file(*id).path), position: None },
            Place::Missing(what) => Location { path: Some(what), position: None },
            Place::Attested(_) => Location { path: None, position: None },
        }
    }

    /// The lines and columns of a span; `None` when its file's text was not kept.
    #[must_use]
    pub fn position(&self, span: Span) -> Option<Position> {
        let text = self.facts.file(span.file()).text.as_deref()?;
        text.get(span.range())?;
        Some(self.source_of(span.file()).position(text, span.range()))
    }

    /// The file a span is in, as it may be shown.
    #[must_use]
    pub fn source(&self, span: Span) -> Option<&Source> {
        self.position(span).map(|_| self.source_of(span.file()))
    }

    fn source_of(&self, id: FileId) -> &Source {
        self.sources[id.index()].get_or_init(|| Source::new(self.facts.file(id), &self.secrets))
    }

    /// The lines a place is on, as they may be shown.
    #[must_use]
    pub fn lines_of(&self, place: &Place) -> Option<&str> {
        let Place::Span(span) = place else { return None };
        let (source, position) = (self.source(*span)?, self.position(*span)?);
        Some(&source.shown.text[source.lines(position.line, position.end_line)])
    }

    fn first_line<'r>(&'r self, place: &'r Place) -> &'r str {
        match place {
            Place::Missing(what) | Place::Attested(what) => what,
            place => self.lines_of(place).and_then(|lines| lines.lines().next()).unwrap_or_default(),
        }
    }

    /// A text from the facts as it may be shown.
    #[must_use]
    pub fn clean(&self, text: &str) -> String {
        self.secrets.clean(text)
    }

    /// The sections with the checks of this run below them, those without any left out.
    pub fn sections(&self) -> impl Iterator<Item = (&'static Section, Vec<&Settled>)> {
        SECTIONS.iter().filter_map(|section| {
            let of_section = |settled: &&Settled| section.checks.iter().any(|check| check.id == settled.check.id);
            let settled: Vec<_> = self.checks.iter().filter(of_section).collect();
            (!settled.is_empty()).then_some((*section, settled))
        })
    }
}

/// Everything a verdict points at.
#[must_use]
pub fn evidence(verdict: &Verdict) -> Vec<&Evidence> {
    match verdict {
        Verdict::Pass(evidence) => evidence.iter().collect(),
        verdict => verdict.findings().iter().flat_map(|finding| &finding.evidence).collect(),
    }
}

/// The reason a verdict gives in words, if it is one that does.
#[must_use]
pub fn reason(verdict: &Verdict) -> Option<&str> {
    match verdict {
        Verdict::NotApplicable(reason)
        | Verdict::Unknown(reason)
        | Verdict::NeedsAttestation(reason)
        | Verdict::Waived(reason) => Some(reason),
        Verdict::Pass(_) | Verdict::Fail(_) | Verdict::Warn(_) => None,
    }
}
