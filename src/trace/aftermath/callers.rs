//! Who gets to see what a function gives back or throws: its callers, and what it is handed to.

use super::super::code::{Code, Spot, handed_on};
use super::{Region, add, enclosing};
use crate::gather::source::expr::{Bytes, Call, Expr};
use crate::gather::source::flow::within;
use crate::gather::source::module::{Function, Module};

/// How many places of one function are followed.
const PLACES: usize = 12;

impl<'a> Code<'a> {
    /// The places where a function is called, or handed to somebody who calls it.
    pub(in super::super) fn handed_to(&self, module: &'a Module, function: &'a Function) -> Vec<(&'a Module, Bytes)> {
        if function.name.is_empty() {
            // A function without a name is in the hands of what stands around it.
            return vec![(module, function.at.clone())];
        }
        let mut places: Vec<_> = self
            .seeing(module, &function.name)
            .flat_map(|other| other.calls.iter().map(move |expr| (other, expr)))
            .filter(|(_, expr)| expr.call().is_some_and(|call| uses(call, &function.name)))
            .map(|(other, expr)| (other, expr.at.clone()))
            .filter(|(other, at)| !(std::ptr::eq(*other, module) && within(at, &function.at)))
            .collect();
        places.truncate(PLACES);
        if places.is_empty() && enclosing(module, &function.at).is_some() && is_value(module, function) {
            places.push((module, function.at.clone()));
        }
        places
    }

    /// Functions of the project that are handed the function to call it, and call it inside.
    pub(super) fn wrappers(
        &self,
        module: &'a Module,
        function: &'a Function,
        from: Option<usize>,
        found: &mut Vec<Region<'a>>,
    ) {
        let hands = |call: &&Call| {
            call.args.iter().any(|arg| arg.value.at == function.at || is_name(&arg.value, &function.name))
        };
        let handed = self
            .seeing(module, &function.name)
            .flat_map(|other| other.calls.iter().filter_map(Expr::call).filter(hands).map(move |call| (other, call)));
        for (other, call) in handed.take(PLACES).collect::<Vec<_>>() {
            let Some((home, wrapper)) = self.function_of(Spot { module: other, expr: &call.callee }) else { continue };
            let position =
                call.args.iter().position(|arg| arg.value.at == function.at || is_name(&arg.value, &function.name));
            let Some(param) = position.and_then(|at| wrapper.params.get(at)) else { continue };
            let inner = home
                .calls
                .iter()
                .filter(|expr| within(&expr.at, &wrapper.at))
                .find(|expr| expr.call().is_some_and(|call| is_name(&call.callee, param)));
            if let Some(inner) = inner {
                add(found, Region { from, ..Region::asking(home, wrapper.at.clone(), inner.at.clone()) });
            }
        }
    }

    /// The function of the project that a callee, or a name, stands for.
    pub(in super::super) fn function_of(&self, spot: Spot<'a>) -> Option<(&'a Module, &'a Function)> {
        let (module, name) = self.function(spot, spot.expr)?;
        let named = |module: &'a Module| {
            let function = module.functions.iter().find(|function| function.name == name)?;
            Some((module, function))
        };
        named(module)
            .or_else(|| self.siblings(module).find_map(named))
            .or_else(|| module.imports.iter().filter_map(|import| self.file_of(module, import)).find_map(named))
    }
}

/// Whether a call calls a function of this name, or hands it on.
fn uses(call: &Call, name: &str) -> bool {
    call.callee.last_name() == Some(name) || call.args.iter().any(|arg| is_name(&arg.value, name))
}

fn is_name(expr: &Expr, name: &str) -> bool {
    !name.is_empty() && handed_on(expr) == Some(name)
}

/// Whether a named function stands as a value: a member of an object that is handed on.
fn is_value(module: &Module, function: &Function) -> bool {
    module.calls.iter().any(|call| within(&function.at, &call.at) && call.at != function.at)
}
