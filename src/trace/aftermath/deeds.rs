//! What a stretch of code does about a failure.

use lp_ready_checks::facts::reaction::Deeds;

use super::super::attempts::speaks_of_trying;
use super::super::code::Code;
use super::{Region, Truth, enclosing};
use crate::gather::source::expr::{Bytes, Call, Expr, Field, Kind};
use crate::gather::source::flow::{Branch, Jump, Loop, within};

/// First names of what logs.
const LOGGERS: &[&str] = &[
    "console",
    "logger",
    "log",
    "logging",
    "slog",
    "tracing",
    "winston",
    "pino",
    "sentry",
    "_logger",
    "logrus",
    "zap",
    "glog",
    "elizalogger",
    "debug",
    "signale",
    "consola",
    "loguru",
    "errorlogger",
    "infologger",
];
/// Functions that log, by their last name.
const LOGS: &[&str] = &[
    "print",
    "println",
    "eprintln",
    "Println",
    "Printf",
    "Print",
    "Fprintf",
    "Fprintln",
    "captureException",
    "captureMessage",
    "error_log",
    "warn",
    "info",
    "error",
    "debug",
    "exception",
    "warning",
    "log",
    "Errorf",
    "Warnf",
    "Infof",
    "Fatalf",
];
/// Functions that end the program.
const ENDS: &[&str] = &["exit", "Exit", "panic", "Fatal", "Fatalf", "abort", "reject", "wp_die"];
/// Functions that tell somebody.
const TELLS: &[&str] = &[
    "status",
    "sendStatus",
    "json",
    "Err",
    "bail",
    "anyhow",
    "alert",
    "reject",
    "next",
    "Error",
    "WriteHeader",
    "abort",
    "jsonify",
    "send",
];

impl<'a> Code<'a> {
    /// What a stretch of a region does.
    pub(super) fn deeds(&self, region: &Region<'a>, at: &Bytes, status: u16) -> Deeds {
        let status = Some(status);
        let reached = |place: &Bytes| within(place, at) && !self.is_kept_from(region, place, at, status);
        let calls = || region.module.calls.iter().filter(|expr| reached(&expr.at));
        let logged: Vec<&Expr> = calls().filter(|expr| expr.call().is_some_and(logs)).collect();
        let handed_on: Vec<&Expr> = self.handed_on(region, at).into_iter().filter(|value| reached(&value.at)).collect();
        let again = self.asks_again(region, at, status);
        let waits = calls().any(waits) || again && self.waits_in_loop(region, at);
        Deeds {
            retries: again,
            waits,
            logs: !logged.is_empty(),
            logs_body: logged.iter().any(|expr| shows_body(expr)),
            hands_on_body: handed_on.iter().any(|expr| shows_body(expr)),
            surfaces: !handed_on.is_empty() || calls().any(tells),
        }
    }

    /// The errors and values a stretch hands on to somebody else.
    fn handed_on(&self, region: &Region<'a>, at: &Bytes) -> Vec<&'a Expr> {
        let exits = region.module.flow.exits.iter().filter(|exit| within(&exit.at, at));
        exits
            .filter(|exit| matches!(exit.kind, Jump::Throw | Jump::Return))
            .filter_map(|exit| exit.value.as_ref())
            .filter(|value| !matches!(value.kind, Kind::Null))
            // What a Rust arm comes to.
            .chain(region.module.calls.iter().filter(|expr| {
                within(&expr.at, at) && expr.call().is_some_and(|call| call.callee.last_name() == Some("Err"))
            }))
            .collect()
    }

    /// Whether the request is made again behind a stretch: it stays in a loop around the request, or asks itself.
    fn asks_again(&self, region: &Region<'a>, at: &Bytes, status: Option<u16>) -> bool {
        if let Some(around) = self.loop_around(region, at)
            && !self.leaves(region, at, around, status)
        {
            return true;
        }
        self.asks_itself(region, at, status)
    }

    /// The innermost loop around both the request and a stretch behind it.
    pub(super) fn loop_around(&self, region: &Region<'a>, at: &Bytes) -> Option<&'a Loop> {
        let asked = region.asked.as_ref()?;
        let around =
            |found: &&Loop| within(asked, &found.body) && within(at, &found.body) && within(&found.at, &region.at);
        let again = |found: &&Loop| self.ends_well(region, found) && !self.goes_through_things(region, found);
        let loops = region.module.flow.loops.iter().filter(around).filter(again);
        loops.min_by_key(|found| found.body.len())
    }

    /// Whether a loop ends once the request went well: one that goes on with the next job makes no request again.
    pub(in super::super) fn ends_well(&self, region: &Region<'a>, found: &Loop) -> bool {
        let asked = region.asked.as_ref().map_or(found.body.start, |asked| asked.start);
        let ends = region.module.flow.exits.iter().any(|exit| {
            matches!(exit.kind, Jump::Return | Jump::Break) && within(&exit.at, &found.body) && exit.at.end > asked
        });
        ends || self.says_trying(region, found)
    }

    /// Whether the head of a loop speaks of trying.
    pub(in super::super) fn says_trying(&self, region: &Region<'a>, found: &Loop) -> bool {
        let text = self.file(region.module).text.as_deref().unwrap_or_default();
        text.get(found.head.clone()).is_some_and(speaks_of_trying)
    }

    /// Whether a stretch always ends the loop it stands in.
    pub(in super::super) fn leaves(&self, region: &Region<'a>, at: &Bytes, around: &Loop, status: Option<u16>) -> bool {
        let flow = &region.module.flow;
        if flow.exits.iter().any(|exit| exit.kind == Jump::Continue && self.is_straight(region, &exit.at, at, status)) {
            return false;
        }
        let out = flow
            .exits
            .iter()
            .filter(|exit| exit.kind != Jump::Continue)
            .any(|exit| self.is_straight(region, &exit.at, at, status));
        let ends = region.module.calls.iter().filter(|expr| self.is_straight(region, &expr.at, at, status)).any(ends);
        // What stands behind the stretch in the loop may end it for certain: `} catch { log() } return null`.
        let behind = at.end..around.body.end;
        let after = flow
            .exits
            .iter()
            .filter(|exit| matches!(exit.kind, Jump::Return | Jump::Throw | Jump::Break))
            .any(|exit| within(&exit.at, &behind) && !self.is_conditional(region, &exit.at, &around.body, status));
        out || ends || after
    }

    /// Whether nothing behind a stretch in its block runs once it did.
    pub(super) fn always_leaves(&self, region: &Region<'a>, at: &Bytes) -> bool {
        let status = None;
        let flow = &region.module.flow;
        flow.exits.iter().any(|exit| self.is_straight(region, &exit.at, at, status))
            || region.module.calls.iter().filter(|expr| self.is_straight(region, &expr.at, at, status)).any(ends)
    }

    /// Whether a place is reached whenever its stretch is.
    fn is_straight(&self, region: &Region<'a>, place: &Bytes, at: &Bytes, status: Option<u16>) -> bool {
        within(place, at) && !self.is_conditional(region, place, at, status)
    }

    /// Whether a branch, loop, handler or function within a stretch stands between it and a place.
    fn is_conditional(&self, region: &Region<'a>, place: &Bytes, at: &Bytes, status: Option<u16>) -> bool {
        let between = |inner: &Bytes| within(place, inner) && within(inner, at) && inner != at && !inner.is_empty();
        let flow = &region.module.flow;
        // A branch that a status always takes is none for it.
        let truth = |branch: &'a Branch| status.map(|status| self.truth(region, &branch.condition, status));
        let branch = |branch: &'a Branch| {
            between(&branch.then) && truth(branch) != Some(Truth::Yes)
                || between(&branch.otherwise) && truth(branch) != Some(Truth::No)
        };
        flow.branches.iter().any(branch)
            || flow.loops.iter().any(|found| between(&found.body))
            || flow.handlers.iter().any(|handler| between(&handler.body) || between(&handler.tried))
            || region.module.functions.iter().any(|function| between(&function.at) && function.at != region.at)
    }

    /// Whether a branch within a stretch keeps a status from a place.
    fn is_kept_from(&self, region: &Region<'a>, place: &Bytes, at: &Bytes, status: Option<u16>) -> bool {
        let Some(status) = status else { return false };
        let inside = region.module.flow.branches.iter().filter(|branch| within(&branch.condition.at, at));
        inside.into_iter().any(|branch| {
            let truth = || self.truth(region, &branch.condition, status);
            within(place, &branch.then) && truth() == Truth::No
                || within(place, &branch.otherwise) && truth() == Truth::Yes
        })
    }

    /// Whether a stretch calls what made the request, or the function it stands in.
    fn asks_itself(&self, region: &Region<'a>, at: &Bytes, status: Option<u16>) -> bool {
        let text = self.file(region.module).text.as_deref().unwrap_or_default();
        let callees: Vec<&str> = match &region.asked {
            Some(asked) => {
                let own =
                    region.module.calls.iter().filter(|expr| within(asked, &expr.at) && within(&expr.at, &region.at));
                own.filter_map(Expr::call).filter_map(|call| text.get(call.callee.at.clone())).collect()
            }
            None => self.asked_before(region, at),
        };
        let function =
            enclosing(region.module, at).map(|function| function.name.as_str()).filter(|name| !name.is_empty());
        let outer = region.module.functions.iter().find(|function| function.at == region.at).map(|of| of.name.as_str());
        let again = |call: &Call| {
            let same = text.get(call.callee.at.clone()).is_some_and(|callee| callees.contains(&callee));
            let name = call.callee.last_name();
            same || name.is_some() && (name == function || name == outer.filter(|name| !name.is_empty()))
        };
        let calls = region.module.calls.iter().filter(|expr| within(&expr.at, at));
        let reached = calls.filter(|expr| !self.is_kept_from(region, &expr.at, at, status));
        reached.filter_map(Expr::call).any(again)
    }

    /// In a hook of a client: what made the answer it has in hand.
    fn asked_before(&self, region: &Region<'a>, at: &Bytes) -> Vec<&str> {
        let text = self.file(region.module).text.as_deref().unwrap_or_default();
        let bound = region.module.bindings.iter().filter(|binding| {
            within(&binding.value.at, &region.at) && binding.value.at.end <= at.start && binding.value.call().is_some()
        });
        let answers = bound.filter(|binding| {
            let name = binding.name.to_ascii_lowercase();
            name.starts_with("res") || name == "r"
        });
        answers.filter_map(|binding| text.get(binding.value.call()?.callee.at.clone())).collect()
    }

    /// Whether the loop around a stretch waits on every round that fails.
    fn waits_in_loop(&self, region: &Region<'a>, at: &Bytes) -> bool {
        let Some(around) = self.loop_around(region, at) else { return false };
        let behind = at.end..around.body.end;
        let before = around.body.start..region.asked.as_ref().map_or(around.body.start, |asked| asked.start);
        let in_range = |range: &Bytes| region.module.calls.iter().filter(|expr| within(&expr.at, range)).any(waits);
        in_range(&behind) || in_range(&before)
    }
}

/// Whether a call lets time pass.
pub(in super::super) fn waits(expr: &Expr) -> bool {
    let Some(call) = expr.call() else { return false };
    let name = call.callee.last_name().or_else(|| call.callee.literal()).unwrap_or_default();
    let lower = name.to_ascii_lowercase();
    ["sleep", "backoff", "delay"].iter().any(|word| lower.contains(word))
        || matches!(name, "setTimeout" | "wait" | "waitFor" | "WaitForSeconds" | "After" | "pause" | "NewTimer")
}

pub(super) fn logs(call: &Call) -> bool {
    let last = call.callee.last_name().or_else(|| call.callee.literal()).unwrap_or_default();
    let first = call.callee.root().unwrap_or_default().to_ascii_lowercase();
    let within = || match &call.callee.kind {
        // `this.logger.error(…)`, `app.ErrorLogger.Println(…)`
        Kind::Member(base, _) => base.last_name().is_some_and(|name| {
            let name = name.to_ascii_lowercase();
            name.ends_with("logger") || name == "log" || name == "console"
        }),
        _ => false,
    };
    // `fmt.Errorf` makes an error.
    let by_itself = matches!(call.callee.kind, Kind::Name(_) | Kind::Text(_))
        || first == "log"
        || first == "fmt" && last.contains("rint") && !last.starts_with('S');
    LOGGERS.contains(&first.as_str())
        || within()
        || by_itself && (LOGS.contains(&last) || matches!(last, "echo" | "printf" | "logger" | "panic"))
        || last.starts_with("capture")
}

fn ends(expr: &Expr) -> bool {
    expr.call()
        .and_then(|call| call.callee.last_name().or_else(|| call.callee.literal()))
        .is_some_and(|name| ENDS.contains(&name))
}

fn tells(expr: &Expr) -> bool {
    let Some(call) = expr.call() else { return false };
    let Some(name) = call.callee.last_name().or_else(|| call.callee.literal()) else { return false };
    let lower = name.to_ascii_lowercase();
    TELLS.contains(&name)
        || ENDS.contains(&name)
        || lower.contains("toast")
        || lower.contains("error")
        || lower.contains("notify")
}

/// Whether what is logged or handed on holds what the answer said.
fn shows_body(expr: &Expr) -> bool {
    const BODIES: &[&str] =
        &["text", "json", "data", "body", "content", "detail", "details", "errors", "rawvalue", "message"];
    mentions(expr, &|name| {
        let simple = name.to_ascii_lowercase().replace('_', "");
        BODIES.contains(&simple.as_str())
            || ["body", "text", "detail", "payload", "message"].iter().any(|end| simple.ends_with(end))
            || matches!(simple.as_str(), "err" | "error" | "e" | "errdata" | "errordata")
    })
}

/// Whether a name occurs in what a call is given, or in a value.
fn mentions(expr: &Expr, is: &dyn Fn(&str) -> bool) -> bool {
    let inner = |expr: &Expr| mentions(expr, is);
    match &expr.kind {
        Kind::Name(name) => is(name),
        Kind::Member(base, name) => is(name) || inner(base),
        Kind::Call(call) => {
            let method = matches!(call.callee.kind, Kind::Member(..)) && call.args.is_empty();
            method && inner(&call.callee)
                || call.args.iter().any(|arg| inner(&arg.value) || arg.name.as_deref().is_some_and(is))
        }
        Kind::Object(object) => {
            let named = |field: &Field| field.value.literal().is_none() && field.name.as_deref().is_some_and(is);
            object.fields.iter().any(|field| inner(&field.value) || named(field)) || object.spreads.iter().any(inner)
        }
        Kind::List(items) => items.iter().any(inner),
        Kind::Text(parts) => parts.iter().any(|part| match part {
            crate::gather::source::expr::Part::Hole(hole) => inner(hole),
            crate::gather::source::expr::Part::Literal(_) => false,
        }),
        Kind::Default(one, other) | Kind::Choice(one, other) | Kind::Sum(one, other) | Kind::Both(one, other) => {
            inner(one) || inner(other)
        }
        _ => false,
    }
}
