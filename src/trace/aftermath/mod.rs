//! Where the answer to a request, or its failure, is in hand: around the call, in its callers, in what they ask for
//! help, and in the hooks of its client.

mod callers;
mod condition;
mod curl;
mod deeds;
mod dropped;
mod errors;
mod logging;
mod plumbing;
mod reactions;
mod status;

pub(super) use condition::{Asked, Truth};
pub(super) use deeds::waits;

use lp_ready_checks::facts::livepeer::Holder;

use super::clients::Made;
use super::code::{Code, Spot};
use crate::gather::source::expr::{Bytes, Call, Expr};
use crate::gather::source::flow::within;
use crate::gather::source::module::{Function, Module};

/// How many callers up an answer is followed.
const CALLERS: usize = 5;

/// How many functions deep help is followed.
const HELPERS: usize = 3;

/// How many stretches of code are looked at for one request.
const REGIONS: usize = 40;

/// A function, or a whole script, that has an answer in hand.
#[derive(Clone)]
pub(super) struct Region<'a> {
    pub(super) module: &'a Module,
    /// The whole of it.
    pub(super) at: Bytes,
    /// The call in it whose answer it is; `None` where the answer is handed in.
    pub(super) asked: Option<Bytes>,
    /// The client, where it throws whatever is no success before anybody sees the answer.
    pub(super) throws: Option<&'static str>,
    /// Which of several callers it belongs to; `None` where whatever it does is done for every one of them.
    pub(super) caller: Option<usize>,
    /// The region it has the answer from, by its place among the others.
    pub(super) from: Option<usize>,
}

impl<'a> Region<'a> {
    /// A function that makes the request, or calls what does.
    fn asking(module: &'a Module, at: Bytes, asked: Bytes) -> Self {
        Self { module, at, asked: Some(asked), throws: None, caller: None, from: None }
    }

    /// A function that is handed the answer.
    pub(super) fn handed(module: &'a Module, at: Bytes) -> Self {
        Self { module, at, asked: None, throws: None, caller: None, from: None }
    }

    /// The calls that are passed what makes the request.
    pub(super) fn passed_on(&self) -> impl Iterator<Item = (&'a Expr, &'a Call)> + use<'a> {
        let module = self.module;
        self.asked.clone().into_iter().flat_map(move |asked| module.calls_passed(&asked))
    }

    /// The call whose answer it is.
    fn request(&self) -> Option<&'a Call> {
        let asked = self.asked.as_ref()?;
        self.module.calls.iter().find(|expr| expr.at == *asked)?.call()
    }
}

impl<'a> Code<'a> {
    /// Every stretch of code that has the answer to a request in hand, the nearest first.
    pub(super) fn aftermath(&self, spot: Spot<'a>, made: Option<&Made<'a>>) -> Vec<Region<'a>> {
        let mut found: Vec<Region<'a>> = Vec::new();
        let mut open = vec![(spot.module, spot.expr.at.clone(), CALLERS, None, None)];
        let mut callers = 0;
        while let Some((module, asked, left, caller, from)) = open.pop() {
            let function = enclosing(module, &asked);
            let at = function.map_or_else(|| self.whole(module), |function| function.at.clone());
            if !add(&mut found, Region { caller, from, ..Region::asking(module, at, asked.clone()) }) {
                continue;
            }
            let here = Some(found.len() - 1);
            let (Some(function), Some(left)) = (function, left.checked_sub(1)) else { continue };
            let places = self.handed_to(module, function);
            let around = |(module, at): &(&'a Module, Bytes)| enclosing(module, at).map(std::ptr::from_ref);
            let mut outer: Vec<_> = places.iter().map(around).collect();
            outer.dedup();
            for place in places {
                // Two calls in one function are one caller's.
                let which = outer.iter().position(|outer| *outer == around(&place)).unwrap_or_default();
                let of = if caller.is_none() && outer.len() > 1 { Some(callers + which) } else { caller };
                open.push((place.0, place.1, left, of, here));
            }
            callers += outer.len();
            self.wrappers(module, function, here, &mut found);
        }
        let throws = self.thrower(spot);
        found.iter_mut().for_each(|region| region.throws = throws);
        for region in self.hooks(spot, made) {
            add(&mut found, region);
        }
        self.helpers(&mut found);
        found
    }

    /// The regions as facts.
    pub(super) fn holders(&self, regions: &[Region<'a>]) -> Vec<Holder> {
        let holder = |region: &Region<'a>| Holder {
            within: self.span(region.module, &region.at),
            asks: region.asked.as_ref().map(|asked| self.span(region.module, asked)),
            from: region.from,
        };
        regions.iter().map(holder).collect()
    }

    fn whole(&self, module: &Module) -> Bytes {
        0..self.file(module).text.as_deref().map_or(0, str::len)
    }

    /// Functions that are given the answer, or the error, to look at.
    fn helpers(&self, found: &mut Vec<Region<'a>>) {
        let mut fresh = 0;
        for _ in 0..HELPERS {
            let helped = found.iter().enumerate().skip(fresh).flat_map(|(at, region)| {
                self.helpers_of(region).into_iter().map(move |helper| Region { from: Some(at), ..helper })
            });
            let helped: Vec<_> = helped.collect();
            fresh = found.len();
            for region in helped {
                add(found, region);
            }
        }
    }

    fn helpers_of(&self, region: &Region<'a>) -> Vec<Region<'a>> {
        let calls = region.module.calls.iter().filter(|call| within(&call.at, &region.at));
        let helps = calls.filter_map(|expr| {
            let call = expr.call()?;
            let given = call.args.iter().any(|arg| self.is_in_hand(region, &arg.value));
            given.then(|| self.function_of(Spot { module: region.module, expr: &call.callee })).flatten()
        });
        helps.map(|(module, function)| Region::handed(module, function.at.clone())).collect()
    }

    /// Whether an expression is the answer of a region, or the error it caught.
    fn is_in_hand(&self, region: &Region<'a>, expr: &'a Expr) -> bool {
        let Some(name) = expr.root() else { return false };
        let Some(asked) = &region.asked else {
            let function = region.module.function_around(&region.at);
            return function.is_some_and(|function| comes_from(region, function, name));
        };
        let bound = |at: &Bytes| within(asked, at) && within(at, &region.at);
        region.module.bindings.iter().any(|binding| binding.name == name && bound(&binding.value.at))
            || self.is_caught(region, name)
            || taken_later(region, name)
    }

    /// Whether an expression begins with the answer itself, which a client that throws keeps to itself.
    fn is_answer(&self, region: &Region<'a>, expr: &Expr) -> bool {
        let (Some(asked), Some(name)) = (&region.asked, expr.root()) else { return false };
        region.module.bindings.iter().any(|binding| binding.name == name && within(asked, &binding.value.at))
    }

    /// Whether a name is that of the error a region's request ended in.
    fn is_caught(&self, region: &Region<'a>, name: &str) -> bool {
        let Some(asked) = &region.asked else { return false };
        region.module.flow.handlers.iter().any(|handler| handler.name == name && within(asked, &handler.tried))
            || name == "err" && region.module.language == "Go"
            || matches!(name, "e" | "err" | "error" | "ex" | "reason") && taken_later(region, name)
    }
}

/// Whether a name is a parameter of a function, or made of one: `const request = new Request(input)`.
fn comes_from(region: &Region<'_>, function: &Function, name: &str) -> bool {
    let given = |name: &str| function.params.iter().any(|param| param == name);
    let made = region.module.bindings.iter().filter(|binding| binding.name == name && within(&binding.at, &region.at));
    given(name) || made.into_iter().any(|binding| binding.value.any(&mut |part| part.root().is_some_and(given)))
}

/// `.catch((error) => …)` and `.then((response) => …)` behind the call.
fn taken_later(region: &Region<'_>, name: &str) -> bool {
    let Some(asked) = &region.asked else { return false };
    let takes = |function: &&Function| function.params.iter().any(|param| param == name);
    let chained = |function: &Function| within(&function.at, &region.at) && asked.end <= function.at.start;
    region.module.functions.iter().filter(takes).any(chained)
}

/// Takes a region in; false where it is known, or there are too many.
fn add<'a>(found: &mut Vec<Region<'a>>, region: Region<'a>) -> bool {
    let same = |known: &Region<'a>| {
        std::ptr::eq(known.module, region.module) && known.at == region.at && known.asked == region.asked
    };
    let new = found.len() < REGIONS && !found.iter().any(same);
    if new {
        found.push(region);
    }
    new
}

/// The innermost function around a place, which is not the place itself.
pub(super) fn enclosing<'a>(module: &'a Module, at: &Bytes) -> Option<&'a Function> {
    let around = |function: &&Function| within(at, &function.at) && function.at != *at;
    module.functions.iter().filter(around).min_by_key(|function| function.at.len())
}
