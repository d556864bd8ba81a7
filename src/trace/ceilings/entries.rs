//! Where a request is set off: the files whose functions lead to it, up to those a platform calls.

use crate::gather::source::expr::Bytes;
use crate::gather::source::module::Module;
use crate::trace::aftermath::enclosing;
use crate::trace::code::Code;

/// How many calls up a request is followed.
const CALLERS: usize = 5;

/// How many places are followed for one request.
const MOST: usize = 40;

impl<'a> Code<'a> {
    /// The modules whose functions lead to what stands at a place, its own first.
    pub(super) fn entries(&self, module: &'a Module, at: &Bytes) -> Vec<&'a Module> {
        let mut seen: Vec<(&'a Module, Bytes)> = Vec::new();
        let mut found: Vec<&'a Module> = Vec::new();
        let mut open = vec![(module, at.clone(), CALLERS)];
        while let Some((module, at, left)) = open.pop() {
            if !found.iter().any(|known| std::ptr::eq(*known, module)) {
                found.push(module);
            }
            let Some(function) = enclosing(module, &at) else { continue };
            let place = (module, function.at.clone());
            let known = seen.iter().any(|(other, at)| std::ptr::eq(*other, module) && *at == function.at);
            if known || seen.len() == MOST {
                continue;
            }
            seen.push(place);
            // A function without a name is no call further up.
            let Some(left) = left.checked_sub(usize::from(!function.name.is_empty())) else { continue };
            let places =
                self.handed_to(module, function).into_iter().filter(|(other, _)| self.file(other).role.ships());
            open.extend(places.map(|(module, at)| (module, at, left)));
        }
        found
    }
}
