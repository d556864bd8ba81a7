//! Allowlists: what a rule finds and nobody minds, in gitleaks' terms.

use super::found::Found;
use super::pattern::Pattern;

/// Bytes of a line that an allowlist looks at on either side of a match.
const LINE: usize = 2000;

/// One allowlist.
#[derive(Debug, Default)]
pub(super) struct Allow {
    /// Whether every kind of criterion must hold, not just one.
    pub all: bool,
    /// What the regexes are held against.
    pub target: Target,
    /// Expressions for paths.
    pub paths: Vec<Pattern>,
    /// Expressions for the target.
    pub regexes: Vec<Pattern>,
    /// Words that the value holds, in lower case.
    pub stopwords: Vec<String>,
    /// The rules it concerns; empty means all.
    pub rules: Vec<String>,
    /// Whether it also asks for commits, which a tree of files cannot meet.
    pub commits: bool,
}

/// What the regexes of an allowlist are held against.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The value.
    #[default]
    Secret,
    /// All that the rule matched.
    Match,
    /// The line.
    Line,
}

impl Allow {
    /// Whether it speaks of a rule.
    pub(super) fn concerns(&self, rule: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|id| id == rule)
    }

    /// Whether it lets this match pass.
    pub(super) fn allows(&self, found: &Found<'_>) -> bool {
        let criteria = [
            (!self.paths.is_empty()).then(|| self.paths.iter().any(|path| path.is_match(found.path))),
            (!self.regexes.is_empty()).then(|| self.regexes.iter().any(|regex| regex.is_match(self.target.of(found)))),
            (!self.stopwords.is_empty()).then(|| self.stops(found.value())),
            self.commits.then_some(false),
        ];
        let mut told = criteria.into_iter().flatten().peekable();
        if self.all { told.peek().is_some() && told.all(|holds| holds) } else { told.any(|holds| holds) }
    }

    fn stops(&self, value: &str) -> bool {
        let value = value.to_lowercase();
        self.stopwords.iter().any(|word| value.contains(word.as_str()))
    }
}

impl Target {
    fn of<'a>(self, found: &Found<'a>) -> &'a str {
        match self {
            Self::Secret => found.value(),
            Self::Match => found.whole(),
            Self::Line => found.lines(LINE),
        }
    }
}
