//! From an import as written to the project's file it means.

mod php;

use std::collections::HashMap;

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::file::{File, FileId};

use crate::gather::tree::imports::ENDINGS;

/// Where files are, and what aliases say.
pub(super) struct Paths<'a> {
    by_path: HashMap<&'a str, FileId>,
    aliases: Vec<Alias>,
    /// The first source file of each folder of a Go module, by the path it is imported by.
    go_packages: HashMap<String, FileId>,
    namespaces: Vec<php::Namespace>,
}

/// `"@/*": ["./src/*"]` of a tsconfig.
struct Alias {
    /// The folder of the tsconfig.
    folder: String,
    /// What stands before the star.
    prefix: String,
    /// The folder it means, relative to the root.
    target: String,
}

impl<'a> Paths<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let by_path = facts.files.iter().map(|file| (file.path.as_str(), file.id)).collect();
        let mut aliases: Vec<_> = facts
            .documents
            .iter()
            .filter(|document| {
                let name = facts.file(document.file).name();
                name.starts_with("tsconfig") || name.starts_with("jsconfig")
            })
            .flat_map(|document| aliases(facts.file(document.file).folder(), &document.root))
            .collect();
        // The frameworks' own defaults, where no tsconfig says otherwise.
        for (prefix, target) in [("@/", "src/"), ("@/", ""), ("~/", "src/"), ("~/", ""), ("$lib/", "src/lib/")] {
            aliases.push(Alias { folder: String::new(), prefix: prefix.into(), target: target.into() });
        }
        Self { by_path, aliases, go_packages: go_packages(facts), namespaces: php::namespaces(facts) }
    }

    /// The file an import means; `None` for packages.
    pub(super) fn resolve(&self, from: &File, language: &str, import: &str) -> Option<FileId> {
        match language {
            "Python" => self.python(from, import),
            "Go" => self.go_packages.get(import).copied(),
            "Rust" => self.rust(from, import),
            "PHP" => self.php(from, import),
            // A namespace says nothing of files.
            "C#" => None,
            _ => self.javascript(from, import),
        }
    }

    fn javascript(&self, from: &File, import: &str) -> Option<FileId> {
        if import.starts_with('.') {
            return self.with_ending(&normalize(&format!("{}/{import}", from.folder())));
        }
        self.aliases
            .iter()
            .filter(|alias| from.path.starts_with(&alias.folder))
            .filter_map(|alias| Some(format!("{}{}", alias.target, import.strip_prefix(&alias.prefix)?)))
            .find_map(|path| self.with_ending(&normalize(&path)))
            .or_else(|| self.nearest(from, import))
    }

    /// Monorepos without a tsconfig at the root: the framework's alias below the package's own folder.
    fn nearest(&self, from: &File, import: &str) -> Option<FileId> {
        let rest = ["@/", "~/"].iter().find_map(|prefix| import.strip_prefix(prefix))?;
        let mut folder = from.folder();
        while !folder.is_empty() {
            let found = ["src/", ""].iter().find_map(|sub| self.with_ending(&format!("{folder}/{sub}{rest}")));
            if found.is_some() {
                return found;
            }
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
        None
    }

    fn with_ending(&self, path: &str) -> Option<FileId> {
        let direct = ENDINGS.iter().find_map(|ending| self.by_path.get(format!("{path}{ending}").as_str()));
        // TypeScript sources are imported by the name of the JavaScript they become.
        let compiled = || {
            let stem =
                path.strip_suffix(".js").or_else(|| path.strip_suffix(".jsx")).or_else(|| path.strip_suffix(".mjs"))?;
            [".ts", ".tsx", ".mts"].iter().find_map(|ending| self.by_path.get(format!("{stem}{ending}").as_str()))
        };
        direct.or_else(compiled).copied()
    }

    fn python(&self, from: &File, import: &str) -> Option<FileId> {
        let dots = import.len() - import.trim_start_matches('.').len();
        let rest = import.trim_start_matches('.').replace('.', "/");
        if dots > 0 {
            let mut folder = from.folder();
            for _ in 1..dots {
                folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            }
            return self.python_file(&join(folder, &rest));
        }
        // An absolute import starts at some folder above the file, or at a `src` folder.
        let mut folder = from.folder();
        loop {
            let found =
                self.python_file(&join(folder, &rest)).or_else(|| self.python_file(&join(&join(folder, "src"), &rest)));
            if found.is_some() || folder.is_empty() {
                return found;
            }
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }

    fn python_file(&self, path: &str) -> Option<FileId> {
        let candidates = [format!("{path}.py"), format!("{path}/__init__.py")];
        candidates.iter().find_map(|path| self.by_path.get(path.as_str())).copied()
    }

    fn rust(&self, from: &File, import: &str) -> Option<FileId> {
        let rest = import.strip_prefix("crate::").or_else(|| import.strip_prefix("super::"))?.replace("::", "/");
        let base = from.path.find("src/").map_or(from.folder(), |at| &from.path[..at + 3]);
        let candidates = [format!("{base}/{rest}.rs"), format!("{base}/{rest}/mod.rs")];
        candidates.iter().find_map(|path| self.by_path.get(path.as_str())).copied()
    }
}

/// Go imports name folders: the module's path, from its go.mod, and the folder below it. Any file stands for its package.
fn go_packages(facts: &Facts) -> HashMap<String, FileId> {
    let modules = facts.files.iter().filter(|file| file.name() == "go.mod").filter_map(|file| {
        let text = file.text.as_deref()?;
        let path = text.lines().find_map(|line| line.trim().strip_prefix("module "))?;
        Some((file.folder(), path.trim().trim_matches('"')))
    });
    let modules: Vec<_> = modules.collect();
    let sources = facts.files.iter().filter(|file| file.name().ends_with(".go") && file.role.ships());
    let mut packages = HashMap::new();
    for file in sources {
        let inside =
            |folder: &str| folder.is_empty() || format!("{}/", file.folder()).starts_with(&format!("{folder}/"));
        let Some((root, path)) = modules.iter().filter(|(root, _)| inside(root)).max_by_key(|(root, _)| root.len())
        else {
            continue;
        };
        let below = file.folder()[root.len()..].trim_start_matches('/');
        packages.entry(join(path, below).trim_end_matches('/').to_owned()).or_insert(file.id);
    }
    packages
}

fn aliases(folder: &str, root: &Node) -> Vec<Alias> {
    let base = root.at(&["compilerOptions", "baseUrl"]).and_then(Node::text).unwrap_or(".");
    let paths = root.at(&["compilerOptions", "paths"]).map(Node::entries).unwrap_or_default();
    let prefixed = |path: &str| normalize(&format!("{folder}/{base}/{path}"));
    paths
        .iter()
        .flat_map(|entry| entry.value.items().iter().filter_map(move |target| Some((entry, target.text()?))))
        .map(|(entry, target)| Alias {
            folder: folder.to_owned(),
            prefix: entry.key.trim_end_matches('*').to_owned(),
            target: match target.strip_suffix('*') {
                Some(target) => format!("{}/", prefixed(target)).trim_start_matches('/').to_owned(),
                None => prefixed(target),
            },
        })
        .collect()
}

fn join(folder: &str, rest: &str) -> String {
    if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") }
}

/// A path without `.` and `..`; one that leaves the root comes out as one that no file has.
fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return "..".to_owned();
                }
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
