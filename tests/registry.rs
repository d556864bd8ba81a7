//! Folders, lists, ids and pages agree.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lp_ready_checks::SECTIONS;
use support::page;

/// Sections every page has.
const REQUIRED: [&str; 4] = ["How it is judged", "Fails", "Passes", "References"];

/// Folders of the checks' crate that are no sections.
const NO_SECTIONS: [&str; 1] = ["facts"];

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the checks' crate");
    entries.map(|entry| entry.expect("an entry of it").path()).collect()
}

/// `section/item` of every file with this extension below the section folders.
fn ids_on_disk(extension: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("checks");
    let folders = entries(&root).into_iter().filter(|path| path.is_dir());
    let name = |path: &Path| path.file_stem().expect("a name").to_str().expect("a plain name").to_owned();
    folders
        .filter(|folder| !NO_SECTIONS.contains(&name(folder).as_str()))
        .flat_map(|folder| {
            let section = name(&folder);
            let files = entries(&folder);
            files
                .into_iter()
                .filter(|file| file.extension().is_some_and(|found| found == extension))
                .map(move |file| format!("{section}/{}", name(&file)))
                .collect::<Vec<_>>()
        })
        .filter(|id| !id.ends_with("/mod"))
        .collect()
}

fn listed() -> BTreeSet<String> {
    lp_ready_checks::all().map(|check| check.id.to_owned()).collect()
}

/// A source file of a section that declares no check is a part of one.
fn declares_check(id: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("checks").join(format!("{id}.rs"));
    fs::read_to_string(path).expect("a source file").contains("pub static CHECK: Check")
}

#[test]
fn every_page_has_a_check_in_the_list_and_the_other_way_round() {
    assert_eq!(ids_on_disk("md"), listed());
}

#[test]
fn every_file_that_declares_a_check_is_in_the_list() {
    let declared: BTreeSet<String> = ids_on_disk("rs").into_iter().filter(|id| declares_check(id)).collect();
    assert_eq!(declared, listed());
}

#[test]
fn ids_are_unique_and_begin_with_their_section() {
    let mut seen = BTreeSet::new();
    for section in SECTIONS {
        for check in section.checks {
            assert!(seen.insert(check.id), "{} is listed twice", check.id);
            assert_eq!(check.id.split_once('/').map(|(folder, _)| folder), Some(section.id));
        }
    }
}

#[test]
fn titles_are_sentences_and_head_their_pages() {
    let mut seen = BTreeSet::new();
    for check in lp_ready_checks::all() {
        assert!(seen.insert(check.title), "{}: another check has this title", check.id);
        assert!(!check.title.ends_with('.') && check.title.len() <= 100, "{}: {}", check.id, check.title);
        assert_eq!(page::parse(check.page).0, check.title, "{}", check.id);
    }
}

#[test]
fn pages_have_their_sections_and_examples_of_their_own() {
    for check in lp_ready_checks::all() {
        let (_, sections) = page::parse(check.page);
        for required in REQUIRED {
            assert!(sections.iter().any(|section| section.title == required), "{}: no `## {required}`", check.id);
        }
        let mut titles = BTreeSet::new();
        for example in sections.iter().flat_map(|section| &section.examples) {
            assert!(titles.insert(&example.title), "{}: two examples `{}`", check.id, example.title);
        }
        for needed in ["Fails", "Passes"] {
            let examples =
                sections.iter().filter(|section| section.title == needed).flat_map(|section| &section.examples);
            assert!(examples.count() > 0, "{}: no example under `## {needed}`", check.id);
        }
    }
}

#[test]
fn every_check_needs_something() {
    for check in lp_ready_checks::all() {
        assert!(!check.needs.is_empty(), "{}", check.id);
    }
}
