//! The examples on the page of `byoc/ai_models`, judged from the files they show.

use std::collections::BTreeSet;
use std::sync::Arc;

use lp_ready::gather::config;
use lp_ready_checks::byoc::ai_models::CHECK;
use lp_ready_checks::check::Profile;
use lp_ready_checks::facts::env::{Environment, Setter, Variable};
use lp_ready_checks::facts::file::{File, FileId, Role};
use lp_ready_checks::facts::{Detected, Facts};
use lp_ready_checks::verdict::{Finding, Place, Verdict};

fn role(path: &str) -> Role {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        _ if path.starts_with("docs/") => Role::Documentation,
        _ if name.starts_with(".env") => Role::Env,
        "ts" | "py" | "go" | "sh" => Role::Source,
        _ => Role::Config,
    }
}

fn facts(files: &[(String, String)]) -> Facts {
    let mut facts = Facts::default();
    let mut files = files.to_vec();
    files.sort();
    for (index, (path, text)) in files.into_iter().enumerate() {
        let (id, role) = (FileId::new(index), role(&path));
        let file = File { id, path, role, text: Some(Arc::from(text)), tracked: Some(true), ignored: false };
        let read = config::read(&file);
        facts.documents.extend(read.documents);
        facts.nodes.extend(read.nodes);
        facts.images.extend(read.images);
        facts.env.variables.extend(read.variables);
        facts.env.variables.extend(dotenv(&file));
        facts.files.push(file);
    }
    facts
}

fn dotenv(file: &File) -> Vec<Variable> {
    let text = file.text.as_deref().unwrap_or_default();
    let mut at = 0;
    let mut variables = Vec::new();
    for line in text.split_inclusive('\n').filter(|_| file.role == Role::Env) {
        if let Some((name, value)) = line.trim_end().split_once('=') {
            let value_start = at + name.len() + 1;
            variables.push(Variable {
                name: name.into(),
                value: value.into(),
                name_span: file.span(at..at + name.len()).expect("a place in the file"),
                value_span: file.span(value_start..value_start + value.len()).expect("a place in the file"),
                environment: Environment::Unnamed,
                set_by: Setter::Dotenv,
                folder: String::new(),
            });
        }
        at += line.len();
    }
    variables
}

/// One `### ` example: its title, its files, and the findings it promises.
#[derive(Default)]
struct Example {
    section: String,
    title: String,
    files: Vec<(String, String)>,
    findings: Vec<(String, String)>,
}

fn examples(page: &str) -> Vec<Example> {
    let (mut examples, mut section): (Vec<Example>, String) = (Vec::new(), String::new());
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        if let Some((path, mut text)) = open.take() {
            match (line == "```", examples.last_mut()) {
                (true, Some(example)) if !path.is_empty() => example.files.push((path, text)),
                (true, _) => {}
                (false, _) => {
                    text.push_str(line);
                    text.push('\n');
                    open = Some((path, text));
                }
            }
        } else if let Some(info) = line.strip_prefix("```") {
            let path = info.split_whitespace().find_map(|word| word.strip_prefix("path="));
            open = Some((path.unwrap_or_default().to_owned(), String::new()));
        } else if let Some(title) = line.strip_prefix("### ") {
            examples.push(Example { section: section.clone(), title: title.into(), ..Example::default() });
        } else if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut section);
        } else if let Some((place, message)) = line.strip_prefix("→ `").and_then(|line| line.split_once("` ")) {
            examples.last_mut().expect("a place in the file").findings.push((place.into(), message.into()));
        }
    }
    examples
}

fn place(facts: &Facts, finding: &Finding) -> String {
    match finding.place() {
        Place::Span(span) => {
            let file = facts.file(span.file());
            let before = &file.text.as_deref().expect("a place in the file")[..span.range().start];
            format!("{}:{}", file.path, 1 + before.matches('\n').count())
        }
        other => format!("{other:?}"),
    }
}

fn judge(facts: &Facts) -> Verdict {
    (CHECK.judge)(facts)
}

#[test]
fn the_page_says_what_the_check_says() {
    let statuses = [
        ("Fails", "fail"),
        ("Warns", "warn"),
        ("Passes", "pass"),
        ("Does not apply", "not_applicable"),
        ("Unknown", "unknown"),
    ];
    let mut wrong = Vec::new();
    assert!(examples(CHECK.page).len() > 40, "the page was not read");
    for example in examples(CHECK.page) {
        let Some((_, status)) = statuses.iter().find(|(section, _)| *section == example.section) else { continue };
        let facts = facts(&example.files);
        let verdict = judge(&facts);
        let found: Vec<_> =
            verdict.findings().iter().map(|it| (place(&facts, it), it.message.to_lowercase())).collect();
        let places = |list: &[(String, String)]| list.iter().map(|(place, _)| place.clone()).collect::<BTreeSet<_>>();
        let unmet = example.findings.iter().filter(|(place, message)| {
            !found.iter().any(|(at, said)| at == place && said.contains(&message.to_lowercase()))
        });
        let unmet: Vec<_> = unmet.collect();
        if verdict.status() != *status || places(&found) != places(&example.findings) || !unmet.is_empty() {
            wrong.push(format!("{}: {verdict:#?}\nunmet: {unmet:#?}", example.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn messages_are_clauses() {
    for example in examples(CHECK.page) {
        let facts = facts(&example.files);
        for finding in judge(&facts).findings() {
            let message = &finding.message;
            assert!(!message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
            assert!(message.contains('`'), "{message}");
            assert!(finding.help.is_some(), "{message}");
        }
    }
}

#[test]
fn a_byoc_project_that_registers_nothing_is_unknown() {
    let mut facts = facts(&[("app.py".into(), "import pytrickle\n".into())]);
    facts.profiles.push(Detected { profile: Profile::Byoc, because: vec!["`pytrickle` in app.py".into()] });
    assert_eq!(judge(&facts).status(), "unknown");
}
