//! Statements of configuration in which the name that tells what a value is does not stand right before it: it stands
//! a line above, or in an element's attribute. Each is written anew as `NAME="value"`, in which rules by name find it.

mod forms;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::bytes::{Captures, Regex};

use super::found::{Found, ceil, floor};
use super::rule::Rule;
use super::windows;
use forms::{ELEMENTS, MEMBERS, VALUED};

/// Extensions of configuration whose members have a name and a value; code writes its names before its values.
const MEMBERED: &[&str] = &["yaml", "yml", "json", "jsonc", "tf", "hcl", "config"];

/// Extensions of markup.
const MARKED_UP: &[&str] = &["xml", "plist", "resx", "config", "csproj", "props"];

/// Bytes on either side of what shows a statement in which all of it stands.
const REACH: usize = 500;

/// Bytes of a value at most; no key is longer.
const LIMIT: usize = 4096;

/// A name and its value, wherever they stand.
#[derive(Debug)]
pub(super) struct Statement {
    /// The statement as `NAME="value"`.
    text: String,
    /// Where the value starts in it.
    start: usize,
    /// Where the value stands in the file.
    value: Range<usize>,
    /// From the name to the value in the file.
    whole: Range<usize>,
}

/// The statements of a file that may hold a secret.
pub(super) fn all(path: &str, text: &str) -> Vec<Statement> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is = |extensions: &[&str]| extensions.iter().any(|one| one.eq_ignore_ascii_case(extension));
    let members = is(MEMBERED).then(|| within(text, near_values(text), &MEMBERS));
    let elements = is(MARKED_UP).then(|| within(text, windows::around(&TELLING, text, REACH), &ELEMENTS));
    members.into_iter().chain(elements).flatten().collect()
}

/// Words of which every name of a secret has one.
static NAMES: LazyLock<AhoCorasick> =
    LazyLock::new(|| words(&["key", "token", "secret", "pass", "pwd", "bearer", "livepeer", "studio"]));

/// Words of which every telling name of an element has one.
static TELLING: LazyLock<AhoCorasick> = LazyLock::new(|| words(&["secret", "livepeer", "studio"]));

fn words(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("a few words")
}

/// What stands around the values of members, where one of the names is a secret's. Most files end their part here,
/// before any of the forms is needed.
fn near_values(text: &str) -> Vec<Range<usize>> {
    let values = VALUED.find_iter(text.as_bytes()).map(|key| key.range());
    let mut near = windows::merged(values, text.len(), REACH);
    near.retain(|window| NAMES.is_match(&text.as_bytes()[window.clone()]));
    near
}

/// What of these forms stands in these parts of a file.
fn within(text: &str, parts: Vec<Range<usize>>, forms: &LazyLock<Vec<Regex>>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for part in parts {
        let (start, part) = (ceil(text, part.start), &text[ceil(text, part.start)..floor(text, part.end)]);
        for form in forms.iter() {
            let all = form.captures_iter(part.as_bytes());
            statements.extend(all.filter_map(|captures| Statement::of(part, start, &captures)));
        }
    }
    statements
}

impl Statement {
    /// `at` is where the part of the file starts that was matched.
    fn of(part: &str, at: usize, captures: &Captures<'_>) -> Option<Self> {
        let name = captures.name("name").filter(|name| NAMES.is_match(name.as_bytes()))?;
        let (value, quote) = [("double", "\""), ("single", "'"), ("text", "\""), ("bare", "")]
            .into_iter()
            .find_map(|(group, quote)| captures.name(group).map(|value| (value.range(), quote)))?;
        let head = format!("{}={quote}", part.get(name.range())?);
        let written = part.get(value.clone()).filter(|value| value.len() <= LIMIT)?;
        Some(Self {
            text: format!("{head}{written}{quote}"),
            start: head.len(),
            whole: at + name.start()..at + value.end,
            value: at + value.start..at + value.end,
        })
    }

    /// What a rule finds in the statement, as matches in the file.
    pub(super) fn find<'a>(&self, rule: &Rule, path: &'a str, text: &'a str) -> Vec<Found<'a>> {
        let inside = |found: &Found<'_>| found.value.start >= self.start;
        let moved = |at: usize| at - self.start + self.value.start;
        let found = rule.find(path, &self.text).into_iter().filter(inside);
        let found = found
            .map(|found| Found::new(path, text, self.whole.clone(), moved(found.value.start)..moved(found.value.end)));
        found.filter(|found| !rule.is_allowed(found)).collect()
    }
}

#[cfg(test)]
mod tests;
