//! Projects that cannot be read as a whole, through the real program: it neither crashes nor hangs, says what it could
//! not read, and calls no check met that needed it.

#![allow(clippy::unwrap_used, reason = "what tests call may fail them")]

#[path = "bad_input/contents.rs"]
mod contents;
#[path = "bad_input/git.rs"]
mod git;
#[cfg(unix)]
#[path = "bad_input/links.rs"]
mod links;
#[path = "bad_input/names.rs"]
mod names;
#[cfg(unix)]
#[path = "bad_input/rights.rs"]
mod rights;
mod support;
#[path = "bad_input/syntax.rs"]
mod syntax;

use support::audited::Audited;
use support::project::Project;

/// A client that every check is content with.
const CLIENT: &str = r#"import { Livepeer } from "@livepeer/ai";

export const livepeer = new Livepeer({
  serverURL: "https://livepeer.studio/api/beta/generate",
  httpBearer: process.env.LIVEPEER_API_KEY,
  timeoutMs: 300000,
  retryConfig: {
    strategy: "backoff",
    backoff: { initialInterval: 2000, maxInterval: 60000, exponent: 1.5, maxElapsedTime: 300000 },
  },
});
await livepeer.generate.textToImage({ prompt: "a", modelId: "SG161222/RealVisXL_V4.0_Lightning" });
"#;

/// The checks that [`CLIENT`] meets and that need the source.
const OF_SOURCE: [&str; 4] = [
    "gateway_selection/production_gateway",
    "authentication/no_secret_in_source",
    "error_handling/sdk_retry",
    "model_selection/warm_models",
];

const ENV_FILES: &str = "authentication/env_files_ignored";
const GATEWAY: &str = "gateway_selection/production_gateway";
const SECRETS: &str = "authentication/no_secret_in_source";

/// A project that is ready, without a repository.
fn ready() -> Project {
    Project::of(&[
        ("package.json", r#"{ "name": "my-app", "dependencies": { "@livepeer/ai": "^0.7.0" } }"#),
        (".gitignore", ".env*\n"),
        ("src/livepeer.ts", CLIENT),
    ])
}

/// Expects one problem, and that no check of the source is called met.
fn expect_source_unread(audited: &Audited, path: &str, what: &str) {
    assert_eq!(audited.problems(), [(path, what)]);
    for id in OF_SOURCE {
        assert_eq!(audited.status(id), "unknown", "{id}");
    }
}

#[test]
fn the_project_of_these_tests_is_ready() {
    let project = ready();
    project.add_to_git(&[]);
    let audited = support::audited::audit(&project);
    assert_eq!(audited.problems(), []);
    assert!(OF_SOURCE.iter().chain([&ENV_FILES]).all(|id| audited.status(id) == "pass"));
}
