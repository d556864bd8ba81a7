use proptest::prelude::*;

use super::dotenv::{Parsed, parse};
use super::*;

fn pairs(text: &str) -> Vec<(String, String)> {
    let entries = parse(text).entries;
    entries.into_iter().map(|entry| (text[entry.name].to_owned(), entry.text)).collect()
}

fn one(text: &str) -> String {
    let pairs = pairs(text);
    assert_eq!(pairs.len(), 1, "{text}");
    assert_eq!(pairs[0].0, "KEY", "{text}");
    pairs[0].1.clone()
}

#[test]
fn values_are_read_as_dotenv_readers_do() {
    for (text, value) in [
        ("KEY=value", "value"),
        ("KEY = value ", "value"),
        ("  KEY=value\r\n", "value"),
        ("\u{FEFF}KEY=value", "value"),
        ("export KEY=value", "value"),
        ("KEY: value", "value"),
        ("KEY:", ""),
        ("KEY=", ""),
        ("KEY=\"\"", ""),
        ("KEY='single # kept'", "single # kept"),
        ("KEY=`it's \"so\"` # note", "it's \"so\""),
        ("KEY=\"two\\nlines\"", "two\nlines"),
        ("KEY=\"a \\\" b\" # c", "a \" b"),
        ("KEY='raw\\n'", "raw\\n"),
        ("KEY=\"one\ntwo\n\" # c", "one\ntwo\n"),
        ("KEY=a#b", "a#b"),
        ("KEY=a #b", "a"),
        ("KEY=# nothing", ""),
        ("KEY=https://x.test/?a=b&c=d", "https://x.test/?a=b&c=d"),
        ("KEY=${OTHER:-x}", "${OTHER:-x}"),
        ("KEY=\"a\"b", "\"a\"b"),
        ("# c\n\nKEY=v\n# d", "v"),
    ] {
        assert_eq!(one(text), value, "{text:?}");
    }
}

#[test]
fn a_stray_quote_swallows_nothing() {
    let text = "A=\"open\nB=\"closed\"\nC=it's\n";
    assert_eq!(pairs(text).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["A", "B", "C"]);
    assert_eq!(parse(text).errors.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), ["\"open"]);
}

#[test]
fn what_no_reader_takes_is_an_error() {
    let text = "just words\nA=1\n=x\n1A=2\nexport B\n";
    let Parsed { entries, errors } = parse(text);
    assert_eq!(entries.len(), 1);
    assert_eq!(errors.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), ["just words", "=x", "1A=2"]);
}

#[test]
fn names_tell_dotenv_files() {
    for name in
        ".env .env.local .env.production .env.production.local .env.prod prod.env production.env .prod.env .flaskenv \
    .dev.vars .dev.vars.production .env.example .env-example .env_sample env.example env.sample example.env \
    .env.dist .env.defaults docker.env gateway.env.example env.production .env.keys .env.bak .env.livepeer \
    env-template .env.local.example"
            .split(' ')
    {
        assert!(is_dotenv(name, ""), "{name}");
    }
    for name in
        ".xcode.env .xcode.env.local next-env.d.ts vite-env.d.ts env.d.ts environment.ts env.ts .env.ts .env.vault \
    .env.enc .env.json environment my.environment.json env.mjs env-utils.sh envoy.yaml env .envrc env.py \
    dev.vars setup.env.md"
            .split(' ')
    {
        assert!(!is_dotenv(name, ""), "{name}");
    }
}

#[test]
fn names_of_scripts_are_settled_by_their_text() {
    assert!(is_dotenv("env", "A=1\n# c\nexport B=2\n"));
    assert!(is_dotenv("deploy/env.sh", "export A=1\nexport B=2\n"));
    assert!(!is_dotenv("env.sh", "#!/bin/sh\nA=1\nrun $A\n"));
    assert!(is_dotenv(".envrc", "use nix\nexport A=1\n"));
    assert!(!is_dotenv(".envrc", "use flake\nlayout python\n"));
}

#[test]
fn names_tell_environments() {
    for (path, expected) in [
        (".env", Environment::Unnamed),
        (".env.production", Environment::Production),
        ("prod.env", Environment::Production),
        (".env.local", Environment::Development),
        (".env.production.local", Environment::Production),
        (".env.staging", Environment::Staging),
        (".env.test", Environment::Test),
        (".flaskenv", Environment::Development),
        (".dev.vars", Environment::Development),
        (".dev.vars.production", Environment::Production),
        ("deploy/production/.env", Environment::Production),
        ("live-app/.env", Environment::Unnamed),
    ] {
        assert_eq!(environment(path), expected, "{path}");
    }
}

#[test]
fn configured_environments_come_first() {
    let config =
        Config { environments: vec![(Environment::Production, vec!["deploy/*.env".into()])], ..Config::default() };
    let environments = Environments::new(&config).unwrap();
    assert_eq!(environments.of("deploy/staging.env"), Environment::Production);
    assert_eq!(environments.of("other/staging.env"), Environment::Staging);
}

#[test]
fn templates_are_told_by_their_names() {
    for name in
        ".env.example env.sample .env.local.template .env.dist example.env .env-example .env.defaults".split(' ')
    {
        assert!(is_template(name), "{name}");
    }
    assert!(!is_template(".env") && !is_template(".env.production") && !is_template("distribution.env"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*|[A-Z=:\"'`#\\\\ \r\n\u{e9}\u{FEFF}x]{0,80}") {
        let parsed = parse(&text);
        for entry in &parsed.entries {
            prop_assert!(text.get(entry.name.clone()).is_some_and(|name| !name.is_empty()));
            let value = text.get(entry.value.clone()).unwrap();
            prop_assert!(value == entry.text || value.contains('\\'));
            prop_assert!(entry.name.end <= entry.value.start);
        }
        for error in parsed.errors {
            prop_assert!(text.get(error).is_some());
        }
    }

    #[test]
    fn written_values_are_read_back(value in "[a-zA-Z0-9 =#:/.+-]{0,40}") {
        let text = format!("A=1\nKEY='{value}'\nB=2\n");
        let entries = parse(&text).entries;
        prop_assert_eq!(entries.len(), 3);
        prop_assert_eq!(&entries[1].text, &value);
        prop_assert_eq!(&text[entries[1].value.clone()], &value);
    }
}
