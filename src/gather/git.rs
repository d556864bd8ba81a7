//! The repository a project lives in: what its index lists, without ever running anything its configuration names.

mod open;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use git2::Repository;
use lp_ready_checks::check::Need;
use lp_ready_checks::facts::Problem;
use lp_ready_checks::facts::git::State;

use open::reason;

/// Submodules within submodules are followed this deep.
const NESTING: usize = 4;

const SUBMODULE: u32 = 0o160_000;
const SYMLINK: u32 = 0o120_000;

/// What git's index lists below the audited root.
#[derive(Debug, Default)]
pub struct Index {
    /// Whether there is a repository and its index could be read.
    pub state: State,
    /// The folders between the repository's work tree and the audited root, outermost first; the root is not among them.
    pub above: Vec<PathBuf>,
    /// The audited root.
    pub root: PathBuf,
    /// The work trees of submodules, relative to the root: ignore rules do not reach into them.
    pub submodules: Vec<String>,
    /// What of it could not be read.
    pub problems: Vec<Problem>,
    /// Paths of regular files relative to the root, sorted.
    paths: Vec<String>,
    seen: Vec<AtomicBool>,
}

impl Index {
    /// Reads the index of the repository that `root`, a canonical path, lies in.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let repository = match open::discover(root) {
            Ok(Some(repository)) => repository,
            Ok(None) => return Self::default(),
            Err(why) => return Self::unreadable(&why),
        };
        let Some(top) = repository.workdir().and_then(|folder| folder.canonicalize().ok()) else {
            return Self::unreadable("it is bare, without a work tree");
        };
        let Ok(below) = root.strip_prefix(&top).map(slashed) else {
            return Self::unreadable("its work tree lies elsewhere");
        };
        let mut index = Self { state: State::Read, above: above(root, &top), root: root.to_owned(), ..Self::default() };
        if let Err(error) = index.list(&repository, &below, "", NESTING) {
            return Self::unreadable(&reason(&error));
        }
        index.paths.sort_unstable();
        index.paths.dedup();
        index.seen = index.paths.iter().map(|_| AtomicBool::new(false)).collect();
        index
    }

    /// Whether the index lists the file at `path`; `None` without a readable repository.
    #[must_use]
    pub fn tracks(&self, path: &str) -> Option<bool> {
        (self.state == State::Read).then(|| self.find(path).is_some())
    }

    /// Notes that the walk came by a path.
    pub fn mark(&self, path: &str) {
        if let Some(at) = self.find(path) {
            self.seen[at].store(true, Ordering::Relaxed);
        }
    }

    /// The listed paths the walk did not come by.
    pub fn missed(&self) -> impl Iterator<Item = &str> {
        let pairs = self.paths.iter().zip(&self.seen);
        pairs.filter(|(_, seen)| !seen.load(Ordering::Relaxed)).map(|(path, _)| path.as_str())
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.paths.binary_search_by(|listed| listed.as_str().cmp(path)).ok()
    }

    fn unreadable(why: &str) -> Self {
        Self { state: State::Unreadable(why.to_owned()), problems: vec![problem("", why)], ..Self::default() }
    }

    /// Adds what a repository lists below its folder `below`, under `prefix` in the audited tree.
    fn list(&mut self, repository: &Repository, below: &str, prefix: &str, nesting: usize) -> Result<(), git2::Error> {
        for entry in repository.index()?.iter() {
            let path = String::from_utf8_lossy(&entry.path);
            let Some(path) = strip_folder(&path, below) else { continue };
            let path = join(prefix, path);
            match entry.mode {
                SUBMODULE => self.submodule(repository, &entry.path, path, nesting),
                SYMLINK => {}
                _ => self.paths.push(path),
            }
        }
        Ok(())
    }

    /// Adds what a checked-out submodule lists; one that is not checked out has no files here either.
    fn submodule(&mut self, outer: &Repository, entry: &[u8], path: String, nesting: usize) {
        let relative = String::from_utf8_lossy(entry);
        let inner =
            outer.workdir().map(|folder| folder.join(relative.as_ref())).filter(|folder| folder.join(".git").exists());
        let Some(folder) = inner.filter(|_| nesting > 0) else { return };
        let listed = open::open(&folder)
            .and_then(|inner| self.list(&inner, "", &path, nesting - 1).map_err(|error| reason(&error)));
        match listed {
            Ok(()) => self.submodules.push(path),
            Err(why) => self.problems.push(problem(&path, &why)),
        }
    }
}

/// `path` relative to `folder`, if it lies there; an empty folder is the whole tree.
fn strip_folder<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

fn above(root: &Path, top: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        root.ancestors().skip(1).take_while(|folder| folder.starts_with(top)).map(Path::to_owned).collect();
    folders.reverse();
    folders
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// A repository that could not be read; `folder` is its work tree, relative to the root.
fn problem(folder: &str, why: &str) -> Problem {
    Problem { path: join(folder, ".git"), what: why.to_owned(), needs: vec![Need::Git] }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn repository(files: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let repository = Repository::init(&root).unwrap();
        let mut index = repository.index().unwrap();
        for file in files {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), "x").unwrap();
            index.add_path(Path::new(file)).unwrap();
        }
        index.write().unwrap();
        (folder, root)
    }

    #[test]
    fn the_index_says_what_is_tracked() {
        let (_folder, root) = repository(&["a.ts", "app/.env"]);
        let index = Index::read(&root);
        assert_eq!((index.tracks("app/.env"), index.tracks("b.ts")), (Some(true), Some(false)));
        index.mark("a.ts");
        assert_eq!(index.missed().collect::<Vec<_>>(), ["app/.env"]);
    }

    #[test]
    fn a_root_below_the_work_tree_sees_its_own_part() {
        let (_folder, root) = repository(&["a.ts", "app/.env", "app/web/x.ts", "apple/y.ts"]);
        let index = Index::read(&root.join("app"));
        assert_eq!(index.missed().collect::<Vec<_>>(), [".env", "web/x.ts"]);
        assert_eq!(index.above, std::slice::from_ref(&root));
        assert_eq!(Index::read(&root.join("app/web")).above, [root.clone(), root.join("app")]);
    }

    #[test]
    fn no_repository_is_absent_and_tells_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::read(&folder.path().canonicalize().unwrap());
        assert_eq!((index.state.clone(), index.tracks("a")), (State::Absent, None));
    }

    #[test]
    fn damage_and_bareness_are_said() {
        let (_folder, root) = repository(&["a.ts"]);
        fs::write(root.join(".git/index"), b"DIRC\0\0\0\x02garbage").unwrap();
        assert!(matches!(Index::read(&root).state, State::Unreadable(why) if why.contains("damaged")));
        let folder = tempfile::tempdir().unwrap();
        Repository::init_bare(folder.path()).unwrap();
        let index = Index::read(&folder.path().canonicalize().unwrap());
        assert!(matches!(index.state, State::Unreadable(why) if why.contains("bare")));
    }

    #[test]
    fn worktrees_have_an_index_of_their_own() {
        let (_folder, root) = repository(&["a.ts"]);
        let repository = Repository::open(&root).unwrap();
        let tree = repository.find_tree(repository.index().unwrap().write_tree().unwrap()).unwrap();
        let author = git2::Signature::now("a", "a@example.com").unwrap();
        repository.commit(Some("HEAD"), &author, &author, "one", &tree, &[]).unwrap();
        let other = tempfile::tempdir().unwrap();
        let path = other.path().canonicalize().unwrap().join("tree");
        repository.worktree("tree", &path, None).unwrap();
        assert_eq!(Index::read(&path).tracks("a.ts"), Some(true));
    }
}
