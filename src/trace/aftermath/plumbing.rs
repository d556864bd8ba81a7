//! What a client has built in: interceptors, transports, hooks, and the application's own last resort for errors.

use super::super::clients::Made;
use super::super::code::{Code, Spot};
use super::Region;
use crate::gather::source::expr::{Call, Expr, Kind};
use crate::gather::source::module::{Function, Module};

/// How deep the parts of a client are followed.
const DEPTH: usize = 6;

impl<'a> Code<'a> {
    /// The functions that see every answer of the client a request is made with, and every error nobody caught.
    pub(super) fn hooks(&self, spot: Spot<'a>, made: Option<&Made<'a>>) -> Vec<Region<'a>> {
        let client = made.map(|made| made.spot).or_else(|| self.http_client(spot));
        let mut found = Vec::new();
        if let Some(client) = client {
            self.parts(client, DEPTH, &mut found);
        }
        found.extend(self.interceptors(spot, client));
        found.extend(self.last_resorts(spot.module));
        found
    }

    /// The call that makes the client a request is sent with.
    pub(in super::super) fn http_client(&self, spot: Spot<'a>) -> Option<Spot<'a>> {
        let Kind::Member(base, _) = &spot.expr.call()?.callee.kind else { return None };
        let made = self.follow(spot.with(base));
        made.expr.call().map(|_| made)
    }

    /// Functions of the project among the parts a client is made of.
    fn parts(&self, spot: Spot<'a>, depth: usize, found: &mut Vec<Region<'a>>) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let mut inner = |expr: &'a Expr| self.parts(spot.with(expr), depth, found);
        match &spot.expr.kind {
            Kind::Call(call) => call.args.iter().for_each(|arg| inner(&arg.value)),
            Kind::Object(object) => {
                object.fields.iter().for_each(|field| inner(&field.value));
                object.spreads.iter().for_each(&mut inner);
                found.extend(object.of.as_ref().and_then(|of| self.round_trip(spot.with(of))));
            }
            Kind::List(items) => items.iter().for_each(inner),
            Kind::Function => {
                let function = spot.module.functions.iter().find(|function| function.at == spot.expr.at);
                found.extend(function.map(|function| Region::handed(spot.module, function.at.clone())));
            }
            Kind::Name(_) | Kind::Member(..) => match self.function_of(spot) {
                Some((module, function)) => found.push(Region::handed(module, function.at.clone())),
                None => {
                    let target = self.follow(spot);
                    if !std::ptr::eq(target.expr, spot.expr) {
                        self.parts(target, depth, found);
                    }
                }
            },
            _ => {}
        }
    }

    /// The `RoundTrip` of a transport that is a type of the project's own.
    fn round_trip(&self, of: Spot<'a>) -> Option<Region<'a>> {
        if of.module.language != "Go" || self.foreign(of).is_some() {
            return None;
        }
        let modules = std::iter::once(of.module).chain(self.siblings(of.module));
        let named = |module: &'a Module| {
            let function = module.functions.iter().find(|function| function.name == "RoundTrip")?;
            Some(Region::handed(module, function.at.clone()))
        };
        modules.into_iter().find_map(named)
    }

    /// `api.interceptors.response.use(onAnswer, onError)` on the request's client.
    fn interceptors(&self, spot: Spot<'a>, client: Option<Spot<'a>>) -> Vec<Region<'a>> {
        let uses = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        let ours = uses.filter(|hook| {
            let Some(base) = hook.expr.call().and_then(hooked) else { return false };
            match client {
                Some(client) => std::ptr::eq(self.follow(hook.with(base)).expr, client.expr),
                None => base.path() == spot.expr.call().and_then(|call| receiver(call)).and_then(Expr::path),
            }
        });
        let mut found = Vec::new();
        for hook in ours {
            if let Some(call) = hook.expr.call() {
                call.args.iter().for_each(|arg| self.parts(hook.with(&arg.value), DEPTH, &mut found));
            }
        }
        found
    }

    /// Express's error handlers, which take four arguments.
    fn last_resorts(&self, module: &Module) -> Vec<Region<'a>> {
        if !matches!(module.language, "JavaScript" | "TypeScript") {
            return Vec::new();
        }
        let mut found = Vec::new();
        for module in self.shipped() {
            let uses = module.calls.iter().filter_map(Expr::call).filter(|call| call.callee.last_name() == Some("use"));
            for arg in uses.flat_map(|call| &call.args) {
                self.parts(Spot { module, expr: &arg.value }, 2, &mut found);
            }
        }
        found.retain(|region| {
            let takes = |function: &&Function| function.at == region.at && function.params.len() == 4;
            region.module.functions.iter().any(|function| takes(&function))
        });
        found
    }
}

/// What a call hooks into: `api` of `api.interceptors.response.use(…)`.
fn hooked(call: &Call) -> Option<&Expr> {
    let Kind::Member(response, name) = &call.callee.kind else { return None };
    let Kind::Member(interceptors, side) = &response.kind else { return None };
    let Kind::Member(base, hooks) = &interceptors.kind else { return None };
    (name == "use" && side == "response" && hooks == "interceptors").then_some(base)
}

fn receiver(call: &Call) -> Option<&Expr> {
    match &call.callee.kind {
        Kind::Member(base, _) => Some(base),
        _ => Some(&call.callee),
    }
}
