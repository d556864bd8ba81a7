//! PHP: files by their path, classes by the folder composer maps their namespace to.

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::file::{File, FileId};

use super::{Paths, join, normalize};

/// A namespace and the folder its classes are in.
pub(super) struct Namespace {
    /// With `/` for `\`, and one at the end.
    prefix: String,
    folder: String,
}

/// The namespaces every composer.json maps to folders.
pub(super) fn namespaces(facts: &Facts) -> Vec<Namespace> {
    let manifests = facts.documents.iter().filter(|document| facts.file(document.file).name() == "composer.json");
    let mapped = manifests.flat_map(|manifest| {
        let base = facts.file(manifest.file).folder();
        let entries = ["autoload", "autoload-dev"]
            .into_iter()
            .filter_map(|key| manifest.root.at(&[key, "psr-4"]))
            .flat_map(Node::entries);
        entries.filter_map(move |entry| {
            let folder = entry.value.text()?.trim_end_matches('/');
            Some(Namespace { prefix: entry.key.replace('\\', "/"), folder: normalize(&join(base, folder)) })
        })
    });
    // Laravel's own, where no manifest says otherwise.
    mapped.chain([Namespace { prefix: "App/".to_owned(), folder: "app".to_owned() }]).collect()
}

impl Paths<'_> {
    pub(super) fn php(&self, from: &File, import: &str) -> Option<FileId> {
        if import.ends_with(".php") { self.php_file(from, import) } else { self.php_class(import) }
    }

    /// A path is below the file's own folder, or below one around it.
    fn php_file(&self, from: &File, path: &str) -> Option<FileId> {
        let mut folder = from.folder();
        loop {
            let found = self.by_path.get(normalize(&format!("{folder}/{path}")).as_str());
            if found.is_some() || folder.is_empty() {
                return found.copied();
            }
            folder = folder.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
    }

    fn php_class(&self, class: &str) -> Option<FileId> {
        let class = class.replace('\\', "/");
        self.namespaces.iter().find_map(|namespace| {
            let rest = class.strip_prefix(namespace.prefix.as_str())?;
            self.by_path.get(format!("{}.php", join(&namespace.folder, rest)).as_str()).copied()
        })
    }
}
