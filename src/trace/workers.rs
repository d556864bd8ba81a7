//! Programs that serve an orchestrator from a container, and what they do about SIGTERM.

use lp_ready_checks::facts::worker::{Term, Worker};

use super::code::Code;
use crate::gather::source::expr::{Call, Expr};
use crate::gather::source::module::Module;

/// Words of code that takes an orchestrator's work: it registers a capability, or sends its heartbeat.
const WORDS: &[&str] =
    &["capability/register", "capability_name", "CAPABILITY_NAME", "CAPABILITY_URL", "runners/heartbeat"];

/// What serves, by how it is started: the language, a package it comes from (or none), the method, and its name.
const SERVERS: &[(&str, &str, &[&str], &str)] = &[
    ("Python", "pytrickle", &["run", "run_forever"], "pytrickle"),
    ("Python", "uvicorn", &["run"], "uvicorn"),
    ("Python", "hypercorn", &["serve"], "hypercorn"),
    ("Python", "aiohttp", &["run_app"], "aiohttp"),
    ("Python", "flask", &["run"], "Flask"),
    ("Go", "", &["ListenAndServe", "ListenAndServeTLS"], "net/http"),
    ("JavaScript", "", &["listen"], "Node's server"),
    ("TypeScript", "", &["listen"], "Node's server"),
];

/// Servers that end gracefully by themselves: uvicorn's and hypercorn's own handlers, `aiohttp.web.run_app`.
const GRACEFUL: &[&str] = &["uvicorn", "hypercorn", "aiohttp"];

impl<'a> Code<'a> {
    /// The programs that take an orchestrator's work.
    pub(super) fn workers(&self) -> Vec<Worker> {
        self.shipped().filter_map(|module| self.worker(module)).collect()
    }

    fn worker(&self, module: &'a Module) -> Option<Worker> {
        let (start, by) = SERVERS.iter().find_map(|server| Some((started(module, server)?, server.3)))?;
        let text = self.file(module).text.as_deref().unwrap_or_default();
        if by != "pytrickle" && !WORDS.iter().any(|word| text.contains(word)) {
            return None;
        }
        let term = match self.handler(module) {
            Some((home, expr)) => Term::Handled(self.span(home, &expr.at)),
            None if GRACEFUL.contains(&by) => Term::ByServer,
            None => Term::Nobody,
        };
        Some(Worker { at: self.span(module, &start.at), by: by.to_owned(), term })
    }

    /// Where the program takes SIGTERM: in its own file, in its package, or in a function it calls.
    fn handler(&self, module: &'a Module) -> Option<(&'a Module, &'a Expr)> {
        let calls = module.calls.iter().filter_map(Expr::call);
        let helpers =
            calls.filter_map(|call| Some(self.function_of(super::code::Spot { module, expr: &call.callee })?.0));
        let package = self.siblings(module).filter(|_| module.language == "Go");
        let homes = std::iter::once(module).chain(package).chain(helpers);
        homes.into_iter().find_map(|home| {
            let takes = |expr: &&Expr| expr.call().is_some_and(takes_term);
            home.calls.iter().find(takes).map(|expr| (home, expr))
        })
    }
}

/// Where a server is started.
fn started<'a>(module: &'a Module, (language, package, methods, _): &(&str, &str, &[&str], &str)) -> Option<&'a Expr> {
    let comes = package.is_empty()
        || module.imports.iter().any(|import| import.module.split(['.', '/']).next() == Some(*package));
    if module.language != *language || !comes {
        return None;
    }
    module.calls.iter().rev().find(|expr| {
        let name = expr.call().and_then(|call| call.callee.last_name());
        name.is_some_and(|name| methods.contains(&name)) && expr.call().is_some_and(|call| !is_other_run(call, package))
    })
}

/// `asyncio.run` and `subprocess.run` start no server.
fn is_other_run(call: &Call, package: &str) -> bool {
    let root = call.callee.root().unwrap_or_default();
    matches!(root, "asyncio" | "subprocess" | "anyio" | "loop") || package == "uvicorn" && root != "uvicorn"
}

/// `signal.signal(signal.SIGTERM, …)`, `signal.Notify(c, syscall.SIGTERM)`, `process.on("SIGTERM", …)`
fn takes_term(call: &Call) -> bool {
    let name = call.callee.last_name().unwrap_or_default();
    let takes = matches!(name, "signal" | "add_signal_handler" | "Notify" | "NotifyContext" | "on" | "once");
    let term =
        |expr: &Expr| expr.any(&mut |part| part.literal() == Some("SIGTERM") || part.last_name() == Some("SIGTERM"));
    takes && call.args.iter().any(|arg| term(&arg.value))
}
