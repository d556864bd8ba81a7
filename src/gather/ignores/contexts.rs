//! Build contexts that Dockerfiles copy into an image as a whole.

use std::collections::{BTreeMap, BTreeSet};

use lp_ready_checks::facts::config::{Document, Node};
use lp_ready_checks::facts::file::{File, Role, Span};
use parse_dockerfile::{Flag, Instruction, Source};

use super::join;
use crate::gather::roles;

/// A context, and the instruction that copies it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Context {
    /// The Dockerfile's path.
    pub(super) dockerfile: String,
    /// The context's folder, relative to the root.
    pub(super) folder: String,
    /// The instruction.
    pub(super) copy: Span,
    /// Whether its stage is part of the image in the end.
    pub(super) final_stage: bool,
}

/// Every context that is copied as a whole, once for each Dockerfile and folder.
pub(super) fn copied(files: &[File], documents: &[Document]) -> Vec<Context> {
    let composed = composed(files, documents);
    let ships = |file: &&File| roles::is_dockerfile(file.name()) && file.role == Role::Config;
    files.iter().filter(ships).flat_map(|file| of_dockerfile(file, files, &composed)).collect()
}

fn of_dockerfile(file: &File, files: &[File], composed: &BTreeMap<String, BTreeSet<String>>) -> Vec<Context> {
    let Some((copy, final_stage)) = whole_copy(file) else { return Vec::new() };
    let alone = || BTreeSet::from_iter(likely_folder(file, files));
    let folders = composed.get(&file.path).cloned().unwrap_or_else(alone);
    let context = |folder| Context { dockerfile: file.path.clone(), folder, copy, final_stage };
    folders.into_iter().map(context).collect()
}

/// The folder a Dockerfile is most likely built in when no compose file says: its own, if a program starts there.
fn likely_folder(dockerfile: &File, files: &[File]) -> Option<String> {
    let folder = dockerfile.folder();
    let program = |file: &&File| roles::is_manifest(file.name()) && !roles::is_dockerfile(file.name());
    let starts = files.iter().filter(program).any(|file| file.folder() == folder);
    (starts || folder.is_empty()).then(|| folder.to_owned())
}

/// The contexts that compose files build Dockerfiles in.
fn composed(files: &[File], documents: &[Document]) -> BTreeMap<String, BTreeSet<String>> {
    let mut contexts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for document in documents {
        let file = &files[document.file.index()];
        let services = document.root.get("services").filter(|_| roles::is_compose(file.name()));
        let builds =
            services.iter().flat_map(|services| services.entries()).filter_map(|service| service.value.get("build"));
        for (dockerfile, folder) in builds.filter_map(|build| built(build, file.folder())) {
            contexts.entry(dockerfile).or_default().insert(folder);
        }
    }
    contexts
}

/// The Dockerfile and the context of a `build:` in a compose file of `folder`.
fn built(build: &Node, folder: &str) -> Option<(String, String)> {
    let context = build.text().or_else(|| build.get("context")?.text()).unwrap_or(".");
    let dockerfile = build.get("dockerfile").and_then(Node::text).unwrap_or("Dockerfile");
    let context = resolve(folder, context)?;
    Some((resolve(&context, dockerfile)?, context))
}

/// A path seen from a folder; `None` when it leaves the root, is absolute, a URL or a variable.
fn resolve(folder: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '~']) || path.contains("://") || path.contains('$') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.iter().fold(String::new(), |folder, part| join(&folder, part)))
}

/// The instruction that copies the whole context, the one of the final image if there is one.
fn whole_copy(file: &File) -> Option<(Span, bool)> {
    let dockerfile = parse_dockerfile::parse(file.text.as_deref()?).ok()?;
    let mut stages = Stages::default();
    let mut copies = Vec::new();
    for instruction in &dockerfile.instructions {
        match instruction {
            Instruction::From(from) => stages.begin(&from.image.value, from.as_.as_ref().map(|(_, name)| &*name.value)),
            Instruction::Copy(copy) if is_whole(&copy.options, &copy.src) => {
                copies.push((copy.copy.span.start..copy.dest.span.end, stages.names.len()));
            }
            Instruction::Add(add) if is_whole(&add.options, &add.src) => {
                copies.push((add.add.span.start..add.dest.span.end, stages.names.len()));
            }
            _ => {}
        }
    }
    let ends = stages.in_the_end();
    let shipped = copies.iter().find(|(_, stage)| ends.contains(stage));
    let (range, stage) = shipped.or_else(|| copies.first())?.clone();
    Some((file.span(range)?, ends.contains(&stage)))
}

fn is_whole(options: &[Flag<'_>], sources: &[Source<'_>]) -> bool {
    let elsewhere = options.iter().any(|flag| flag.name.value == "from");
    let whole = |source: &Source<'_>| match source {
        Source::Path(path) => matches!(&*path.value, "." | "./" | "/" | "*" | "./*" | "/*"),
        _ => false,
    };
    !elsewhere && sources.iter().any(whole)
}

/// The build stages of a Dockerfile, counted from 1 in order.
#[derive(Default)]
struct Stages {
    /// The name of each, empty for none.
    names: Vec<String>,
    /// What each is built on.
    bases: Vec<String>,
}

impl Stages {
    fn begin(&mut self, base: &str, name: Option<&str>) {
        self.bases.push(base.to_ascii_lowercase());
        self.names.push(name.unwrap_or_default().to_ascii_lowercase());
    }

    /// The last stage and those it is built on.
    fn in_the_end(&self) -> BTreeSet<usize> {
        let mut stage = self.names.len();
        let mut ends = BTreeSet::from([stage]);
        while let Some(base) = stage.checked_sub(1).and_then(|at| self.bases.get(at)) {
            let Some(outer) = self.names[..stage - 1].iter().rposition(|name| !name.is_empty() && name == base) else {
                break;
            };
            stage = outer + 1;
            ends.insert(stage);
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use lp_ready_checks::facts::file::FileId;

    use super::*;

    fn copy(text: &str) -> Option<(String, bool)> {
        let (id, text) = (FileId::new(0), Some(text.into()));
        let file = File { id, path: "Dockerfile".into(), role: Role::Config, text, tracked: None, ignored: false };
        whole_copy(&file).map(|(span, final_stage)| (file.slice(span).to_owned(), final_stage))
    }

    #[test]
    fn whole_copies_are_found_with_their_stage() {
        assert_eq!(copy("FROM node:22\nCOPY . .\n"), Some(("COPY . .".into(), true)));
        assert_eq!(copy("FROM node:22\nADD --chown=app ./ /app\n"), Some(("ADD --chown=app ./ /app".into(), true)));
        let staged = "FROM node:22 AS build\nCOPY . .\nFROM node:22\nCOPY --from=build /app/.next .\n";
        assert_eq!(copy(staged), Some(("COPY . .".into(), false)));
        let based = "FROM node:22 AS base\nCOPY . .\nFROM base AS run\nCMD x\n";
        assert_eq!(copy(based), Some(("COPY . .".into(), true)));
        assert_eq!(copy("FROM node:22\nCOPY package.json src ./\n"), None);
        assert_eq!(copy("FROM scratch\nCOPY --from=build . .\n"), None);
        assert_eq!(copy("FROM a AS a\nCOPY . .\nFROM a\n").map(|(_, ends)| ends), Some(true));
    }

    #[test]
    fn paths_of_compose_files_are_resolved() {
        assert_eq!(resolve("deploy", "..").as_deref(), Some(""));
        assert_eq!(resolve("deploy", "../apps/web/").as_deref(), Some("apps/web"));
        assert_eq!(resolve("", "./api").as_deref(), Some("api"));
        for outside in ["..", "/srv", "https://x.test/a.git", "${CONTEXT}"] {
            assert_eq!(resolve("", outside), None, "{outside}");
        }
    }
}
