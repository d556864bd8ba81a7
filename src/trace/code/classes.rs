//! Members of classes, and constants, where any file may name them without an import.

use std::collections::HashMap;

use lp_ready_checks::facts::Facts;

use super::Spot;
use crate::gather::source::module::Module;

/// By language, class and name; constants that belong to no class have an empty one.
type Key<'a> = (&'static str, &'a str, &'a str);

/// What any file of a language may name.
pub(super) struct Classes<'a>(HashMap<Key<'a>, Vec<Spot<'a>>>);

impl<'a> Classes<'a> {
    pub(super) fn new(facts: &Facts, modules: &'a [Module]) -> Self {
        let mut members: HashMap<Key<'a>, Vec<Spot<'a>>> = HashMap::new();
        let shared = |module: &&Module| matches!(module.language, "PHP" | "C#");
        for module in modules.iter().filter(shared).filter(|module| facts.file(module.file).role.ships()) {
            for binding in &module.bindings {
                let class = match (&binding.class, binding.scope.start) {
                    (Some(class), _) if class.is_empty() => continue,
                    (Some(class), _) => class.as_str(),
                    (None, 0) => "",
                    (None, _) => continue,
                };
                let spots = members.entry((module.language, class, binding.name.as_str())).or_default();
                spots.push(Spot { module, expr: &binding.value });
            }
        }
        Self(members)
    }

    /// What a member is given, in the first file that declares it.
    pub(super) fn member(&self, language: &'static str, class: &str, name: &str) -> Vec<Spot<'a>> {
        let Some(spots) = self.0.get(&(language, class, name)) else { return Vec::new() };
        spots.iter().filter(|spot| spot.module.file == spots[0].module.file).copied().collect()
    }
}
