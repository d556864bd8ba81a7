//! What code of either side imports runs on that side, too.

use std::collections::{HashMap, HashSet};

use lp_ready_checks::facts::file::FileId;
use lp_ready_checks::facts::livepeer::Side;

use super::super::addresses::words;
use super::super::code::{Code, required};
use super::own::Own;
use crate::gather::source::expr::Bytes;
use crate::gather::source::flow::within;
use crate::gather::source::module::{Import, Item, Module};

/// How many files that only hand on what others have are followed one after the other.
const HANDED_ON: usize = 4;

/// Where every file runs.
pub(in super::super) struct Sides(HashMap<FileId, Side>);

impl Sides {
    pub(super) fn new(code: &Code<'_>) -> Self {
        let own: HashMap<FileId, Own> = code.shipped().map(|module| (module.file, code.own_side(module))).collect();
        let (browser, server) = (code.reached_from(&own, Side::Browser), code.reached_from(&own, Side::Server));
        let side = |(file, own): (&FileId, &Own)| {
            let side = match own {
                Own::Is(side) => *side,
                _ if browser.contains(file) => Side::Browser,
                _ if server.contains(file) => Side::Server,
                Own::Likely(side) => *side,
                Own::Open => Side::Unknown,
            };
            (*file, side)
        };
        Self(own.iter().map(side).collect())
    }

    pub(super) fn of(&self, file: FileId) -> Side {
        self.0.get(&file).copied().unwrap_or(Side::Unknown)
    }
}

impl<'a> Code<'a> {
    /// The files that code of a side imports, from file to file; not those that run elsewhere whoever imports them.
    fn reached_from(&self, own: &HashMap<FileId, Own>, side: Side) -> HashSet<FileId> {
        let starts = |module: &&'a Module| match own.get(&module.file) {
            Some(Own::Is(is)) => *is == side || side == Side::Server && self.server_parts(module).next().is_some(),
            _ => false,
        };
        let mut open: Vec<&'a Module> = self.shipped().filter(starts).collect();
        let mut reached = HashSet::new();
        while let Some(module) = open.pop() {
            let whole = side == Side::Server && own.get(&module.file) != Some(&Own::Is(Side::Browser));
            for target in self.imported_on(module, side, whole) {
                let decided = matches!(own.get(&target.file), Some(Own::Is(_)) | None);
                if !decided && reached.insert(target.file) {
                    open.push(target);
                }
            }
        }
        reached
    }

    /// The files whose values a module uses on a side: in all of it, or in those of its parts that run there.
    fn imported_on(&self, module: &'a Module, side: Side, whole: bool) -> Vec<&'a Module> {
        let text = self.file(module).text.as_deref().unwrap_or_default();
        let parts: Vec<&Bytes> = self.server_parts(module).map(|function| &function.at).collect();
        let used = |import: &&Import| {
            let mut places = words(text, &import.local).filter(|at| !within(&(*at..*at), &import.at));
            let inside = |at: usize| parts.iter().any(|part| within(&(at..at), part));
            whole
                || parts.is_empty()
                || import.local.is_empty()
                || places.any(|at| inside(at) == (side == Side::Server))
        };
        let valued = module.imports.iter().filter(|import| !is_type(text, import)).filter(used);
        let imported = valued.flat_map(|import| self.given_out(module, import, HANDED_ON));
        let required = module.calls.iter().filter_map(required).filter_map(|path| self.by_path(module, path));
        imported.chain(required).collect()
    }

    /// The file an import means: behind files that only hand on, the one that has what is asked for.
    fn given_out(&self, from: &'a Module, import: &Import, steps: usize) -> Vec<&'a Module> {
        let Some(module) = self.file_of(from, import) else { return Vec::new() };
        let hands_on = module.bindings.is_empty() && module.functions.is_empty() && module.calls.is_empty();
        let (Item::Named(name), true, Some(steps)) = (&import.item, hands_on, steps.checked_sub(1)) else {
            return if self.is_only_a_type(module, import) { Vec::new() } else { vec![module] };
        };
        let named = module.imports.iter().filter(|inner| inner.local == *name || inner.item == Item::Everything);
        named.flat_map(|inner| self.given_out(module, inner, steps)).collect()
    }

    /// Whether what is imported is declared as a type, so that nothing is left of the import.
    fn is_only_a_type(&self, module: &Module, import: &Import) -> bool {
        let Item::Named(name) = &import.item else { return false };
        let text = self.file(module).text.as_deref().unwrap_or_default();
        ["interface", "type"].iter().any(|word| {
            words(text, name)
                .any(|at| text[..at].trim_end().ends_with(word) && !text[at..].starts_with(&format!("{name}(")))
        })
    }
}

/// Whether an import says that it takes types alone: `import type { … }`, `import { type … }`.
pub(super) fn is_type(text: &str, import: &Import) -> bool {
    let own = text.get(import.at.clone()).unwrap_or_default();
    let before = text.get(..import.at.start).unwrap_or_default();
    let statement = before.rfind("import").map(|at| before[at + "import".len()..].trim_start()).unwrap_or_default();
    own.starts_with("type ") || statement.starts_with("type ") || statement.starts_with("type{")
}
