//! What the walk must not go into: links, and folders whose ignore rules have no end.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use lp_ready_checks::check::Need;
use lp_ready_checks::facts::Problem;

use super::{Reader, visit};
use crate::gather::{roles, text};

/// Files of a folder that the walk reads by itself, and to their end.
const RULES: [&str; 2] = [".gitignore", ".git/info/exclude"];

/// Files of the root that steer the run and are read wherever they lie.
const STEERING: [&str; 2] = [".gitleaks.toml", crate::config::FILE_NAME];

/// Folders that were not gone into, with the reason.
#[derive(Debug, Clone, Default)]
pub(super) struct Refused(Arc<Mutex<Vec<Problem>>>);

impl Refused {
    /// Whether the walk must stay out of a folder, `path` relative to the root.
    pub(super) fn holds(&self, folder: &Path, path: &str) -> bool {
        let unsound = unsound_rules(folder);
        if let Some(rules) = unsound {
            let what = format!("not gone into: its `{rules}` is {}", text::UNSOUND);
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(folder_problem(path.to_owned(), what));
        }
        unsound.is_some()
    }

    /// What was refused so far.
    pub(super) fn take(&self) -> Vec<Problem> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The ignore rules of a folder that cannot be read to their end, if there are such.
pub(super) fn unsound_rules(folder: &Path) -> Option<&'static str> {
    RULES.into_iter().find(|rules| text::is_unsound(&folder.join(rules)))
}

/// A problem with a folder, which may hold anything.
pub(super) fn folder_problem(path: String, what: String) -> Problem {
    Problem { path, what, needs: vec![Need::Source, Need::Config, Need::Env, Need::Credentials] }
}

impl Reader<'_> {
    /// Whether the walk can go by ignore rules; says where it cannot. It reads those of every folder above the root,
    /// even where they do not count.
    pub(super) fn can_ignore(&self) -> bool {
        let unsound = self.root.ancestors().enumerate().find_map(|(up, folder)| Some((up, unsound_rules(folder)?)));
        if let Some((up, rules)) = unsound {
            let (path, what) = (format!("{}{rules}", "../".repeat(up)), text::UNSOUND.to_owned());
            self.found().problems.insert(Problem { path, what, needs: vec![Need::Git] });
        }
        unsound.is_none()
    }

    /// Says that a link is not followed, unless there is nothing to miss: what lies in the project is read there.
    pub(super) fn link(&self, full: &Path, path: &str) {
        let Ok(target) = full.canonicalize() else { return };
        if STEERING.contains(&path) {
            return;
        }
        let what = || "a link out of the project, not followed".to_owned();
        let problem = if target.starts_with(self.root) {
            None
        } else if target.is_dir() {
            // As source in it would count, so that a linked `node_modules` is none.
            roles::of(&format!("{path}/a.ts"), "").ships().then(|| folder_problem(path.to_owned(), what()))
        } else {
            visit::is_text(path).then(|| visit::problem(path, what()))
        };
        self.found().problems.extend(problem);
    }
}
