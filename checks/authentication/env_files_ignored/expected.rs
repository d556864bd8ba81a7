//! Env files that are not there yet, and whether git would take them.

use std::collections::BTreeMap;

use super::{is_unversioned, listed, nearest_gitignore};
use crate::facts::Facts;
use crate::facts::file::{File, Role, Span};
use crate::facts::git::{Ignore, Rules};
use crate::verdict::{Edit, Evidence, Finding, Fix, Outcome, Place, Safety};

/// Judges the usual names in the folders where they would appear.
pub(super) fn judge(facts: &Facts) -> Vec<Outcome> {
    if facts.profiles.is_empty() && facts.env.files.is_empty() {
        return Vec::new();
    }
    if is_unversioned(facts) {
        return vec![Outcome::Untold("there is neither a git repository nor a `.gitignore`".into())];
    }
    let mut through: BTreeMap<String, Vec<&Ignore>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for ignore in absent(facts) {
        match (name(&ignore.path), ignore.ignored) {
            (".env", false) => through.entry(ignoring_path(facts, ignore)).or_default().push(ignore),
            (".env", true) => outcomes.push(Outcome::Good(kept_out(ignore))),
            (_, false) => outcomes.extend(named_elsewhere(facts, ignore).map(Outcome::Doubtful)),
            (_, true) => {}
        }
    }
    outcomes.extend(through.into_iter().map(|(path, ignores)| Outcome::Bad(let_through(facts, path, &ignores))));
    outcomes
}

/// What git's rules say of env files that are not there.
fn absent(facts: &Facts) -> impl Iterator<Item = &Ignore> {
    facts.git.ignores.iter().filter(|ignore| ignore.by == Rules::Git && facts.file_at(&ignore.path).is_none())
}

fn let_through(facts: &Facts, path: String, ignores: &[&Ignore]) -> Finding {
    let folders: Vec<String> = ignores.iter().map(|ignore| folder(&ignore.path).to_owned()).collect();
    let nested = folders.iter().any(|folder| !folder.is_empty());
    let folders: Vec<String> =
        folders.into_iter().map(|folder| if folder.is_empty() { ".".into() } else { folder }).collect();
    let places = if nested { format!(" in {}", listed(&folders)) } else { String::new() };
    let help =
        format!("add {} to `{path}`", lines(facts).map(|line| format!("`{line}`")).collect::<Vec<_>>().join(" and "));
    let Some(file) = facts.file_at(&path) else {
        let message = format!("no `.gitignore` keeps `.env` out{places}");
        return Finding::new(Place::Missing(path), "not there", message).help(help);
    };
    let negation = ignores.iter().find_map(|ignore| ignore.rule).filter(|rule| rule.file() == file.id);
    let place = negation.map_or(Place::File(file.id), Place::from);
    let mut finding =
        Finding::new(place, "no rule here ignores it", format!("`{path}` lets `.env` through{places}")).help(help);
    finding.fix = negation.is_none().then(|| fix(facts, file)).flatten();
    finding
}

/// The lines that keep env files out and leave templates in.
fn lines(facts: &Facts) -> impl Iterator<Item = String> {
    let templates = facts.env.files.iter().filter(|env| env.template).map(|env| facts.file(env.file).name());
    let mut names: Vec<_> = templates.filter(|name| name.starts_with(".env")).collect();
    names.sort_unstable();
    names.dedup();
    let names = if names.is_empty() { vec![".env.example"] } else { names };
    let lines: Vec<_> = names.into_iter().map(|name| format!("!{name}")).collect();
    std::iter::once(".env*".to_owned()).chain(lines)
}

fn fix(facts: &Facts, file: &File) -> Option<Fix> {
    let text = file.text.as_deref()?;
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let edit =
        Edit { span: end(file, text)?, text: lines(facts).fold(gap.to_owned(), |text, line| text + &line + "\n") };
    Some(Fix { title: "ignore env files".into(), safety: Safety::Safe, edits: vec![edit] })
}

fn end(file: &File, text: &str) -> Option<Span> {
    file.span(text.len()..text.len())
}

/// A file the project itself speaks of, which git would take although it leaves out `.env`.
fn named_elsewhere(facts: &Facts, ignore: &Ignore) -> Option<Finding> {
    let name = name(&ignore.path);
    let mention =
        facts.files.iter().filter(|file| is_read_by_people_or_programs(file)).find_map(|file| mention(file, name))?;
    let path = ignoring_path(facts, ignore);
    let place = facts.file_at(&path).map_or_else(|| Place::Missing(path.clone()), |file| Place::File(file.id));
    let message = format!("`{path}` lets `{}` through, which the project speaks of", ignore.path);
    let help = format!("ignore `.env*` in `{path}` instead of single names");
    Some(Finding::new(place, "no rule here ignores it", message).because(mention, "spoken of here").help(help))
}

fn is_read_by_people_or_programs(file: &File) -> bool {
    matches!(file.role, Role::Source | Role::Config) && !file.name().ends_with("ignore")
}

/// Where a file names an env file, and not one whose name merely starts alike.
fn mention(file: &File, name: &str) -> Option<Span> {
    let text = file.text.as_deref()?;
    let ends = |at: usize| {
        !text[at + name.len()..]
            .starts_with(|next: char| next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '_'))
    };
    let starts = |at: usize| !text[..at].ends_with(|before: char| before.is_ascii_alphanumeric());
    let found = text.match_indices(name).map(|(at, _)| at).find(|at| starts(*at) && ends(*at))?;
    file.span(found..found + name.len())
}

fn kept_out(ignore: &Ignore) -> Evidence {
    let place = ignore.rule.map_or_else(|| Place::Missing(ignore.path.clone()), Place::from);
    Evidence::new(place, format!("keeps `{}` out of git, should there be one", ignore.path))
}

/// The `.gitignore` that decided, or that a rule belongs into.
fn ignoring_path(facts: &Facts, ignore: &Ignore) -> String {
    let decided = ignore.rule.map(|rule| facts.file(rule.file()));
    let nearest = || nearest_gitignore(facts, folder(&ignore.path));
    decided.or_else(nearest).map_or_else(|| ".gitignore".to_owned(), |file| file.path.clone())
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
