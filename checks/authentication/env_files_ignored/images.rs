//! Env files that an image build would copy.

use super::{is_loaded, listed, secret};
use crate::facts::Facts;
use crate::facts::env::EnvFile;
use crate::facts::file::{FileId, Span};
use crate::facts::git::{Ignore, Rules};
use crate::verdict::{Evidence, Finding, Outcome, Place};

/// An instruction that copies a whole build context, and what rules say of the env files in it.
struct Copy<'a> {
    at: Span,
    final_stage: bool,
    ignore_file: Option<FileId>,
    answers: Vec<&'a Ignore>,
}

/// Judges every instruction that copies a whole build context.
pub(super) fn judge(facts: &Facts) -> Vec<Outcome> {
    if facts.profiles.is_empty() && facts.env.files.is_empty() {
        return Vec::new();
    }
    copies(facts).iter().map(|copy| judge_copy(facts, copy)).collect()
}

fn copies(facts: &Facts) -> Vec<Copy<'_>> {
    let mut copies: Vec<Copy<'_>> = Vec::new();
    for ignore in &facts.git.ignores {
        let Rules::Docker { copy: at, final_stage, ignore_file } = ignore.by else { continue };
        match copies.iter_mut().find(|copy| copy.at == at) {
            Some(copy) => copy.answers.push(ignore),
            None => copies.push(Copy { at, final_stage, ignore_file, answers: vec![ignore] }),
        }
    }
    copies
}

fn judge_copy(facts: &Facts, copy: &Copy<'_>) -> Outcome {
    let env = |ignore: &&&Ignore| env_file(facts, &ignore.path);
    let through = copy.answers.iter().filter(|ignore| !ignore.ignored);
    // A template is no loss; a path without a file stands for one to come.
    let through: Vec<_> = through.filter(|ignore| env(ignore).is_none_or(|env| is_loaded(facts, env))).collect();
    let secrets: Vec<Place> = through.iter().filter_map(|ignore| secret(facts, env(ignore)?)).collect();
    let there: Vec<String> =
        through.iter().filter(|ignore| env(ignore).is_some()).map(|ignore| ignore.path.clone()).collect();
    if through.is_empty() {
        return Outcome::Good(kept_out(copy));
    }
    let finding = finding(facts, copy, &there);
    match secrets.into_iter().next() {
        Some(secret) if copy.final_stage => Outcome::Bad(finding.because(secret, "a secret, by its name")),
        _ => Outcome::Doubtful(finding),
    }
}

fn finding(facts: &Facts, copy: &Copy<'_>, there: &[String]) -> Finding {
    let into = if copy.final_stage { "the image" } else { "a build stage" };
    let what = if there.is_empty() { "an `.env`, should there be one," } else { &listed(there) };
    let verb = if there.is_empty() { "would copy" } else { "copies" };
    let instruction = facts.file(copy.at.file()).slice(copy.at).lines().next().unwrap_or("COPY").trim();
    let finding =
        Finding::new(copy.at, "copies the whole build context", format!("`{instruction}` {verb} {what} into {into}"));
    match copy.ignore_file {
        Some(file) => finding
            .help(format!("add `**/.env*` to `{}`", facts.file(file).path))
            .because(file, "no rule here ignores it"),
        None => finding.help("put a `.dockerignore` with `**/.env*` into the folder the image is built in"),
    }
}

fn kept_out(copy: &Copy<'_>) -> Evidence {
    let rule = copy.answers.iter().find_map(|ignore| ignore.rule);
    let place = rule.map(Place::from).or(copy.ignore_file.map(Place::File)).unwrap_or(Place::Span(copy.at));
    Evidence::new(place, "keeps env files out of the image")
}

fn env_file<'a>(facts: &'a Facts, path: &str) -> Option<&'a EnvFile> {
    let file = facts.file_at(path)?;
    facts.env.files.iter().find(|env| env.file == file.id)
}
