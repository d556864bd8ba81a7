//! `lp-ready trace`: what it shows of a request, and what it says where there is none.

use super::support::project::Project;
use super::support::{run, stdout};
use super::{code, not_ready, refused, without_livepeer};

/// A request through a helper, its values in other files, its failures handled by its caller.
fn through_helpers() -> Project {
    Project::of(&[
        ("package.json", "{}"),
        (".env.production", "LIVEPEER_GATEWAY_URL=https://gateway.example.com\n"),
        (
            "src/config.ts",
            "export const GATEWAY = process.env.LIVEPEER_GATEWAY_URL ?? \"https://dream-gateway.livepeer.cloud\";\nexport const MODEL = \"SG161222/RealVisXL_V4.0_Lightning\";\n",
        ),
        (
            "src/gateway.ts",
            "import { GATEWAY } from \"./config\";\n\nexport async function ask(path: string, body: object) {\n  return fetch(`${GATEWAY}/${path}`, {\n    method: \"POST\",\n    body: JSON.stringify(body),\n    signal: AbortSignal.timeout(300_000),\n  });\n}\n",
        ),
        (
            "src/image.ts",
            "import { MODEL } from \"./config\";\nimport { ask } from \"./gateway\";\n\nexport async function image(prompt: string) {\n  const response = await ask(\"text-to-image\", { prompt, model_id: MODEL });\n  if (response.status === 503) {\n    console.error(\"busy\", response.status, await response.text());\n    throw new Error(\"no machine is free\");\n  }\n  return response.json();\n}\n",
        ),
    ])
}

fn traced(project: &Project, arguments: &str) -> String {
    let output = run(&project.root(), arguments);
    assert_eq!(code(&output), 0, "{arguments}: {}", super::stderr(&output));
    stdout(&output)
}

#[test]
fn every_step_to_a_value_or_a_guard_is_shown() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("cli__trace_through_helpers", traced(&through_helpers(), "trace src/gateway.ts:4"));
    });
}

#[test]
fn without_a_place_every_request_is_explained() {
    let project = Project::of(&[
        ("a.py", "import requests\nrequests.post(\"https://livepeer.studio/api/beta/generate/upscale\")\n"),
        ("b.sh", "#!/bin/sh\ncurl -X POST https://dream-gateway.livepeer.cloud/text-to-image\n"),
    ]);
    let traced = traced(&project, "trace");
    for heading in ["a.py:2\n", "b.sh:2\n"] {
        assert!(traced.contains(heading), "{traced}");
    }
}

#[test]
fn a_file_is_named_from_the_project_or_from_here() {
    let project = through_helpers();
    let from_project = traced(&project, "trace src/gateway.ts");
    assert_eq!(traced(&project, "trace ./src/gateway.ts"), from_project);
    assert_eq!(traced(&project, "trace src/gateway.ts:5"), from_project, "a line within the call");
    assert_eq!(traced(&project, "trace --project src gateway.ts:4").lines().next(), Some("gateway.ts:4"));
}

#[test]
fn where_there_is_no_request_it_says_why() {
    let project = Project::of(&[
        ("package.json", "{}"),
        ("src/a.ts", "await fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\", { method: \"POST\" });\n"),
        (
            "src/a.test.ts",
            "await fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\", { method: \"POST\" });\n",
        ),
        ("src/b.ts", "export const livepeer = 1;\n"),
    ]);
    for (place, said) in [
        ("src/a.ts:9", "no request to Livepeer was found in `src/a.ts`, line 9: that file makes some in line 1"),
        (
            "src/a.test.ts",
            "the file is a test, and what does not ship is not traced; there are requests at `src/a.ts:1`",
        ),
        ("src/b.ts", "what it calls could not be followed to Livepeer; there are requests at `src/a.ts:1`"),
        ("src/none.ts", "the file was not read: it is not there, is ignored, or has nothing to do with Livepeer"),
    ] {
        let error = refused(&project, &format!("trace {place}"));
        let error = error.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(error.contains(said), "{place}: {error}");
    }
    assert_eq!(traced(&without_livepeer(), "trace"), "no request to Livepeer was found\n");
    assert!(refused(&not_ready(), "trace --project none").contains("found nothing at `none`"));
}

#[test]
fn a_key_is_never_shown() {
    let key = "4f1c9a52-8d3e-4b7a-9c60-2e5d7f8a1b34";
    let code = format!(
        "import {{ Livepeer }} from \"livepeer\";\nconst livepeer = new Livepeer({{ apiKey: \"{key}\" }});\nexport const make = () => livepeer.stream.create({{ name: \"a\" }});\n"
    );
    let project = Project::of(&[("package.json", "{}"), ("src/a.ts", &code)]);
    let traced = traced(&project, "trace");
    assert!(traced.contains("key: literal") && !traced.contains(&key[4..30]), "{traced}");
}
