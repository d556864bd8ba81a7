//! The project's files: one parallel walk, each file read once, text kept only where somebody needs it.

mod callers;
mod doubtful;
pub(crate) mod imports;
mod reach;
mod visit;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use globset::GlobSet;
use ignore::{DirEntry, WalkBuilder, WalkState};
use lp_ready_checks::facts::Problem;
use lp_ready_checks::facts::file::Role;
use rayon::prelude::*;

use super::git::Index;
use super::interest::Interest;
use super::{credentials, env, globs, roles};
use crate::config::Config;
use callers::Passed;
use doubtful::Refused;

/// What the walk brought home, sorted by path.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files that matter to somebody.
    pub files: Vec<Seen>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A file that matters to somebody.
#[derive(Debug)]
pub struct Seen {
    /// Relative to the root, with `/`.
    pub path: String,
    /// What it is for.
    pub role: Role,
    /// Its text.
    pub text: Arc<str>,
    /// Whether an ignore rule kept the walk from it; it was found by the index, or as an env file.
    pub ignored: bool,
    /// Whether it holds a word of Livepeer projects.
    pub livepeer: bool,
    /// What the credential rules found in it.
    pub hits: Vec<credentials::Hit>,
    /// Whether it is here for those hits alone, and not to be parsed.
    pub secret_only: bool,
}

/// Walks the tree below `root`, a canonical path.
///
/// Files that git ignores and does not track are no source; env files among them are read all the same where
/// programs start. A tracked file is read even if a rule ignores it.
///
/// # Errors
/// When a glob of the configuration is invalid or the root itself cannot be listed.
pub fn read(root: &Path, config: &Config, interest: &Interest, index: &Index) -> Result<Tree> {
    let skip = globs::set(&config.ignore).context("`ignore` in lp-ready.toml")?;
    let reader = Reader { root, interest, index, skip, found: Mutex::default() };
    std::fs::read_dir(root).with_context(|| format!("cannot list `{}`", root.display()))?;
    reader.walk();
    reader.sweep();
    reader.probe();
    reader.reach_callers();
    reader.reach();
    Ok(reader.finish())
}

/// The root of an audit, canonical.
///
/// # Errors
/// When `path` is not a folder that exists, with a way out.
pub fn root(path: &Path) -> Result<PathBuf> {
    let shown = path.display();
    let found = path.canonicalize().with_context(|| format!("cannot audit `{shown}`: expected a project's folder"))?;
    if !found.is_dir() {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let parent = parent.display();
        bail!("cannot audit `{shown}`: expected a project's folder, found a file; try `lp-ready audit {parent}`");
    }
    Ok(found)
}

struct Reader<'a> {
    root: &'a Path,
    interest: &'a Interest<'a>,
    index: &'a Index,
    skip: GlobSet,
    found: Mutex<Found>,
}

#[derive(Debug, Default)]
struct Found {
    files: BTreeMap<String, Seen>,
    problems: BTreeSet<Problem>,
    /// Folders in which programs start, or env files lie.
    homes: BTreeSet<String>,
    /// Folders that a manifest makes a package of.
    packages: BTreeSet<String>,
    /// Source files nobody needed so far.
    passed: Vec<String>,
}

impl Reader<'_> {
    fn walk(&self) {
        let mut walk = WalkBuilder::new(self.root);
        // Without a repository a `.gitignore` further up is somebody else's, a home folder's for example.
        let parents = !self.index.above.is_empty();
        walk.hidden(false).ignore(false).follow_links(false).git_global(false).require_git(false).parents(parents);
        let rules = self.can_ignore();
        walk.git_ignore(rules).git_exclude(rules);
        let (root, skip, refused) = (self.root.to_owned(), self.skip.clone(), Refused::default());
        let refuses = refused.clone();
        walk.filter_entry(move |entry| entry.depth() == 0 || enters(&root, &skip, &refuses, entry));
        walk.build_parallel().run(|| {
            let mut buffer = Vec::new();
            let mut passed = Passed { reader: self, paths: Vec::new() };
            Box::new(move |entry| {
                match entry {
                    Ok(entry) => passed.take(self.enter(&entry, &mut buffer)),
                    Err(error) => self.failed(&error),
                }
                WalkState::Continue
            })
        });
        self.found().problems.extend(refused.take());
    }

    /// Looks at an entry; gives the path back of a file that nobody needs.
    fn enter(&self, entry: &DirEntry, buffer: &mut Vec<u8>) -> Option<String> {
        let kind = entry.file_type().filter(|kind| kind.is_file() || kind.is_symlink())?;
        let path = relative(self.root, entry.path());
        if kind.is_symlink() {
            self.link(entry.path(), &path);
            return None;
        }
        self.index.mark(&path);
        self.visit(entry.path(), path, false, buffer)
    }

    /// Reads tracked files that an ignore rule kept the walk from.
    fn sweep(&self) {
        let missed: Vec<&str> = self.index.missed().filter(|path| !self.is_closed(path)).collect();
        missed.par_iter().for_each_init(Vec::new, |buffer, path| self.visit_if_file(path, buffer));
    }

    /// Reads ignored env files where programs start.
    fn probe(&self) {
        let homes = std::mem::take(&mut self.found().homes);
        for home in homes.iter().map(String::as_str).chain([""]) {
            let Ok(entries) = self.root.join(home).read_dir() else { continue };
            let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            for name in names.filter(|name| env::is_dotenv_name(&name.to_ascii_lowercase())) {
                let path = if home.is_empty() { name } else { format!("{home}/{name}") };
                if !self.found().files.contains_key(&path) && !self.skip.is_match(&path) {
                    self.visit_if_file(&path, &mut Vec::new());
                }
            }
        }
    }

    fn visit_if_file(&self, path: &str, buffer: &mut Vec<u8>) {
        let full = self.root.join(path);
        // Not through links, and never a pipe or a device. A file that is gone was deleted but not yet from the index.
        match full.symlink_metadata() {
            Ok(data) if data.is_file() => drop(self.visit(&full, path.to_owned(), true, buffer)),
            Ok(data) if data.is_symlink() => self.link(&full, path),
            _ => {}
        }
    }

    fn is_closed(&self, path: &str) -> bool {
        let closed = path.split('/').any(roles::is_closed);
        closed || self.skip.is_match(path)
    }

    fn found(&self) -> std::sync::MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, error: &ignore::Error) {
        let path = path_of(error).map_or_else(String::new, |path| relative(self.root, path));
        let why = error.io_error().map_or_else(|| "cannot be listed".to_owned(), describe);
        self.found().problems.insert(doubtful::folder_problem(path, why));
    }

    fn finish(self) -> Tree {
        let found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        Tree { files: found.files.into_values().collect(), problems: found.problems.into_iter().collect() }
    }
}

/// Whether the walk goes on to an entry.
fn enters(root: &Path, skip: &GlobSet, refused: &Refused, entry: &DirEntry) -> bool {
    let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let name = entry.file_name().to_string_lossy();
    let closed = folder && (roles::is_closed(&name) || is_build_folder(entry.path(), &name));
    let skipped = || !skip.is_empty() && skip.is_match(relative(root, entry.path()));
    let refused = || folder && refused.holds(entry.path(), &relative(root, entry.path()));
    !closed && !skipped() && !refused()
}

/// Whether a folder with an everyday name is a build's or an interpreter's all the same.
fn is_build_folder(path: &Path, name: &str) -> bool {
    match name {
        "target" => {
            let beside = |name: &str| path.with_file_name(name).exists();
            path.join("CACHEDIR.TAG").exists() || beside("Cargo.toml") || beside("pom.xml") || beside("build.sbt")
        }
        "venv" | "env" => path.join("pyvenv.cfg").exists(),
        _ => false,
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let (root, path) = (root.to_string_lossy(), path.to_string_lossy());
    let path = path.strip_prefix(root.as_ref()).unwrap_or(&path).trim_start_matches(std::path::MAIN_SEPARATOR);
    if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// What went wrong, as a clause.
fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        std::io::ErrorKind::NotFound => "vanished while the project was read".to_owned(),
        kind => format!("cannot be read: {kind}"),
    }
}

#[cfg(test)]
mod tests;
