//! Every text of a report, on facts made by hand: what each renderer shows of them, whole.

mod support;

use std::path::Path;

use jiff::civil::date;
use lp_ready::config::Config;
use lp_ready::report::terminal::{self, Detail};
use lp_ready::report::theme::Theme;
use lp_ready::report::{Report, json};
use lp_ready::settle;
use lp_ready_checks::check::{Check, Need, Profile, Severity};
use lp_ready_checks::facts::credential::Credential;
use lp_ready_checks::facts::file::{File, FileId, Role, Span};
use lp_ready_checks::facts::limit::Limit;
use lp_ready_checks::facts::livepeer::{HOLE, Model, Origin, Request, Retry, Side, Text};
use lp_ready_checks::facts::reaction::{Attempts, Logged, Reaction, Reactions};
use lp_ready_checks::facts::{Detected, Facts, Problem};
use lp_ready_checks::verdict::{Evidence, Finding, Fix, Place, Safety, Verdict};

use support::{schema_errors, without_version};

/// An invented key in the shape of a Studio key.
const KEY: &str = "0f0f0f0f-1111-4222-8333-abcdefabcdef";

fn check(id: &str) -> &'static Check {
    lp_ready_checks::all().find(|check| check.id == id).expect("a check of that id")
}

/// Files by path and text.
fn files(files: &[(&str, &str)]) -> Vec<File> {
    let file = |(at, (path, text)): (usize, &(&str, &str))| File {
        id: FileId::new(at),
        path: (*path).to_owned(),
        role: Role::Source,
        text: Some((*text).into()),
        tracked: Some(true),
        ignored: false,
    };
    files.iter().enumerate().map(file).collect()
}

/// The first place where a part of the text stands.
fn at(file: &File, part: &str) -> Span {
    let start = file.text.as_ref().expect("as the test has it").find(part).expect("the part is in the file");
    file.span(start..start + part.len()).expect("as the test has it")
}

/// Settings as of a day that is always the same.
fn config(text: &str) -> Config {
    Config::parse(text, "lp-ready.toml", Path::new("."), date(2026, 9, 30)).expect("as the test has it")
}

fn settle(facts: Facts, verdicts: Vec<(&'static Check, Verdict)>) -> Report {
    settle::settle("my-app", facts, verdicts, &Config::default())
}

fn text(report: &Report, detail: Detail, theme: &Theme) -> String {
    let mut out = Vec::new();
    terminal::write(report, detail, theme, &mut out).expect("as the test has it");
    without_version(&String::from_utf8(out).expect("as the test has it"))
}

fn plain(report: &Report) -> String {
    text(report, Detail::Checklist, &Theme::plain())
}

fn json(report: &Report) -> String {
    let mut out = Vec::new();
    json::write(report, &mut out).expect("as the test has it");
    let text = String::from_utf8(out).expect("as the test has it");
    assert_eq!(schema_errors(&text), Vec::<String>::new());
    without_version(&text)
}

/// The files of a project with something of everything.
fn sample_files() -> Vec<File> {
    let client = format!(
        "import {{ Livepeer }} from \"@livepeer/ai\";\n\nexport const livepeer = new Livepeer({{\n  httpBearer: \"{KEY}\",\n}});\n"
    );
    files(&[
        (".env.production", "LIVEPEER_GATEWAY=https://dream-gateway.livepeer.cloud\n"),
        ("src/client.ts", &client),
        (
            "src/generate.ts",
            "const gateway = process.env.LIVEPEER_GATEWAY;\nconst reply = await fetch(`${gateway}/text-to-image`);\n",
        ),
    ])
}

fn request(call: Span, gateway: Span) -> Request {
    Request {
        at: call,
        via: "fetch".into(),
        destination: Text::one(format!("https://dream-gateway.livepeer.cloud/{HOLE}"), gateway, Origin::Literal),
        pipeline: Some("text-to-image".into()),
        model: Model::Omitted,
        key: None,
        client: None,
        retry: Retry::Unset,
        limit: Limit::Default { ms: 300_000.0, of: "`undici`".into() },
        ceilings: Vec::new(),
        runs: Side::Server,
        attempts: Attempts::Once,
        reactions: Reactions::all(&Reaction::None),
        dropped: Reaction::None,
        logged: Logged::Nowhere,
        creates: Vec::new(),
        holders: Vec::new(),
    }
}

fn failures(call: Span, gateway: Span, key: Span) -> Vec<(&'static Check, Verdict)> {
    let goes = "production requests go to the community gateway `dream-gateway.livepeer.cloud`, which has no authentication and no service level";
    let goes = Finding::new(call, "goes there", goes)
        .because(gateway, "production value of `LIVEPEER_GATEWAY`")
        .help("set `LIVEPEER_GATEWAY` in `.env.production` to a managed gateway or to one of your own");
    let written = format!("a Livepeer Studio API key `{KEY}` stands in source code");
    let written = Finding::new(key, "written here", written)
        .help("revoke the key, then read a new one from `process.env.LIVEPEER_API_KEY`");
    vec![
        (check("gateway_selection/production_gateway"), Verdict::Fail(vec![goes])),
        (check("authentication/no_secret_in_source"), Verdict::Fail(vec![written])),
    ]
}

fn warnings(env: FileId) -> Verdict {
    let missing = "no ignore rule keeps `.env` out of version control";
    let mut missing = Finding::new(Place::Missing(".gitignore".into()), "there is none", missing);
    missing.fix = Some(Fix { title: "add `.env*` to `.gitignore`".into(), safety: Safety::Safe, edits: Vec::new() });
    Verdict::Warn(vec![missing, Finding::new(env, "tracked", "`.env.production` is tracked by git")])
}

fn profiles() -> Vec<Detected> {
    let because =
        vec!["`@livepeer/ai` in package.json".into(), "a request to `text-to-image` in src/generate.ts".into()];
    let reasons = (1..6).map(|n| format!("reason {n}")).collect();
    vec![Detected { profile: Profile::Ai, because }, Detected { profile: Profile::SelfHosted, because: reasons }]
}

/// A project with something of everything.
fn everything() -> Report {
    let files = sample_files();
    let (env, client, generate) = (&files[0], &files[1], &files[2]);
    let (gateway, key) = (at(env, "https://dream-gateway.livepeer.cloud"), at(client, KEY));
    let call = at(generate, "fetch(`${gateway}/text-to-image`)");
    let mut verdicts = failures(call, gateway, key);
    let retries = Evidence::new(at(client, "new Livepeer"), "retries for an hour");
    let form =
        "the model comes from a form field that could not be followed to its values, so it may be any".to_owned();
    verdicts.extend([
        (check("authentication/env_files_ignored"), warnings(env.id)),
        (check("error_handling/sdk_retry"), Verdict::Pass(vec![retries])),
        (check("model_selection/warm_models"), Verdict::Unknown(form)),
        (check("byoc/ai_models"), Verdict::NotApplicable("no model list in the project".into())),
    ]);
    let credentials = vec![Credential { rule: "livepeer".into(), what: "key".into(), span: key }];
    let problem = Problem { path: "deploy/values.yaml".into(), what: "line 3: expected `:`".into(), needs: Vec::new() };
    let mut facts = Facts { profiles: profiles(), credentials, problems: vec![problem], ..Facts::default() };
    facts.livepeer.requests.push(request(call, gateway));
    facts.files = files;
    settle(facts, verdicts)
}

#[test]
fn the_terminal_report() {
    insta::assert_snapshot!(plain(&everything()));
}

#[test]
fn the_terminal_report_with_everything() {
    insta::assert_snapshot!(text(&everything(), Detail::Everything, &Theme { width: 160, ..Theme::plain() }));
}

#[test]
fn the_terminal_report_in_forty_columns_of_ascii() {
    let theme = Theme { width: 40, unicode: false, color: false };
    insta::assert_snapshot!(text(&everything(), Detail::Everything, &theme));
}

#[test]
fn the_terminal_report_of_findings_only() {
    insta::assert_snapshot!(text(&everything(), Detail::Findings, &Theme::plain()));
}

#[test]
fn the_terminal_report_in_colours() {
    colored::control::set_override(true);
    let colored = text(&everything(), Detail::Checklist, &Theme { color: true, ..Theme::plain() });
    assert!(colored.contains("\u{1b}["));
    insta::assert_snapshot!(colored.replace('\u{1b}', "␛"));
}

#[test]
fn the_json_report() {
    insta::assert_snapshot!(json(&everything()));
}

#[test]
fn no_output_holds_a_secret() {
    let report = everything();
    for output in [json(&report), text(&report, Detail::Everything, &Theme::plain())] {
        assert!(!output.contains(KEY) && !output.contains(&KEY[4..20]), "{output}");
        assert!(output.contains("0f…ef"));
    }
}

#[test]
fn many_findings_are_cut_and_counted() {
    let files = files(&[("a.ts", &"call();\n".repeat(500))]);
    let found = (0..500)
        .map(|n| Finding::new(files[0].span(n * 8..n * 8 + 6).unwrap(), "", format!("call `{n}` has no retries")));
    let verdicts = vec![(check("error_handling/sdk_retry"), Verdict::Fail(found.collect()))];
    let report = settle(Facts { files, ..used() }, verdicts);
    let shown = plain(&report);
    assert_eq!(shown.matches("has no retries").count(), 10);
    assert!(shown.contains("and 490 more findings of error_handling/sdk_retry; -v shows all"));
    assert_eq!(text(&report, Detail::Everything, &Theme::plain()).matches("has no retries").count(), 500);
    let names: std::collections::BTreeSet<_> = report.checks[0].fingerprints.iter().collect();
    assert_eq!(names.len(), 500);
}

/// Facts that show some use of Livepeer.
fn used() -> Facts {
    Facts { profiles: vec![Detected { profile: Profile::Ai, because: vec!["a test".into()] }], ..Facts::default() }
}

fn one_finding(path: &str, source: &str, part: &str) -> Report {
    let files = files(&[(path, source)]);
    let finding = Finding::new(at(&files[0], part), "here", "something is wrong with `it`");
    settle(Facts { files, ..used() }, vec![(check("error_handling/sdk_retry"), Verdict::Fail(vec![finding]))])
}

#[test]
fn a_minified_line_is_cut_around_the_place() {
    let source = format!("{}livepeer(1){}", "f(0);".repeat(4_000), "g(0);".repeat(4_000));
    insta::assert_snapshot!(plain(&one_finding("dist/a.js", &source, "livepeer(1)")));
}

#[test]
fn a_huge_line_is_quoted() {
    let source = format!("{}livepeer(1){}", "f(0);".repeat(40_000), "g(0);".repeat(40_000));
    insta::assert_snapshot!(plain(&one_finding("dist/a.js", &source, "livepeer(1)")));
}

#[test]
fn escapes_in_paths_and_source_do_nothing() {
    let report = one_finding("src/\u{1b}[2J\u{202e}.ts", "a \u{1b}]0;title\u{7} bad \u{9b}31m\r\n", "bad");
    for output in [plain(&report), json(&report)] {
        assert!(!output.chars().any(|c| c.is_control() && c != '\n'), "{output:?}");
        assert!(output.contains("src/␛[2J\u{fffd}.ts"));
    }
}

#[test]
fn columns_are_characters_and_a_byte_order_mark_is_none() {
    let report = one_finding("a.ts", "\u{feff}/* é漢 */ bad();", "bad()");
    let json: serde_json::Value = serde_json::from_str(&json(&report)).unwrap();
    let finding = &json["checks"][0]["findings"][0];
    assert_eq!((&finding["line"], &finding["column"], &finding["end_column"]), (&1.into(), &10.into(), &15.into()));
}

#[test]
fn a_place_at_the_very_end_and_one_over_several_lines_are_shown() {
    let files = files(&[("a.ts", "one(\n  two,\n)\n")]);
    let whole = files[0].span(0..14).unwrap();
    let end = files[0].span(14..14).unwrap();
    let finding = Finding::new(whole, "all of it", "`one` is wrong").because(end, "nothing follows");
    let verdicts = vec![(check("error_handling/sdk_retry"), Verdict::Fail(vec![finding]))];
    insta::assert_snapshot!(plain(&settle(Facts { files, ..used() }, verdicts)));
}

#[test]
fn what_could_not_be_read_makes_checks_unknown_but_for_failures() {
    let problem = Problem { path: "src/big.ts".into(), what: "1.2 GB, too large".into(), needs: vec![Need::Source] };
    let facts = Facts { problems: vec![problem], ..used() };
    let report = settle(
        facts,
        vec![
            (check("authentication/env_files_ignored"), Verdict::Pass(Vec::new())),
            (check("error_handling/sdk_retry"), Verdict::Pass(Vec::new())),
            (check("authentication/no_secret_in_source"), Verdict::NotApplicable("nothing".into())),
        ],
    );
    let statuses: Vec<_> = report.checks.iter().map(|settled| settled.verdict.status()).collect();
    assert_eq!(statuses, ["pass", "unknown", "unknown"]);
    assert!(plain(&report).contains("`src/big.ts` could not be read: 1.2 GB, too large"));
    assert!(report.ready());
}

#[test]
fn a_project_without_livepeer_says_so() {
    let all = lp_ready_checks::all().map(|check| (check, Verdict::Pass(Vec::new()))).collect();
    let report = settle(Facts::default(), all);
    assert!(report.ready());
    insta::assert_snapshot!(plain(&report));
    json(&report);
}

#[test]
fn severities_are_the_teams() {
    let config = config("[severities]\n\"error_handling/sdk_retry\" = \"advice\"");
    let files = files(&[("a.ts", "x")]);
    let finding = Finding::new(files[0].span(0..1).unwrap(), "", "`x`");
    let verdicts = vec![(check("error_handling/sdk_retry"), Verdict::Fail(vec![finding]))];
    let report = settle::settle("my-app", Facts { files, ..used() }, verdicts, &config);
    assert_eq!(report.checks[0].severity, Severity::Advice);
    assert!(report.ready());
    assert_eq!(report.verdict(), "ready, with 1 advice");
}

#[test]
fn what_only_deserves_a_look_fails_nothing_once_the_rest_is_waived() {
    let config = config("[waive.\"error_handling/sdk_retry\"]\nreason = \"old\"\npath = \"a.ts\"");
    let files = files(&[("a.ts", "x"), ("b.ts", "y")]);
    let at = |file: usize| files[file].span(0..1).unwrap();
    let bad = Finding::new(at(0), "", "`x` is wrong");
    let look = Finding { doubtful: true, ..Finding::new(at(1), "", "`y` deserves a look") };
    let verdicts = vec![(check("error_handling/sdk_retry"), Verdict::Fail(vec![bad, look]))];
    let report = settle::settle("my-app", Facts { files: files.clone(), ..used() }, verdicts, &config);
    assert_eq!(report.checks[0].verdict.status(), "warn");
    assert_eq!(report.checks[0].waived.len(), 1);
    assert!(report.notices.is_empty());
    assert_eq!(report.verdict(), "ready, with 1 warning, 1 waived");
}
