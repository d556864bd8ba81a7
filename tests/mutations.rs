//! One guard taken out of a ready project turns exactly the checks that ask for it, and for no other request.

mod support;

use std::fs;
use std::path::Path;

use ignore::WalkBuilder;
use support::audited::audit;
use support::project::Project;

/// A guard of a sample project, and what its absence is.
struct Mutation {
    project: &'static str,
    file: &'static str,
    guard: &'static str,
    instead: &'static str,
    /// The checks that no longer pass, by the end of their ids.
    fails: &'static [&'static str],
}

const CAPTION: &str = "app/src/caption.js";
const SUMMARIES: &str = "app/summaries.py";

const MUTATIONS: &[Mutation] = &[
    Mutation {
        project: "compose-gateway",
        file: CAPTION,
        guard: "      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),\n",
        instead: "",
        fails: &["request_timeout"],
    },
    Mutation {
        project: "compose-gateway",
        file: CAPTION,
        guard: "if (response.status === 401) {",
        instead: "if (response.status === 418) {",
        fails: &["status_401"],
    },
    Mutation {
        project: "compose-gateway",
        file: CAPTION,
        guard: "console.error(\"the gateway rejected our request\", await response.text());",
        instead: "console.error(\"the gateway rejected our request\");",
        fails: &["status_422"],
    },
    Mutation {
        project: "compose-gateway",
        file: CAPTION,
        guard: "![429, 502, 503, \"network\"]",
        instead: "![429, 502, \"network\"]",
        fails: &["status_503"],
    },
    Mutation {
        project: "compose-gateway",
        file: CAPTION,
        guard: "![429, 502, 503, \"network\"]",
        instead: "![502, 503, \"network\"]",
        fails: &["status_429"],
    },
    Mutation {
        project: "compose-gateway",
        file: CAPTION,
        guard: "console.log(JSON.stringify({ event: \"gateway.response\", pipeline: \"image-to-text\", status: response.status }));",
        instead: "console.log(\"the gateway answered\");",
        // The metric still has the status.
        fails: &[],
    },
    Mutation {
        project: "python-service",
        file: SUMMARIES,
        guard: "        if status == 401:\n",
        instead: "        if status == 418:\n",
        fails: &["status_401"],
    },
    Mutation {
        project: "python-service",
        file: SUMMARIES,
        guard: "logger.error(\"the gateway rejected our request: %s\", response.text)",
        instead: "logger.error(\"the gateway rejected our request\")",
        fails: &["status_422"],
    },
    Mutation {
        project: "python-service",
        file: SUMMARIES,
        guard: "timeout=httpx.Timeout(300.0)",
        instead: "timeout=httpx.Timeout(3.0)",
        fails: &["request_timeout"],
    },
    Mutation {
        project: "python-service",
        file: SUMMARIES,
        guard: "        if status == 500 and not retried_500:\n            retried_500 = True\n            continue\n",
        instead: "",
        // The service goes to Studio, where a busy gateway is a 500 as well.
        fails: &["status_503", "status_500"],
    },
];

#[test]
fn each_guard_is_missed_where_it_is_taken_out() {
    for mutation in MUTATIONS {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(mutation.project).join("ready");
        let whole = copy(&fixture);
        assert_eq!(failing(&whole, mutation.file), Vec::<String>::new(), "{} as it is", mutation.project);
        let text = fs::read_to_string(whole.root().join(mutation.file)).expect("a file of the sample project");
        assert!(text.contains(mutation.guard), "{} has `{}`", mutation.file, mutation.guard);
        whole.write(mutation.file, &text.replacen(mutation.guard, mutation.instead, 1));
        assert_eq!(failing(&whole, mutation.file), mutation.fails, "without `{}`", mutation.guard);
    }
}

/// The source of a sample project; what is hidden in it does not matter here.
fn copy(fixture: &Path) -> Project {
    let project = Project::new("sample");
    let entries = WalkBuilder::new(fixture).standard_filters(false).build();
    for entry in entries.map(|entry| entry.expect("an entry of the sample project")) {
        if entry.path().is_file() {
            let path = entry.path().strip_prefix(fixture).expect("a path below it").to_string_lossy().into_owned();
            project.write(&path, &fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    project
}

/// The checks of errors and logs with findings, by the end of their ids; each finding has to be in this file.
fn failing(project: &Project, file: &str) -> Vec<String> {
    let report = audit(project).json;
    let checks = report["checks"].as_array().expect("a list").clone();
    let asked = checks.into_iter().filter(|check| {
        let id = check["id"].as_str().expect("an id");
        id.starts_with("error_handling/") || id.starts_with("monitoring/")
    });
    let found = asked.filter(|check| !check["findings"].as_array().expect("a list").is_empty());
    let name = |check: serde_json::Value| {
        for finding in check["findings"].as_array().expect("a list") {
            assert_eq!(finding["path"], file, "{finding}");
        }
        check["id"].as_str().expect("an id").rsplit('/').next().unwrap_or_default().to_owned()
    };
    found.map(name).collect()
}
