//! The routers of platforms that run a whole program: Heroku's and Cloud Run's.

use lp_ready_checks::facts::config::{Document, Node};
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::limit::{Ceiling, Host};

use super::entries::Entry;
use super::handlers;
use crate::gather::folders::below;
use crate::trace::code::Code;

/// Milliseconds in which Heroku's router wants the first byte of an answer, whatever the plan.
/// <https://devcenter.heroku.com/articles/request-timeout>
const HEROKU: f64 = 30_000.0;

impl<'a> Code<'a> {
    /// What the router in front of the program that one of these functions answers in waits for it.
    pub(super) fn of_routers(&self, entries: &[Entry<'a>]) -> Vec<Ceiling> {
        let Some(answering) = entries.iter().find(|entry| handlers::answers(entry)) else { return Vec::new() };
        let path = &self.file(answering.module).path;
        self.of_heroku(path).into_iter().chain(self.of_cloud_run(path)).collect()
    }

    /// A Procfile with a web process, beside a file that only Heroku reads.
    fn of_heroku(&self, path: &str) -> Option<Ceiling> {
        let around = |file: &&File| below(file.folder(), path).is_some();
        let mut procfiles = self.facts.files.iter().filter(|file| file.name() == "Procfile").filter(around);
        let file = procfiles.find(|file| self.is_heroku(file.folder()))?;
        let mut at = 0;
        let web = file.text.as_deref()?.split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            line.starts_with("web:").then_some(start..start + "web".len())
        })?;
        Some(Ceiling { at: file.span(web)?, ms: HEROKU, set: false, host: Host::Heroku })
    }

    /// Whether a folder holds a `heroku.yml`, or an `app.json` of Heroku's; Expo has one too.
    fn is_heroku(&self, folder: &str) -> bool {
        let document = |name: &str| {
            let here = |document: &&'a Document| {
                let file = self.facts.file(document.file);
                file.name() == name && file.folder() == folder
            };
            self.facts.documents.iter().find(here)
        };
        let app = document("app.json").map(|app| &app.root);
        let own = ["buildpacks", "formation", "addons", "stack"];
        document("heroku.yml").is_some()
            || app.is_some_and(|app| app.get("expo").is_none() && own.iter().any(|key| app.get(key).is_some()))
    }

    /// The `timeoutSeconds` of the one service that is described in a folder around the file.
    /// <https://cloud.google.com/run/docs/configuring/request-timeout>
    fn of_cloud_run(&self, path: &str) -> Option<Ceiling> {
        let service = |document: &&'a Document| {
            let file = self.facts.file(document.file);
            let text = file.text.as_deref().unwrap_or_default();
            let said = |key: &str| document.root.get(key).and_then(Node::text);
            said("apiVersion") == Some("serving.knative.dev/v1")
                && said("kind") == Some("Service")
                // Knative on other clusters is configured alike.
                && text.contains("run.googleapis.com")
                && file.role.ships()
                && below(file.folder(), path).is_some()
        };
        let mut services = self.facts.documents.iter().filter(service);
        let service = services.next().filter(|_| services.next().is_none())?;
        let timeout = service.root.at(&["spec", "template", "spec", "timeoutSeconds"])?;
        let ms = timeout.number()? * 1000.0;
        Some(Ceiling { at: timeout.span, ms, set: true, host: Host::CloudRun })
    }
}
