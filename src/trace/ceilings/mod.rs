//! What ends the handlers that requests are made in: platforms, application servers, proxies.

mod entries;
mod gunicorn;
mod handlers;
mod lambda;
mod netlify;
mod nginx;
mod routers;
mod vercel;

use lp_ready_checks::facts::config::Document;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::limit::Ceiling;
use lp_ready_checks::facts::livepeer::{Request, Side};

use super::code::Code;
use crate::gather::folders::ancestors;
use crate::gather::source::module::Module;

impl<'a> Code<'a> {
    /// Says of each request for an inference what may end it early; nothing else takes so long.
    pub(super) fn add_ceilings(&self, requests: &mut [Request]) {
        let waits = |request: &&mut Request| request.pipeline.is_some() && request.runs != Side::Browser;
        for request in requests.iter_mut().filter(waits) {
            request.ceilings = self.ceilings(request);
        }
    }

    fn ceilings(&self, request: &Request) -> Vec<Ceiling> {
        let Some(module) = self.modules.iter().find(|module| module.file == request.at.file()) else {
            return Vec::new();
        };
        let entries = self.entries(module, &request.at.range());
        let mut modules: Vec<&'a Module> = Vec::new();
        for entry in &entries {
            if !modules.iter().any(|known| std::ptr::eq(*known, entry.module)) {
                modules.push(entry.module);
            }
        }
        let of_routes = modules.into_iter().filter_map(|module| self.of_vercel(module));
        let of_netlify = entries.iter().filter_map(|entry| self.of_netlify(entry));
        let of_servers =
            self.of_gunicorn(&entries).into_iter().chain(self.of_nginx(&entries)).chain(self.of_routers(&entries));
        of_routes.chain(of_netlify).chain(self.of_lambda(&entries)).chain(of_servers).collect()
    }

    /// The documents of this name in the folder of a file or around it, the nearest folder's alone.
    fn nearest_documents(&self, file: &File, names: &[&str]) -> Vec<&'a Document> {
        let named = |document: &&Document| names.contains(&self.facts.file(document.file).name());
        let all: Vec<&Document> = self.facts.documents.iter().filter(named).collect();
        let within =
            |folder| all.iter().copied().filter(move |document| self.facts.file(document.file).folder() == folder);
        ancestors(file.folder())
            .map(|folder| within(folder).collect::<Vec<_>>())
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}
