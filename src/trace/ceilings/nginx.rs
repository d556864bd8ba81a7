//! nginx in front of a service of a compose file: 60 seconds between two reads unless told otherwise, and an inference
//! sends nothing before it is done.
//!
//! <https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout>

use lp_ready_checks::facts::config::{Entry as Setting, Node};
use lp_ready_checks::facts::limit::{Ceiling, Host};
use lp_ready_checks::facts::proxy::Pass;

use super::entries::Entry;
use super::handlers;
use crate::gather::folders::below;
use crate::gather::roles;
use crate::trace::code::Code;

/// Milliseconds that nginx waits by itself.
const DEFAULT: f64 = 60_000.0;

impl<'a> Code<'a> {
    /// The time nginx waits for the service that one of these functions answers in: the longest, of several places.
    pub(super) fn of_nginx(&self, entries: &[Entry<'a>]) -> Option<Ceiling> {
        let answering = entries.iter().find(|entry| handlers::answers(entry))?;
        let (service, folder) = self.service_of(&self.file(answering.module).path)?;
        // Where it goes may be computed: then any may be this service's.
        let goes_there =
            |pass: &&Pass| pass.hosts.as_ref().is_none_or(|hosts| hosts.iter().any(|host| host == service));
        let beside = |pass: &&Pass| below(folder, &self.facts.file(pass.file).path).is_some();
        let passes = self.facts.proxies.iter().filter(beside).filter(goes_there);
        let limits: Option<Vec<Ceiling>> = passes.map(limit).collect();
        limits?.into_iter().max_by(|one, other| one.ms.total_cmp(&other.ms))
    }

    /// The one service of the compose files that is built from the folder a file is in, the innermost such folder; and
    /// the compose file's folder.
    fn service_of(&self, path: &str) -> Option<(&'a str, &'a str)> {
        let compose = self.facts.documents.iter().filter(|document| {
            roles::is_compose(self.facts.file(document.file).name()) && self.facts.file(document.file).role.ships()
        });
        let services = compose.flat_map(|document| {
            let folder = self.facts.file(document.file).folder();
            let services = document.root.get("services").map(Node::entries).unwrap_or_default();
            services.iter().filter_map(move |service| Some((service.key.as_str(), folder, context(folder, service)?)))
        });
        let mut around: Vec<_> = services.filter(|(.., context)| below(context, path).is_some()).collect();
        let innermost = around.iter().map(|(.., context)| context.len()).max()?;
        around.retain(|(.., context)| context.len() == innermost);
        let (service, folder, _) = around.first()?;
        around.iter().all(|(other, ..)| other == service).then_some((*service, *folder))
    }
}

/// The folder a service is built from, from the root.
fn context(folder: &str, service: &Setting) -> Option<String> {
    let build = service.value.get("build")?;
    let context = build.text().or_else(|| build.get("context").and_then(Node::text)).unwrap_or(".");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in context.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part if part.contains('$') => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn limit(pass: &Pass) -> Option<Ceiling> {
    let (at, ms, set) = match (&pass.read_timeout, &pass.hosts) {
        (_, None) => return None,
        (Some((at, ms)), _) => (*at, (*ms)?, true),
        (None, _) if pass.includes => return None,
        (None, _) => (pass.at, DEFAULT, false),
    };
    Some(Ceiling { at, ms, set, host: Host::Nginx })
}
