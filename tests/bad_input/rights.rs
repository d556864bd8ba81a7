//! What this user may not read, and what vanishes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::support::audited::{Audited, audit, audit_by};
use super::support::project::Project;
use super::support::{bounded, lp_ready, stderr};
use super::{ENV_FILES, GATEWAY, OF_SOURCE, SECRETS, expect_source_unread, ready};

/// The user that owns nothing.
pub(super) const NOBODY: u32 = 65534;

const DENIED: &str = "cannot be read: permission denied";

/// Whether the tests run as a user who may read everything.
pub(super) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    folder.path().metadata().unwrap().uid() == 0
}

fn mode(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The program as a user who may not read everything: root becomes nobody, with a copy of the program where nobody
/// can reach it.
fn unprivileged(project: &Project) -> Command {
    let outer = project.root().join("..");
    if !is_root() {
        return lp_ready(&project.root());
    }
    mode(&outer, 0o777);
    let program = outer.join("lp-ready");
    fs::copy(env!("CARGO_BIN_EXE_lp-ready"), &program).unwrap();
    mode(&program, 0o755);
    let mut command = Command::new(program.canonicalize().unwrap());
    command.current_dir(project.root()).env_clear().env("LC_ALL", "C.UTF-8").uid(NOBODY).gid(NOBODY);
    command
}

/// Audits while these paths cannot be read.
fn without(project: &Project, paths: &[&str]) -> Audited {
    let closed: Vec<_> = paths.iter().map(|path| project.root().join(path)).collect();
    let modes: Vec<_> = closed.iter().map(|path| path.metadata().unwrap().permissions()).collect();
    closed.iter().for_each(|path| mode(path, 0o000));
    let audited = audit_by(project, unprivileged(project));
    // So that the folder can be removed.
    closed.iter().zip(modes).for_each(|(path, mode)| fs::set_permissions(path, mode).unwrap());
    audited
}

#[test]
fn a_folder_that_cannot_be_read_is_said() {
    let project = ready();
    project.write("lib/gateway.ts", "fetch('https://dream-gateway.livepeer.cloud/text-to-image')");
    expect_source_unread(&without(&project, &["lib"]), "lib", DENIED);
}

#[test]
fn files_that_cannot_be_read_are_said() {
    let project = ready();
    project.write("src/gateway.ts", "fetch('https://dream-gateway.livepeer.cloud/text-to-image')");
    expect_source_unread(&without(&project, &["src/gateway.ts"]), "src/gateway.ts", DENIED);
    project.write(".env.production", "A=1");
    let audited = without(&project, &[".env.production", ".gitignore"]);
    assert_eq!(audited.problems(), [(".env.production", DENIED), (".gitignore", DENIED)]);
    assert_eq!(audited.status(GATEWAY), "fail");
    assert_eq!((audited.status(ENV_FILES), audited.status(SECRETS)), ("unknown", "unknown"));
}

#[test]
fn a_repository_that_cannot_be_read_is_said() {
    for path in [".git", ".git/index"] {
        let project = ready();
        project.add_to_git(&[]);
        if is_root() {
            // Else it would be passed over as another user's.
            for path in ["", ".git", ".git/index"] {
                std::os::unix::fs::chown(project.root().join(path), Some(NOBODY), None).unwrap();
            }
        }
        let audited = without(&project, &[path]);
        let problems = audited.problems();
        assert!(matches!(problems.as_slice(), [(".git", _)]), "{path}: {problems:?}");
        assert_eq!(audited.status(ENV_FILES), "unknown", "{path}");
    }
}

#[test]
fn a_project_that_cannot_be_read_at_all_is_an_error() {
    let project = ready();
    let mut command = unprivileged(&project);
    mode(project.root(), 0o000);
    let outer = project.root().join("..").canonicalize().unwrap();
    let output = bounded::run_bounded(command.current_dir(outer).args(["audit", "my-app"]));
    mode(project.root(), 0o755);
    assert_eq!(output.status.code(), Some(2));
    let errors = stderr(&output);
    assert!(errors.contains("my-app") && errors.to_lowercase().contains("permission denied"), "{errors}");
}

#[test]
fn files_that_come_and_go_do_no_harm() {
    let project = ready();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let folder = project.root().join("src/fleeting");
            while !done.load(Ordering::Relaxed) {
                fs::create_dir_all(&folder).unwrap();
                (0..50).for_each(|n| fs::write(folder.join(format!("{n}.ts")), "fetch('livepeer')").unwrap());
                fs::remove_dir_all(&folder).unwrap();
            }
        });
        let audits: Vec<_> = (0..15).map(|_| std::panic::catch_unwind(|| audit(&project))).collect();
        done.store(true, Ordering::Relaxed);
        for audited in audits.into_iter().map(Result::unwrap) {
            let problems = audited.problems();
            assert!(problems.iter().all(|(path, _)| path.starts_with("src/fleeting")), "{problems:?}");
            let expected = if problems.is_empty() { "pass" } else { "unknown" };
            assert!(OF_SOURCE.iter().all(|id| audited.status(id) == expected), "{problems:?}");
        }
    });
}
