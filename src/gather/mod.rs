//! The only floor that touches the world: the tree, git, and what the files say.

pub mod config;
pub mod credentials;
pub mod env;
pub mod git;
pub mod globs;
pub mod ignores;
pub mod interest;
pub mod roles;
pub mod source;
pub mod text;
pub mod tree;

use std::path::Path;

use anyhow::Result;
use lp_ready_checks::check::Need;
use lp_ready_checks::facts::config::Document;
use lp_ready_checks::facts::env::Env;
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
    let rules = credentials::Rules::load(&root)?;
    let index = Index::read(&root);
    let tree = tree::read(&root, config, &Interest::new(&rules)?, &index)?;
    let mut facts = Facts { problems: tree.problems, ..Facts::default() };
    facts.files = files(&tree.files, &index);
    let (documents, problems) = documents(&facts.files, &tree.files);
    facts.documents = documents;
    facts.problems.extend(problems);
    facts.problems.sort();
    facts.env = env(&facts.files, &environments);
    facts.git = git(&facts, &tree.files, &index);
    Ok(Gathered { facts, modules: Vec::new() })
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

/// The structured files, and those of Livepeer's that cannot be parsed.
fn documents(files: &[File], seen: &[Seen]) -> (Vec<Document>, Vec<Problem>) {
    let pairs = files.par_iter().zip(seen).filter(|(file, seen)| file.role == Role::Config && !seen.secret_only);
    let read: Vec<_> = pairs.map(|(file, seen)| (file, seen.livepeer, config::read(file))).collect();
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    for (file, livepeer, result) in read {
        match result {
            Ok(read) => documents.extend(read),
            Err(what) if livepeer => {
                problems.push(Problem { path: file.path.clone(), what, needs: vec![Need::Config] })
            }
            Err(_) => {}
        }
    }
    (documents, problems)
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
