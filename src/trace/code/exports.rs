//! What files and packages give out under a name.

use super::{Code, Spot, visible};
use crate::gather::source::expr::{Expr, Kind};
use crate::gather::source::module::{Binding, Import, Item, Module};

impl<'a> Code<'a> {
    /// The other files of a Go module's package: they see each other's names.
    pub(in super::super) fn siblings(&self, module: &'a Module) -> impl Iterator<Item = &'a Module> {
        let package = if module.language == "Go" { self.index.package(self.file(module).folder()) } else { &[] };
        package.iter().copied().filter(|other| other.file != module.file)
    }

    /// What a name of the package, defined in another of its files, stands for.
    pub(super) fn in_package(&self, module: &'a Module, name: &str) -> Vec<Spot<'a>> {
        let own = self.siblings(module).map(|other| top_level(other, name)).find(|found| !found.is_empty());
        // Constants of PHP are seen by every file.
        let constant = module.language == "PHP" && !name.contains(|c: char| c.is_lowercase());
        own.or_else(|| constant.then(|| self.classes.member("PHP", "", name))).unwrap_or_default()
    }

    /// The project's file a name stands for as a whole: `import * as x`, `require("./x")`.
    pub(super) fn namespace(&self, spot: Spot<'a>) -> Option<&'a Module> {
        match &spot.expr.kind {
            Kind::Name(name) => {
                let import = spot.module.imports.iter().find(|import| import.local == *name);
                match import {
                    Some(import) if import.item == Item::Whole => self.file_of(spot.module, import),
                    Some(import) => self.named_module(spot.module, import),
                    None => visible(spot, name).first().and_then(|value| self.required(*value)),
                }
            }
            Kind::Call(_) => self.required(spot),
            _ => None,
        }
    }

    /// `from app import gateway`: the name may be a module itself.
    pub(in super::super) fn named_module(&self, from: &Module, import: &Import) -> Option<&'a Module> {
        let Item::Named(name) = &import.item else { return None };
        self.by_path(from, &format!("{}.{name}", import.module.trim_end_matches('.')))
    }

    fn required(&self, spot: Spot<'a>) -> Option<&'a Module> {
        self.by_path(spot.module, required(spot.expr)?)
    }

    pub(in super::super) fn by_path(&self, from: &Module, path: &str) -> Option<&'a Module> {
        let resolve = || self.paths.resolve(self.file(from), from.language, path);
        let file = self.meant.get_or((from.file, path.to_owned()), resolve);
        self.by_file.get(&file?).copied()
    }

    pub(in super::super) fn file_of(&self, from: &Module, import: &Import) -> Option<&'a Module> {
        self.by_path(from, &import.module)
    }

    pub(super) fn imported(&self, from: &Module, import: &Import, steps: usize) -> Vec<Spot<'a>> {
        let Some(module) = self.file_of(from, import) else { return Vec::new() };
        match &import.item {
            Item::Named(name) => self.exported(module, name, steps),
            Item::Default => self.exported(module, "default", steps),
            Item::Whole | Item::Everything => Vec::new(),
        }
    }

    /// The values a module gives out under a name, through barrel files too.
    pub(super) fn exported(&self, module: &'a Module, name: &str, steps: usize) -> Vec<Spot<'a>> {
        let Some(steps) = steps.checked_sub(1) else { return Vec::new() };
        let own = top_level(module, name);
        if !own.is_empty() {
            return own;
        }
        let package = self.in_package(module, name);
        if !package.is_empty() {
            return package;
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

    pub(super) fn through_stars(&self, module: &Module, name: &str, steps: usize) -> Vec<Spot<'a>> {
        let all = module.imports.iter().filter(|import| import.item == Item::Everything);
        all.filter_map(|import| self.file_of(module, import))
            .map(|from| self.exported(from, name, steps))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}

/// The values a module gives a name outside of all functions and classes.
pub(in super::super) fn top_level<'a>(module: &'a Module, name: &str) -> Vec<Spot<'a>> {
    let whole = |binding: &&Binding| binding.name == name && binding.scope.start == 0 && binding.class.is_none();
    module.bindings.iter().filter(whole).map(|binding| Spot { module, expr: &binding.value }).collect()
}

/// The module path of `require("…")` or `import("…")`.
pub(in super::super) fn required(expr: &Expr) -> Option<&str> {
    let call = expr.call()?;
    (call.callee.last_name() == Some("require") || matches!(call.callee.kind, Kind::Other))
        .then(|| call.positional(0).and_then(Expr::literal))
        .flatten()
}
