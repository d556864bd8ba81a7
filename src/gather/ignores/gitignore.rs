//! git's ignore rules with the line that decides, which git and the walk keep to themselves.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use lp_ready_checks::facts::file::{File, Span};
use lp_ready_checks::facts::git::{Ignore, Rules as Kind};

use crate::gather::folders::ancestors;
use crate::gather::git::Index;
use crate::gather::text;

/// A root for matchers whose paths are relative; nothing is read below it.
const ANYWHERE: &str = "/";

/// The `.gitignore` files of a tree and of the folders between it and the top of its repository.
#[derive(Debug)]
pub(super) struct Rules<'a> {
    /// By folder, relative to the audited root.
    inside: BTreeMap<&'a str, (&'a File, Gitignore)>,
    /// Innermost first, with the path from that folder to the audited root.
    above: Vec<(String, Gitignore)>,
    submodules: &'a [String],
}

/// What one rule says of one path.
struct Answer {
    ignored: bool,
    rule: Option<Span>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(files: &'a [File], index: &'a Index) -> Self {
        let named = files.iter().filter(|file| file.name() == ".gitignore");
        let inside =
            named.map(|file| (file.folder(), (file, matcher(file.text.as_deref().unwrap_or_default())))).collect();
        Self { inside, above: above(index), submodules: &index.submodules }
    }

    /// What the rules say of the file at `path`.
    pub(super) fn ask(&self, path: &str) -> Ignore {
        // A folder that is left out takes everything below with it, whatever rules say of that.
        let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        let top = self.submodule_of(path);
        let outer = folders
            .filter(|folder| folder.len() > top.len())
            .find_map(|folder| self.decide(folder, true, top).filter(|answer| answer.ignored));
        let answer = outer.or_else(|| self.decide(path, false, top));
        let (ignored, rule) = answer.map_or((false, None), |answer| (answer.ignored, answer.rule));
        Ignore { by: Kind::Git, path: path.to_owned(), ignored, rule }
    }

    /// The submodule a path lies in, empty for none.
    fn submodule_of(&self, path: &str) -> &str {
        let within = |folder: &&String| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.submodules.iter().filter(within).max_by_key(|folder| folder.len()).map_or("", String::as_str)
    }

    /// The innermost rule that matches, as far out as the repository's `top`.
    fn decide(&self, path: &str, folder: bool, top: &str) -> Option<Answer> {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let within = ancestors(parent).take_while(|outer| outer.len() >= top.len());
        let inside = within.filter_map(|outer| self.inside.get(outer)).find_map(|(file, rules)| {
            let below = path[file.folder().len()..].trim_start_matches('/');
            matched(rules, below, folder, Some(file))
        });
        let above = || self.above.iter().find_map(|(to, rules)| matched(rules, &format!("{to}/{path}"), folder, None));
        inside.or_else(|| if top.is_empty() { above() } else { None })
    }
}

fn matched(rules: &Gitignore, path: &str, folder: bool, file: Option<&File>) -> Option<Answer> {
    let (ignored, glob) = match rules.matched(Path::new(ANYWHERE).join(path), folder) {
        Match::None => return None,
        Match::Ignore(glob) => (true, glob),
        Match::Whitelist(glob) => (false, glob),
    };
    Some(Answer { ignored, rule: file.and_then(|file| line(file, glob.original())) })
}

/// The last line that says `rule`: of equal rules the last decides.
fn line(file: &File, rule: &str) -> Option<Span> {
    let text = file.text.as_deref()?;
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let matching = lines.filter_map(|(start, line)| {
        let stripped = line.trim_start_matches('\u{FEFF}');
        let start = start + line.len() - stripped.len();
        (stripped.trim_end() == rule.trim_end()).then_some(start..start + rule.trim_end().len())
    });
    matching.last().and_then(|range| file.span(range))
}

fn matcher(text: &str) -> Gitignore {
    let mut builder = GitignoreBuilder::new(ANYWHERE);
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        // git passes over a pattern it cannot read, and so is this.
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// The rules of the folders above the audited root, innermost first.
fn above(index: &Index) -> Vec<(String, Gitignore)> {
    let mut rules = Vec::new();
    for (at, folder) in index.above.iter().enumerate() {
        let Ok(text) = text::steering(&folder.join(".gitignore")) else { continue };
        let names = index.above[at + 1..].iter().chain([&index.root]).filter_map(|folder| folder.file_name());
        let to: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
        rules.push((to.join("/"), matcher(&text)));
    }
    rules.reverse();
    rules
}

#[cfg(test)]
mod tests {
    use lp_ready_checks::facts::file::{FileId, Role};

    use super::*;

    fn file(id: usize, path: &str, text: &str) -> File {
        let (id, path, text) = (FileId::new(id), path.to_owned(), Some(text.into()));
        File { id, path, role: Role::Config, text, tracked: None, ignored: false }
    }

    /// Whether a path is ignored, and the text of the rule that decided.
    fn ask(files: &[(&str, &str)], path: &str) -> (bool, Option<String>) {
        let files: Vec<_> = files.iter().enumerate().map(|(id, (path, text))| file(id, path, text)).collect();
        let answer = Rules::new(&files, &Index::default()).ask(path);
        (answer.ignored, answer.rule.map(|span| files[span.file().index()].slice(span).to_owned()))
    }

    #[test]
    fn the_last_matching_rule_decides() {
        let root = [(".gitignore", "# env\n.env*\r\n!.env.example\n.env*\n!.env.example\n")];
        assert_eq!(ask(&root, ".env"), (true, Some(".env*".into())));
        assert_eq!(ask(&root, "apps/web/.env.local"), (true, Some(".env*".into())));
        assert_eq!(ask(&root, ".env.example"), (false, Some("!.env.example".into())));
        assert_eq!(ask(&root, "env.ts"), (false, None));
    }

    #[test]
    fn nested_files_go_first_and_anchors_hold_where_they_stand() {
        let files = [(".gitignore", "/.env\n.env.local\n"), ("apps/web/.gitignore", "!.env.local\n")];
        assert!(ask(&files, ".env").0);
        assert!(!ask(&files, "apps/web/.env").0);
        assert!(ask(&files, "apps/api/.env.local").0);
        assert_eq!(ask(&files, "apps/web/.env.local"), (false, Some("!.env.local".into())));
    }

    #[test]
    fn nothing_comes_back_out_of_an_ignored_folder() {
        let files = [(".gitignore", "secrets/\n!secrets/.env\n"), ("secrets/.gitignore", "!.env\n")];
        assert_eq!(ask(&files, "secrets/.env"), (true, Some("secrets/".into())));
        assert!(!ask(&[(".gitignore", "secrets/*\n!secrets/.env\n")], "secrets/.env").0);
    }

    #[test]
    fn broken_patterns_and_bom_do_no_harm() {
        assert_eq!(ask(&[(".gitignore", "\u{FEFF}.env\na[\n")], ".env"), (true, Some(".env".into())));
    }

    #[test]
    fn rules_above_the_root_count_and_stop_at_submodules() {
        let top = tempfile::tempdir().unwrap();
        std::fs::write(top.path().join(".gitignore"), "app/.env\n").unwrap();
        let root = top.path().join("app");
        let mut index = Index::default();
        (index.above, index.root, index.submodules) = (vec![top.path().to_owned()], root, vec!["lib".into()]);
        let rules = Rules::new(&[], &index);
        assert!(rules.ask(".env").ignored);
        assert!(!rules.ask("web/.env").ignored);
        let files = [file(0, ".gitignore", ".env\n")];
        let rules = Rules::new(&files, &index);
        assert!(rules.ask("web/.env").ignored);
        assert!(!rules.ask("lib/.env").ignored);
    }
}
