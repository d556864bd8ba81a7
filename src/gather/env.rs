//! Dotenv files: which files are some, when they are in force, and the variables in them.

pub mod dotenv;

use anyhow::Result;
use globset::GlobSet;
use lp_ready_checks::facts::env::{EnvFile, Environment, Setter, Variable};
use lp_ready_checks::facts::file::{File, Role};

use super::globs;
use crate::config::Config;

/// Last parts of a name that make it something else: code that declares variables, or a sealed copy meant to be shared.
const NO_DOTENV: &str = "age asc cjs cs d dart enc encrypted ex exs go gpg h html java js json jsx kt md mjs mts nix php py rb rs \
    schema sops swift toml ts tsx txt vault vue xml yaml yml";

const TEMPLATE_WORDS: &[&str] =
    &["default", "defaults", "dist", "example", "examples", "sample", "samples", "skel", "template", "tmpl", "tpl"];

const ENVIRONMENT_WORDS: &[(Environment, &[&str])] = &[
    (Environment::Production, &["production", "prod", "prd", "live", "mainnet"]),
    (Environment::Staging, &["staging", "stage", "stg", "preview", "uat", "qa"]),
    (Environment::Test, &["test", "tests", "testing", "ci", "e2e"]),
    (Environment::Development, &["development", "develop", "dev", "local", "flaskenv"]),
];

/// Which env files a team's own configuration puts into which environment.
#[derive(Debug)]
pub struct Environments(Vec<(Environment, GlobSet)>);

impl Environments {
    /// The environments of a configuration.
    ///
    /// # Errors
    /// When one of its globs is invalid.
    pub fn new(config: &Config) -> Result<Self> {
        let sets = config.environments.iter().map(|(environment, patterns)| Ok((*environment, globs::set(patterns)?)));
        sets.collect::<Result<_>>().map(Self)
    }

    /// When the values of the env file at `path` are in force.
    #[must_use]
    pub fn of(&self, path: &str) -> Environment {
        let configured = self.0.iter().find(|(_, set)| set.is_match(path)).map(|(environment, _)| *environment);
        configured.unwrap_or_else(|| environment(path))
    }
}

/// Whether a file of the project is read as a dotenv file; those of tests are, too.
#[must_use]
pub fn is_read(file: &File) -> bool {
    file.role == Role::Env || file.role == Role::Test && is_dotenv(&file.path, file.text.as_deref().unwrap_or_default())
}

/// Reads a dotenv file.
#[must_use]
pub fn read(file: &File, environments: &Environments) -> (EnvFile, Vec<Variable>) {
    let environment = environments.of(&file.path);
    let template = is_template(file.name());
    let parsed = dotenv::parse(file.text.as_deref().unwrap_or_default());
    let variables = parsed.entries.into_iter().filter_map(|entry| {
        Some(Variable {
            name_span: file.span(entry.name.clone())?,
            value_span: file.span(entry.value)?,
            name: file.text.as_ref()?[entry.name].to_owned(),
            value: entry.text,
            environment,
            set_by: if template { Setter::Template } else { Setter::Dotenv },
            folder: file.folder().to_owned(),
        })
    });
    let variables = variables.collect();
    // A direnv file is a script: what is no assignment there is no error.
    let errors = if file.name() == ".envrc" { Vec::new() } else { parsed.errors };
    let errors = errors.into_iter().filter_map(|range| file.span(range)).collect();
    (EnvFile { file: file.id, environment, template, errors }, variables)
}

/// Whether the file at `path` is a dotenv file or a template of one. `head`, the start of its text, settles names that
/// may also be a script's.
#[must_use]
pub fn is_dotenv(path: &str, head: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    match name.as_str() {
        ".envrc" => dotenv::parse(head).entries.iter().any(|entry| !entry.text.contains("$(")),
        "env" | "env.sh" | ".env.sh" | "dotenv" => is_all_assignments(head),
        _ => is_dotenv_name(&name),
    }
}

/// Whether a name alone, in lower case, says that a file is a dotenv file or a template of one.
#[must_use]
pub fn is_dotenv_name(name: &str) -> bool {
    if name.starts_with(".xcode.env")
        || words(name).last().is_some_and(|word| NO_DOTENV.split(' ').any(|other| other == word))
    {
        return false;
    }
    let rest = [".env", ".flaskenv", ".dev.vars", ".dotenv"].iter().find_map(|start| name.strip_prefix(start));
    let dotted = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']));
    let after = name.strip_prefix("env").or_else(|| name.strip_prefix("dotenv"));
    let bare =
        after.is_some_and(|after| after.starts_with(['.', '-', '_']) && after.split(separates).skip(1).all(is_known));
    let ending = name.find(".env").filter(|at| *at > 0).map(|at| &name[at + 4..]);
    let suffix = ending.is_some_and(|ending| ending.split(separates).filter(|word| !word.is_empty()).all(is_known));
    dotted || bare || suffix
}

/// Whether a name says that people copy the file and fill it in.
#[must_use]
pub fn is_template(name: &str) -> bool {
    words(&name.to_ascii_lowercase()).any(|word| TEMPLATE_WORDS.contains(&word))
}

fn is_all_assignments(head: &str) -> bool {
    let parsed = dotenv::parse(head);
    !parsed.entries.is_empty() && parsed.errors.is_empty() && !head.starts_with("#!")
}

fn is_known(word: &str) -> bool {
    TEMPLATE_WORDS.contains(&word) || environment_of_word(word).is_some()
}

/// When values are in force, by the file's name or, where that is silent, its folder's.
#[must_use]
pub fn environment(path: &str) -> Environment {
    let lower = path.to_ascii_lowercase();
    let (folder, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    if name.starts_with(".dev.vars") && !words(name).any(|word| word == "production" || word == "staging") {
        return Environment::Development;
    }
    let by = |text: &str| ENVIRONMENT_WORDS.iter().find(|(_, list)| words(text).any(|word| list.contains(&word)));
    let inner = folder.rsplit('/').next().unwrap_or("");
    let whole = ENVIRONMENT_WORDS.iter().find(|(_, list)| list.contains(&inner));
    by(name).or(whole).map_or(Environment::Unnamed, |(environment, _)| *environment)
}

fn environment_of_word(word: &str) -> Option<Environment> {
    ENVIRONMENT_WORDS.iter().find(|(_, list)| list.contains(&word)).map(|(environment, _)| *environment)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(separates)
}

fn separates(character: char) -> bool {
    matches!(character, '.' | '-' | '_')
}

#[cfg(test)]
mod tests;
