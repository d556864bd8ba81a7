//! One file: read, looked through, and kept if somebody needs it.

use std::path::Path;

use lp_ready_checks::check::Need;
use lp_ready_checks::facts::Problem;
use lp_ready_checks::facts::file::Role;

use super::{Reader, Seen, describe};
use crate::gather::interest::Wanted;
use crate::gather::text::{self, Content};
use crate::gather::{config, contacts, env, roles, source};

/// How much of a text settles its role.
const HEAD: usize = 4 << 10;

impl Reader<'_> {
    /// Reads the file at `full` and keeps it if somebody needs it; gives the path back if nobody does.
    pub(super) fn visit(&self, full: &Path, path: String, ignored: bool, buffer: &mut Vec<u8>) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(&path);
        if roles::is_media(name) {
            return None;
        }
        let manifest = roles::is_manifest(name);
        let home = manifest || names_env(name) && env::is_dotenv_name(&name.to_ascii_lowercase());
        let seen = match text::load(full, buffer) {
            Ok(content) => self.look(path.as_str(), ignored, &content),
            Err(error) => Err(Some(problem(&path, describe(&error)))),
        };
        if !home && matches!(seen, Err(None)) {
            return Some(path);
        }
        if manifest {
            self.found().packages.insert(path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned());
        }
        self.keep(path, home, seen);
        None
    }

    fn keep(&self, path: String, home: bool, seen: Result<Seen, Option<Problem>>) {
        let mut found = self.found();
        if home {
            found.homes.insert(path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned());
        }
        match seen {
            // Names that are no UTF-8 may look alike.
            Ok(_) if found.files.contains_key(&path) => {
                let what = "another file's name looks the same".to_owned();
                found.problems.insert(problem(&path, what));
            }
            Ok(seen) => drop(found.files.insert(path, seen)),
            Err(Some(problem)) => drop(found.problems.insert(problem)),
            Err(None) => {}
        }
    }

    /// The file, if somebody needs it; else what is wrong with it, if anything.
    fn look(&self, path: &str, ignored: bool, content: &Content<'_>) -> Result<Seen, Option<Problem>> {
        match content {
            Content::TooLarge => return Err(ships(path).then(|| problem(path, too_large()))),
            Content::Binary => {
                return Err(is_text(path).then(|| problem(path, "no text: it holds NUL bytes".to_owned())));
            }
            _ => {}
        }
        let wanted = self.interest.of(content.bytes());
        let closely = wanted.livepeer || wanted.watching || may_be_kept(path) || contacts::may_tell(path);
        if wanted.rules.is_empty() && !closely {
            return Err(None);
        }
        let text = content.text().ok_or(None)?;
        let hits = self.hits(path, &text, &wanted);
        // Most files are here for words that credentials stand beside, and hold none.
        if hits.is_empty() && !closely {
            return Err(None);
        }
        let role = role(path, content.bytes());
        let tells = role == Role::Documentation && contacts::may_tell(path) && contacts::tells(&text);
        let kept = is_kept(path, role) || tells;
        let parsed = (wanted.livepeer || wanted.watching) && is_parsed(role);
        if !kept && !parsed && hits.is_empty() {
            return Err(None);
        }
        let (path, livepeer, secret_only) = (path.to_owned(), wanted.livepeer, !kept && !parsed);
        Ok(Seen { path, role, text: text.into(), ignored, livepeer, hits, secret_only })
    }

    fn hits(&self, path: &str, text: &str, wanted: &Wanted) -> Vec<crate::gather::credentials::Hit> {
        if wanted.rules.is_empty() || roles::is_vendored(path) {
            Vec::new()
        } else {
            self.interest.rules.scan(path, text, &wanted.rules)
        }
    }
}

/// What a file is for, by its path and the start of its text.
pub(super) fn role(path: &str, bytes: &[u8]) -> Role {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Whole lines only, so that a name cut in half settles nothing.
    let end =
        if head.len() < bytes.len() { head.iter().rposition(|byte| *byte == b'\n').unwrap_or(0) } else { head.len() };
    roles::of(path, &String::from_utf8_lossy(&head[..end]))
}

/// Whether the name leaves it open that [`is_kept`]; spares most files a closer look.
fn may_be_kept(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    names_env(name) || roles::is_always_kept(name)
}

/// Whether a name has a part, in any case, without which it is no env file's. Asked of every file of a tree.
fn names_env(name: &str) -> bool {
    let holds = |word: &[u8]| name.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    holds(b"env") || holds(b".dev.vars")
}

fn is_kept(path: &str, role: Role) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let dotenv = role == Role::Env || role == Role::Test && env::is_dotenv_name(&name.to_ascii_lowercase());
    role != Role::Vendored && (dotenv || roles::is_always_kept(name))
}

/// Whether what a file of this role says of Livepeer is of interest to anybody.
fn is_parsed(role: Role) -> bool {
    matches!(role, Role::Source | Role::Config | Role::Env | Role::Example | Role::Other)
}

fn ships(path: &str) -> bool {
    roles::of(path, "").ships()
}

/// Whether a file that ships is one that would be read closely, were it text.
pub(super) fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let read = source::reads(name) || config::reads(name) || roles::is_always_kept(name);
    ships(path) && (read || roles::of(path, "") == Role::Env)
}

fn too_large() -> String {
    format!("too large to read: more than {} MB", text::LIMIT >> 20)
}

/// A file that could not be read, and the needs that leaves unmet.
pub(super) fn problem(path: &str, what: String) -> Problem {
    let needs = match roles::of(path, "") {
        Role::Source => vec![Need::Source, Need::Credentials],
        Role::Config if path.ends_with("ignore") => vec![Need::Git, Need::Credentials],
        Role::Config => vec![Need::Config, Need::Credentials],
        Role::Env => vec![Need::Env, Need::Credentials],
        _ => vec![Need::Credentials],
    };
    Problem { path: path.to_owned(), what, needs }
}
