//! Env files that are there.

use super::{git_says, is_loaded, is_unversioned, secret, variables};
use crate::facts::Facts;
use crate::facts::env::{EnvFile, Environment};
use crate::facts::file::{File, Role};
use crate::facts::git::State;
use crate::verdict::{Evidence, Finding, Outcome, Place};

/// Judges one env file.
pub(super) fn judge(facts: &Facts, env: &EnvFile) -> Outcome {
    let file = facts.file(env.file);
    if env.template || file.role == Role::Test {
        return shared(facts, env, file);
    }
    let ignored = git_says(facts, &file.path).is_some_and(|ignore| ignore.ignored);
    match (&facts.git.state, file.tracked, ignored) {
        (_, Some(true), _) => tracked(facts, env, file, ignored),
        (State::Unreadable(why), _, true) => {
            Outcome::Untold(format!("whether `{}` is tracked cannot be told: {why}", file.path))
        }
        (_, _, true) => Outcome::Good(ignoring(facts, file)),
        _ if is_unversioned(facts) => Outcome::Aside,
        _ => exposed(facts, env, file),
    }
}

/// A file that is meant to be shared: it must not hold a real value.
fn shared(facts: &Facts, env: &EnvFile, file: &File) -> Outcome {
    let Some(credential) = facts.credentials.iter().find(|credential| credential.span.file() == env.file) else {
        return if env.template {
            Outcome::Good(Evidence::new(env.file, "a template without a real value"))
        } else {
            Outcome::Aside
        };
    };
    let kind = if env.template { "template" } else { "test's env file" };
    let message = format!("the {kind} `{}` holds a real value: {}", file.name(), credential.what);
    let help =
        format!("put a placeholder into `{}` and revoke the value: whoever has the repository has it", file.name());
    Outcome::Bad(Finding::new(credential.span, credential.what.clone(), message).help(help))
}

fn tracked(facts: &Facts, env: &EnvFile, file: &File, ignored: bool) -> Outcome {
    let although = if ignored { ", although an ignore rule names it" } else { "" };
    let untrack = format!("`git rm --cached {}`", file.path);
    if is_harmless(facts, env) {
        let message = format!("`{}` is tracked by git{although}; nothing in it looks secret so far", file.path);
        let help = format!("{untrack} before a secret gets into it, or call it a template");
        return Outcome::Doubtful(finding(facts, env, message).help(help));
    }
    let message = format!("`{}` is tracked by git{although}", file.path);
    let rule = if ignored { "" } else { ", ignore it" };
    let help = format!("{untrack}{rule}, and rotate what it holds: it stays in the history");
    Outcome::Bad(because_of_rule(facts, file, finding(facts, env, message).help(help)))
}

/// A file that is neither tracked nor ignored.
fn exposed(facts: &Facts, env: &EnvFile, file: &File) -> Outcome {
    let message = format!("`{}` is not ignored: `git add .` would commit it", file.path);
    let help = format!("add `{}` to `.gitignore`", file.name());
    let finding = because_of_rule(facts, file, finding(facts, env, message).help(help));
    if is_harmless(facts, env) && env.environment == Environment::Test {
        Outcome::Doubtful(finding)
    } else {
        Outcome::Bad(finding)
    }
}

/// Whether nothing in the file is a secret, by name or by form; in test files only the form counts.
fn is_harmless(facts: &Facts, env: &EnvFile) -> bool {
    let credential = facts.credentials.iter().any(|credential| credential.span.file() == env.file);
    !credential && (env.environment == Environment::Test || secret(facts, env).is_none())
}

/// A finding at the file's first secret, or its first variable.
fn finding(facts: &Facts, env: &EnvFile, message: String) -> Finding {
    let first = || variables(facts, env).next().map(|variable| Place::from(variable.name_span));
    let secret = secret(facts, env).filter(|_| is_loaded(facts, env));
    match secret {
        Some(place) => Finding::new(place, "a secret, by its name", message),
        None => Finding::new(first().unwrap_or(Place::File(env.file)), "its first variable", message),
    }
}

/// Adds the rule that decided.
fn because_of_rule(facts: &Facts, file: &File, finding: Finding) -> Finding {
    match git_says(facts, &file.path).and_then(|ignore| Some((ignore.ignored, ignore.rule?))) {
        Some((true, rule)) => finding.because(rule, "ignored here, which does not undo tracking"),
        Some((false, rule)) => finding.because(rule, "let through here"),
        None => finding,
    }
}

fn ignoring(facts: &Facts, file: &File) -> Evidence {
    let rule = git_says(facts, &file.path).and_then(|ignore| ignore.rule);
    Evidence::new(rule.map_or(Place::File(file.id), Place::from), format!("keeps `{}` out of git", file.path))
}
