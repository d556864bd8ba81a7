//! What ignore rules say of env files: those there are, and the usual ones that are not there yet.

mod contexts;
mod dockerignore;
mod gitignore;

use std::collections::BTreeSet;

use lp_ready_checks::facts::config::Document;
use lp_ready_checks::facts::env::EnvFile;
use lp_ready_checks::facts::file::{File, Role};
use lp_ready_checks::facts::git::Ignore;

use super::folders::ancestors;
use super::git::Index;
use super::roles;

/// Env files that people make sooner or later.
const USUAL: &[&str] = &[".env", ".env.local", ".env.production"];

/// What is asked about: the project as far as it matters to ignore rules.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The files, by path.
    pub files: &'a [File],
    /// Which of them hold words of Livepeer projects, in the same order.
    pub livepeer: &'a [bool],
    /// The env files among them.
    pub env_files: &'a [EnvFile],
    /// The parsed structured files, compose files among them.
    pub documents: &'a [Document],
}

/// The answers of git's rules, then those of image builds; each by path.
#[must_use]
pub fn answers(asked: Asked<'_>, index: &Index) -> Vec<Ignore> {
    let git = gitignore::Rules::new(asked.files, index);
    let mut paths = present(asked);
    for folder in folders(asked) {
        paths.extend(USUAL.iter().map(|name| join(&folder, name)));
    }
    let mut answers: Vec<_> = paths.iter().map(|path| git.ask(path)).collect();
    for context in contexts::copied(asked.files, asked.documents) {
        answers.extend(dockerignore::ask(asked.files, &context, &present(asked)));
    }
    answers
}

fn present(asked: Asked<'_>) -> BTreeSet<String> {
    asked.env_files.iter().map(|env| asked.files[env.file.index()].path.clone()).collect()
}

/// The folders where an env file is to be expected: beside other env files and templates, and where the programs that
/// call Livepeer start.
fn folders(asked: Asked<'_>) -> BTreeSet<String> {
    let starts: BTreeSet<&str> = asked
        .files
        .iter()
        .filter(|file| roles::is_manifest(file.name()) && file.role.ships())
        .map(File::folder)
        .collect();
    let callers = asked.files.iter().zip(asked.livepeer).filter(|(file, livepeer)| **livepeer && file.role.ships());
    let mut folders: BTreeSet<String> = callers.map(|(file, _)| nearest(file.folder(), &starts).to_owned()).collect();
    let env_files = asked.env_files.iter().map(|env| &asked.files[env.file.index()]);
    folders.extend(env_files.filter(|file| file.role == Role::Env).map(|file| file.folder().to_owned()));
    if folders.is_empty() {
        folders.insert(String::new());
    }
    folders
}

/// The innermost of `starts` that holds `folder`; the root if none does.
fn nearest<'a>(folder: &'a str, starts: &BTreeSet<&str>) -> &'a str {
    ancestors(folder).find(|folder| starts.contains(folder)).unwrap_or("")
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
