//! What no output may show: the credentials the project holds, wherever their values stand.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use lp_ready_checks::authentication::no_secret_in_source;
use lp_ready_checks::check::Check;
use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::env::{Setter, Variable};
use lp_ready_checks::facts::file::{File, FileId, Span};
use lp_ready_checks::verdict::{Place, Verdict};

use super::shown;

/// Shorter values are hidden where they stand, but not looked for elsewhere: they would be words.
const MIN_VALUE: usize = 8;

/// Words of a variable's name that say its value is a secret.
const SECRET_WORDS: &[&str] = &[
    "KEY",
    "APIKEY",
    "SECRET",
    "TOKEN",
    "PASSWORD",
    "PASSWD",
    "PASS",
    "PWD",
    "MNEMONIC",
    "CREDENTIAL",
    "CREDENTIALS",
    "PRIVATE",
];

/// The secrets of one project.
#[derive(Debug, Default)]
pub struct Secrets {
    spans: BTreeMap<FileId, Vec<Range<usize>>>,
    values: Option<AhoCorasick>,
}

impl Secrets {
    /// The secrets among the facts, and those the verdicts point at.
    #[must_use]
    pub fn of(facts: &Facts, verdicts: &[(&'static Check, Verdict)]) -> Self {
        let credentials = facts.credentials.iter().map(|credential| credential.span);
        let found: Vec<Span> = credentials.chain(verdicts.iter().flat_map(pointed_at)).collect();
        let assigned = facts.env.variables.iter().filter(|variable| is_secret(variable));
        let mut secrets = Self { spans: BTreeMap::new(), values: values(facts, &found) };
        for span in found.iter().copied().chain(assigned.map(|variable| variable.value_span)) {
            secrets.spans.entry(span.file()).or_default().push(span.range());
        }
        secrets
    }

    /// Where secrets stand in a file.
    #[must_use]
    pub fn ranges(&self, file: &File) -> Vec<Range<usize>> {
        let text = file.text.as_deref().unwrap_or_default();
        let spans = self.spans.get(&file.id).into_iter().flatten().cloned();
        let repeated = self.values.iter().flat_map(|values| values.find_iter(text)).map(|hit| hit.range());
        spans.chain(repeated).filter(|range| text.get(range.clone()).is_some()).collect()
    }

    /// A message as it may be shown.
    #[must_use]
    pub fn clean(&self, text: &str) -> String {
        let Some(values) = &self.values else { return shown::printable(text) };
        let mut cleaned = String::with_capacity(text.len());
        values.replace_all_with(text, &mut cleaned, |_, value, out| {
            out.push_str(&shown::mask(value));
            true
        });
        shown::printable(&cleaned)
    }
}

/// What the findings of the check for secrets point at.
fn pointed_at((check, verdict): &(&'static Check, Verdict)) -> Vec<Span> {
    let findings = if check.id == no_secret_in_source::CHECK.id { verdict.findings() } else { &[] };
    findings.iter().filter_map(|finding| span_of(finding.place())).collect()
}

fn span_of(place: &Place) -> Option<Span> {
    match place {
        Place::Span(span) => Some(*span),
        _ => None,
    }
}

fn is_secret(variable: &Variable) -> bool {
    variable.set_by != Setter::Template
        && !variable.value.contains("${")
        && variable.name.split('_').any(|word| SECRET_WORDS.contains(&word.to_ascii_uppercase().as_str()))
}

/// A search for the values themselves, the longest first.
fn values(facts: &Facts, spans: &[Span]) -> Option<AhoCorasick> {
    let values: BTreeSet<&str> = spans
        .iter()
        .filter_map(|span| facts.file(span.file()).text.as_deref()?.get(span.range()))
        .filter(|value| value.len() >= MIN_VALUE)
        .collect();
    if values.is_empty() {
        return None;
    }
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(values).ok()
}
