//! Files that import code which speaks of Livepeer: what becomes of an answer is often decided where nobody names it.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use lp_ready_checks::facts::file::Role;
use rayon::prelude::*;

use super::imports::{self, Meant};
use super::{Reader, Seen};
use crate::gather::folders::ancestors;
use crate::gather::{roles, source, text};

/// How many imports lead from the last caller that is read to code that speaks of Livepeer.
const ROUNDS: usize = 3;

/// No more files than this are asked whether they are callers.
const MOST: usize = 4_000;

/// Names of files that go by their folder's.
const FOLDERS: &[&str] = &["index", "__init__", "mod", "main"];

/// The source files nobody needed so far, as one thread of the walk meets them.
pub(super) struct Passed<'r, 'a> {
    pub(super) reader: &'r Reader<'a>,
    pub(super) paths: Vec<String>,
}

impl Passed<'_, '_> {
    pub(super) fn take(&mut self, path: Option<String>) {
        self.paths.extend(path.filter(|path| source::reads(path)));
    }
}

impl Drop for Passed<'_, '_> {
    fn drop(&mut self) {
        self.reader.found().passed.append(&mut self.paths);
    }
}

impl Reader<'_> {
    /// Reads the files that import Livepeer's code, and those that import them.
    pub(super) fn reach_callers(&self) {
        let mut targets = self.speaking();
        let modules = self.go_modules();
        let mut passed = std::mem::take(&mut self.found().passed);
        for _ in 0..ROUNDS {
            if targets.is_empty() {
                return;
            }
            let Some(names) = names(&targets) else { return };
            let homes: BTreeSet<String> = targets.iter().map(|target| self.home(target)).collect();
            let all = homes.contains("");
            let near = |path: &&String| all || ancestors(path).skip(1).any(|folder| homes.contains(folder));
            let asked = first_by_path(passed.par_iter().filter(near).collect());
            let calls = |buffer: &mut Vec<u8>, path: &&String| self.calls(path, &targets, &names, &modules, buffer);
            let mut fresh: Vec<String> = asked.par_iter().map_init(Vec::new, calls).flatten().collect();
            fresh.sort_unstable();
            passed.retain(|path| fresh.binary_search(path).is_err());
            targets = fresh.into_iter().collect();
        }
    }

    /// The source files that speak of Livepeer.
    fn speaking(&self) -> BTreeSet<String> {
        let found = self.found();
        let speaks = found.files.values().filter(|seen| seen.livepeer && seen.role == Role::Source);
        speaks.map(|seen| seen.path.clone()).collect()
    }

    /// The folder of the package a file belongs to.
    fn home(&self, path: &str) -> String {
        let found = self.found();
        ancestors(path).skip(1).find(|folder| found.packages.contains(*folder)).unwrap_or_default().to_owned()
    }

    /// Keeps a file that imports one of these; gives its path back then.
    fn calls(
        &self,
        path: &str,
        targets: &BTreeSet<String>,
        names: &AhoCorasick,
        modules: &[(String, String)],
        buffer: &mut Vec<u8>,
    ) -> Option<String> {
        let content = text::load(&self.root.join(path), buffer).ok()?;
        if !names.is_match(content.bytes()) || roles::is_vendored(path) {
            return None;
        }
        let role = super::visit::role(path, content.bytes());
        let text = content.text().filter(|_| role == Role::Source)?;
        let meant = imports::of(path, &text, modules);
        let means = |meant: &Meant| match meant {
            Meant::FirstOf(paths) => paths.iter().any(|path| targets.contains(path)),
            Meant::Folder(folder, _) => {
                targets.iter().any(|target| target.rsplit_once('/').map_or("", |(of, _)| of) == folder)
            }
        };
        meant.iter().any(means).then_some(())?;
        let (path, text) = (path.to_owned(), text.into());
        let seen = Seen {
            path: path.clone(),
            role,
            text,
            ignored: false,
            livepeer: false,
            hits: Vec::new(),
            secret_only: false,
        };
        self.found().files.entry(path.clone()).or_insert(seen);
        Some(path)
    }
}

/// What files are called where they are imported.
fn names(targets: &BTreeSet<String>) -> Option<AhoCorasick> {
    let name = |path: &String| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.split('.').next().unwrap_or(name);
        let by_folder = name.ends_with(".go") || FOLDERS.contains(&stem);
        let name = if by_folder { folder.rsplit('/').next().unwrap_or(folder) } else { stem };
        (!name.is_empty()).then(|| name.to_owned())
    };
    let names: BTreeSet<String> = targets.iter().filter_map(name).collect();
    // Thousands of files may be searched for hundreds of names.
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(names).ok()
}

/// The first [`MOST`] of them by path, in any order: the threads of the walk brought them in none.
fn first_by_path(mut paths: Vec<&String>) -> Vec<&String> {
    if paths.len() > MOST {
        paths.select_nth_unstable(MOST);
        paths.truncate(MOST);
    }
    paths
}
