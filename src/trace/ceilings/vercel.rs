//! Vercel's `maxDuration`: in the file of a route, or in `vercel.json` by the route's path.
//!
//! <https://vercel.com/docs/functions/configuring-functions/duration>. Where neither says a number, the limit hangs on
//! the plan and on settings outside of the project: nothing is known.

use globset::GlobBuilder;
use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::file::Span;
use lp_ready_checks::facts::limit::{Ceiling, Host};

use crate::gather::folders::below;
use crate::gather::source::expr::Kind;
use crate::gather::source::module::Module;
use crate::trace::code::{Code, Spot, top_level};

/// Names of files, without their endings, that a framework takes for routes and reads `maxDuration` from.
const ROUTES: &[&str] = &["route", "page", "+server", "+page.server"];

impl<'a> Code<'a> {
    /// The limit of the function that a route is deployed as.
    pub(super) fn of_vercel(&self, module: &'a Module) -> Option<Ceiling> {
        let file = self.file(module);
        let config = self.nearest_documents(file, &["vercel.json"]).into_iter().next();
        let own = is_route(&file.path).then(|| self.max_duration(module)).flatten();
        if let Some(own) = own {
            // Elsewhere than on Vercel the frameworks take no notice of it.
            let elsewhere = || {
                self.facts.images.iter().any(|image| {
                    let folder = self.facts.file(image.file).folder();
                    below(folder, &file.path).is_some()
                })
            };
            let at = self.span(own.module, &own.expr.at);
            let seconds = self.number(own).filter(|_| self.runs_on_edge(module).is_none())?;
            return (config.is_some() || !elsewhere()).then(|| ceiling(at, seconds))?;
        }
        let config = config?;
        let path = below(self.facts.file(config.file).folder(), &file.path)?;
        // The first that matches is taken, whatever it says.
        let functions = config.root.get("functions").map(Node::entries).unwrap_or_default();
        let of = functions.iter().find(|function| matches(&function.key, path))?;
        is_function(path, &of.key).then_some(())?;
        let setting = of.value.entries().iter().find(|setting| setting.key == "maxDuration")?;
        ceiling(setting.value.span, setting.value.number()?)
    }

    /// `export const maxDuration = 60`, or `export const config = { maxDuration: 60 }`.
    fn max_duration(&self, module: &'a Module) -> Option<Spot<'a>> {
        let top = |name: &str| top_level(module, name).into_iter().next();
        let in_config = || match &top("config")?.expr.kind {
            Kind::Object(object) => Some(Spot { module, expr: &object.field("maxDuration")?.value }),
            _ => None,
        };
        top("maxDuration").or_else(in_config)
    }

    /// `export const runtime = "edge"`: no `maxDuration` is asked there.
    fn runs_on_edge(&self, module: &'a Module) -> Option<&'a str> {
        let runtime = *top_level(module, "runtime").first()?;
        runtime.expr.literal().filter(|runtime| runtime.contains("edge"))
    }
}

fn is_route(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    ROUTES.contains(&stem) || format!("/{folder}/").contains("/pages/api/")
}

/// Whether a file is deployed as a function itself, and is no part of others.
fn is_function(path: &str, key: &str) -> bool {
    let hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with(['_', '.']));
    is_route(path) || key == path || path.starts_with("api/") && !hidden
}

/// Whether a key of `functions` means a file.
fn matches(key: &str, path: &str) -> bool {
    let glob = || GlobBuilder::new(key).literal_separator(true).build();
    key == path || glob().is_ok_and(|glob| glob.compile_matcher().is_match(path))
}

fn ceiling(at: Span, seconds: f64) -> Option<Ceiling> {
    (seconds > 0.0).then_some(Ceiling { at, ms: seconds * 1000.0, set: true, host: Host::Vercel })
}
