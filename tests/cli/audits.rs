//! What an audit prints and gives back, by its options.

use std::fs;

use super::support::project::Project;
use super::support::{run, schema_errors, stderr, stdout};
use super::{code, not_ready, without_livepeer};

/// The ids of the checks that ran.
fn ran(project: &Project, options: &str) -> Vec<String> {
    let json = stdout(&run(&project.root(), &format!("audit --format json {options}")));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    report["checks"].as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn exit_codes_are_the_same_in_every_format() {
    let (bad, none) = (not_ready(), without_livepeer());
    let missing = Project::of(&[]);
    for format in ["terminal", "json", "json=../a.json", "terminal=../a.txt"] {
        for (project, path, expected) in [(&bad, ".", 1), (&none, ".", 0), (&missing, "nowhere", 2)] {
            let output = run(&project.root(), &format!("audit {path} --format {format}"));
            assert_eq!(code(&output), expected, "{format}: {}", stderr(&output));
            assert_eq!(stderr(&output).is_empty(), expected < 2);
        }
    }
}

#[test]
fn a_project_without_livepeer_is_said_to_be_one() {
    let project = without_livepeer();
    let output = run(&project.root(), "audit");
    let text = stdout(&output);
    assert!(text.contains("my-app does not use Livepeer") && text.contains("nothing to check"), "{text}");
    assert_eq!(code(&run(&project.root(), "audit --fail-on needs-attestation")), 0);
}

#[test]
fn two_formats_are_written_in_one_run() {
    let project = not_ready();
    let output = run(&project.root(), "audit --format terminal --format json=../report.json");
    assert!(stdout(&output).contains("── gateway_selection/production_gateway"), "{}", stdout(&output));
    let json = fs::read_to_string(project.root().join("../report.json")).unwrap();
    assert_eq!(schema_errors(&json), Vec::<String>::new());
    // Both say the same as each alone.
    assert_eq!(stdout(&output), stdout(&run(&project.root(), "audit")));
    assert_eq!(json, stdout(&run(&project.root(), "audit --format json")));
}

#[test]
fn a_report_to_a_file_leaves_standard_output_to_the_terminals() {
    let project = not_ready();
    let output = run(&project.root(), "audit --format json=../report.json -qq");
    assert_eq!((code(&output), stdout(&output)), (1, String::new()));
    assert!(project.root().join("../report.json").exists());
}

#[test]
fn less_and_more_can_be_asked_for() {
    let project = not_ready();
    let text = |options: &str| stdout(&run(&project.root(), &format!("audit {options}")));
    let (everything, usual, findings) = (text("-v"), text(""), text("-q"));
    assert_eq!(text("-qq"), "");
    for (output, header, checklist, requests) in
        [(&everything, true, true, true), (&usual, true, true, false), (&findings, false, false, false)]
    {
        assert!(output.contains("not ready: 1 blocker"), "{output}");
        assert!(output.contains("src/a.ts:1:"), "{output}");
        assert_eq!(output.starts_with("my-app lp-ready"), header, "{output}");
        assert_eq!(output.contains("✘ requests go to a production gateway"), checklist, "{output}");
        assert_eq!(output.contains("\nRequests"), requests, "{output}");
    }
}

#[test]
fn checks_are_chosen_by_globs() {
    let project = not_ready();
    let all: Vec<_> = lp_ready_checks::all().map(|check| check.id.to_owned()).collect();
    assert_eq!(ran(&project, ""), all);
    let byoc: Vec<_> = all.iter().filter(|id| id.starts_with("byoc/")).cloned().collect();
    assert_eq!(ran(&project, "--only byoc/*"), byoc);
    assert_eq!(
        ran(&project, "--only authentication/*ser* --only *production_gateway --skip *env*"),
        ["gateway_selection/production_gateway", "authentication/server_key_on_server"]
    );
    let others = all.iter().filter(|id| !id.contains("_selection/") && !id.contains("_handling/"));
    assert_eq!(ran(&project, "--skip *_selection/* --skip *_handling/*").len(), others.count());
    let passing = run(&project.root(), "audit --only byoc/* --only authentication/*");
    assert_eq!(code(&passing), 0, "{}", stdout(&passing));
}

#[test]
fn the_bar_is_set_by_the_user() {
    let project = not_ready();
    let ends = |bar: &str| {
        let options = "--only gateway_selection/production_gateway --only authentication/env_files_ignored";
        code(&run(&project.root(), &format!("audit {options} --fail-on {bar}")))
    };
    assert_eq!(["blocker", "important", "advice", "needs-attestation"].map(ends), [1; 4]);
    project.write("lp-ready.toml", "[severities]\n\"gateway_selection/production_gateway\" = \"advice\"\n");
    assert_eq!(["blocker", "important", "advice", "needs-attestation"].map(ends), [0, 0, 1, 1]);
    project.write("lp-ready.toml", "[severities]\n\"gateway_selection/production_gateway\" = \"off\"\n");
    // Without a repository or ignore rules the other check is unknown.
    assert_eq!(["blocker", "important", "advice", "needs-attestation"].map(ends), [0, 0, 0, 1]);
}

#[test]
fn a_profile_is_taken_at_its_word() {
    let project = not_ready();
    let text = stdout(&run(&project.root(), "audit --profile byoc --profile video"));
    assert!(text.contains("  video  `--profile`\n  byoc   `--profile`\n"), "{text}");
    let none = stdout(&run(&without_livepeer().root(), "audit --profile ai"));
    assert!(none.contains("ai  `--profile`") && !none.contains("does not use Livepeer"), "{none}");
}

#[test]
fn settings_are_read_from_where_the_user_says() {
    let project = not_ready();
    project.write("lp-ready.toml", "[severities]\n\"byoc/ai_models\" = \"off\"\n");
    project.write("../other.toml", "[severities]\n\"gateway_selection/production_gateway\" = \"off\"\n");
    assert!(!ran(&project, "").contains(&"byoc/ai_models".to_owned()));
    let other = ran(&project, "--config ../other.toml");
    assert!(other.contains(&"byoc/ai_models".to_owned()));
    assert!(!other.contains(&"gateway_selection/production_gateway".to_owned()));
}

#[test]
fn the_folder_is_the_current_one_unless_another_is_given() {
    let project = not_ready();
    let outside = run(&project.root().join("src"), "audit ..");
    assert_eq!(stdout(&outside), stdout(&run(&project.root(), "audit")));
    assert_eq!(stdout(&outside), stdout(&run(&project.root(), "audit ./src/../")));
}
