//! Where a request is set off: the functions that lead to it, in whatever file, up to those a platform calls.

use crate::gather::source::expr::{Bytes, Expr};
use crate::gather::source::module::{Function, Module};
use crate::trace::aftermath::enclosing;
use crate::trace::code::Code;

/// How many calls up a request is followed.
const CALLERS: usize = 5;

/// How many places are followed for one request.
const MOST: usize = 40;

/// What is handed to these runs by itself, while the handler answers.
const DETACHED: &[&str] = &[
    "Thread",
    "Process",
    "Timer",
    "submit",
    "add_task",
    "apply_async",
    "delay",
    "enqueue",
    "spawn",
    "start_background_task",
    "setTimeout",
    "setInterval",
    "setImmediate",
];

/// A function that leads to a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The module it is in.
    pub(super) module: &'a Module,
    /// The function; none for code outside of functions.
    pub(super) function: Option<&'a Function>,
}

impl<'a> Code<'a> {
    /// The functions that lead to what stands at a place, the one around it first.
    pub(super) fn entries(&self, module: &'a Module, at: &Bytes) -> Vec<Entry<'a>> {
        let mut found: Vec<Entry<'a>> = Vec::new();
        let mut open = vec![(module, at.clone(), CALLERS)];
        while let Some((module, at, left)) = open.pop() {
            let entry = Entry { module, function: enclosing(module, &at) };
            if is_detached(module, &at) || found.len() == MOST || found.iter().any(|known| known.is(entry)) {
                continue;
            }
            found.push(entry);
            let Some(function) = entry.function else { continue };
            // A function without a name is no call further up.
            let Some(left) = left.checked_sub(usize::from(!function.name.is_empty())) else { continue };
            let places = self.handed_to(module, function).into_iter();
            let shipped = places.filter(|(other, _)| self.file(other).role.ships());
            open.extend(shipped.map(|(module, at)| (module, at, left)));
        }
        found
    }
}

impl<'a> Entry<'a> {
    fn is(self, other: Self) -> bool {
        let place = |entry: Self| entry.function.map(std::ptr::from_ref);
        std::ptr::eq(self.module, other.module) && place(self) == place(other)
    }
}

/// Whether what stands at a place is handed on to run by itself, or hands something on so.
fn is_detached(module: &Module, at: &Bytes) -> bool {
    let detaches =
        |expr: &Expr| expr.call().and_then(|call| call.callee.last_name()).is_some_and(|name| DETACHED.contains(&name));
    let function = |at: &Bytes| enclosing(module, at).map(std::ptr::from_ref);
    let around = module.calls_passed(at).filter(|(outer, _)| function(&outer.at) == function(at));
    around.map(|(outer, _)| outer).any(detaches) || module.calls.iter().any(|expr| expr.at == *at && detaches(expr))
}
