//! Errors: what was expected, what was found, and a way out, on standard error; exit code 2.

use std::fs;

use super::support::run;
use super::{code, not_ready, refused, without_livepeer};

#[test]
fn paths_that_are_no_folder_are_refused() {
    let project = without_livepeer();
    let nothing = "error: expected a project's folder, found nothing at `nowhere`: give the folder, as in `lp-ready audit\npath/to/project`\n";
    assert_eq!(refused(&project, "audit nowhere"), nothing);
    let file = "error: expected a project's folder, found a file at `package.json`: give the folder, as in `lp-ready audit\npath/to/project`\n";
    assert_eq!(refused(&project, "audit package.json"), file);
    assert!(refused(&project, "audit package.json/x").contains("expected a project's folder, found"));
}

#[test]
fn reports_that_cannot_be_written_are_said_with_a_way_out() {
    let project = not_ready();
    for format in ["json=nowhere/a.json", "terminal=nowhere/a.txt", "json=src", "json=src/a.ts/b.json"] {
        let error = refused(&project, &format!("audit --format {format}")).replace('\n', " ");
        let (_, file) = format.split_once('=').unwrap();
        assert!(error.contains(&format!("expected to write the report to `{file}`, and could not")), "{error}");
        assert!(error.contains("name a file in a folder you can write to"), "{error}");
    }
    // Nothing is left behind.
    assert_eq!(fs::read_dir(project.root()).unwrap().count(), 2);
}

#[test]
fn options_that_cannot_be_are_refused_with_what_can() {
    let project = not_ready();
    let said = [
        ("audit --fail-on never", "[possible values: blocker, important, advice, needs-attestation]"),
        ("audit --format xml", "expected `terminal` or `json`, with `=FILE` to write it to a file"),
        ("audit --format json=", "expected a file after `=`"),
        ("audit --format json --format terminal", "expected one format for standard output, found 2"),
        ("audit --format json=../a --format terminal=../a", "expected a file of its own for each format"),
        ("audit --profile vidio", "expected `ai`, `video`, `self-hosted` or `byoc`"),
        ("audit --color sometimes", "[possible values: auto, always, never]"),
        ("audit -q -v", "cannot be used with"),
        ("audit --only [", "expected a check's id or a glob over ids, found `[`"),
        ("audit --skip *", "no check is left to run: widen `--only`, narrow `--skip`"),
        ("audit --config nowhere.toml", "could not read `nowhere.toml` (`--config` takes another)"),
        ("audit --config src", "expected a settings file, found something else"),
        ("audit . .", "unexpected argument"),
        ("audti", "similar subcommand exists: 'audit'"),
        ("explain", "<ID>"),
        ("checks --format xml", "[possible values: terminal, json]"),
    ];
    for (arguments, expected) in said {
        let error = refused(&project, arguments);
        assert!(error.starts_with("error: ") && error.contains(expected), "{arguments}: {error}");
    }
}

#[test]
fn settings_that_cannot_be_are_refused_at_their_line() {
    let project = not_ready();
    project.write("lp-ready.toml", "profiles = [\"ai\"]\n\n[severities]\n\"byoc/ai_model\" = \"off\"\n");
    let error = refused(&project, "audit");
    assert!(error.contains("lp-ready.toml:4:1") && error.contains("did you mean `byoc/ai_models`?"), "{error}");
    fs::write(project.root().join("lp-ready.toml"), b"profiles = [\"\xFF\"]").unwrap();
    assert!(refused(&project, "audit").contains("found other bytes: save it as UTF-8"));
    // What is not read cannot be wrong.
    project.write("../good.toml", "");
    assert_eq!(code(&run(&project.root(), "audit --config ../good.toml -qq")), 1);
}

#[test]
fn rules_of_the_team_that_cannot_be_are_refused_at_their_line() {
    let project = not_ready();
    project.write(".gitleaks.toml", "title = \"a\"\n\n[[rules]]\nid = \"own\"\nregex = '('\n");
    let error = refused(&project, "audit");
    assert!(error.contains("`.gitleaks.toml`, line 5: expected a regular expression"), "{error}");
}
