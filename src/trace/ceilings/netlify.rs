//! Netlify's synchronous functions end after 60 seconds, and nothing changes that; background functions have 15 minutes.
//!
//! <https://docs.netlify.com/build/functions/configuration>

use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::limit::{Ceiling, Host};

use super::entries::Entry;
use crate::gather::folders::below;
use crate::gather::source::expr::Kind;
use crate::trace::code::Code;

/// Milliseconds after which a synchronous function ends.
const MOST: f64 = 60_000.0;

impl<'a> Code<'a> {
    /// The limit of the function that a file in the folder of functions is deployed as.
    pub(super) fn of_netlify(&self, entry: &Entry<'a>) -> Option<Ceiling> {
        let file = self.file(entry.module);
        let config = self.nearest_documents(file, &["netlify.toml"]).into_iter().next();
        let said = config.and_then(|config| {
            let said = config.root.at(&["functions", "directory"]).or_else(|| config.root.at(&["build", "functions"]));
            Some((self.facts.file(config.file).folder(), said.and_then(Node::text)?))
        });
        let path = match said {
            Some((folder, functions)) => below(functions.trim_matches(['/', '.']), below(folder, &file.path)?)?,
            None => file.path.split_once("netlify/functions/").map(|(_, path)| path)?,
        };
        // Files of a function's own folder, or beside the functions, are parts of one.
        let (name, function) = (path.split(['/', '.']).next()?, entry.function?);
        if name.ends_with("-background") || self.has_own_terms(entry) {
            return None;
        }
        let text = file.text.as_deref()?.get(function.at.clone())?;
        let at = function.at.start..function.at.start + text.find('\n').unwrap_or(text.len());
        Some(Ceiling { at: file.span(at)?, ms: MOST, set: false, host: Host::Netlify })
    }

    /// `export const config = { background: true }`, or a schedule.
    fn has_own_terms(&self, entry: &Entry<'a>) -> bool {
        let terms = ["background", "schedule", "type", "event"];
        let own = |value: &Kind| match value {
            Kind::Object(object) => terms.iter().any(|term| object.field(term).is_some()),
            _ => true,
        };
        let imported = entry.module.imports.iter().any(|import| import.local == "schedule");
        imported || entry.module.bindings.iter().any(|binding| binding.name == "config" && own(&binding.value.kind))
    }
}
