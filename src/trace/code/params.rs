//! Parameters: what callers pass for them.

use super::{Code, HEIRS, Spot};
use crate::gather::source::expr::{Bytes, Call, Expr, Kind};
use crate::gather::source::flow::within;
use crate::gather::source::module::{Class, Function, Module};

/// What constructors are called in the languages whose callers name the class instead.
const CONSTRUCTORS: &[&str] = &["constructor", "__init__", "__construct"];

/// Which of the values a caller passes.
#[derive(Clone, Copy)]
pub(in super::super) struct Which<'a> {
    /// The parameter's name; empty for a pattern.
    name: &'a str,
    /// Its position, without what callers do not pass.
    position: usize,
    /// The field of the value, where a pattern takes it out.
    field: Option<&'a str>,
}

impl<'a> Code<'a> {
    /// The function around a place that a name is a parameter of, the innermost one.
    pub(in super::super) fn parameter(&self, spot: Spot<'a>, name: &str) -> Option<(&'a Function, Which<'a>)> {
        let around = spot.module.functions.iter().filter(|function| within(&spot.expr.at, &function.at));
        let takes = around.filter_map(|function| Some((function, which(function, name)?)));
        takes.min_by_key(|(function, _)| function.at.len())
    }

    /// The values callers pass for a parameter, and its default where one of them passes none, or none is known.
    pub(super) fn passed(
        &self,
        module: &'a Module,
        function: &'a Function,
        which: Which<'a>,
        default: Vec<Spot<'a>>,
    ) -> Vec<Spot<'a>> {
        let calls = self.calls_of(module, function);
        let given: Vec<Vec<Spot<'a>>> = calls.iter().map(|call| self.value(*call, which)).collect();
        let omitted = given.is_empty() || given.iter().any(Vec::is_empty);
        let given = given.into_iter().flatten();
        if omitted { given.chain(default).collect() } else { given.collect() }
    }

    fn value(&self, (module, call): (&'a Module, &'a Call), which: Which<'a>) -> Vec<Spot<'a>> {
        let value = call.named(which.name).or_else(|| call.positional(which.position));
        let Some(value) = value.map(|expr| Spot { module, expr }) else { return Vec::new() };
        which.field.map_or_else(|| vec![value], |field| self.field(value, field))
    }

    /// The calls of a function, or those that make what it constructs.
    fn calls_of(&self, module: &'a Module, function: &'a Function) -> Vec<(&'a Module, &'a Call)> {
        match module.class_around(&function.at).filter(|_| is_constructor(module, function)) {
            Some(class) => self.calls_making(module, class, HEIRS),
            None => self.calls_by_name(module, &function.name),
        }
    }

    /// The calls by which a class is made, by itself or as what another one extends.
    fn calls_making(&self, module: &'a Module, class: &'a Class, left: usize) -> Vec<(&'a Module, &'a Call)> {
        let mut calls = self.calls_by_name(module, &class.name);
        let Some(left) = left.checked_sub(1) else { return calls };
        for (home, heir) in self.heirs(module, class) {
            let inside = |at: &Bytes| within(at, &heir.at);
            if home.functions.iter().any(|function| inside(&function.at) && is_constructor(home, function)) {
                let calls_in = home.calls.iter().filter(|expr| inside(&expr.at)).filter_map(Expr::call);
                calls.extend(calls_in.filter(|call| is_super(call)).map(|call| (home, call)));
            } else {
                // Without a constructor of its own it is made as what it extends is.
                calls.extend(self.calls_making(home, heir, left));
            }
        }
        calls
    }

    fn calls_by_name(&self, module: &'a Module, name: &str) -> Vec<(&'a Module, &'a Call)> {
        if name.is_empty() {
            return Vec::new();
        }
        let calls = self.seeing(module, name).flat_map(|other| other.calls.iter().map(move |expr| (other, expr)));
        let calls = calls.filter_map(|(other, expr)| Some((other, expr.call()?)));
        calls.filter(|(_, call)| call.callee.last_name() == Some(name)).collect()
    }
}

fn which<'a>(function: &'a Function, name: &str) -> Option<Which<'a>> {
    // Python methods take `self` first, which callers do not pass.
    let own = usize::from(matches!(function.params.first().map(String::as_str), Some("self" | "cls")));
    if let Some(position) = function.params.iter().position(|param| param == name) {
        return Some(Which { name: &function.params[position], position: position.checked_sub(own)?, field: None });
    }
    let taken = function.taken.iter().find(|taken| taken.name == name)?;
    Some(Which { name: "", position: taken.param, field: Some(&taken.field) })
}

/// Whether a function makes what its class is called after.
fn is_constructor(module: &Module, function: &Function) -> bool {
    CONSTRUCTORS.contains(&function.name.as_str())
        || module.language == "C#" && module.class_around(&function.at).is_some_and(|class| class.name == function.name)
}

/// `super(url)`, `super().__init__(url)`, `parent::__construct($url)`.
fn is_super(call: &Call) -> bool {
    match &call.callee.kind {
        Kind::Name(name) => name == "super",
        Kind::Member(base, name) => {
            CONSTRUCTORS.contains(&name.as_str()) && matches!(base.root(), Some("super" | "parent"))
        }
        _ => false,
    }
}
