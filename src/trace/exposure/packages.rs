//! The packages of a project, and the frameworks that build them.

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::config::{Document, Node};

use super::frameworks::{FRAMEWORKS, Framework};
use crate::gather::folders::{self, ancestors};

/// Tables of a manifest that name packages, of `package.json` and of `composer.json`.
const TABLES: &[&str] = &["dependencies", "devDependencies", "peerDependencies", "require"];

/// Every package of JavaScript.
pub(in super::super) struct Packages<'a>(Vec<Package<'a>>);

/// A folder with a `package.json`.
pub(in super::super) struct Package<'a> {
    /// The folder; empty for the root.
    pub(in super::super) folder: &'a str,
    name: &'a str,
    manifest: &'a Node,
    /// The frameworks it depends on.
    pub(in super::super) frameworks: Vec<&'static Framework>,
}

impl<'a> Packages<'a> {
    pub(in super::super) fn new(facts: &'a Facts) -> Self {
        let manifest = |document: &&Document| facts.file(document.file).name() == "package.json";
        let package = |document: &'a Document| {
            let mut package = Package {
                folder: facts.file(document.file).folder(),
                name: document.root.get("name").and_then(Node::text).unwrap_or_default(),
                manifest: &document.root,
                frameworks: Vec::new(),
            };
            let shown = |framework: &&Framework| framework.packages.iter().any(|name| package.needs(name));
            package.frameworks = FRAMEWORKS.iter().filter(shown).collect();
            package
        };
        Self(facts.documents.iter().filter(manifest).map(package).collect())
    }

    /// Every package.
    pub(super) fn all(&self) -> impl Iterator<Item = &Package<'a>> {
        self.0.iter()
    }

    /// The packages a folder is in, the innermost first.
    pub(in super::super) fn around<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = &'s Package<'a>> {
        ancestors(folder).filter_map(|outer| self.0.iter().find(|package| package.folder == outer))
    }

    /// The packages below a folder, or that it is in.
    pub(super) fn near<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = &'s Package<'a>> {
        let below = self.0.iter().filter(move |package| folders::holds(folder, package.folder));
        below.chain(self.around(folder).filter(move |package| package.folder != folder))
    }

    /// The packages that build the code in a folder: the nearest one with a framework, or those that a library's
    /// users are. `None` where there is no package at all.
    pub(super) fn building<'s>(&'s self, folder: &'s str) -> Option<Vec<&'s Package<'a>>> {
        let mut any = None;
        for package in self.around(folder) {
            if !package.frameworks.is_empty() {
                return Some(vec![package]);
            }
            let uses = |other: &&Package<'_>| !package.name.is_empty() && other.needs(package.name);
            let users: Vec<_> = self.0.iter().filter(|other| !other.frameworks.is_empty()).filter(uses).collect();
            if !users.is_empty() {
                return Some(users);
            }
            any = Some(Vec::new());
        }
        any
    }
}

/// Whether a manifest lists a package as a dependency.
pub(in super::super) fn depends(manifest: &Node, package: &str) -> bool {
    TABLES.iter().any(|table| manifest.get(table).is_some_and(|list| list.get(package).is_some()))
}

impl Package<'_> {
    /// The command behind the name of a script.
    pub(in super::super) fn script(&self, name: &str) -> Option<&str> {
        self.manifest.at(&["scripts", name]).and_then(Node::text)
    }

    /// Whether it depends on a package.
    pub(in super::super) fn needs(&self, name: &str) -> bool {
        depends(self.manifest, name)
    }
}
