//! Repositories that are damaged, misleading, or not to be trusted.

use std::fs;

use super::support::audited::{Audited, audit};
use super::support::project::Project;
use super::{ENV_FILES, ready};

/// A ready project in a repository with something done to its `.git`.
fn damaged(damage: impl FnOnce(&std::path::Path)) -> (Project, Audited) {
    let project = ready();
    project.write("other/.env", "A=1");
    project.add_to_git(&[]);
    damage(&project.root().join(".git"));
    let audited = audit(&project);
    (project, audited)
}

fn expect_unknown(audited: &Audited, what: &str) {
    let problems = audited.problems();
    assert!(matches!(problems.as_slice(), [(".git", why)] if why.contains(what)), "{problems:?}");
    assert_eq!(audited.status(ENV_FILES), "unknown");
    assert!(
        !audited.json.to_string().contains(std::env::temp_dir().to_str().unwrap()),
        "a path of this machine is shown"
    );
}

#[test]
fn a_damaged_index_is_said() {
    for bytes in [b"".as_slice(), b"garbage", b"DIRC\0\0\0\x02\xFF\xFF\xFF\xFF and then nothing of the kind"] {
        let (_project, audited) = damaged(|git| fs::write(git.join("index"), bytes).unwrap());
        expect_unknown(&audited, "damaged");
    }
}

#[test]
fn a_damaged_configuration_is_said() {
    let (_project, audited) = damaged(|git| fs::write(git.join("config"), "[[[core").unwrap());
    expect_unknown(&audited, "damaged");
}

#[test]
fn the_index_counts_whatever_head_says() {
    for head in [b"\xFF\xFE\0\n".as_slice(), b"", b"ref: refs/heads/../../x", b"\x1b[31m"] {
        let (_project, audited) = damaged(|git| fs::write(git.join("HEAD"), head).unwrap());
        let known = audited.problems().is_empty() && audited.status(ENV_FILES) == "pass";
        assert!(known || audited.status(ENV_FILES) == "unknown" && !audited.problems().is_empty());
    }
}

#[test]
fn what_leads_to_no_repository_is_said() {
    let empty = |git: &std::path::Path| {
        fs::remove_dir_all(git).unwrap();
        fs::create_dir(git).unwrap();
    };
    expect_unknown(&damaged(empty).1, "leads to no repository");
    for text in ["gitdir: /nowhere/at/all\n", "gitdir: ../elsewhere", "gitdir: .git", "nonsense", "", "\0\u{1b}[31m"] {
        let (_project, audited) = damaged(|git| {
            fs::remove_dir_all(git).unwrap();
            fs::write(git, text).unwrap();
        });
        expect_unknown(&audited, "");
    }
}

#[test]
fn a_broken_repository_within_another_is_not_taken_for_the_outer_one() {
    let project = ready();
    project.add_to_git(&[]);
    project.write("app/package.json", "{}");
    project.write("app/.git", "gitdir: nowhere");
    let mut command = super::support::lp_ready(&project.root().join("app"));
    let output = super::support::bounded::run_bounded(command.args(["audit", "--profile", "ai"]));
    let text = super::support::stdout(&output);
    assert!(text.contains("? .git: "), "{text}");
}

#[test]
fn no_repository_is_no_problem() {
    assert_eq!(audit(&ready()).problems(), []);
}

#[cfg(unix)]
#[test]
fn pipes_in_a_repository_hold_nobody_up() {
    for file in ["HEAD", "config", "index", "packed-refs"] {
        let (_project, audited) = damaged(|git| {
            let _ = fs::remove_file(git.join(file));
            super::links::pipe(&git.join(file));
        });
        expect_unknown(&audited, &format!("its `{file}` is no regular file"));
    }
    let (_project, audited) = damaged(|git| {
        let _ = fs::remove_dir_all(git.join("info"));
        fs::create_dir(git.join("info")).unwrap();
        super::links::pipe(&git.join("info/exclude"));
    });
    assert_eq!(audited.problems(), [(".git/info/exclude", "no regular file, or more than 16 MB")]);
}

/// Only root can give a file away.
#[cfg(unix)]
#[test]
fn a_repository_of_somebody_else_is_said() {
    use std::os::unix::fs::chown;
    let project = ready();
    project.add_to_git(&[]);
    if super::rights::is_root() {
        for path in [project.root(), project.root().join(".git")] {
            chown(path, Some(super::rights::NOBODY), None).unwrap();
        }
        expect_unknown(&audit(&project), "it belongs to another user");
    }
}
