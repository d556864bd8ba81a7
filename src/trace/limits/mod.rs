//! What bounds how long a request may take: at the call, in its client, around it, or by the client's own default.

mod csharp;
mod duration;
mod go;
mod libraries;
mod php;
mod sdk;
mod shell;
mod signal;

use lp_ready_checks::facts::limit::Limit;

pub(super) use self::duration::Time;
use self::libraries::{FETCH, Failures, Library};
use super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};
use crate::gather::source::flow::within;

/// Functions that give up on what is passed to them, in any language.
const BOUNDING: &[&str] = &["wait_for", "race", "pTimeout", "withTimeout", "promiseTimeout", "timeout", "fail_after"];

impl<'a> Code<'a> {
    /// What bounds a raw HTTP request.
    pub(super) fn http_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        if call.callee.literal().is_some() {
            return self.shell_limit(spot, call);
        }
        if let Some(limit) = self.limit_around(spot) {
            return limit;
        }
        match spot.module.language {
            "Go" => self.go_limit(spot, call),
            "Rust" => self.rust_limit(spot, call),
            "PHP" => self.php_limit(spot, call),
            "C#" => self.csharp_limit(spot, call),
            _ => self.library_limit(spot, call),
        }
    }

    /// A limit that is given as an option, in this unit.
    fn limit_option(&self, spot: Spot<'a>, call: &'a Call, names: &[&str], unit: f64) -> Option<Limit> {
        let option = self.option(spot, call, names)?;
        Some(self.limit_of(option, unit))
    }

    /// The limit an expression sets.
    fn limit_of(&self, option: Spot<'a>, unit: f64) -> Limit {
        let at = self.span_of(option);
        match self.time(option, unit) {
            Time::Ms(ms) => Limit::Set { at, ms: Some(ms) },
            Time::Never => Limit::Off { at },
            Time::Unknown => Limit::Set { at, ms: None },
        }
    }

    /// `Promise.race([…])`, `asyncio.wait_for(…)`, `tokio::time::timeout(…)` around a call.
    fn limit_around(&self, spot: Spot<'a>) -> Option<Limit> {
        let outer = spot.module.calls_passed(&spot.expr.at);
        outer
            .filter(|(_, call)| call.callee.last_name().is_some_and(|name| BOUNDING.contains(&name)))
            .find_map(|(outer, call)| self.limit_by(spot.with(outer), call))
    }

    fn limit_by(&self, spot: Spot<'a>, call: &'a Call) -> Option<Limit> {
        let unit = if spot.module.language == "Python" { 1000.0 } else { 1.0 };
        match call.callee.last_name()? {
            "race" => self.alarm(spot, |_| true),
            // `timeout(duration, future)` of tokio.
            "timeout" => call.positional(1).and(call.positional(0)).map(|time| self.limit_of(spot.with(time), unit)),
            _ => {
                let time = call.named("timeout").or_else(|| call.positional(1))?;
                Some(self.limit_of(spot.with(time), unit))
            }
        }
    }

    fn library_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        let Some((library, client)) = self.library(spot, call) else {
            return self
                .limit_option(spot, call, &["timeout"], if spot.module.language == "Python" { 1000.0 } else { 1.0 })
                .or_else(|| self.signal_limit(spot, call))
                .unwrap_or_else(|| Limit::Unknown("the client that sends it is not known".to_owned()));
        };
        let given = |spot: Spot<'a>, call: &'a Call| {
            self.limit_option(spot, call, library.options, library.unit).or_else(|| self.signal_limit(spot, call))
        };
        given(spot, call)
            .or_else(|| client.and_then(|client| given(client, client.expr.call()?)))
            .or_else(|| self.chained_limit(spot, library))
            .or_else(|| self.set_later(library, client))
            .unwrap_or_else(|| self.unsaid(spot, call, library, client))
    }

    /// What is in force when no option is seen.
    fn unsaid(&self, spot: Spot<'a>, call: &'a Call, library: &Library, client: Option<Spot<'a>>) -> Limit {
        let unseen = |spot: Spot<'a>, call: &'a Call| {
            let spread = |arg: &crate::gather::source::expr::Arg| arg.name.as_deref() == Some("*");
            let open = call.args.iter().any(spread) || last_is_open(self, spot, call);
            open.then(|| self.unseen_options(spot, call)).flatten()
        };
        let why = unseen(spot, call).or_else(|| client.and_then(|client| unseen(client, client.expr.call()?)));
        match (why, library.default) {
            (Some(why), _) => Limit::Unknown(why),
            (None, Some(ms)) => Limit::Default { ms, of: format!("`{}`", library.package) },
            (None, None) => Limit::Unset,
        }
    }

    /// Whether a request is sent by a client that gives back every answer, whatever its status.
    pub(super) fn gives_back(&self, spot: Spot<'a>) -> bool {
        let library = spot.expr.call().and_then(|call| self.library(spot, call));
        library.is_some_and(|(library, _)| library.failures == Failures::GivenBack)
    }

    /// The client of a request, where it throws failures unless told otherwise.
    pub(super) fn thrower(&self, spot: Spot<'a>) -> Option<&'static str> {
        let (library, client) = self.library(spot, spot.expr.call()?)?;
        let told = |spot: Spot<'a>| {
            let options = ["validateStatus", "throwHttpErrors", "ignoreResponseError", "ok"];
            spot.expr.call().is_some_and(|call| self.option(spot, call, &options).is_some())
        };
        let throws = library.failures == Failures::Thrown && !told(spot) && !client.is_some_and(told);
        throws.then_some(library.package)
    }

    /// The library a call is made with, and the call that made its client, if it has one.
    fn library(&self, spot: Spot<'a>, call: &'a Call) -> Option<(&'static Library, Option<Spot<'a>>)> {
        if let Some(found) = self.foreign(spot.with(&call.callee)).and_then(|of| libraries::library(&of.package)) {
            return Some((found, None));
        }
        if matches!(&call.callee.kind, Kind::Name(name) if name == "fetch") {
            return Some((&FETCH, None));
        }
        let base = match &call.callee.kind {
            Kind::Member(base, _) => spot.with(base),
            _ => spot.with(&call.callee),
        };
        // `window.fetch`, `globalThis.fetch`
        if call.callee.last_name() == Some("fetch") && matches!(base.expr.kind, Kind::Name(_)) {
            return Some((&FETCH, None));
        }
        let client = self.follow(base);
        let made = client.expr.call()?;
        let found = self.foreign(client.with(&made.callee)).and_then(|of| libraries::library(&of.package))?;
        Some((found, Some(client)))
    }

    /// `request.post(url).timeout(…)` of superagent.
    fn chained_limit(&self, spot: Spot<'a>, library: &Library) -> Option<Limit> {
        let call = self.chained(spot, "timeout")?;
        Some(self.limit_of(spot.with(call.positional(0)?), library.unit))
    }

    /// The call of a method on the result of this one, however far along the chain.
    fn chained(&self, spot: Spot<'a>, method: &str) -> Option<&'a Call> {
        let at = &spot.expr.at;
        let on_it = |call: &&Call| match &call.callee.kind {
            Kind::Member(base, name) => name == method && within(at, &base.at),
            _ => false,
        };
        spot.module.calls.iter().filter_map(Expr::call).find(on_it)
    }

    /// `axios.defaults.timeout = …`, and `session.timeout = …` on the client.
    fn set_later(&self, library: &Library, client: Option<Spot<'a>>) -> Option<Limit> {
        let axios = library.package == "axios" && client.is_none();
        let bound = |module: &'a crate::gather::source::module::Module| {
            let mut named = module.bindings.iter().filter(|binding| binding.name == "timeout");
            let found = named.find(|binding| {
                self.file(module).text.as_deref().is_some_and(|text| {
                    text[..binding.at.start].ends_with("axios.defaults.")
                        || text[binding.at.clone()].starts_with("axios.defaults.")
                })
            })?;
            Some(Spot { module, expr: &found.value })
        };
        let found = axios.then(|| self.shipped().find_map(bound)).flatten()?;
        Some(self.limit_of(found, library.unit))
    }

    /// reqwest: `.timeout(…)` on the request, or on the client's builder.
    fn rust_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        if let Some(time) = self.chained(spot, "timeout").and_then(|call| call.positional(0)) {
            return self.limit_of(spot.with(time), 1000.0);
        }
        let Kind::Member(base, _) = &call.callee.kind else { return Limit::Unset };
        let client = self.follow(spot.with(base));
        match self.method_in(client, "timeout") {
            Some(time) => self.limit_of(time, 1000.0),
            None if client.expr.call().is_some() => Limit::Unset,
            None if base.path().is_some_and(|path| path == ["reqwest"]) => Limit::Unset,
            None => Limit::Unknown("the client that sends it could not be followed".to_owned()),
        }
    }

    /// The argument of a method called somewhere in a chain of calls, from its end.
    pub(super) fn method_in(&self, spot: Spot<'a>, method: &str) -> Option<Spot<'a>> {
        let call = spot.expr.chain().find(|call| call.callee.last_name() == Some(method))?;
        call.positional(0).map(|argument| spot.with(argument))
    }
}

/// Whether the options of a call, its last argument, are a name that could not be followed.
fn last_is_open<'a>(code: &Code<'a>, spot: Spot<'a>, call: &'a Call) -> bool {
    let Some(last) = call.positional(1).and(call.args.last()) else { return false };
    let target = code.follow(spot.with(&last.value));
    matches!(target.expr.kind, Kind::Name(_) | Kind::Member(..) | Kind::Other)
}
