//! One rule: where it looks, what it matches, and what else must hold.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::allow::Allow;
use super::found::{Found, floor};
use super::pattern::Pattern;
use super::proof::Proof;
use super::{entropy, placeholder, windows};

/// A rule for one kind of credential.
#[derive(Debug, Default)]
pub struct Rule {
    /// Its name, as `key_patterns.toml` or the team's own rules have it.
    pub id: String,
    /// What it finds, as a noun: "Livepeer Studio API key".
    pub what: String,
    pub(super) pattern: Option<Pattern>,
    pub(super) group: usize,
    pub(super) keywords: Vec<String>,
    pub(super) entropy: f64,
    pub(super) path: Option<Pattern>,
    pub(super) allow: Vec<Allow>,
    pub(super) reach: Option<usize>,
    pub(super) proof: Option<Proof>,
    /// Whether the name may stand apart from the value.
    pub(super) apart: bool,
    /// Whether it is one of ours, whose placeholders are known.
    pub(super) built_in: bool,
    pub(super) words: OnceLock<Option<AhoCorasick>>,
}

impl Rule {
    /// The words that call for this rule.
    #[must_use]
    pub fn keywords(&self) -> &[String] {
        &self.keywords
    }

    /// Whether its words, if it has any, stand in a text.
    pub(super) fn is_called_for(&self, text: &str) -> bool {
        self.keywords.is_empty() || self.words().is_some_and(|words| words.is_match(text))
    }

    /// What it finds, its own allowlists and proof applied.
    pub(super) fn find<'a>(&self, path: &'a str, text: &'a str) -> Vec<Found<'a>> {
        if self.path.as_ref().is_some_and(|wanted| !wanted.is_match(path)) {
            return Vec::new();
        }
        let matches = match &self.pattern {
            Some(pattern) => self.matches(pattern, path, text),
            None => vec![Found::new(path, text, 0..0, 0..0)],
        };
        matches.into_iter().filter(|found| self.holds(found)).collect()
    }

    fn matches<'a>(&self, pattern: &Pattern, path: &'a str, text: &'a str) -> Vec<Found<'a>> {
        let (Some(regex), windows) = (pattern.regex(), self.windows(text)) else { return Vec::new() };
        let mut found = Vec::new();
        for window in windows {
            let (mut at, end) = (window.start, floor(text, window.end));
            while at <= end {
                let Some(captures) = regex.captures_at(&text.as_bytes()[..end], at) else { break };
                let whole = captures.get_match().range();
                at = if whole.is_empty() { whole.end + 1 } else { whole.end };
                found.push(Found::new(path, text, whole.clone(), self.value(&captures).unwrap_or(whole)));
            }
        }
        found
    }

    /// The group asked for; without one the first that took part, as gitleaks has it.
    fn value(&self, captures: &regex::bytes::Captures<'_>) -> Option<std::ops::Range<usize>> {
        let group = match self.group {
            0 => captures.iter().skip(1).flatten().find(|group| !group.is_empty()),
            group => captures.get(group),
        };
        group.map(|group| group.range())
    }

    fn windows(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        match (self.reach, self.words()) {
            (Some(reach), Some(words)) => windows::around(words, text, reach),
            _ => std::iter::once(0..text.len()).collect(),
        }
    }

    fn words(&self) -> Option<&AhoCorasick> {
        let build = || AhoCorasick::builder().ascii_case_insensitive(true).build(&self.keywords).ok();
        self.words.get_or_init(build).as_ref().filter(|_| !self.keywords.is_empty())
    }

    fn holds(&self, found: &Found<'_>) -> bool {
        let value = found.value();
        (self.entropy <= 0.0 || entropy::bits(value) > self.entropy)
            && !(self.built_in && placeholder::is(value))
            && self.proof.is_none_or(|proof| proof.holds(found))
            && !self.is_allowed(found)
    }

    /// Whether gitleaks' mark on its line or one of the rule's allowlists lets a match pass.
    pub(super) fn is_allowed(&self, found: &Found<'_>) -> bool {
        found.lines(LINE).contains("gitleaks:allow") || self.allow.iter().any(|allow| allow.allows(found))
    }
}

/// Bytes of a line in which gitleaks' mark is looked for on either side of a match.
const LINE: usize = 2000;
