//! `lp-ready cost`: what it works out, and how it asks for volumes.

use super::support::project::Project;
use super::support::{lp_ready, run, stderr, stdout};
use super::{code, not_ready, refused};

/// A project whose volumes are written down.
fn counted(budget: &str) -> Project {
    let project = not_ready();
    project.write(
        "lp-ready.toml",
        &format!(
            "[cost]\n{budget}eth_price = 3000\nattempts = 1.1\n\n[cost.volumes.text-to-image]\nper_day = 1000\nwidth = 1024\nheight = 1024\n\n[cost.volumes.audio-to-text]\nper_day = 40\nseconds = 90\nusd_per_unit = 3e-8\n\n[cost.volumes.transcoding]\nper_day = 12\nseconds = 3600\nwei_per_pixel = 1200\nrenditions = [{{ width = 1280, height = 720, fps = 30 }}, {{ width = 640, height = 360, fps = 30 }}]\n"
        ),
    );
    project
}

#[test]
fn costs_are_shown_as_a_table_and_as_json() {
    let project = counted("budget_per_month = 1000\n");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("cli__cost", stdout(&run(&project.root(), "cost")));
        insta::assert_snapshot!("cli__cost.json", stdout(&run(&project.root(), "cost --format json")));
    });
}

#[test]
fn the_exit_code_says_whether_the_budget_is_kept() {
    for (budget, expected) in [("", 0), ("budget_per_month = 1000\n", 0), ("budget_per_month = 600\n", 1)] {
        let output = run(&counted(budget).root(), "cost");
        assert_eq!((code(&output), stderr(&output)), (expected, String::new()), "{}", stdout(&output));
    }
}

#[test]
fn volumes_are_asked_for_in_a_form_that_can_be_pasted() {
    let project = not_ready();
    project.write("package.json", "{ \"dependencies\": { \"@livepeer/react\": \"^4.3.6\" } }");
    let error = refused(&project, "cost");
    let (said, tables) = error.split_once("\n\n").unwrap();
    assert!(said.starts_with("error: expected volumes in `[cost.volumes]` of lp-ready.toml, found none"), "{said}");
    assert!(
        tables.contains("[cost.volumes.text-to-image]") && tables.contains("[cost.volumes.transcoding]"),
        "{tables}"
    );
    project.write("lp-ready.toml", tables);
    let output = lp_ready(&project.root()).arg("cost").output().unwrap();
    assert!(code(&output) < 2, "{}{}", stderr(&output), stdout(&output));
}

#[test]
fn volumes_that_cannot_be_priced_are_refused_at_their_line() {
    let project = not_ready();
    project.write("lp-ready.toml", "[cost.volumes.upscale]\nper_day = 5\nwidth = 100\n");
    let error = refused(&project, "cost");
    assert!(error.contains("lp-ready.toml:1:15") && error.contains("missing key `height`"), "{error}");
}
