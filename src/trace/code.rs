//! The project's code as one whole: from a name to what defines it, across files.

use std::collections::HashMap;

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::file::{File, FileId, Span};

use super::paths::Paths;
use super::requests::mentions_livepeer;
use crate::gather::source::expr::{Bytes, Call, Expr, Kind};
use crate::gather::source::module::{Binding, Import, Item, Module};

/// How many steps a name is followed from definition to definition.
const STEPS: usize = 12;

/// How many definitions of one name are looked at.
const DEFINITIONS: usize = 16;

/// All parsed code, and the files around it.
pub(super) struct Code<'a> {
    pub(super) facts: &'a Facts,
    pub(super) modules: &'a [Module],
    by_file: HashMap<FileId, &'a Module>,
    paths: Paths<'a>,
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
        let by_file = modules.iter().map(|module| (module.file, module)).collect();
        let project_mentions_livepeer = facts.files.iter().any(mentions_livepeer);
        Self { facts, modules, by_file, paths: Paths::new(facts), project_mentions_livepeer }
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
        let mut spot = spot;
        for _ in 0..STEPS {
            match self.definitions(spot).first() {
                Some(next) => spot = *next,
                None => break,
            }
        }
        spot
    }

    /// What a name, member or call stands for, one step away; the definition that is nearest comes first.
    pub(super) fn definitions(&self, spot: Spot<'a>) -> Vec<Spot<'a>> {
        let mut found = match &spot.expr.kind {
            Kind::Name(name) => self.of_name(spot, name),
            Kind::Member(base, field) => self.of_member(spot, base, field),
            Kind::Call(call) => self.of_call(spot, call),
            _ => Vec::new(),
        };
        found.truncate(DEFINITIONS);
        found
    }

    fn of_name(&self, spot: Spot<'a>, name: &str) -> Vec<Spot<'a>> {
        let visible = visible(spot, name);
        if !visible.is_empty() {
            return visible;
        }
        let given = self.arguments_for(spot, name);
        if !given.is_empty() {
            return given;
        }
        match spot.module.imports.iter().find(|import| import.local == name) {
            Some(import) => self.imported(spot.module, import, STEPS),
            None => self.through_stars(spot.module, name, STEPS),
        }
    }

    /// The values callers in this module, or in modules that import the function, pass for a parameter.
    fn arguments_for(&self, spot: Spot<'a>, name: &str) -> Vec<Spot<'a>> {
        let Some(function) = spot.module.function_around(&spot.expr.at) else { return Vec::new() };
        let Some(position) = function.params.iter().position(|param| param == name) else { return Vec::new() };
        if function.name.is_empty() {
            return Vec::new();
        }
        // Python methods take `self` first, which callers do not pass.
        let position = position - usize::from(matches!(function.params[0].as_str(), "self" | "cls") && position > 0);
        let callers = self.modules.iter().filter(|module| {
            std::ptr::eq(*module, spot.module) || module.imports.iter().any(|import| import.local == function.name)
        });
        callers
            .flat_map(|module| module.calls.iter().map(move |call| (module, call)))
            .filter_map(|(module, expr)| {
                let call = expr.call()?;
                (call.callee.last_name() == Some(&function.name)).then_some(())?;
                let value = call.named(name).or_else(|| call.positional(position))?;
                Some(Spot { module, expr: value })
            })
            .collect()
    }

    fn of_member(&self, spot: Spot<'a>, base: &'a Expr, field: &str) -> Vec<Spot<'a>> {
        if matches!(&base.kind, Kind::Name(name) if ["this", "self", "cls", "Self"].contains(&name.as_str())) {
            return members(spot.module, field, None);
        }
        if let Some(file) = self.namespace(spot.with(base)) {
            return self.exported(file, field, STEPS);
        }
        let base = self.follow(spot.with(base));
        match &base.expr.kind {
            Kind::Object(object) => match object.field(field) {
                Some(found) => vec![base.with(&found.value)],
                None => object.spreads.iter().flat_map(|spread| self.field(base.with(spread), field)).collect(),
            },
            Kind::Call(call) => self.instance_members(base, call, field),
            // The receiver of a Go method, or an enum: members written down in this module or the one that was reached.
            Kind::Name(name) => match members(base.module, field, Some(name)) {
                found if !found.is_empty() => found,
                _ => self.members_of_receiver(base, name, field),
            },
            _ => Vec::new(),
        }
    }

    fn members_of_receiver(&self, base: Spot<'a>, name: &str, field: &str) -> Vec<Spot<'a>> {
        if let Some(import) = base.module.imports.iter().find(|import| import.local == name) {
            return self.file_of(base.module, import).map_or_else(Vec::new, |file| members(file, field, Some(name)));
        }
        if base.module.language == "Go" { members(base.module, field, None) } else { Vec::new() }
    }

    /// Members of the class whose instance a call makes.
    fn instance_members(&self, spot: Spot<'a>, call: &'a Call, field: &str) -> Vec<Spot<'a>> {
        let Some(class) = call.callee.last_name() else { return Vec::new() };
        let here = members(spot.module, field, Some(class));
        if !here.is_empty() {
            return here;
        }
        let import = spot.module.imports.iter().find(|import| import.local == class);
        import
            .and_then(|import| self.file_of(spot.module, import))
            .map_or_else(Vec::new, |module| members(module, field, Some(class)))
    }

    /// The values of a field of whatever an expression stands for.
    pub(super) fn field(&self, spot: Spot<'a>, field: &str) -> Vec<Spot<'a>> {
        let target = self.follow(spot);
        match &target.expr.kind {
            Kind::Object(object) => object.field(field).map(|found| target.with(&found.value)).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// What a call to a function of the project gives back.
    fn of_call(&self, spot: Spot<'a>, call: &'a Call) -> Vec<Spot<'a>> {
        let Some((module, name)) = self.function(spot, &call.callee) else { return Vec::new() };
        module
            .functions
            .iter()
            .filter(|function| function.name == name)
            .flat_map(|function| function.returns.iter())
            .map(|expr| Spot { module, expr })
            .collect()
    }

    /// The module and name of the project's function a callee stands for.
    fn function(&self, spot: Spot<'a>, callee: &'a Expr) -> Option<(&'a Module, String)> {
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
                Kind::Name(this) if ["this", "self", "cls", "Self"].contains(&this.as_str()) => {
                    Some((spot.module, name.clone()))
                }
                _ => Some((self.namespace(spot.with(base))?, name.clone())),
            },
            _ => None,
        }
    }

    /// The project's file a name stands for as a whole: `import * as x`, `require("./x")`.
    fn namespace(&self, spot: Spot<'a>) -> Option<&'a Module> {
        match &spot.expr.kind {
            Kind::Name(name) => {
                let import = spot.module.imports.iter().find(|import| import.local == *name);
                match import {
                    Some(import) if import.item == Item::Whole => self.file_of(spot.module, import),
                    // `from . import settings`: the name may be a module itself.
                    Some(Import { item: Item::Named(item), module, .. }) => {
                        self.by_path(spot.module, &format!("{}.{item}", module.trim_end_matches('.')))
                    }
                    Some(_) => None,
                    None => visible(spot, name).first().and_then(|value| self.required(*value)),
                }
            }
            Kind::Call(_) => self.required(spot),
            _ => None,
        }
    }

    fn required(&self, spot: Spot<'a>) -> Option<&'a Module> {
        self.by_path(spot.module, required(spot.expr)?)
    }

    fn by_path(&self, from: &Module, path: &str) -> Option<&'a Module> {
        let file = self.paths.resolve(self.file(from), from.language, path)?;
        self.by_file.get(&file).copied()
    }

    fn file_of(&self, from: &Module, import: &Import) -> Option<&'a Module> {
        self.by_path(from, &import.module)
    }

    fn imported(&self, from: &Module, import: &Import, steps: usize) -> Vec<Spot<'a>> {
        let Some(module) = self.file_of(from, import) else { return Vec::new() };
        match &import.item {
            Item::Named(name) => self.exported(module, name, steps),
            Item::Default => self.exported(module, "default", steps),
            Item::Whole | Item::Everything => Vec::new(),
        }
    }

    /// The values a module gives out under a name, through barrel files too.
    fn exported(&self, module: &'a Module, name: &str, steps: usize) -> Vec<Spot<'a>> {
        let Some(steps) = steps.checked_sub(1) else { return Vec::new() };
        let whole = |binding: &&Binding| binding.name == name && binding.scope.start == 0 && binding.class.is_none();
        let own: Vec<_> = module.bindings.iter().filter(whole).map(|b| Spot { module, expr: &b.value }).collect();
        if !own.is_empty() {
            return own;
        }
        let common_js = self.common_js(module, name);
        if !common_js.is_empty() {
            return common_js;
        }
        match module.imports.iter().find(|import| import.local == name) {
            Some(import) => self.imported(module, import, steps),
            None => self.through_stars(module, name, steps),
        }
    }

    /// `module.exports = { name }` and `exports.name = …`.
    fn common_js(&self, module: &'a Module, name: &str) -> Vec<Spot<'a>> {
        let exports = module.bindings.iter().filter(|binding| binding.class.as_deref() == Some(""));
        exports
            .filter_map(|binding| match (binding.name.as_str(), &binding.value.kind) {
                ("exports", Kind::Object(object)) => object.field(name).map(|field| &field.value),
                ("exports", _) if name == "default" => Some(&binding.value),
                (own, _) if own == name => Some(&binding.value),
                _ => None,
            })
            .map(|expr| Spot { module, expr })
            .collect()
    }

    fn through_stars(&self, module: &Module, name: &str, steps: usize) -> Vec<Spot<'a>> {
        let all = module.imports.iter().filter(|import| import.item == Item::Everything);
        all.filter_map(|import| self.file_of(module, import))
            .map(|from| self.exported(from, name, steps))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The package, and the name in it, that an expression stands for.
    pub(super) fn foreign(&self, spot: Spot<'a>) -> Option<Foreign> {
        self.foreign_within(spot, STEPS)
    }

    fn foreign_within(&self, spot: Spot<'a>, steps: usize) -> Option<Foreign> {
        let steps = steps.checked_sub(1)?;
        match &spot.expr.kind {
            Kind::Name(name) => match spot.module.imports.iter().find(|import| import.local == *name) {
                Some(import) => self.foreign_import(spot.module, import, steps),
                None => self.foreign_within(*visible(spot, name).first()?, steps),
            },
            Kind::Member(base, field) => {
                let base = self.foreign_within(spot.with(base), steps)?;
                base.name.is_none().then(|| Foreign { name: Some(field.clone()), ..base })
            }
            Kind::Call(_) => Some(Foreign { package: required(spot.expr)?.to_owned(), name: None }),
            _ => None,
        }
    }

    fn foreign_import(&self, from: &'a Module, import: &Import, steps: usize) -> Option<Foreign> {
        let steps = steps.checked_sub(1)?;
        if let Some(module) = self.file_of(from, import) {
            let Item::Named(name) = &import.item else { return None };
            let handed_on = module.imports.iter().find(|import| import.local == *name)?;
            return self.foreign_import(module, handed_on, steps);
        }
        let name = match &import.item {
            Item::Named(name) => Some(name.clone()),
            _ => None,
        };
        Some(Foreign { package: import.module.clone(), name })
    }
}

/// The values a name is given where it can be seen: those of the innermost scope, without what contains the name itself.
fn visible<'a>(spot: Spot<'a>, name: &str) -> Vec<Spot<'a>> {
    let at = &spot.expr.at;
    let seen: Vec<_> = spot
        .module
        .bindings
        .iter()
        .filter(|binding| binding.name == name && binding.scope.start <= at.start && at.end <= binding.scope.end)
        .filter(|binding| !(binding.value.at.start <= at.start && at.end <= binding.value.at.end))
        .filter(|binding| binding.class.as_deref() != Some(""))
        .collect();
    let innermost = seen.iter().map(|binding| binding.scope.len()).min();
    seen.into_iter()
        .filter(|binding| Some(binding.scope.len()) == innermost)
        .map(|binding| spot.with(&binding.value))
        .collect()
}

/// The values a member is given, of one class or of any.
fn members<'a>(module: &'a Module, field: &str, class: Option<&str>) -> Vec<Spot<'a>> {
    let matches = |binding: &&Binding| {
        binding.name == field
            && binding.class.as_deref().is_some_and(|of| of.is_empty() || class.is_none_or(|class| class == of))
    };
    module.bindings.iter().filter(matches).map(|binding| Spot { module, expr: &binding.value }).collect()
}

/// The module path of `require("…")` or `import("…")`.
fn required(expr: &Expr) -> Option<&str> {
    let call = expr.call()?;
    (call.callee.last_name() == Some("require") || matches!(call.callee.kind, Kind::Other))
        .then(|| call.positional(0).and_then(Expr::literal))
        .flatten()
}
