//! `lp-ready attest` and `lp-ready init`: what they write, and that they never write over what is there.

use std::fs;

use super::support::project::Project;
use super::support::{lp_ready, run, stderr, stdout};
use super::{code, not_ready, refused};

fn settings(project: &Project) -> String {
    fs::read_to_string(project.root().join("lp-ready.toml")).unwrap()
}

/// What `lp-ready attest` came to with these arguments.
fn attest(project: &Project, arguments: &[&str]) -> (i32, String, String) {
    let output = lp_ready(&project.root()).arg("attest").args(arguments).output().unwrap();
    let said = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    (code(&output), stdout(&output), said)
}

#[test]
fn a_word_is_written_and_heard() {
    let project = not_ready();
    project.write("docs/secrets.md", "");
    project.write("lp-ready.toml", "# ours\nprofiles = [\"ai\"]   # both of it\n");
    let id = "authentication/env_files_ignored";
    let evidence = ["--evidence", "docs/secrets.md", "--evidence", "https://example.com/a"];
    let (code, said, error) = attest(
        &project,
        &[&[id, "--by", "Jane Doe", "--on", "2026-03-01", "--until", "2999-03-01", "--note", "x"], evidence.as_slice()]
            .concat(),
    );
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!(said, "Jane Doe vouches for authentication/env_files_ignored in lp-ready.toml\n");
    assert_eq!(
        settings(&project),
        "# ours\nprofiles = [\"ai\"]   # both of it\n\n[attest.\"authentication/env_files_ignored\"]\nby = \"Jane Doe\"\non = 2026-03-01\nuntil = 2999-03-01\nevidence = [\"docs/secrets.md\", \"https://example.com/a\"]\nnote = \"x\"\n"
    );
    let report = stdout(&run(&project.root(), "audit --only authentication/env_files_ignored"));
    assert!(report.contains("attested by `Jane Doe` on 2026-03-01, until 2999-03-01"), "{report}");
}

#[test]
fn a_word_is_renewed() {
    let project = not_ready();
    for (by, on) in [("Joe", "2026-01-01"), ("Jane", "2026-02-01")] {
        assert_eq!(attest(&project, &["byoc/ai_models", "--by", by, "--on", on]).0, 0);
    }
    assert_eq!(settings(&project), "[attest.\"byoc/ai_models\"]\nby = \"Jane\"\non = 2026-02-01\n");
}

#[test]
fn a_word_that_cannot_be_is_refused_and_nothing_is_written() {
    let project = not_ready();
    for (arguments, expected) in [
        (vec!["byoc/ai_model", "--by", "J"], "did you mean `byoc/ai_models`?"),
        (vec!["byoc/ai_models"], "there is no terminal to ask on: say who gives their word, as in `--by \"Jane Doe\"`"),
        (vec!["byoc/ai_models", "--by", " "], "expected who gives their word, found an empty text"),
        (vec!["byoc/ai_models", "--by", "J", "--on", "2026-02-30"], "expected a date that there is"),
        (vec!["byoc/ai_models", "--by", "J", "--on", "2999-01-01"], "is in the future"),
        (vec!["byoc/ai_models", "--by", "J", "--on", "2026-02-01", "--until", "2026-01-01"], "before `on`, 2026-02-01"),
        (vec!["byoc/ai_models", "--by", "J", "--evidence", "no.md"], "the project has no `no.md`"),
        (vec!["byoc/ai_models", "--by", "J", "--project", "nowhere"], "found nothing at `nowhere`"),
    ] {
        let (code, said, error) = attest(&project, &arguments);
        assert_eq!((code, said.as_str()), (2, ""), "{arguments:?}: {error}");
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
    assert!(!project.root().join("lp-ready.toml").exists());
    // What is wrong already stays as it is.
    project.write("lp-ready.toml", "profils = []\n");
    assert!(attest(&project, &["byoc/ai_models", "--by", "J"]).2.contains("did you mean `profiles`?"));
    assert_eq!(settings(&project), "profils = []\n");
}

/// A project that `init` has much to say of.
fn various() -> Project {
    let project = not_ready();
    project.write(
        "infra/docker-compose.yml",
        "services:\n  node:\n    image: livepeer/go-livepeer\n    command: -gateway -network arbitrum-one-mainnet\n",
    );
    for name in [".env", ".env.production", ".env.test", ".env.example", "worker/.env.prod"] {
        project.write(name, "LIVEPEER_GATEWAY_URL=https://livepeer.studio\n");
    }
    project
}

#[test]
fn settings_are_written_from_what_an_audit_finds() {
    let project = various();
    let before = stdout(&run(&project.root(), "audit --format json"));
    let output = run(&project.root(), "init");
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    assert!(stdout(&output).starts_with("wrote lp-ready.toml\n"), "{}", stdout(&output));
    let written = settings(&project);
    let dates = regex::Regex::new(r"on = \d{4}-\d{2}-\d{2}").unwrap();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("cli__init", dates.replace_all(&written, "on = [today]"));
    });
    // They change nothing but what profiles rest on.
    let verdicts = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap()["checks"].clone();
    assert_eq!(verdicts(&stdout(&run(&project.root(), "audit --format json"))), verdicts(&before));
    // Without the signs of comments they are settings as well.
    let entries = written.lines().map(|line| line.strip_prefix("# ").filter(|rest| is_setting(rest)).unwrap_or(line));
    let all = entries.collect::<Vec<_>>().join("\n").replace("by = \"\"", "by = \"Jane\"");
    project.write("lp-ready.toml", &all.replacen("\nproduction =", "\nstaging =", 1));
    let output = run(&project.root(), "audit -qq");
    assert_eq!((code(&output), stderr(&output)), (1, String::new()), "{all}");
}

fn is_setting(line: &str) -> bool {
    line.starts_with('[')
        || line.split_once(" = ").is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

#[test]
fn settings_are_never_written_over() {
    let project = not_ready();
    project.write("lp-ready.toml", "profiles = []\n");
    let error = refused(&project, "init").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(error.contains("expected no settings yet, found `lp-ready.toml`: edit it, or move it away"), "{error}");
    assert_eq!(settings(&project), "profiles = []\n");
    assert!(refused(&project, "init nowhere").contains("found nothing at `nowhere`"));
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_something_too() {
    let project = not_ready();
    std::os::unix::fs::symlink("../elsewhere.toml", project.root().join("lp-ready.toml")).unwrap();
    assert!(refused(&project, "init").contains("expected no settings yet"));
    assert!(!project.root().join("../elsewhere.toml").exists());
}
