//! What it all comes to: counts, and the verdict.

use clap::ValueEnum;
use lp_ready_checks::check::Severity;
use lp_ready_checks::verdict::Verdict;

use super::{Report, Settled};

/// What makes a project not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum FailOn {
    /// A failing blocker.
    Blocker,
    /// A failing check that is important or a blocker.
    #[default]
    Important,
    /// Any failing check.
    Advice,
    /// Any check that fails, waits for somebody's word, or could not be judged.
    NeedsAttestation,
}

/// How many checks came to what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The item holds.
    pub pass: usize,
    /// The item is violated.
    pub fail: usize,
    /// Something deserves a look.
    pub warn: usize,
    /// Not asked of this project.
    pub not_applicable: usize,
    /// Waits for somebody's word.
    pub needs_attestation: usize,
    /// Could not be judged.
    pub unknown: usize,
    /// Does not hold, or nobody can say, and the team takes that upon itself.
    pub waived: usize,
}

impl FailOn {
    /// Whether a check keeps the project from being ready.
    #[must_use]
    pub fn stops(self, settled: &Settled) -> bool {
        match (&settled.verdict, self) {
            (Verdict::Fail(_), Self::Blocker) => settled.severity >= Severity::Blocker,
            (Verdict::Fail(_), Self::Important) => settled.severity >= Severity::Important,
            (Verdict::Fail(_), _) => true,
            (Verdict::NeedsAttestation(_) | Verdict::Unknown(_), Self::NeedsAttestation) => true,
            _ => false,
        }
    }
}

impl Report {
    /// Whether nothing stands in the way of a launch.
    #[must_use]
    pub fn ready(&self) -> bool {
        !self.checks.iter().any(|settled| self.fail_on.stops(settled))
    }

    /// How many checks came to what.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for settled in &self.checks {
            let count = match settled.verdict {
                Verdict::Pass(_) => &mut summary.pass,
                Verdict::Fail(_) => &mut summary.fail,
                Verdict::Warn(_) => &mut summary.warn,
                Verdict::NotApplicable(_) => &mut summary.not_applicable,
                Verdict::NeedsAttestation(_) => &mut summary.needs_attestation,
                Verdict::Unknown(_) => &mut summary.unknown,
                Verdict::Waived(_) => &mut summary.waived,
            };
            *count += 1;
        }
        summary
    }

    /// How many failing checks are of this severity.
    #[must_use]
    pub fn failing(&self, severity: Severity) -> usize {
        let fails = |settled: &&Settled| matches!(settled.verdict, Verdict::Fail(_)) && settled.severity == severity;
        self.checks.iter().filter(fails).count()
    }

    /// How many findings, and checks without any, are waived.
    #[must_use]
    pub fn waivers(&self) -> usize {
        let whole = |settled: &Settled| usize::from(matches!(settled.verdict, Verdict::Waived(_)));
        self.checks.iter().map(|settled| settled.waived.len().max(whole(settled))).sum()
    }

    /// The verdict in a few words: "not ready: 2 blockers, 1 important".
    #[must_use]
    pub fn verdict(&self) -> String {
        let summary = self.summary();
        let open = [
            counted(self.failing(Severity::Blocker), "blocker", "blockers"),
            counted(self.failing(Severity::Important), "important", "important"),
            counted(self.failing(Severity::Advice), "advice", "advice"),
            counted(summary.warn, "warning", "warnings"),
            counted(summary.needs_attestation, "to attest", "to attest"),
            counted(summary.unknown, "unknown", "unknown"),
            counted(self.waivers(), "waived", "waived"),
        ];
        let open: Vec<String> = open.into_iter().flatten().collect();
        match (self.ready(), open.is_empty()) {
            (true, true) => "ready".to_owned(),
            (true, false) => format!("ready, with {}", open.join(", ")),
            (false, _) => format!("not ready: {}", open.join(", ")),
        }
    }
}

/// A number with its noun; `None` for none.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}
