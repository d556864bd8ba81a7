//! Every object literal of a module.

use crate::gather::source::expr::{Expr, Kind, Object};
use crate::gather::source::module::Module;

/// The object literals that are bound, passed or given back, outer ones first, each once.
pub(super) fn objects(module: &Module) -> Vec<&Object> {
    let bound = module.bindings.iter().map(|binding| &binding.value);
    let returned = module.functions.iter().flat_map(|function| function.returns.iter());
    let mut found: Vec<(&Expr, &Object)> = Vec::new();
    for expr in bound.chain(&module.calls).chain(returned) {
        expr.any(&mut |part| {
            if let Kind::Object(object) = &part.kind
                && !found.iter().any(|(known, _)| known.at == part.at)
            {
                found.push((part, object));
            }
            false
        });
    }
    found.into_iter().map(|(_, object)| object).collect()
}
