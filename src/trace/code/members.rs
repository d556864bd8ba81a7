//! Members: of objects, namespaces, instances, enums and receivers.

use super::{Code, HEIRS, STEPS, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};
use crate::gather::source::flow::within;
use crate::gather::source::module::{Binding, Class, Declared, Item, Module};

impl<'a> Code<'a> {
    pub(super) fn of_member(&self, spot: Spot<'a>, base: &'a Expr, field: &str, steps: usize) -> Vec<Spot<'a>> {
        let Some(steps) = steps.checked_sub(1) else { return Vec::new() };
        if matches!(&base.kind, Kind::Name(name) if ["this", "self", "cls", "Self", "static"].contains(&name.as_str()))
        {
            return self.own_members(spot, field);
        }
        if let Some(file) = self.namespace(spot.with(base)) {
            return self.exported(file, field, STEPS);
        }
        let base = self.follow_within(spot.with(base), steps);
        match &base.expr.kind {
            Kind::Object(object) => match object.field(field) {
                Some(found) => vec![base.with(&found.value)],
                None => object
                    .spreads
                    .iter()
                    .flat_map(|spread| self.field_within(base.with(spread), field, steps))
                    .collect(),
            },
            // `new Settings { Url = … }`
            Kind::Call(call) => match call.named(field) {
                Some(value) if base.module.language == "C#" => vec![base.with(value)],
                _ => self.instance_members(base, call, field),
            },
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
            let class = import.module.rsplit('\\').next().filter(|_| base.module.language == "PHP").unwrap_or(name);
            return self.file_of(base.module, import).map_or_else(Vec::new, |file| members(file, field, Some(class)));
        }
        if matches!(base.module.language, "PHP" | "C#") {
            return self.classes.member(base.module.language, declared(base, name).unwrap_or(name), field);
        }
        if base.module.language != "Go" {
            return Vec::new();
        }
        match members(base.module, field, None) {
            found if found.is_empty() => {
                self.siblings(base.module).flat_map(|other| members(other, field, None)).collect()
            }
            found => found,
        }
    }

    /// Members of the class whose instance a call makes.
    fn instance_members(&self, spot: Spot<'a>, call: &'a Call, field: &str) -> Vec<Spot<'a>> {
        let Some(class) = call.callee.last_name() else { return Vec::new() };
        if let Some((home, class)) = self.class_named(spot.module, class) {
            let found = self.class_members(home, class, field, HEIRS);
            if !found.is_empty() {
                return found;
            }
        }
        let here = members(spot.module, field, Some(class));
        match spot.module.language {
            "C#" if here.is_empty() => self.classes.member(spot.module.language, class, field),
            _ => here,
        }
    }

    /// A member of the instance that code of a class is run on.
    fn own_members(&self, spot: Spot<'a>, field: &str) -> Vec<Spot<'a>> {
        let class = spot.module.class_around(&spot.expr.at);
        let found = class.map(|class| self.class_members(spot.module, class, field, HEIRS));
        found.filter(|found| !found.is_empty()).unwrap_or_else(|| members(spot.module, field, None))
    }

    /// A member of a class: its own, or that of what it extends.
    fn class_members(&self, module: &'a Module, class: &'a Class, field: &str, left: usize) -> Vec<Spot<'a>> {
        let mut found = members(module, field, Some(&class.name));
        let getters = module.functions.iter().filter(|function| function.getter && function.name == field);
        let getters = getters.filter(|function| within(&function.at, &class.at)).flat_map(|function| &function.returns);
        found.extend(getters.map(|expr| Spot { module, expr }));
        let Some(left) = left.checked_sub(1).filter(|_| found.is_empty()) else { return found };
        let bases = class.bases.iter().filter_map(|base| self.class_named(module, base));
        bases
            .map(|(home, base)| self.class_members(home, base, field, left))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The class of the project that a name stands for.
    fn class_named(&self, module: &'a Module, name: &str) -> Option<(&'a Module, &'a Class)> {
        let named = |home: &'a Module, name: &str| {
            home.classes.iter().find(|class| class.name == name).map(|class| (home, class))
        };
        let imported = || {
            let import = module.imports.iter().find(|import| import.local == name)?;
            let home = self.file_of(module, import)?;
            match &import.item {
                Item::Named(exported) => named(home, exported),
                _ => named(home, name),
            }
        };
        named(module, name).or_else(imported)
    }

    /// The values of a field of whatever an expression stands for.
    pub(in super::super) fn field(&self, spot: Spot<'a>, field: &str) -> Vec<Spot<'a>> {
        self.field_within(spot, field, STEPS)
    }

    fn field_within(&self, spot: Spot<'a>, field: &str, steps: usize) -> Vec<Spot<'a>> {
        let target = self.follow_within(spot, steps);
        match &target.expr.kind {
            Kind::Object(object) => object.field(field).map(|found| target.with(&found.value)).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// The type a name is declared with where it is seen, the innermost first.
fn declared<'a>(spot: Spot<'a>, name: &str) -> Option<&'a str> {
    let sees = |declared: &&Declared| declared.name == name && within(&spot.expr.at, &declared.scope);
    let innermost = spot.module.declared.iter().filter(sees).min_by_key(|declared| declared.scope.len());
    innermost.map(|declared| declared.of.as_str())
}

/// The values a member is given, of one class or of any.
fn members<'a>(module: &'a Module, field: &str, class: Option<&str>) -> Vec<Spot<'a>> {
    let matches = |binding: &&Binding| {
        binding.name == field
            && binding.class.as_deref().is_some_and(|of| of.is_empty() || class.is_none_or(|class| class == of))
    };
    module.bindings.iter().filter(matches).map(|binding| Spot { module, expr: &binding.value }).collect()
}
