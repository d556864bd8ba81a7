//! The examples that stand beside the built-in rules.

use lp_ready_checks::authentication::no_secret_in_source::KEY_PATTERNS;
use serde::Deserialize;

use super::Rules;
use super::pattern::Pattern;

#[derive(Deserialize)]
struct File {
    rules: Vec<Described>,
}

#[derive(Deserialize)]
struct Described {
    id: String,
    regex: Option<String>,
    #[serde(default = "plain")]
    example_path: String,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    counterexamples: Vec<String>,
}

fn plain() -> String {
    "notes".to_owned()
}

fn described() -> Vec<Described> {
    toml::from_str::<File>(KEY_PATTERNS).unwrap().rules
}

/// The ids of the rules that find something in an example, where `·` is left out.
fn found(rules: &Rules, path: &str, example: &str) -> Vec<String> {
    let text = example.replace('·', "");
    rules.scan_alone(path, &text).iter().map(|hit| rules.rule(hit.rule).id.clone()).collect()
}

#[test]
fn every_rule_finds_its_examples_and_not_its_counterexamples() {
    let rules = Rules::built_in();
    let mut wrong = Vec::new();
    for rule in described() {
        assert!(!rule.examples.is_empty(), "{} has no example", rule.id);
        let misses = rule.examples.iter().filter(|text| !found(&rules, &rule.example_path, text).contains(&rule.id));
        wrong.extend(misses.map(|text| format!("{} misses {text}", rule.id)));
        let hits =
            rule.counterexamples.iter().filter(|text| found(&rules, &rule.example_path, text).contains(&rule.id));
        wrong.extend(hits.map(|text| format!("{} finds {text}", rule.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_needs_the_slow_classes_of_unicode() {
    let slow = |rule: &Described| rule.regex.as_deref().is_some_and(Pattern::needs_unicode);
    let slow: Vec<_> = described().into_iter().filter(slow).map(|rule| rule.id).collect();
    assert!(slow.is_empty(), "{slow:?}");
}
