//! Which names a package takes for public.

use std::collections::HashMap;

use super::frameworks::{Access, FRAMEWORKS, Prefix};
use super::objects::objects;
use super::packages::Package;
use crate::gather::source::expr::{Expr, Kind};
use crate::gather::source::module::Module;
use crate::trace::code::Code;

/// Frameworks whose prefix says by itself whose it is, for code without a manifest.
const UNMISTAKABLE: &[&str] = &["Next.js", "Create React App", "Expo", "Gatsby", "Vue CLI", "Vite"];

/// Settings that put another prefix in a default's place: the setting, and the default.
const SETTINGS: &[(&str, &str)] = &[("envPrefix", "VITE_"), ("publicPrefix", "PUBLIC_")];

/// A start of names that some framework takes for public in some package.
struct Start {
    framework: &'static str,
    prefix: &'static Prefix,
    /// What stands in place of the prefix's own start.
    start: String,
}

/// The starts of every package, by its folder: asked for every variable that is read or set.
pub(super) struct Starts<'a>(HashMap<&'a str, Vec<Start>>);

impl<'a> Code<'a> {
    /// The starts of names that are taken for public, in every package.
    pub(super) fn starts(&self) -> Starts<'a> {
        let of = |package: &Package<'a>| (package.folder, self.starts_of(package));
        Starts(self.packages.all().map(of).collect())
    }

    /// The framework that takes a variable for public where code in this folder reads it so.
    pub(super) fn taken_by(
        &self,
        starts: &Starts<'a>,
        folder: &str,
        name: &str,
        access: Access,
    ) -> Option<&'static str> {
        let Some(packages) = self.packages.building(folder) else {
            let known = FRAMEWORKS.iter().filter(|framework| UNMISTAKABLE.contains(&framework.name));
            let mut taking = known.filter(|own| own.prefixes.iter().any(|prefix| prefix.takes(name, access)));
            return taking.next().map(|framework| framework.name);
        };
        let mut all = packages.into_iter().flat_map(|package| starts.of(package));
        all.find(|own| own.prefix.reads(access) && own.takes(name)).map(|own| own.framework)
    }

    /// The framework that takes a variable for public which is set in this folder.
    pub(super) fn taken_where_set(&self, starts: &Starts<'a>, folder: &str, name: &str) -> Option<&'static str> {
        let mut all = self.packages.near(folder).flat_map(|package| starts.of(package));
        all.find(|own| own.takes(name)).map(|own| own.framework)
    }

    fn starts_of(&self, package: &Package<'_>) -> Vec<Start> {
        let frameworks = package.frameworks.iter();
        let prefixes = frameworks.flat_map(|own| own.prefixes.iter().map(|prefix| (own.name, prefix)));
        prefixes.flat_map(|(framework, prefix)| self.set_starts(package, framework, prefix)).collect()
    }

    fn set_starts(&self, package: &Package<'_>, framework: &'static str, prefix: &'static Prefix) -> Vec<Start> {
        let setting = SETTINGS.iter().find(|(_, default)| *default == prefix.start);
        let set = setting.filter(|(setting, _)| *setting == "envPrefix" || framework == "SvelteKit");
        let own = set.map(|(setting, _)| self.own_starts(package, setting)).unwrap_or_default();
        let starts = if own.is_empty() { vec![prefix.start.to_owned()] } else { own };
        starts.into_iter().map(|start| Start { framework, prefix, start }).collect()
    }

    /// The prefixes a setting names: one, or a list of them.
    fn own_starts(&self, package: &Package<'_>, setting: &str) -> Vec<String> {
        let beside = |module: &&'a Module| self.file(module).folder() == package.folder;
        let objects = self.settings().filter(beside).flat_map(objects);
        let value = objects.filter_map(|object| object.field(setting)).map(|field| &field.value).next();
        match value.map(|value| (value.literal(), &value.kind)) {
            Some((Some(one), _)) => vec![one.to_owned()],
            Some((None, Kind::List(items))) => items.iter().filter_map(Expr::literal).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }
}

impl Starts<'_> {
    fn of(&self, package: &Package<'_>) -> &[Start] {
        self.0.get(package.folder).map_or(&[], Vec::as_slice)
    }
}

impl Start {
    fn takes(&self, name: &str) -> bool {
        !self.start.is_empty() && name.len() > self.start.len() && name.starts_with(&self.start)
    }
}
