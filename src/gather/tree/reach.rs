//! Files that code which speaks of Livepeer imports: constants and helpers often stand where Livepeer is not named.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use lp_ready_checks::facts::file::Role;
use rayon::prelude::*;

use super::imports::{self, Meant};
use super::{Reader, Seen};
use crate::gather::text;

/// How many imports lead from code that speaks of Livepeer to the last file that is read.
const ROUNDS: usize = 3;

/// More files than this are not reached: what they define stays unknown.
const MOST: usize = 2_000;

/// A file and its text.
type Source = (String, Arc<str>);

impl Reader<'_> {
    /// Reads what Livepeer's code imports, and what that imports in turn.
    pub(super) fn reach(&self) {
        let modules = self.go_modules();
        let mut fresh = self.sources();
        let mut left = MOST;
        let mut folders = Folders { root: self.root, listed: HashMap::new() };
        for _ in 0..ROUNDS {
            let meant: Vec<Meant> =
                fresh.par_iter().flat_map_iter(|(path, text)| imports::of(path, text, &modules)).collect();
            let paths: BTreeSet<String> = meant.into_iter().flat_map(|meant| folders.files(meant)).collect();
            let wanted: Vec<String> = paths.into_iter().filter(|path| self.is_news(path)).take(left).collect();
            left -= wanted.len();
            fresh =
                wanted.par_iter().map_init(Vec::new, |buffer, path| self.read_source(path, buffer)).flatten().collect();
            if fresh.is_empty() {
                return;
            }
        }
    }

    /// The source files that speak of Livepeer, and those that call them.
    fn sources(&self) -> Vec<Source> {
        let found = self.found();
        let speaks = found.files.values().filter(|seen| !seen.secret_only && seen.role == Role::Source);
        speaks.map(|seen| (seen.path.clone(), Arc::clone(&seen.text))).collect()
    }

    /// The folders of go.mod files, and the paths their modules go by.
    pub(super) fn go_modules(&self) -> Vec<(String, String)> {
        let found = self.found();
        let manifests = found.files.values().filter(|seen| seen.path.rsplit('/').next() == Some("go.mod"));
        let module = |seen: &Seen| {
            let path = seen.text.lines().find_map(|line| line.trim().strip_prefix("module "))?;
            let folder = seen.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Some((folder.to_owned(), path.trim().trim_matches('"').to_owned()))
        };
        manifests.filter_map(module).collect()
    }

    /// Whether a file may be read and has not been looked at closely.
    fn is_news(&self, path: &str) -> bool {
        !self.is_closed(path) && self.found().files.get(path).is_none_or(|seen| seen.secret_only)
    }

    /// Keeps a source file whatever it says.
    fn read_source(&self, path: &str, buffer: &mut Vec<u8>) -> Option<Source> {
        let known = self.found().files.get_mut(path).map(|seen| {
            seen.secret_only = false;
            Arc::clone(&seen.text)
        });
        if let Some(text) = known {
            return Some((path.to_owned(), text));
        }
        let full = self.root.join(path);
        full.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
        let content = text::load(&full, buffer).ok()?;
        let role = super::visit::role(path, content.bytes());
        let text: Arc<str> = content.text().filter(|_| role == Role::Source)?.into();
        let seen = Seen {
            path: path.to_owned(),
            role,
            text: Arc::clone(&text),
            ignored: false,
            livepeer: false,
            hits: Vec::new(),
            secret_only: false,
        };
        self.found().files.insert(path.to_owned(), seen);
        Some((path.to_owned(), text))
    }
}

/// What is in folders, each listed once.
struct Folders<'r> {
    root: &'r std::path::Path,
    listed: HashMap<String, HashSet<String>>,
}

impl Folders<'_> {
    /// The files an import means.
    fn files(&mut self, meant: Meant) -> Vec<String> {
        match meant {
            Meant::FirstOf(paths) => paths.into_iter().find(|path| self.has(path)).into_iter().collect(),
            Meant::Folder(folder, ending) => {
                let source = |name: &&String| name.ends_with(ending) && !name.ends_with("_test.go");
                let names = self.names(&folder).iter().filter(source);
                names.map(|name| if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") }).collect()
            }
        }
    }

    fn has(&mut self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.names(folder).contains(name)
    }

    /// The names of the files in a folder; none where there is no such folder.
    fn names(&mut self, folder: &str) -> &HashSet<String> {
        self.listed.entry(folder.to_owned()).or_insert_with(|| {
            let entries = self.root.join(folder).read_dir().into_iter().flatten().flatten();
            let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
            files.filter_map(|entry| entry.file_name().into_string().ok()).collect()
        })
    }
}
