//! Who may name what a module defines.

use super::Code;
use crate::gather::source::module::{Class, Import, Module};

impl<'a> Code<'a> {
    /// The module of a function, and those that may name it.
    pub(in super::super) fn seeing<'s>(
        &'s self,
        module: &'a Module,
        name: &str,
    ) -> impl Iterator<Item = &'a Module> + use<'s, 'a> {
        let others = self.index.users(name).iter().copied().filter(move |other| !std::ptr::eq(*other, module));
        std::iter::once(module).chain(others.filter(move |other| self.takes_from(other, module)))
    }

    /// The classes that extend one of a module's.
    pub(super) fn heirs<'s>(
        &'s self,
        module: &'a Module,
        class: &'a Class,
    ) -> impl Iterator<Item = (&'a Module, &'a Class)> + use<'s, 'a> {
        let heirs = self.index.heirs(&class.name).iter().copied();
        heirs.filter(move |(home, _)| std::ptr::eq(*home, module) || self.takes_from(home, module))
    }

    fn takes_from(&self, other: &Module, module: &'a Module) -> bool {
        // Files of one package of Go, and all of C#, see each other.
        let same = |language| module.language == language && other.language == language;
        let package = |one: &Module| same("Go") && self.file(one).folder() == self.file(module).folder();
        let by_import = |import: &Import| {
            self.file_of(other, import).is_some_and(|from| {
                std::ptr::eq(from, module)
                    || package(from)
                    || from
                        .imports
                        .iter()
                        .any(|inner| self.file_of(from, inner).is_some_and(|deep| std::ptr::eq(deep, module)))
            }) || self.named_module(other, import).is_some_and(|from| std::ptr::eq(from, module))
        };
        package(other) || same("C#") || other.imports.iter().any(by_import)
    }
}
