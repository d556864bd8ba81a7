//! The only floor that touches the world: the tree, git, and what the files say.

pub mod config;
mod contacts;
pub mod credentials;
pub mod deployments;
pub mod env;
pub(crate) mod folders;
pub mod git;
pub mod globs;
pub mod ignores;
pub mod interest;
mod remarks;
pub mod roles;
mod rotations;
pub mod source;
pub mod text;
pub mod tree;

use std::path::Path;

use anyhow::Result;
use lp_ready_checks::check::Need;
use lp_ready_checks::facts::credential::Credential;
use lp_ready_checks::facts::env::{Env, EnvFile};
use lp_ready_checks::facts::file::{File, FileId, Role};
use lp_ready_checks::facts::git::Git;
use lp_ready_checks::facts::{Facts, Problem};
use rayon::prelude::*;

use crate::config::Config;
use crate::plan::Plan;
use env::Environments;
use git::Index;
use interest::Interest;
use tree::Seen;

/// What the files say, before the code in them is traced.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Everything but [`Facts::livepeer`] and [`Facts::profiles`].
    pub facts: Facts,
    /// The parsed source files, in the order of their files.
    pub modules: Vec<source::Module>,
}

/// Reads the project.
///
/// # Errors
/// When the root cannot be read at all, or a file that steers the run is invalid.
pub fn gather(root: &Path, _plan: &Plan, config: &Config) -> Result<Gathered> {
    let root = tree::root(root)?;
    let environments = Environments::new(config)?;
    let (rules, index) = rayon::join(|| credentials::Rules::load(&root), || Index::read(&root));
    let rules = rules?;
    let tree = tree::read(&root, config, &Interest::new(&rules)?, &index)?;
    let mut facts = Facts { problems: tree.problems, team: config.team.clone(), ..Facts::default() };
    facts.files = files(&tree.files, &index);
    facts.credentials = credentials(&facts.files, &tree.files, &rules);
    facts.problems.extend(index.problems.iter().cloned());
    facts.env = env(&facts.files, &environments);
    facts.problems.extend(facts.env.files.iter().filter_map(|env| env_problem(&facts.files, env)));
    structured(&mut facts, &tree.files);
    facts.git = git(&facts, &tree.files, &index);
    let modules = modules(&facts.files, &tree.files);
    facts.problems.extend(modules.iter().filter_map(|module| source_problem(&facts.files, module)));
    facts.problems.sort();
    facts.contacts = contacts::of(&facts.files);
    facts.rotations = rotations::of(&facts.files, &facts.documents);
    facts.remarks = remarks::of(&facts.files, &modules, &facts.documents);
    Ok(Gathered { facts, modules })
}

/// What the credential rules found, by file and place.
fn credentials(files: &[File], seen: &[Seen], rules: &credentials::Rules) -> Vec<Credential> {
    let hits = files.iter().zip(seen).flat_map(|(file, seen)| seen.hits.iter().map(move |hit| (file, hit)));
    let credential = |(file, hit): (&File, &credentials::Hit)| {
        let rule = rules.rule(hit.rule);
        Some(Credential { rule: rule.id.clone(), what: rule.what.clone(), span: file.span(hit.range.clone())? })
    };
    hits.filter_map(credential).collect()
}

/// The parsed source files that hold words of Livepeer projects.
fn modules(files: &[File], seen: &[Seen]) -> Vec<source::Module> {
    let pairs = files.par_iter().zip(seen).filter(|(file, seen)| file.role == Role::Source && !seen.secret_only);
    pairs.filter_map(|(file, _)| source::read(file)).collect()
}

fn files(seen: &[Seen], index: &Index) -> Vec<File> {
    let file = |(id, seen): (usize, &Seen)| File {
        id: FileId::new(id),
        tracked: index.tracks(&seen.path),
        path: seen.path.clone(),
        role: seen.role,
        text: Some(seen.text.clone()),
        ignored: seen.ignored,
    };
    seen.iter().enumerate().map(file).collect()
}

/// Adds what structured files say; of those that cannot be read, Livepeer's are problems.
fn structured(facts: &mut Facts, seen: &[Seen]) {
    let known = |role| matches!(role, Role::Config | Role::Source | Role::Other);
    let pairs = facts.files.par_iter().zip(seen).filter(|(file, seen)| known(file.role) && !seen.secret_only);
    let read: Vec<_> = pairs.map(|(file, seen)| (seen, config::read(file))).collect();
    for (seen, read) in read {
        facts.documents.extend(read.documents);
        facts.env.variables.extend(read.variables);
        facts.nodes.extend(read.nodes);
        facts.servers.extend(read.servers);
        facts.proxies.extend(read.proxies);
        facts.images.extend(read.images);
        let problem = read.problem.filter(|_| seen.livepeer && seen.role == Role::Config);
        facts.problems.extend(problem.map(|what| Problem { path: seen.path.clone(), what, needs: vec![Need::Config] }));
    }
}

fn env(files: &[File], environments: &Environments) -> Env {
    let dotenv = files.par_iter().filter(|file| env::is_read(file));
    let read: Vec<_> = dotenv.map(|file| env::read(file, environments)).collect();
    let mut env = Env::default();
    for (file, variables) in read {
        env.files.push(file);
        env.variables.extend(variables);
    }
    env
}

/// The lines of an env file that no reader takes: one of them may have been meant to set what a check asks for.
fn env_problem(files: &[File], env: &EnvFile) -> Option<Problem> {
    let first = env.errors.first().filter(|_| !env.template)?;
    let file = &files[env.file.index()];
    let before = file.text.as_deref()?.get(..first.range().start)?;
    let more = match env.errors.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let what = format!("line {}: expected `NAME=value`{more}", before.matches('\n').count() + 1);
    Some(Problem { path: file.path.clone(), what, needs: vec![Need::Env] })
}

fn source_problem(files: &[File], module: &source::Module) -> Option<Problem> {
    let (path, what) = (files[module.file.index()].path.clone(), module.problem.clone()?);
    Some(Problem { path, what, needs: vec![Need::Source] })
}

fn git(facts: &Facts, seen: &[Seen], index: &Index) -> Git {
    let livepeer: Vec<_> = seen.iter().map(|seen| seen.livepeer).collect();
    let asked = ignores::Asked {
        files: &facts.files,
        livepeer: &livepeer,
        env_files: &facts.env.files,
        documents: &facts.documents,
    };
    Git { state: index.state.clone(), ignores: ignores::answers(asked, index) }
}
