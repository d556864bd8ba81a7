//! Links, pipes and devices.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::support::audited::audit;
use super::support::project::Project;
use super::support::{lp_ready, stderr};
use super::{ENV_FILES, GATEWAY, OF_SOURCE, ready};

const OUTSIDE: &str = "a link out of the project, not followed";
const UNSOUND: &str = "no regular file, or more than 16 MB";

pub(super) fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn link(project: &Project, target: &str, path: &str) {
    symlink(target, project.root().join(path)).unwrap();
}

#[test]
fn links_within_the_project_are_no_problem() {
    let project = ready();
    link(&project, "nowhere", "src/broken.ts");
    link(&project, "itself.ts", "src/itself.ts");
    link(&project, "..", "src/up");
    link(&project, "livepeer.ts", "src/again.ts");
    assert_eq!(audit(&project).problems(), []);
}

#[test]
fn links_out_of_the_project_are_said() {
    let project = ready();
    project.write("../shared/client.ts", "fetch('https://dream-gateway.livepeer.cloud/text-to-image')");
    link(&project, "../../shared/client.ts", "src/client.ts");
    link(&project, "../../shared", "src/shared");
    link(&project, "../shared", "node_modules");
    link(&project, "../shared", "docs");
    let audited = audit(&project);
    assert_eq!(audited.problems(), [("src/client.ts", OUTSIDE), ("src/shared", OUTSIDE)]);
    assert!(OF_SOURCE.iter().all(|id| audited.status(id) == "unknown"));
}

#[test]
fn an_env_file_that_lies_elsewhere_is_said_even_where_it_is_ignored() {
    let project = ready();
    project.write("../secrets/env", "LIVEPEER_GATEWAY=https://dream-gateway.livepeer.cloud\n");
    link(&project, "../secrets/env", ".env.production");
    let audited = audit(&project);
    assert_eq!(audited.problems(), [(".env.production", OUTSIDE)]);
    assert_eq!(audited.status(GATEWAY), "unknown");
}

#[test]
fn pipes_and_devices_are_no_source() {
    let project = ready();
    pipe(&project.root().join("src/pipe.ts"));
    pipe(&project.root().join(".env"));
    assert_eq!(audit(&project).problems(), []);
}

#[test]
fn ignore_rules_without_an_end_hold_nobody_up() {
    let project = ready();
    fs::remove_file(project.root().join(".gitignore")).unwrap();
    pipe(&project.root().join(".gitignore"));
    let audited = audit(&project);
    assert_eq!(audited.problems(), [(".gitignore", UNSOUND)]);
    assert_eq!(audited.status(ENV_FILES), "unknown");
}

#[test]
fn a_folder_with_such_rules_is_not_gone_into_and_said() {
    let project = ready();
    project.write("web/a.ts", "fetch('https://dream-gateway.livepeer.cloud/text-to-image')");
    link(&project, "/dev/zero", "web/.gitignore");
    let audited = audit(&project);
    let what = format!("not gone into: its `.gitignore` is {UNSOUND}");
    assert_eq!(audited.problems(), [("web", what.as_str())]);
    assert!(OF_SOURCE.iter().all(|id| audited.status(id) == "unknown"));
}

#[test]
fn rules_above_the_project_hold_nobody_up() {
    let project = ready();
    project.write("app/src/livepeer.ts", super::CLIENT);
    project.add_to_git(&[]);
    fs::remove_file(project.root().join(".gitignore")).unwrap();
    pipe(&project.root().join(".gitignore"));
    let mut command = lp_ready(&project.root().join("app"));
    let output = super::support::bounded::run_bounded(command.arg("audit"));
    assert!(super::support::stdout(&output).contains("? ../.gitignore: no regular file"));
}

#[test]
fn settings_and_rules_without_an_end_are_errors() {
    let project = ready();
    pipe(&project.root().join("lp-ready.toml"));
    let audit = || super::support::bounded::run_bounded(lp_ready(&project.root()).arg("audit"));
    let output = audit();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("expected a settings file, found something else"), "{}", stderr(&output));
    fs::remove_file(project.root().join("lp-ready.toml")).unwrap();
    project.write(".gitleaks.toml", "[extend]\npath = \"/dev/zero\"\n");
    let output = audit();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no regular file"), "{}", stderr(&output));
}
