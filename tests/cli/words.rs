//! Attestations and waivers: what they change, and that nothing of it is silent.

use super::support::project::Project;
use super::support::{run, schema_errors, stdout, without_version};
use super::{code, not_ready, refused};

/// The day the tests are run on.
const TODAY: &str = "--today 2026-09-30";

/// Checks that [`spoken_for`] speaks of.
const ONLY: &str =
    "--only *gateway --only *env_files_ignored --only *sdk_retry --only *request_timeout --only byoc/ai_models";

fn audited(project: &Project, options: &str) -> String {
    without_version(&stdout(&run(&project.root(), &format!("audit {TODAY} {options}"))))
}

pub(crate) fn report(project: &Project) -> serde_json::Value {
    let json = audited(project, "--format json");
    assert_eq!(schema_errors(&json), Vec::<String>::new());
    serde_json::from_str(&json).unwrap()
}

pub(crate) fn check<'j>(report: &'j serde_json::Value, id: &str) -> &'j serde_json::Value {
    report["checks"].as_array().unwrap().iter().find(|check| check["id"] == id).unwrap()
}

/// A project whose team has said much of it.
fn spoken_for() -> Project {
    let project = not_ready();
    project.write("docs/secrets.md", "Env files are made by the deployment.\n");
    project.write(
        "src/b.ts",
        "// lp-ready: ignore[gateway_selection/production_gateway] the demo shows the community gateway\nawait fetch(\"https://dream-gateway.livepeer.cloud/upscale\", { method: \"POST\" });\n",
    );
    project.write(
        "lp-ready.toml",
        r#"
[attest."authentication/env_files_ignored"]
by = "Jane Doe"
on = 2026-09-01
until = 2027-03-01
evidence = ["docs/secrets.md", "https://wiki.example.com/secrets"]
note = "no env file is ever written on this machine"

[waive."gateway_selection/production_gateway"]
reason = "the move to our own gateway is under way"
until = 2026-12-31
path = "src/a.ts"

[waive."error_handling/sdk_retry"]
reason = "a queue in front tries again"

[waive."error_handling/request_timeout"]
reason = "held until August"
until = 2026-08-31

[waive."byoc/ai_models"]
reason = "nothing of it is here"
"#,
    );
    project
}

#[test]
fn words_are_shown_with_whose_they_are_and_until_when() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("cli__words", audited(&spoken_for(), ONLY));
    });
}

#[test]
fn words_are_in_the_json_report() {
    let report = report(&spoken_for());
    let attested = check(&report, "authentication/env_files_ignored");
    assert_eq!((&attested["status"], &attested["attestation"]["by"]), (&"pass".into(), &"Jane Doe".into()));
    assert_eq!(attested["attestation"]["on"], "2026-09-01");
    assert_eq!(attested["attestation"]["evidence"][1], "https://wiki.example.com/secrets");
    let waived = check(&report, "gateway_selection/production_gateway");
    assert_eq!((&waived["status"], waived["waived"].as_array().unwrap().len()), (&"waived".into(), 2));
    assert_eq!(waived["waived"][0]["by"]["path"], "lp-ready.toml");
    assert_eq!(waived["waived"][0]["finding"]["path"], "src/a.ts");
    assert_eq!(
        (&waived["waived"][1]["by"]["path"], &waived["waived"][1]["by"]["line"]),
        (&"src/b.ts".into(), &1.into())
    );
    assert_eq!(report["summary"]["waived"], 2);
}

#[test]
fn an_attestation_that_expired_fails_with_its_date() {
    let project = not_ready();
    project.write(
        "lp-ready.toml",
        "[attest.\"authentication/env_files_ignored\"]\nby = \"Jane\"\non = \"2026-01-01\"\nuntil = \"2026-09-29\"\n",
    );
    let check = check(&report(&project), "authentication/env_files_ignored").clone();
    assert_eq!(check["status"], "fail");
    assert_eq!(check["findings"][0]["message"], "the word of `Jane` on this held until 2026-09-29");
    assert_eq!((&check["findings"][0]["path"], &check["findings"][0]["line"]), (&"lp-ready.toml".into(), &1.into()));
    // On its last day it holds.
    let last = run(&project.root(), "audit --today 2026-09-29 --only authentication/env_files_ignored");
    assert_eq!(code(&last), 0, "{}", stdout(&last));
}

#[test]
fn an_attestation_mends_no_finding() {
    let project = not_ready();
    project
        .write("lp-ready.toml", "[attest.\"gateway_selection/production_gateway\"]\nby = \"Jane\"\non = 2026-01-01\n");
    let report = report(&project);
    assert_eq!(check(&report, "gateway_selection/production_gateway")["status"], "fail");
    assert_eq!(report["notices"][0]["path"], "lp-ready.toml");
    assert!(report["notices"][0]["message"].as_str().unwrap().contains("findings speak against it"));
}

#[test]
fn words_that_cannot_be_are_refused_at_their_line() {
    let project = not_ready();
    for (settings, line, said) in [
        ("[attest.\"byoc/ai_models\"]\nby = \"J\"\non = \"2026-02-30\"", 3, "expected a date that there is"),
        ("[attest.\"byoc/ai_models\"]\nby = \"J\"\non = 2030-01-01", 3, "in the future"),
        (
            "[attest.\"byoc/ai_models\"]\nby = \"J\"\non = 2026-01-01\nevidence = \"no.md\"",
            4,
            "the project has no `no.md`",
        ),
        ("[attest.\"byoc/ai_model\"]\nby = \"J\"\non = 2026-01-01", 1, "did you mean `byoc/ai_models`?"),
        ("[waive.\"byoc/ai_models\"]\nuntil = 2027-01-01", 1, "missing key `reason`"),
        ("[waive.\"byoc/ai_models\"]\nreason = 3", 2, "invalid type"),
    ] {
        project.write("lp-ready.toml", settings);
        let error = refused(&project, "audit --today 2026-09-30").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(error.contains(&format!("lp-ready.toml:{line}:")) && error.contains(said), "{settings}: {error}");
    }
}

#[test]
fn words_of_a_settings_file_elsewhere_are_heard_as_well() {
    let project = not_ready();
    let id = "authentication/env_files_ignored";
    let until = |day: &str| format!("[attest.\"{id}\"]\nby = \"Jane\"\non = 2026-01-01\nuntil = {day}\n");
    for (day, status) in [("2026-12-31", "pass"), ("2026-06-30", "fail")] {
        project.write("../team.toml", &until(day));
        let json = audited(&project, "--config ../team.toml --format json");
        assert_eq!(schema_errors(&json), Vec::<String>::new());
        let report = serde_json::from_str(&json).unwrap();
        assert_eq!(check(&report, id)["status"], status);
        assert!(audited(&project, "--config ../team.toml").contains("`Jane`"));
    }
}
