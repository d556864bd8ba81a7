//! Whole sample projects, ready and not: their reports in both formats, and the exit code.
//!
//! `fixtures/<name>/{ready,not-ready}` is copied to a temporary folder, where a file named `_git…`, `_env…` or `_docker…`
//! gets its dot back, and put under git, but for the paths that `.lp-fixture` lists line by line.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use support::project::{Project, Tracked};
use support::{lp_ready, schema_errors, stderr, stdout, without_version};

/// Lists the paths of a fixture that git does not track, one a line; it is not copied itself.
const UNTRACKED: &str = ".lp-fixture";

fn main() -> ExitCode {
    let fixtures = folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let tests = fixtures.iter().flat_map(|fixture| folders(fixture)).map(|folder| {
        let name = name_of(&folder);
        Trial::test(name.clone(), move || run(&name, &folder))
    });
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

/// The folders in a folder, by name; none where there is none.
fn folders(of: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(of) else { return Vec::new() };
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("as the test has it").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// `<name>-ready` or `<name>-not-ready`.
fn name_of(folder: &Path) -> String {
    let names: Vec<_> = folder.iter().rev().take(2).map(|name| name.to_string_lossy()).collect();
    format!("{}-{}", names[1], names[0])
}

fn run(name: &str, fixture: &Path) -> Result<(), Failed> {
    let project = copy(name, fixture);
    let output = lp_ready(&project.root())
        .args(["audit", "--today", "2026-09-30", "--format", "terminal", "--format", "json=../report.json"])
        .env("COLUMNS", "100")
        .output()?;
    let json = fs::read_to_string(project.root().join("../report.json")).map_err(|_| stderr(&output))?;
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(format!("{name}.terminal"), without_version(&stdout(&output)));
        insta::assert_snapshot!(format!("{name}.json"), without_version(&json));
    });
    let errors = schema_errors(&json);
    if !errors.is_empty() {
        return Err(format!("the schema says: {errors:#?}").into());
    }
    let expected = i32::from(name.ends_with("-not-ready"));
    match output.status.code() {
        Some(code) if code == expected => Ok(()),
        code => Err(format!("expected exit code {expected}, found {code:?}").into()),
    }
}

fn copy(name: &str, fixture: &Path) -> Project {
    let project = Project::new(name);
    copy_folder(fixture, &project.root());
    let untracked = fs::read_to_string(fixture.join(UNTRACKED)).unwrap_or_default();
    let untracked = untracked.lines().map(str::trim).filter(|line| !line.is_empty());
    project.add_to_git(&untracked.map(|path| (path.to_owned(), Tracked::No)).collect::<Vec<_>>());
    project
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("as the test has it");
    for entry in fs::read_dir(from).expect("as the test has it").map(Result::unwrap) {
        let name = entry.file_name().into_string().expect("fixtures have plain names");
        let target = to.join(with_dot(&name));
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else if name != UNTRACKED {
            fs::copy(entry.path(), target).expect("as the test has it");
        }
    }
}

/// Names that this repository's own git would take for its own are stored with `_` in place of the dot.
fn with_dot(name: &str) -> String {
    match name.strip_prefix('_') {
        Some(rest) if ["git", "env", "docker"].iter().any(|start| rest.starts_with(start)) => format!(".{rest}"),
        _ => name.to_owned(),
    }
}
