//! no credential stands in source code.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::credential::Credential;
use crate::facts::env::EnvFile;
use crate::facts::file::{File, Role};
use crate::verdict::{Evidence, Finding, Outcome, Place, Verdict};

/// no credential stands in source code.
pub static CHECK: Check = Check {
    id: "authentication/no_secret_in_source",
    title: "no credential stands in source code",
    page: include_str!("no_secret_in_source.md"),
    severity: Severity::Blocker,
    profiles: &[],
    needs: &[Need::Source, Need::Credentials],
    judge,
};

/// What credentials look like: rules in gitleaks' format.
pub const KEY_PATTERNS: &str = include_str!("key_patterns.toml");

fn judge(facts: &Facts) -> Verdict {
    let outcomes = facts.credentials.iter().map(|credential| outcome(facts, credential));
    Verdict::every(outcomes, || none(facts))
}

fn outcome(facts: &Facts, credential: &Credential) -> Outcome {
    let file = facts.file(credential.span.file());
    if is_kept_out(facts, file) {
        return Outcome::Aside;
    }
    let message = format!("`{}` holds a credential: {}", file.name(), credential.what);
    Outcome::Bad(Finding::new(credential.span, credential.what.clone(), message).help(help(file)))
}

/// Whether a file stays on this machine. An env file that could get into git is `env_files_ignored`'s to judge.
fn is_kept_out(facts: &Facts, file: &File) -> bool {
    let env: Option<&EnvFile> = facts.env.files.iter().find(|env| env.file == file.id);
    let is_loaded = env.is_some_and(|env| !env.template);
    file.tracked != Some(true) && (file.ignored || is_loaded)
}

fn help(file: &File) -> &'static str {
    match file.role {
        Role::Env | Role::Documentation | Role::Example => {
            "revoke it, whoever has the repository has it; write a placeholder here"
        }
        _ => "revoke it, whoever has the repository has it; read the new one from the environment",
    }
}

fn none(facts: &Facts) -> Verdict {
    let searched = facts.files.iter().filter(|file| file.text.is_some()).count();
    if searched == 0 {
        return Verdict::NotApplicable("there is no text to search".into());
    }
    let place = Place::Missing("credentials".into());
    Verdict::Pass(vec![Evidence::new(place, "no file that could be committed holds one")])
}
