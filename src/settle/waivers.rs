//! Findings that the team takes upon itself: each with its reason, counted and shown, and none without use.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use globset::GlobSet;
use lp_ready_checks::check::Check;
use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::file::FileId;
use lp_ready_checks::facts::team::Date;
use lp_ready_checks::verdict::{Finding, Place, Verdict};

use super::lines;
use crate::config::{Config, Waiver};
use crate::gather::globs;
use crate::report::Waived;

/// Why findings of a check do not count.
#[derive(Debug)]
pub(super) struct Excuse {
    /// The check.
    pub(super) check: String,
    /// Why.
    pub(super) reason: String,
    /// The last day on which it holds.
    pub(super) until: Option<Date>,
    /// Where it stands.
    pub(super) at: Place,
    /// What it reaches.
    pub(super) scope: Scope,
}

/// What an excuse reaches.
#[derive(Debug)]
pub(super) enum Scope {
    /// All that a check may say.
    Check,
    /// The findings in some files.
    Paths(GlobSet),
    /// The findings that are reported on some lines of a file.
    Lines(FileId, RangeInclusive<usize>),
}

/// The excuses of a run, and which of them were of use.
#[derive(Debug, Default)]
pub(super) struct Excuses {
    all: Vec<Excuse>,
    used: BTreeSet<usize>,
}

impl Excuses {
    /// The waivers of the settings that still hold; the others are said.
    pub(super) fn of_settings(facts: &Facts, config: &Config, notices: &mut Vec<Finding>) -> Self {
        let mut excuses = Self::default();
        for waiver in &config.waivers {
            let at = facts.settings_place(&waiver.at, "the settings");
            match waiver.until.filter(|until| *until < facts.team.today) {
                Some(day) => notices.push(expired(waiver, day, at)),
                None => excuses.all.push(excuse(waiver, at)),
            }
        }
        excuses
    }

    /// Adds excuses.
    pub(super) fn extend(&mut self, excuses: impl IntoIterator<Item = Excuse>) {
        self.all.extend(excuses);
    }

    /// A verdict without what is excused, and that.
    pub(super) fn apply(&mut self, check: &Check, verdict: Verdict, facts: &Facts) -> (Verdict, Vec<Waived>) {
        match verdict {
            Verdict::Fail(findings) => self.sort(check, findings, facts, rest_of_fail),
            Verdict::Warn(findings) => self.sort(check, findings, facts, Verdict::Warn),
            Verdict::NeedsAttestation(_) | Verdict::Unknown(_) => match self.whole(check) {
                Some(reason) => (Verdict::Waived(reason), Vec::new()),
                None => (verdict, Vec::new()),
            },
            verdict => (verdict, Vec::new()),
        }
    }

    fn sort(
        &mut self,
        check: &Check,
        findings: Vec<Finding>,
        facts: &Facts,
        rest: fn(Vec<Finding>) -> Verdict,
    ) -> (Verdict, Vec<Waived>) {
        let (mut left, mut waived) = (Vec::new(), Vec::new());
        for finding in findings {
            match self.excuse_of(check, finding.place(), facts) {
                Some(excuse) => waived.push(Waived {
                    finding,
                    fingerprint: String::new(),
                    reason: excuse.reason.clone(),
                    until: excuse.until,
                    by: excuse.at.clone(),
                }),
                None => left.push(finding),
            }
        }
        let verdict = if left.is_empty() { Verdict::Waived(reasons(&waived)) } else { rest(left) };
        (verdict, waived)
    }

    fn excuse_of(&mut self, check: &Check, place: &Place, facts: &Facts) -> Option<&Excuse> {
        let reaches = |excuse: &Excuse| excuse.check == check.id && excuse.scope.reaches(place, facts);
        let at = self.all.iter().position(reaches)?;
        self.used.insert(at);
        self.all.get(at)
    }

    /// The reason for which a check as a whole is waived.
    fn whole(&mut self, check: &Check) -> Option<String> {
        let whole = |excuse: &Excuse| excuse.check == check.id && matches!(excuse.scope, Scope::Check);
        let at = self.all.iter().position(whole)?;
        self.used.insert(at);
        self.all.get(at).map(|excuse| with_day(&excuse.reason, excuse.until))
    }

    /// What is to be said of the excuses that were of no use, by the checks that came to something.
    pub(super) fn useless<'e>(&'e self, judged: &'e [(&'static str, bool)]) -> impl Iterator<Item = Finding> + 'e {
        let known = |excuse: &Excuse| judged.iter().any(|(id, told)| *id == excuse.check && *told);
        let unused = self.all.iter().enumerate().filter(move |(at, excuse)| !self.used.contains(at) && known(excuse));
        unused.map(|(_, excuse)| of_no_use(excuse))
    }
}

impl Scope {
    fn reaches(&self, place: &Place, facts: &Facts) -> bool {
        match (self, place) {
            (Self::Check, _) => true,
            (Self::Paths(globs), Place::Span(span)) => globs.is_match(&facts.file(span.file()).path),
            (Self::Paths(globs), Place::File(file)) => globs.is_match(&facts.file(*file).path),
            (Self::Paths(globs), Place::Missing(path)) => globs.is_match(path),
            (Self::Lines(file, of), Place::Span(span)) => {
                span.file() == *file && of.contains(&lines::of(facts.file(*file), span.range().start))
            }
            _ => false,
        }
    }
}

/// What is left of a failure: without any finding that violates the item, what is left only deserves a look.
fn rest_of_fail(findings: Vec<Finding>) -> Verdict {
    if findings.iter().all(|finding| finding.doubtful) { Verdict::Warn(findings) } else { Verdict::Fail(findings) }
}

fn excuse(waiver: &Waiver, at: Place) -> Excuse {
    // The globs were looked at when the settings were read.
    let scope = if waiver.paths.is_empty() {
        Scope::Check
    } else {
        Scope::Paths(globs::set(&waiver.paths).unwrap_or_else(|_| GlobSet::empty()))
    };
    Excuse { check: waiver.id.clone(), reason: waiver.reason.clone(), until: waiver.until, at, scope }
}

/// The reasons for which findings are waived, each once.
fn reasons(waived: &[Waived]) -> String {
    let mut reasons: Vec<String> = waived.iter().map(|waived| with_day(&waived.reason, waived.until)).collect();
    reasons.sort();
    reasons.dedup();
    reasons.join("; ")
}

/// A reason with the last day on which it holds.
pub(crate) fn with_day(reason: &str, until: Option<Date>) -> String {
    until.map_or_else(|| reason.to_owned(), |until| format!("{reason}, until {until}"))
}

fn expired(waiver: &Waiver, day: Date, at: Place) -> Finding {
    let message = format!("the waiver of `{}` held until {day}: its findings count again", waiver.id);
    Finding::new(at, waiver.reason.clone(), message).help("mend the findings, or look again and set another `until`")
}

fn of_no_use(excuse: &Excuse) -> Finding {
    let (message, label) = match excuse.scope {
        Scope::Lines(..) => {
            (format!("this comment ignores nothing: `{}` finds nothing here", excuse.check), excuse.reason.clone())
        }
        _ => (format!("the waiver of `{}` waives nothing", excuse.check), excuse.reason.clone()),
    };
    Finding::new(excuse.at.clone(), label, message).help("take it out, so that it hides nothing later")
}
