//! Comments that ignore findings: in every syntax, on their line and the one below, and never unsaid.

use super::support::project::Project;
use super::words::{check, report};

/// Where findings of the gateway's check are left, by a file's lines.
fn left(path: &str, text: &str) -> (Vec<u64>, usize, Vec<String>) {
    let project = Project::of(&[("package.json", "{}"), (path, text)]);
    let report = report(&project);
    let check = check(&report, "gateway_selection/production_gateway");
    let lines = check["findings"].as_array().unwrap().iter().map(|finding| finding["line"].as_u64().unwrap());
    let notices =
        report["notices"].as_array().unwrap().iter().map(|notice| notice["message"].as_str().unwrap().to_owned());
    (lines.collect(), check["waived"].as_array().unwrap().len(), notices.collect())
}

const IGNORE: &str = "lp-ready: ignore[gateway_selection/production_gateway] a demo";

/// Holds that the one finding of a file is waived by the comment in it.
fn ignored(path: &str, text: &str) {
    let (lines, waived, _) = left(path, text);
    assert_eq!((lines.as_slice(), waived), ([].as_slice(), 1), "{path}: {text}");
}

#[test]
fn comments_ignore_in_every_syntax() {
    let fetch = "fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\");";
    let post = "requests.post(\"https://dream-gateway.livepeer.cloud/text-to-image\")";
    let curl = "curl https://dream-gateway.livepeer.cloud/text-to-image";
    for (path, text) in [
        ("a.ts", format!("{fetch} // {IGNORE}\n")),
        ("a.ts", format!("// {IGNORE}\n{fetch}\n")),
        ("a.ts", format!("/* {IGNORE} */\n{fetch}\n")),
        ("a.ts", format!("/*\n * {IGNORE}\n */\n{fetch}\n")),
        ("a.tsx", format!("export const A = () => <p onClick={{() => {{\n// {IGNORE}\n{fetch}\n}}}}/>;\n")),
        ("a.py", format!("import requests\n{post}  # {IGNORE}\n")),
        ("a.py", format!("import requests\n# {IGNORE}\n# lp-ready: ignore[error_handling/sdk_retry] one\n{post}\n")),
        ("a.sh", format!("#!/bin/sh\n# {IGNORE}\n{curl}\n")),
        ("a.vue", format!("<script>\n// {IGNORE}\n{fetch}\n</script>\n")),
    ] {
        ignored(path, &text);
    }
}

#[test]
fn comments_ignore_in_other_syntaxes() {
    for (path, text) in [
        (
            "main.go",
            format!(
                "package main\n\nimport \"net/http\"\n\nfunc main() {{\n\t// {IGNORE}\n\thttp.Post(\"https://dream-gateway.livepeer.cloud/text-to-image\", \"\", nil)\n}}\n"
            ),
        ),
        (
            "src/a.rs",
            format!(
                "async fn a() {{\n    /* {IGNORE} */\n    reqwest::get(\"https://dream-gateway.livepeer.cloud/text-to-image\").await;\n}}\n"
            ),
        ),
        (
            "a.php",
            format!(
                "<?php\n# {IGNORE}\n$a = file_get_contents('https://dream-gateway.livepeer.cloud/text-to-image');\n"
            ),
        ),
        (
            "A.cs",
            format!(
                "class A {{ async Task B(HttpClient c) {{\n// {IGNORE}\nawait c.PostAsync(\"https://dream-gateway.livepeer.cloud/text-to-image\", null);\n}} }}\n"
            ),
        ),
        (
            "Dockerfile",
            format!("FROM node\n# {IGNORE}\nENV LIVEPEER_GATEWAY_URL=https://dream-gateway.livepeer.cloud\n"),
        ),
        (".env.production", format!("# {IGNORE}\nLIVEPEER_GATEWAY_URL=https://dream-gateway.livepeer.cloud\n")),
        (
            "docker-compose.yml",
            format!(
                "services:\n  a:\n    image: a\n    environment:\n      # {IGNORE}\n      LIVEPEER_GATEWAY_URL: https://dream-gateway.livepeer.cloud\n"
            ),
        ),
    ] {
        ignored(path, &text);
    }
}

#[test]
fn comments_of_markup_ignore() {
    let image = "fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\")";
    for (path, text) in [
        (
            "a.tsx",
            format!(
                "export const A = () => (\n  <p>\n    {{/* {IGNORE} */}}\n    <b onClick={{() => {image}}} />\n  </p>\n);\n"
            ),
        ),
        ("a.svelte", format!("<script>\n  /* {IGNORE} */\n  {image};\n</script>\n<p/>\n")),
        ("a.mjs", format!("//lp-ready:ignore[gateway_selection/production_gateway]: a demo\n{image};\n")),
        ("fly.toml", format!("[env]\n# {IGNORE}\nLIVEPEER_GATEWAY_URL = \"https://dream-gateway.livepeer.cloud\"\n")),
    ] {
        ignored(path, &text);
    }
}

#[test]
fn comments_reach_no_further_than_the_line_below() {
    let fetch = "fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\");";
    assert_eq!(left("a.ts", &format!("{fetch} // {IGNORE}\n{fetch}\n")).0, [2]);
    assert_eq!(left("a.ts", &format!("/* {IGNORE} */ {fetch}\n{fetch}\n")).0, [2]);
    assert_eq!(left("a.ts", &format!("// {IGNORE}\n\n{fetch}\n")).0, [3]);
    assert_eq!(left("a.ts", &format!("// {IGNORE}\r\n{fetch}\r\n{fetch}\r\n")).0, [3]);
    assert_eq!(left("a.ts", &format!("// {IGNORE}\n{fetch}\n{fetch}\n")).0, [3]);
    assert_eq!(left("a.ts", &format!("// {IGNORE}\n{fetch}\n")).2, Vec::<String>::new());
}

#[test]
fn texts_are_no_comments() {
    let fetch = "fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\");";
    for (path, text, line) in [
        ("a.ts", format!("const a = \"// {IGNORE}\";\n{fetch}\n"), 2),
        ("a.ts", format!("const a = `\n// {IGNORE}\n`; {fetch}\n"), 3),
        (
            "a.py",
            format!(
                "import requests\nA = \"\"\"\n# {IGNORE}\n\"\"\"; requests.post(\"https://dream-gateway.livepeer.cloud/text-to-image\")\n"
            ),
            4,
        ),
        (
            "docker-compose.yml",
            format!(
                "services:\n  a:\n    image: a\n    environment:\n      A: |\n        # {IGNORE}\n      LIVEPEER_GATEWAY_URL: https://dream-gateway.livepeer.cloud\n"
            ),
            7,
        ),
    ] {
        let (lines, waived, notices) = left(path, &text);
        assert_eq!((lines.as_slice(), waived, notices.len()), ([line].as_slice(), 0, 0), "{path}: {text} {notices:?}");
    }
}

#[test]
fn comments_without_a_reason_or_a_use_are_said() {
    let fetch = "fetch(\"https://dream-gateway.livepeer.cloud/text-to-image\");";
    let (lines, _, notices) =
        left("a.ts", &format!("// lp-ready: ignore[gateway_selection/production_gateway]\n{fetch}\n"));
    assert_eq!(lines, [2]);
    assert_eq!(notices, ["expected the reason why `gateway_selection/production_gateway` is ignored here"]);
    let (_, _, notices) = left("a.ts", &format!("{fetch}\n\n// {IGNORE}\n"));
    assert_eq!(notices, ["this comment ignores nothing: `gateway_selection/production_gateway` finds nothing here"]);
}
