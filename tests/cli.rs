//! The command line as users and scripts meet it: what is printed where, and the exit code.

#![allow(clippy::unwrap_used, reason = "what tests call may fail them")]

#[path = "cli/audits.rs"]
mod audits;
#[path = "cli/costs.rs"]
mod costs;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/ignores.rs"]
mod ignores;
#[path = "cli/screens.rs"]
mod screens;
#[path = "cli/settings.rs"]
mod settings;
mod support;
#[path = "cli/traces.rs"]
mod traces;
#[path = "cli/words.rs"]
mod words;

use std::process::Output;

use support::project::Project;
use support::{run, stderr, stdout, without_version};

/// A project with a blocker: a request to the community gateway.
fn not_ready() -> Project {
    Project::of(&[
        ("package.json", "{}"),
        ("src/a.ts", "await fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\", { method: \"POST\" });\n"),
    ])
}

/// A project with nothing of Livepeer.
fn without_livepeer() -> Project {
    Project::of(&[("package.json", "{}"), ("src/a.ts", "export const a = 1;\n")])
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

/// What a run that went well printed.
fn printed(arguments: &str) -> String {
    let output = run(std::env::temp_dir().as_path(), arguments);
    assert_eq!((code(&output), stderr(&output)), (0, String::new()), "{arguments}");
    without_version(&stdout(&output))
}

/// What a run that could not do its work said.
fn refused(project: &Project, arguments: &str) -> String {
    let output = run(&project.root(), arguments);
    assert_eq!((code(&output), stdout(&output)), (2, String::new()), "{arguments}");
    stderr(&output)
}

#[test]
fn help_is_an_answer() {
    insta::assert_snapshot!("help", printed("--help"));
    insta::assert_snapshot!("help_of_audit", printed("audit --help"));
    insta::assert_snapshot!("help_of_trace", printed("trace --help"));
    insta::assert_snapshot!("help_of_attest", printed("attest --help"));
    insta::assert_snapshot!("help_of_cost", printed("cost --help"));
    insta::assert_snapshot!("help_of_init", printed("init --help"));
    assert_eq!(printed("help audit"), printed("audit --help"));
    assert_eq!(printed("--version"), "lp-ready [version]\n");
}

#[test]
fn nothing_at_all_is_wrong_usage_and_shows_the_help() {
    let project = without_livepeer();
    assert!(refused(&project, "").contains("Usage: lp-ready"));
}

#[test]
fn the_checks_are_listed() {
    let (text, mut lines) = (printed("checks"), Vec::new());
    for section in lp_ready_checks::SECTIONS {
        lines.push(section.title.to_owned());
        lines.extend(
            section.checks.iter().flat_map(|check| {
                [format!("  {} ({}", check.id, check.severity.name()), format!("    {}", check.title)]
            }),
        );
    }
    let printed_lines = text.lines().filter(|line| !line.is_empty());
    assert!(printed_lines.zip(&lines).all(|(line, start)| line.starts_with(start)), "{text}");
    assert!(text.contains("  byoc/ai_models (blocker, byoc only)\n"), "{text}");
    let list: serde_json::Value = serde_json::from_str(&printed("checks --format json")).unwrap();
    assert_eq!(list["version"], 1);
    let ids: Vec<_> = list["checks"].as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap()).collect();
    assert_eq!(ids, lp_ready_checks::all().map(|check| check.id).collect::<Vec<_>>());
}

#[test]
fn every_page_is_printed_without_the_marks_of_markdown() {
    for check in lp_ready_checks::all() {
        let page = printed(&format!("explain {}", check.id));
        assert!(page.starts_with(&format!("{}, {}\n", check.id, check.severity.name())), "{page}");
        // The title is wrapped like any other text.
        assert!(page.contains(check.title.split(' ').next().unwrap()), "{page}");
        assert!(!page.lines().any(|line| line.starts_with("## ") || line.starts_with("```")), "{page}");
    }
}

#[test]
fn an_unknown_check_is_named_with_the_one_that_was_meant() {
    let project = without_livepeer();
    let said = [
        ("explain byoc/ai_model", "error: no check is called `byoc/ai_model`, did you mean `byoc/ai_models`?\n"),
        (
            "explain warm-models",
            "error: no check is called `warm-models`, did you mean `model_selection/warm_models`?\n",
        ),
        ("explain byoc", "error: no check is called `byoc`: that is a section, write `byoc/*` for all its checks\n"),
        ("explain qqq", "error: no check is called `qqq`; `lp-ready checks` lists them all\n"),
        ("audit --only qqq", "error: no check is called `qqq`; `lp-ready checks` lists them all\n"),
    ];
    for (arguments, expected) in said {
        assert_eq!(refused(&project, arguments), expected);
    }
}
