//! The project's code as one whole: from a name to what defines it, across files.

mod classes;
mod exports;
mod foreign;
mod index;
mod members;
mod memo;
mod params;
mod settings;
mod users;

use std::collections::HashMap;
use std::sync::OnceLock;

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::file::{File, FileId, Span};

use super::aftermath::{Asked, Truth};
use super::exposure::Published;
use super::exposure::packages::Packages;
use super::paths::Paths;
use super::requests::mentions_livepeer;
use super::sides::Sides;
use crate::gather::source::expr::{Bytes, Call, Expr, Kind};
use crate::gather::source::flow::within;
use crate::gather::source::module::{Item, Module};
use index::Index;
use memo::Memo;

pub(super) use exports::{required, top_level};
pub(super) use index::handed_on;

/// How many steps a name is followed from definition to definition.
const STEPS: usize = 12;

/// How many classes that extend each other are followed, up or down.
const HEIRS: usize = 4;

/// How many definitions of one name are looked at.
const DEFINITIONS: usize = 16;

/// All parsed code, and the files around it.
pub(super) struct Code<'a> {
    pub(super) facts: &'a Facts,
    pub(super) modules: &'a [Module],
    by_file: HashMap<FileId, &'a Module>,
    classes: classes::Classes<'a>,
    index: Index<'a>,
    paths: Paths<'a>,
    pub(super) packages: Packages<'a>,
    /// Where files run; asked of code that is all there.
    pub(super) sides: OnceLock<Sides>,
    /// What settings make public; asked of code that is all there.
    pub(super) published: OnceLock<Vec<Published>>,
    /// The files that paths were found to mean where they are written.
    meant: Memo<(FileId, String), Option<FileId>>,
    /// What conditions were found to say.
    pub(super) answers: Memo<Asked, Truth>,
    /// Whether any file speaks of Livepeer, prose among them.
    pub(super) project_mentions_livepeer: bool,
}

/// An expression and the module it stands in.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) module: &'a Module,
    pub(super) expr: &'a Expr,
}

/// A name some package gives out: the package as imported, and the name in it; none for the package itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Foreign {
    pub(super) package: String,
    pub(super) name: Option<String>,
}

impl<'a> Spot<'a> {
    /// Another expression of the same module.
    pub(super) fn with(self, expr: &'a Expr) -> Self {
        Self { module: self.module, expr }
    }
}

impl<'a> Code<'a> {
    pub(super) fn new(facts: &'a Facts, modules: &'a [Module]) -> Self {
        Self {
            facts,
            modules,
            by_file: modules.iter().map(|module| (module.file, module)).collect(),
            classes: classes::Classes::new(facts, modules),
            index: Index::new(facts, modules),
            paths: Paths::new(facts),
            packages: Packages::new(facts),
            sides: OnceLock::new(),
            published: OnceLock::new(),
            meant: Memo::default(),
            answers: Memo::default(),
            project_mentions_livepeer: facts.files.iter().any(mentions_livepeer),
        }
    }

    /// The file a module is in.
    pub(super) fn file(&self, module: &Module) -> &'a File {
        self.facts.file(module.file)
    }

    /// The span of a place in a module.
    ///
    /// # Panics
    /// Never for places the parser gave: they lie in the text, on character boundaries.
    pub(super) fn span(&self, module: &Module, at: &Bytes) -> Span {
        self.file(module).span(at.clone()).expect("syntax nodes lie in their file's text")
    }

    /// The modules of files that ship.
    pub(super) fn shipped(&self) -> impl Iterator<Item = &'a Module> {
        let facts = self.facts;
        self.modules.iter().filter(move |module| facts.file(module.file).role.ships())
    }

    /// Where an expression's value is written, as far as it can be followed; the expression itself if it cannot.
    pub(super) fn follow(&self, spot: Spot<'a>) -> Spot<'a> {
        self.follow_within(spot, STEPS)
    }

    fn follow_within(&self, spot: Spot<'a>, steps: usize) -> Spot<'a> {
        let mut spot = spot;
        for left in (0..steps).rev() {
            match self.definitions_within(spot, left).first() {
                Some(next) => spot = *next,
                None => break,
            }
        }
        spot
    }

    /// What a name, member or call stands for, one step away; the definition that is nearest comes first.
    pub(super) fn definitions(&self, spot: Spot<'a>) -> Vec<Spot<'a>> {
        self.definitions_within(spot, STEPS)
    }

    /// As [`Code::definitions`]; what has members is followed for so many steps, so that circles end.
    fn definitions_within(&self, spot: Spot<'a>, steps: usize) -> Vec<Spot<'a>> {
        let mut found = match &spot.expr.kind {
            Kind::Name(name) => self.of_name(spot, name),
            Kind::Member(base, field) => self.of_member(spot, base, field, steps),
            Kind::Call(call) => self.of_call(spot, call),
            // `given && value`
            Kind::Both(_, value) => vec![spot.with(value)],
            _ => Vec::new(),
        };
        found.truncate(DEFINITIONS);
        found
    }

    fn of_name(&self, spot: Spot<'a>, name: &str) -> Vec<Spot<'a>> {
        let visible = visible(spot, name);
        let parameter = self.parameter(spot, name);
        let is_default =
            |value: &Spot<'a>| parameter.is_some_and(|(function, _)| within(&value.expr.at, &function.params_at));
        if let Some((function, which)) = parameter.filter(|_| visible.iter().all(is_default)) {
            return self.passed(spot.module, function, which, visible);
        }
        if !visible.is_empty() {
            return visible;
        }
        match spot.module.imports.iter().find(|import| import.local == name) {
            Some(import) => self.imported(spot.module, import, STEPS),
            None => match self.through_stars(spot.module, name, STEPS) {
                found if found.is_empty() => self.in_package(spot.module, name),
                found => found,
            },
        }
    }

    /// What a call to a function of the project gives back.
    fn of_call(&self, spot: Spot<'a>, call: &'a Call) -> Vec<Spot<'a>> {
        let setting = self.setting(spot, call);
        if !setting.is_empty() {
            return setting;
        }
        let Some((module, name)) = self.function(spot, &call.callee) else { return Vec::new() };
        let returned = |module: &'a Module| {
            let named = module.functions.iter().filter(|function| function.name == name);
            named
                .flat_map(|function| function.returns.iter())
                .map(move |expr| Spot { module, expr })
                .collect::<Vec<_>>()
        };
        let own = returned(module);
        if own.is_empty() { self.siblings(module).flat_map(returned).collect() } else { own }
    }

    /// The module and name of the project's function a callee stands for.
    pub(super) fn function(&self, spot: Spot<'a>, callee: &'a Expr) -> Option<(&'a Module, String)> {
        match &callee.kind {
            Kind::Name(name) => match spot.module.imports.iter().find(|import| import.local == *name) {
                Some(import) => {
                    let exported = match &import.item {
                        Item::Named(exported) => exported.clone(),
                        _ => name.clone(),
                    };
                    Some((self.file_of(spot.module, import)?, exported))
                }
                None => Some((spot.module, name.clone())),
            },
            Kind::Member(base, name) => match &base.kind {
                Kind::Name(this) if ["this", "self", "cls", "Self", "static"].contains(&this.as_str()) => {
                    Some((spot.module, name.clone()))
                }
                _ => Some((self.namespace(spot.with(base))?, name.clone())),
            },
            _ => None,
        }
    }
}

/// The function that hides what a name stands for outside of it: by a parameter, or as every function of PHP does.
fn hidden<'a>(spot: Spot<'a>, name: &str) -> Option<&'a Bytes> {
    let php = spot.module.language == "PHP" && name.contains(|c: char| c.is_lowercase());
    let around = spot.module.functions.iter().filter(|function| within(&spot.expr.at, &function.at));
    let hides =
        around.filter(|function| php && !function.name.is_empty() || function.params.iter().any(|param| param == name));
    hides.min_by_key(|function| function.at.len()).map(|function| &function.at)
}

/// The values a name is given where it can be seen: those of the innermost scope, without what contains the name itself.
fn visible<'a>(spot: Spot<'a>, name: &str) -> Vec<Spot<'a>> {
    let at = &spot.expr.at;
    let hidden = hidden(spot, name);
    let seen: Vec<_> = spot
        .module
        .bindings
        .iter()
        .filter(|binding| binding.name == name && within(at, &binding.scope))
        .filter(|binding| !within(at, &binding.value.at))
        .filter(|binding| binding.class.as_deref() != Some(""))
        .filter(|binding| hidden.is_none_or(|inner| within(&binding.scope, inner)))
        .collect();
    let innermost = seen.iter().map(|binding| binding.scope.len()).min();
    let mut seen: Vec<_> = seen.into_iter().filter(|binding| Some(binding.scope.len()) == innermost).collect();
    // Of several, the last before the place is most likely in force there.
    seen.sort_by_key(|binding| (binding.at.start > at.start, at.start.abs_diff(binding.at.start)));
    seen.into_iter().map(|binding| spot.with(&binding.value)).collect()
}
