//! Which modules name what, so that a question about one name need not go through all code.

use std::collections::HashMap;

use lp_ready_checks::facts::Facts;

use crate::gather::source::expr::{Expr, Kind};
use crate::gather::source::module::{Class, Module};

/// Modules by what they hold.
pub(super) struct Index<'a> {
    /// By the names they call or hand on.
    users: HashMap<&'a str, Vec<&'a Module>>,
    /// Go's files that ship, by folder: a folder is a package.
    packages: HashMap<&'a str, Vec<&'a Module>>,
    /// Classes, by the names of what they extend.
    heirs: HashMap<&'a str, Vec<(&'a Module, &'a Class)>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(facts: &'a Facts, modules: &'a [Module]) -> Self {
        let mut index = Self { users: HashMap::new(), packages: HashMap::new(), heirs: HashMap::new() };
        for module in modules {
            for name in module.calls.iter().flat_map(used) {
                let users = index.users.entry(name).or_default();
                if users.last().is_none_or(|last| !std::ptr::eq(*last, module)) {
                    users.push(module);
                }
            }
            for class in &module.classes {
                for base in &class.bases {
                    index.heirs.entry(base).or_default().push((module, class));
                }
            }
            let file = facts.file(module.file);
            if module.language == "Go" && file.role.ships() {
                index.packages.entry(file.folder()).or_default().push(module);
            }
        }
        index
    }

    /// The modules that call a name or hand it on, in order.
    pub(super) fn users(&self, name: &str) -> &[&'a Module] {
        self.users.get(name).map_or(&[], Vec::as_slice)
    }

    /// The classes that extend one of this name, in order.
    pub(super) fn heirs(&self, name: &str) -> &[(&'a Module, &'a Class)] {
        self.heirs.get(name).map_or(&[], Vec::as_slice)
    }

    /// The files of a Go package, in order.
    pub(super) fn package(&self, folder: &str) -> &[&'a Module] {
        self.packages.get(folder).map_or(&[], Vec::as_slice)
    }
}

/// The name a call calls, and those it hands on.
fn used(expr: &Expr) -> impl Iterator<Item = &str> {
    let call = expr.call();
    let handed = call.into_iter().flat_map(|call| call.args.iter().filter_map(|arg| handed_on(&arg.value)));
    call.and_then(|call| call.callee.last_name()).into_iter().chain(handed)
}

/// The name of what may be a function handed on: `ask`, `this.ask`.
pub(in super::super) fn handed_on(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        Kind::Name(name) => Some(name),
        Kind::Member(base, name) => {
            matches!(&base.kind, Kind::Name(this) if this == "this" || this == "self").then_some(name)
        }
        _ => None,
    }
}
