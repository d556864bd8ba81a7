//! Where nodes are told their models: `-aiModels`, `LP_AIMODELS`, and which file that names.

use crate::facts::Facts;
use crate::facts::env::Setter;
use crate::facts::file::{File, Span};
use crate::facts::node::Command;

use super::settings::Settings;
use super::{ships, similar};

/// A flag that names a file or holds what would be in it.
#[derive(Debug)]
pub(super) struct Use<'a> {
    pub(super) value: &'a str,
    pub(super) at: Span,
    pub(super) settings: Settings,
}

/// What the value of such a flag comes to.
#[derive(Debug)]
pub(super) enum Target<'a> {
    /// This file of the project.
    File(&'a File),
    /// A path that leads out of the project.
    Elsewhere,
    /// A relative path to no file of the project, and a file it may mean.
    Missing(Option<&'a File>),
    /// No path.
    Inline(&'a str),
    /// It comes from an environment that is not known.
    Open,
}

/// Every place that sets this flag.
pub(super) fn of_flag<'a>(facts: &'a Facts, flag: &str) -> Vec<Use<'a>> {
    let nodes = facts.nodes.iter().filter(|node| ships(facts, node.file)).filter_map(|node| {
        let flag = node.flag(flag).filter(|flag| !flag.value.is_empty())?;
        Some(Use { value: flag.value, at: flag.span, settings: Settings::of(facts, node) })
    });
    let name = format!("LP_{}", flag.to_uppercase());
    let set = facts.env.variables.iter().filter(move |variable| {
        let live = variable.set_by != Setter::Template && ships(facts, variable.name_span.file());
        live && variable.name == name && !variable.value.is_empty()
    });
    let variables = set.map(|variable| {
        let mut beside = facts.nodes.iter().filter(|node| node.file == variable.name_span.file());
        let settings = match (beside.next(), beside.next()) {
            (Some(node), None) => Settings::of(facts, node),
            _ => Settings::UNKNOWN,
        };
        Use { value: &variable.value, at: variable.value_span, settings }
    });
    nodes.chain(variables).collect()
}

impl<'a> Use<'a> {
    /// What the value leads to.
    pub(super) fn target(&self, facts: &'a Facts) -> Target<'a> {
        let Some(value) = expanded(self.value) else { return Target::Open };
        if let Some(file) = named(facts, self.at, value) {
            return Target::File(file);
        }
        match looks_like_path(value) {
            false => Target::Inline(value),
            true if value.starts_with(['/', '~']) || is_windows(value) => Target::Elsewhere,
            true => Target::Missing(near(facts, value)),
        }
    }
}

/// A value with the default of a `${NAME:-default}` in place; `None` when it holds anything else of the environment.
pub(super) fn expanded(value: &str) -> Option<&str> {
    let inner = value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    let default = inner.and_then(|inner| inner.split_once(":-").or_else(|| inner.split_once('-')));
    let value = default.map_or(value, |(_, default)| default);
    (!value.contains('$') && !value.contains("{{")).then_some(value)
}

/// The command lines in the file that this path names.
pub(super) fn nodes_in<'a>(facts: &'a Facts, path: &str) -> Vec<&'a Command> {
    facts.nodes.iter().filter(|node| is_named(facts.file(node.file), path)).collect()
}

/// Whether a path, perhaps inside a container, can mean this file: the names are equal.
pub(super) fn is_named(file: &File, path: &str) -> bool {
    name(path) == file.name()
}

/// Of the files with the path's name, the one whose folders agree the most with the path, or lie the nearest.
fn named<'a>(facts: &'a Facts, at: Span, path: &str) -> Option<&'a File> {
    let from = facts.file(at.file()).folder();
    let candidates = facts.files.iter().filter(|file| is_named(file, path) && !file.name().is_empty());
    candidates.max_by_key(|file| (shared_tail(&file.path, path), shared_head(file.folder(), from)))
}

fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn shared_tail(one: &str, two: &str) -> usize {
    one.rsplit('/').zip(two.rsplit(['/', '\\'])).take_while(|(one, two)| one == two).count()
}

fn shared_head(one: &str, two: &str) -> usize {
    one.split('/').zip(two.split('/')).take_while(|(one, two)| one == two).count()
}

fn looks_like_path(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    [".json", ".jsonc", ".txt", ".conf", ".yaml", ".yml"].iter().any(|end| lower.ends_with(end))
        || value.starts_with(['/', '~', '.'])
        || is_windows(value)
        || (value.contains('/') && !value.contains(':'))
}

fn is_windows(value: &str) -> bool {
    matches!(value.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
}

fn near<'a>(facts: &'a Facts, path: &str) -> Option<&'a File> {
    let meant = similar::nearest(name(path), facts.files.iter().map(File::name))?;
    facts.files.iter().find(|file| file.name() == meant)
}
