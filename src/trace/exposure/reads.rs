//! Where code reads variables, and in which way.

use super::super::code::{Code, Spot};
use super::super::environment::{direct, gives_variables};
use super::frameworks::Access;
use super::settings::Published;
use crate::gather::folders;
use crate::gather::source::expr::{Bytes, Expr, Kind};
use crate::gather::source::module::{Item, Module, is_variable};

/// Modules that hand every variable of an env file to the application.
const LIBRARIES: &[(&str, &str)] =
    &[("@env", "`react-native-dotenv`"), ("react-native-config", "`react-native-config`")];

/// A variable and where it is read.
pub(super) struct Variable<'a> {
    pub(super) name: String,
    pub(super) module: &'a Module,
    pub(super) at: Bytes,
    pub(super) access: Access,
    /// The library that hands all variables over, if it is read through one.
    pub(super) library: Option<&'static str>,
}

impl<'a> Code<'a> {
    /// Every read of a variable in code that may be built for browsers.
    pub(super) fn readings(&self) -> Vec<Variable<'a>> {
        let script = |module: &&Module| matches!(module.language, "JavaScript" | "TypeScript");
        let modules = self.shipped().filter(script);
        let mut found: Vec<Variable<'a>> = modules.flat_map(|module| self.readings_of(module)).collect();
        found.sort_by_key(|read| (read.module.file, read.at.start));
        found.dedup_by(|one, other| {
            one.module.file == other.module.file && one.at == other.at && one.name == other.name
        });
        found
    }

    fn readings_of(&self, module: &'a Module) -> Vec<Variable<'a>> {
        let bound = module.bindings.iter().map(|binding| &binding.value);
        let members = module.variables.iter().chain(bound).filter_map(|expr| self.member_read(Spot { module, expr }));
        let imported = module.imports.iter().filter_map(|import| {
            let Item::Named(name) = &import.item else { return None };
            let path = import.module.as_str();
            let gives = gives_variables(path) && is_variable(name);
            // What only servers are given is not public.
            let public = !path.ends_with("private") && !path.ends_with("server");
            let (name, at, library) = (name.clone(), import.at.clone(), library(path));
            (gives && public).then_some(Variable { name, module, at, access: Access::Module, library })
        });
        members.chain(imported).collect()
    }

    fn member_read(&self, spot: Spot<'a>) -> Option<Variable<'a>> {
        let (module, at) = (spot.module, spot.expr.at.clone());
        let Kind::Member(base, field) = &spot.expr.kind else { return None };
        if let Some(read) = direct(spot) {
            let object = || self.object_read(spot.with(base));
            let access = access(base).or_else(object)?;
            return Some(Variable { name: read.name, module, at, access, library: None });
        }
        let package = self.foreign(spot.with(base)).filter(|_| is_variable(field))?.package;
        let library = Some(library(&package)?);
        Some(Variable { name: field.clone(), module, at, access: Access::Module, library })
    }

    /// `env` of SvelteKit's `$env/dynamic/public`, or an object of the project's own by that name.
    fn object_read(&self, base: Spot<'a>) -> Option<Access> {
        let private = self.foreign(base).is_some_and(|foreign| foreign.package.ends_with("private"));
        (!private).then_some(Access::Object)
    }

    /// Whether a read is of what a setting makes public.
    pub(super) fn means(&self, reading: &Variable<'a>, setting: &Published) -> bool {
        let named = setting.name == reading.name || setting.name == super::settings::WHOLE;
        let folder = self.file(reading.module).folder();
        let own_file = self.file(reading.module).id == setting.at.file();
        let process = setting.name != super::settings::WHOLE || reading.access == Access::Process;
        named && process && !own_file && folders::holds(&setting.folder, folder)
    }
}

fn library(package: &str) -> Option<&'static str> {
    LIBRARIES.iter().find(|(name, _)| *name == package).map(|(_, by)| *by)
}

/// How a member of this object is read; `None` for an object by the name of `env` alone.
fn access(base: &Expr) -> Option<Access> {
    match base.path()?.as_slice() {
        ["import.meta", "env"] => Some(Access::Meta),
        ["process" | "Bun", "env"] => Some(Access::Process),
        _ => None,
    }
}
