//! Which kinds of Livepeer project this is, and because of what.

use std::collections::BTreeMap;

use lp_ready_checks::byoc::ai_models;
use lp_ready_checks::check::Profile;
use lp_ready_checks::facts::config::{Node, Value};
use lp_ready_checks::facts::file::{File, Role};
use lp_ready_checks::facts::{Detected, Facts};
use lp_ready_checks::gateway_selection::hosts::{self, Class};
use rayon::prelude::*;

use super::exposure::packages::depends;

/// How many reasons a profile is given.
const REASONS: usize = 3;

/// Packages that show a profile, by the word that names them in a manifest.
const PACKAGES: &[(&str, Profile)] = &[
    ("@livepeer/ai", Profile::Ai),
    ("livepeer-ai", Profile::Ai),
    ("github.com/livepeer/livepeer-ai-go", Profile::Ai),
    ("livepeer", Profile::Video),
    ("@livepeer/react", Profile::Video),
    ("@livepeer/core", Profile::Video),
    ("@livepeer/core-web", Profile::Video),
    ("livepeer-rs", Profile::Video),
    ("github.com/livepeer/livepeer-go", Profile::Video),
    ("cranbri/livepeer-php", Profile::Video),
    ("cranbri/livepeer-laravel", Profile::Video),
    ("pytrickle", Profile::Byoc),
    ("ai-runner", Profile::Byoc),
];

/// Words of source files that show a profile: what the word is, and the profile.
const WORDS: &[(&str, Profile)] = &[
    ("livepeer.com/api", Profile::Video),
    ("livepeer-signature", Profile::Video),
    ("Livepeer-Signature", Profile::Video),
    ("lvpr.tv", Profile::Video),
    ("livepeercdn", Profile::Video),
    ("/capability/register", Profile::Byoc),
    ("/process/request/", Profile::Ai),
    ("from pytrickle", Profile::Byoc),
    ("import pytrickle", Profile::Byoc),
    ("api.daydream.live", Profile::Ai),
    ("sdk.daydream.monster", Profile::Ai),
    ("dream-gateway.livepeer.cloud", Profile::Ai),
    // The header by which segments are pushed to a node of one's own; go-livepeer server/mediaserver.go.
    ("Livepeer-Transcode-Configuration", Profile::SelfHosted),
];

/// Studio's API, one host for both kinds; what follows tells them apart.
const STUDIO: &str = "livepeer.studio/api";

/// The profiles facts show.
pub(super) fn detect(facts: &Facts) -> Vec<Detected> {
    let mut found: BTreeMap<Profile, Vec<String>> = BTreeMap::new();
    let mut because = |profile: Profile, reason: String| {
        let reasons = found.entry(profile).or_default();
        if reasons.len() < REASONS && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    };
    for file in facts.files.iter().filter(|file| file.role.ships() || file.role == Role::Other) {
        for (package, profile) in PACKAGES.iter().filter(|(package, _)| depends_on(facts, file, package)) {
            because(*profile, format!("`{package}` in {}", file.path));
        }
    }
    for client in &facts.livepeer.clients {
        let profile = if client.sdk.servers.len() > 1 { Profile::Ai } else { Profile::Video };
        because(profile, format!("a `{}` client in {}", client.sdk.package, facts.file(client.at.file()).path));
    }
    for request in &facts.livepeer.requests {
        let path = &facts.file(request.at.file()).path;
        if let Some(pipeline) = &request.pipeline {
            because(Profile::Ai, format!("{} {pipeline} request in {path}", article(pipeline)));
        }
    }
    let source = facts.files.par_iter().filter(|file| file.role == Role::Source);
    for (profile, reason) in source.flat_map_iter(said).collect::<Vec<_>>() {
        because(profile, reason);
    }
    nodes(facts, &mut because);
    registrations(facts, &mut because);
    community(facts, &mut because);
    found.into_iter().map(|(profile, because)| Detected { profile, because }).collect()
}

/// What the words of a source file show.
fn said(file: &File) -> impl Iterator<Item = (Profile, String)> {
    let text = file.text.as_deref().unwrap_or_default();
    let words = WORDS.iter().filter(move |(word, _)| in_code(text, word).next().is_some());
    let words = words.map(|(word, profile)| (*profile, format!("`{word}` in {}", file.path)));
    let studio = in_code(text, STUDIO).map(move |at| {
        let path = text[at + STUDIO.len()..].trim_start_matches('/');
        let generates = ["generate/", "beta/generate"].iter().any(|start| path.starts_with(start));
        (if generates { Profile::Ai } else { Profile::Video }, format!("`{STUDIO}` in {}", file.path))
    });
    words.chain(studio)
}

/// go-livepeer command lines: an AI worker or orchestrator brings its own models, any other node is self-hosted.
fn nodes(facts: &Facts, because: &mut impl FnMut(Profile, String)) {
    for node in facts.nodes.iter().filter(|node| !node.is_trial()) {
        let path = &facts.file(node.file).path;
        let flag = |names: &[&str]| {
            node.args
                .iter()
                .map(|arg| arg.text.trim_start_matches('-').split('=').next().unwrap_or_default())
                .find(|arg| names.contains(arg))
                .map(str::to_owned)
        };
        let gateway = flag(&["gateway", "broadcaster"]);
        if let Some(flag) = &gateway {
            because(Profile::SelfHosted, format!("a go-livepeer node with `-{flag}` in {path}"));
        }
        let own_models = flag(&["aiModels", "liveRunnerConfig", "aiWorker"]);
        if let Some(flag) = &own_models {
            because(Profile::Byoc, format!("a go-livepeer node with `-{flag}` in {path}"));
        }
        if gateway.is_none() && own_models.is_none() {
            because(Profile::SelfHosted, format!("a go-livepeer node in {path}"));
        }
    }
}

/// The article of a pipeline's name, by how it is said: an "L L M".
fn article(pipeline: &str) -> &'static str {
    if pipeline.starts_with(['a', 'i', 'u']) || pipeline == "llm" { "an" } else { "a" }
}

/// Variables that name a community gateway: whoever reads them calls AI pipelines.
fn community(facts: &Facts, because: &mut impl FnMut(Profile, String)) {
    let names_one = |value| hosts::known(value).is_some_and(|host| host.class == Class::Community);
    for variable in facts.env.variables.iter().filter(|variable| names_one(variable.taken())) {
        let file = facts.file(variable.name_span.file());
        if file.role.ships() {
            because(Profile::Ai, format!("`{}` in {}", variable.name, file.path));
        }
    }
}

fn registrations(facts: &Facts, because: &mut impl FnMut(Profile, String)) {
    for variable in facts.env.variables.iter().filter(|variable| variable.name == "CAPABILITY_NAME") {
        let path = &facts.file(variable.name_span.file()).path;
        because(Profile::Byoc, format!("`CAPABILITY_NAME` in {path}"));
    }
    for document in &facts.documents {
        let file = facts.file(document.file);
        if file.role.ships() && ai_models::registers(facts, document) {
            because(Profile::Byoc, file.path.clone());
        }
    }
}

/// Whether a manifest lists a package as a dependency.
fn depends_on(facts: &Facts, file: &File, package: &str) -> bool {
    match file.name() {
        "package.json" | "composer.json" => {
            let documents = facts.documents.iter().filter(|document| document.file == file.id);
            documents.into_iter().any(|document| depends(&document.root, package))
        }
        "pyproject.toml" | "Cargo.toml" => facts
            .documents
            .iter()
            .filter(|document| document.file == file.id)
            .any(|document| names(&document.root, package)),
        "go.mod" => {
            package.starts_with("github.com/")
                && lines(file).any(|line| line.split_whitespace().any(|word| word == package))
        }
        name if name.starts_with("requirements") && name.ends_with(".txt") => {
            lines(file).any(|line| requirement(line) == package)
        }
        _ => false,
    }
}

/// Whether a manifest tree names a package: as a key below a dependency table, or in a list of requirements.
fn names(root: &Node, package: &str) -> bool {
    let mut open = vec![(root, false)];
    while let Some((node, in_dependencies)) = open.pop() {
        for entry in node.entries() {
            if in_dependencies && entry.key == package {
                return true;
            }
            open.push((&entry.value, in_dependencies || entry.key.contains("dependencies")));
        }
        open.extend(node.items().iter().map(|item| (item, in_dependencies)));
        if matches!(&node.value, Value::Text(text) if in_dependencies && requirement(text) == package) {
            return true;
        }
    }
    false
}

/// Where a word stands in code rather than in a comment of its own line.
pub(super) fn in_code<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(|at| {
        let line = text[..*at].rsplit('\n').next().unwrap_or_default().trim_start();
        !["//", "#", "*", "/*", "<!--", "--"].iter().any(|comment| line.starts_with(comment))
    })
}

fn requirement(line: &str) -> &str {
    line.trim().split(['=', '<', '>', '~', '!', '[', ';', ' ', '@']).next().unwrap_or_default()
}

fn lines(file: &File) -> std::str::Lines<'_> {
    file.text.as_deref().unwrap_or_default().lines()
}
