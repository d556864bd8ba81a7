//! Credentials by their form: the built-in rules and the team's own `.gitleaks.toml`.

mod allow;
mod entropy;
mod found;
mod literal;
mod load;
mod pattern;
mod placeholder;
mod proof;
mod public;
mod rule;
mod schema;
mod statement;
mod studio;
mod token;
mod windows;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;

use allow::Allow;
use found::Found;
pub use rule::Rule;
use statement::Statement;

/// The rules of one run.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    allow: Vec<Allow>,
}

/// A hit of a rule: the bytes of a credential in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index of the rule.
    pub rule: usize,
    /// Where the value stands.
    pub range: Range<usize>,
}

impl Rules {
    /// The built-in rules, joined with `.gitleaks.toml` where the project has one.
    ///
    /// # Errors
    /// When the project's own rules are invalid.
    pub fn load(root: &Path) -> Result<Self> {
        load::load(root)
    }

    /// The built-in rules alone.
    #[must_use]
    pub fn built_in() -> Self {
        load::built_in()
    }

    /// The words that must stand in a file (in any case) before a rule looks at it, with the rule's index.
    pub fn keywords(&self) -> impl Iterator<Item = (&str, usize)> {
        let rules = self.rules.iter().enumerate();
        rules.flat_map(|(index, rule)| rule.keywords().iter().map(move |word| (word.as_str(), index)))
    }

    /// The rules that look at every file, because they have no words: only a team's own.
    pub fn always(&self) -> impl Iterator<Item = usize> {
        self.rules.iter().enumerate().filter(|(_, rule)| rule.keywords().is_empty()).map(|(index, _)| index)
    }

    /// The rule behind [`Hit::rule`].
    ///
    /// # Panics
    /// When the hit is of other rules.
    #[must_use]
    pub fn rule(&self, index: usize) -> &Rule {
        &self.rules[index]
    }

    /// What the given rules and those of [`Rules::always`] find in a text, in the text's order. `path` is relative to
    /// the root, for rules and allowlists by path. Of hits that overlap, the earlier rule's counts.
    #[must_use]
    pub fn scan(&self, path: &str, text: &str, rules: &[usize]) -> Vec<Hit> {
        let mut wanted: Vec<usize> = rules.iter().copied().chain(self.always()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let apart = wanted.iter().any(|index| self.rules.get(*index).is_some_and(|rule| rule.apart));
        let statements = if apart { statement::all(path, text) } else { Vec::new() };
        let mut taken: BTreeMap<usize, Hit> = BTreeMap::new();
        for index in wanted {
            for found in self.find(index, path, text, &statements) {
                if !self.allows(index, &found) && is_free(&taken, &found.value) {
                    taken.insert(found.value.start, Hit { rule: index, range: found.extent() });
                }
            }
        }
        taken.into_values().collect()
    }

    /// As [`Rules::scan`], after looking for the rules' words in this text alone.
    #[must_use]
    pub fn scan_alone(&self, path: &str, text: &str) -> Vec<Hit> {
        let rules: Vec<_> = (0..self.rules.len()).filter(|index| self.rules[*index].is_called_for(text)).collect();
        self.scan(path, text, &rules)
    }

    /// What a rule finds in a text and in its statements.
    fn find<'a>(&self, index: usize, path: &'a str, text: &'a str, statements: &[Statement]) -> Vec<Found<'a>> {
        let Some(rule) = self.rules.get(index) else { return Vec::new() };
        let statements = statements.iter().filter(|_| rule.apart);
        let apart = statements.flat_map(|statement| statement.find(rule, path, text));
        rule.find(path, text).into_iter().chain(apart).collect()
    }

    fn allows(&self, index: usize, found: &Found<'_>) -> bool {
        let id = self.rules[index].id.as_str();
        self.allow.iter().any(|allow| allow.concerns(id) && allow.allows(found))
    }
}

/// Whether no hit so far overlaps the range.
fn is_free(taken: &BTreeMap<usize, Hit>, range: &Range<usize>) -> bool {
    let before = taken.range(..=range.start).next_back();
    let after = taken.range(range.start..).next();
    before.is_none_or(|(_, hit)| hit.range.end <= range.start) && after.is_none_or(|(start, _)| range.end <= *start)
}

#[cfg(test)]
mod tests;
