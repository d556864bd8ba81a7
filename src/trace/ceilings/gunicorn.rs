//! gunicorn's `timeout`: a synchronous worker that is silent for longer, as it is while it waits, is killed.
//!
//! <https://docs.gunicorn.org/en/stable/settings.html#timeout>: 30 seconds by itself, 0 for none, and "for the non sync
//! workers it just means that the worker process is still communicating". With more than one thread the worker is none of
//! the synchronous ones: <https://docs.gunicorn.org/en/stable/settings.html#threads>.

use lp_ready_checks::facts::file::Span;
use lp_ready_checks::facts::limit::{Ceiling, Host};
use lp_ready_checks::facts::server::Gunicorn;

use super::entries::Entry;
use super::handlers;
use crate::gather::folders::{self, ancestors, below};
use crate::gather::source::module::Module;
use crate::trace::code::{Code, Spot, top_level};

/// Seconds after which a silent worker is killed where nothing is said.
const DEFAULT: f64 = 30.0;

/// How many imports lead from the application to the last module that is taken for a part of it.
const IMPORTS: usize = 4;

impl<'a> Code<'a> {
    /// The limit of the workers that answer through one of these functions: the longest, where several servers may.
    pub(super) fn of_gunicorn(&self, entries: &[Entry<'a>]) -> Option<Ceiling> {
        let views = || entries.iter().filter(|entry| handlers::is_view(entry));
        let from_outside = self.facts.env.variables.iter().any(|variable| variable.name == "GUNICORN_CMD_ARGS");
        let view = views().next().filter(|_| !from_outside)?;
        let folder = self.file(view.module).folder();
        let runs = |folder: &&str| {
            let here = |file| self.facts.file(file).folder() == *folder;
            self.facts.servers.iter().any(|server| here(server.file))
                || self.facts.images.iter().any(|image| here(image.file))
        };
        let nearest = ancestors(folder).find(runs)?;
        let servers =
            self.facts.servers.iter().filter(|server| folders::holds(self.facts.file(server.file).folder(), nearest));
        let of_view = servers.filter(|server| views().any(|view| self.serves(server, view.module)));
        let limits: Option<Vec<Ceiling>> = of_view.map(|server| self.limit_of_workers(server)).collect();
        limits?.into_iter().max_by(|one, other| one.ms.total_cmp(&other.ms))
    }

    /// Whether the application a server is given is, or imports, this module. Django's finds its views by their names.
    fn serves(&self, server: &Gunicorn, view: &'a Module) -> bool {
        let applications = server.args.iter().rev().filter(|arg| !arg.text.starts_with('-'));
        applications.filter_map(|arg| arg.text.split(':').next()).any(|name| {
            let django = matches!(name.rsplit_once('.'), Some((_, "wsgi" | "asgi")));
            let path = name.replace('.', "/");
            let means = |module: &&'a Module| {
                let file = format!("/{}", self.file(module).path);
                file.ends_with(&format!("/{path}.py")) || file.ends_with(&format!("/{path}/__init__.py"))
            };
            django || self.modules.iter().filter(means).any(|module| self.imports_deep(module, view))
        })
    }

    /// Whether a module is another, or imports it over a few steps.
    fn imports_deep(&self, module: &'a Module, wanted: &'a Module) -> bool {
        let mut known: Vec<&'a Module> = vec![module];
        let mut from = 0;
        for _ in 0..IMPORTS {
            let to = known.len();
            for at in from..to {
                let news: Vec<_> = self.imported_modules(known[at]).collect();
                let fresh = news.into_iter().filter(|module| self.file(module).role.ships());
                for module in fresh {
                    if !known.iter().any(|other| std::ptr::eq(*other, module)) {
                        known.push(module);
                    }
                }
            }
            from = to;
        }
        known.into_iter().any(|module| std::ptr::eq(module, wanted))
    }

    fn imported_modules(&self, module: &'a Module) -> impl Iterator<Item = &'a Module> {
        let both = move |import| [self.named_module(module, import), self.file_of(module, import)];
        module.imports.iter().flat_map(both).flatten()
    }

    /// The time after which a silent worker is killed; none where it cannot be told, or no waiting request is silent.
    fn limit_of_workers(&self, server: &Gunicorn) -> Option<Ceiling> {
        let settings = match server.option("-c", "--config") {
            Some((path, _)) => match self.settings_modules(server, path.rsplit('/').next().unwrap_or(path))[..] {
                [module] => Some(module),
                _ => return None,
            },
            None => match self.settings_modules(server, "gunicorn.conf.py")[..] {
                [] => None,
                [module] => Some(module),
                _ => return None,
            },
        };
        let named = |name: &str| settings.and_then(|module| setting(module, name));
        let class = match (server.option("-k", "--worker-class"), named("worker_class")) {
            (Some((class, _)), _) => Some(class),
            (None, Some(class)) => Some(class.expr.literal()?),
            (None, None) => None,
        };
        let threads = match (server.option("", "--threads"), named("threads")) {
            (Some((threads, _)), _) => threads.parse().ok()?,
            (None, Some(threads)) => self.number(threads)?,
            (None, None) => 1.0,
        };
        if class.is_some_and(|class| class != "sync") || threads > 1.0 {
            return None;
        }
        let (at, seconds, set) = match (server.option("-t", "--timeout"), named("timeout")) {
            (Some((seconds, arg)), _) => (arg.span, seconds.parse().ok()?, true),
            (None, Some(timeout)) => (self.span_of(timeout), self.number(timeout)?, true),
            (None, None) => (server.program.span, DEFAULT, false),
        };
        ceiling(at, seconds, set)
    }

    /// The settings files of this name where a server may be started.
    fn settings_modules(&self, server: &Gunicorn, name: &str) -> Vec<&'a Module> {
        let folder = self.facts.file(server.file).folder();
        let named = |module: &&Module| {
            let file = self.file(module);
            file.name() == name && below(folder, &file.path).is_some()
        };
        self.modules.iter().filter(named).collect()
    }
}

fn setting<'a>(module: &'a Module, name: &str) -> Option<Spot<'a>> {
    top_level(module, name).pop()
}

fn ceiling(at: Span, seconds: f64, set: bool) -> Option<Ceiling> {
    (seconds > 0.0).then_some(Ceiling { at, ms: seconds * 1000.0, set, host: Host::Gunicorn })
}
