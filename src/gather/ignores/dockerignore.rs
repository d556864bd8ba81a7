//! The rules of `.dockerignore`: like git's to look at, but not in what they mean.

use std::collections::BTreeSet;

use lp_ready_checks::facts::file::{File, Span};
use lp_ready_checks::facts::git::{Ignore, Rules};
use regex::Regex;

use super::contexts::Context;
use super::join;

/// One line: a pattern from the context's root, without git's "in every folder".
struct Rule {
    pattern: Regex,
    negated: bool,
    span: Option<Span>,
}

/// What the rules of a context say of its env files, and of an `.env` that is not there yet.
pub(super) fn ask(files: &[File], context: &Context, env_files: &BTreeSet<String>) -> Vec<Ignore> {
    let ignore_file = ignore_file(files, context);
    let rules = ignore_file.map(rules).unwrap_or_default();
    let by = Rules::Docker {
        copy: context.copy,
        final_stage: context.final_stage,
        ignore_file: ignore_file.map(|file| file.id),
    };
    let usual = join(&context.folder, ".env");
    let paths: BTreeSet<_> = env_files.iter().chain([&usual]).collect();
    let answers = paths.into_iter().filter_map(|path| {
        let below = below(path, &context.folder)?;
        let (ignored, rule) = decide(&rules, below);
        Some(Ignore { by, path: path.clone(), ignored, rule })
    });
    answers.collect()
}

/// The file in force: one named after the Dockerfile, or else the context's own.
fn ignore_file<'a>(files: &'a [File], context: &Context) -> Option<&'a File> {
    let at = |path: String| files.iter().find(|file| file.path == path);
    at(format!("{}.dockerignore", context.dockerfile)).or_else(|| at(join(&context.folder, ".dockerignore")))
}

/// The part of a path below a folder.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// The last rule that matches the path or a folder it lies in decides.
fn decide(rules: &[Rule], path: &str) -> (bool, Option<Span>) {
    let parts: Vec<&str> = path.match_indices('/').map(|(end, _)| &path[..end]).chain([path]).collect();
    let last = rules.iter().rev().find(|rule| parts.iter().any(|part| rule.pattern.is_match(part)));
    last.map_or((false, None), |rule| (!rule.negated, rule.span))
}

fn rules(file: &File) -> Vec<Rule> {
    let text = file.text.as_deref().unwrap_or_default();
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter_map(|(start, line)| rule(file, start, line)).collect()
}

fn rule(file: &File, start: usize, line: &str) -> Option<Rule> {
    let stripped = line.trim_start_matches('\u{FEFF}');
    if stripped.starts_with('#') || stripped.trim().is_empty() {
        return None;
    }
    let start = start + line.len() - stripped.trim_start().len();
    let span = file.span(start..start + stripped.trim().len());
    let (negated, pattern) =
        stripped.trim().strip_prefix('!').map_or((false, stripped.trim()), |rest| (true, rest.trim()));
    let pattern = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
    Some(Rule { pattern: Regex::new(&translate(pattern)).ok()?, negated, span })
}

/// The regular expression of a pattern: `*` and `?` stay within a folder, `**` does not.
fn translate(pattern: &str) -> String {
    let mut regex = String::from("^");
    let mut rest = pattern;
    while let Some(character) = rest.chars().next() {
        let (taken, meaning) = match character {
            '*' if rest.starts_with("**/") => (3, "(?:.*/)?".to_owned()),
            '*' if rest.starts_with("**") => (2, ".*".to_owned()),
            '*' => (1, "[^/]*".to_owned()),
            '?' => (1, "[^/]".to_owned()),
            '[' | ']' | '^' => (1, character.to_string()),
            '\\' => escaped(rest),
            other => (other.len_utf8(), regex::escape(&other.to_string())),
        };
        regex.push_str(&meaning);
        rest = &rest[taken..];
    }
    regex + "$"
}

fn escaped(rest: &str) -> (usize, String) {
    let next = rest.chars().nth(1);
    next.map_or((1, "\\\\".to_owned()), |next| (1 + next.len_utf8(), regex::escape(&next.to_string())))
}

#[cfg(test)]
mod tests {
    use lp_ready_checks::facts::file::{FileId, Role};

    use super::*;

    fn ignored(text: &str, path: &str) -> bool {
        let (id, text) = (FileId::new(0), Some(text.into()));
        let file = File { id, path: ".dockerignore".into(), role: Role::Config, text, tracked: None, ignored: false };
        decide(&rules(&file), path).0
    }

    #[test]
    fn patterns_start_at_the_context() {
        assert!(ignored(".env", ".env"));
        assert!(!ignored(".env", "apps/web/.env"));
        assert!(ignored("**/.env", "apps/web/.env") && ignored("**/.env", ".env"));
        assert!(ignored("/.env*\n", ".env.local") && ignored("./.env", ".env"));
        assert!(ignored("apps", "apps/web/.env") && ignored("apps/", "apps/web/.env"));
        assert!(ignored("**/*.env", "a/b/prod.env") && ignored("*/*/.env", "a/b/.env"));
        assert!(ignored("**.env", "a/.env") && ignored(".en[v]", ".env") && ignored(".en?", ".env"));
        assert!(!ignored("# .env\n\n", ".env") && !ignored(".env\\*", ".env.local"));
    }

    #[test]
    fn the_last_rule_that_matches_decides() {
        assert!(ignored("*\n!src\n", ".env"));
        assert!(!ignored("*\n!src\n", "src/.env"));
        assert!(ignored("*\n!src\n**/.env", "src/.env"));
        assert!(!ignored(".env*\n!.env.example", ".env.example"));
    }
}
