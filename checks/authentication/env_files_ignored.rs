//! env files stay out of version control and images.

mod expected;
mod images;
mod present;

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::env::{EnvFile, Setter, Variable};
use crate::facts::file::{File, Role};
use crate::facts::git::{Ignore, Rules, State};
use crate::verdict::{Outcome, Place, Verdict};

/// env files stay out of version control and images.
pub static CHECK: Check = Check {
    id: "authentication/env_files_ignored",
    title: "env files stay out of version control and images",
    page: include_str!("env_files_ignored.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Env, Need::Git],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let mut outcomes: Vec<Outcome> = facts.env.files.iter().map(|env| present::judge(facts, env)).collect();
    outcomes.extend(expected::judge(facts));
    outcomes.extend(images::judge(facts));
    Verdict::every(outcomes, || Verdict::NotApplicable("nothing here reads env files or calls Livepeer".into()))
}

/// Whether nothing says what git would leave out: neither a repository nor a `.gitignore`.
fn is_unversioned(facts: &Facts) -> bool {
    facts.git.state == State::Absent && !facts.files.iter().any(|file| file.name() == ".gitignore")
}

/// What git's ignore rules say of a path.
fn git_says<'a>(facts: &'a Facts, path: &str) -> Option<&'a Ignore> {
    facts.git.ignores.iter().find(|ignore| ignore.by == Rules::Git && ignore.path == path)
}

/// The variables of a dotenv file.
fn variables<'a>(facts: &'a Facts, env: &EnvFile) -> impl Iterator<Item = &'a Variable> {
    let file = env.file;
    let dotenv = facts.env.variables.iter().filter(|variable| variable.set_by != Setter::Deployment);
    dotenv.filter(move |variable| variable.name_span.file() == file)
}

/// The variable or value that makes an env file one to keep to oneself, if there is one.
fn secret(facts: &Facts, env: &EnvFile) -> Option<Place> {
    let named = variables(facts, env).find(|variable| variable.looks_secret()).map(|variable| variable.name_span);
    let found = facts.credentials.iter().map(|credential| credential.span).find(|span| span.file() == env.file);
    named.or(found).map(Place::from)
}

/// An env file that somebody's program loads: no template, no test's.
fn is_loaded(facts: &Facts, env: &EnvFile) -> bool {
    !env.template && facts.file(env.file).role == Role::Env
}

/// The `.gitignore` that is nearest to a folder, from there outwards.
fn nearest_gitignore<'a>(facts: &'a Facts, folder: &str) -> Option<&'a File> {
    let outward = std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(outer, _)| outer))
    });
    outward.into_iter().find_map(|folder| match folder {
        "" => facts.file_at(".gitignore"),
        folder => facts.file_at(&format!("{folder}/.gitignore")),
    })
}

/// A list for a sentence: the first three, and how many more.
fn listed(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().take(3).map(|item| format!("`{item}`")).collect();
    match (quoted.as_slice(), items.len()) {
        ([], _) => String::new(),
        ([one], _) => one.clone(),
        ([first @ .., last], count) if count <= 3 => format!("{} and {last}", first.join(", ")),
        (_, count) => format!("{} and {} more", quoted.join(", "), count - 3),
    }
}
