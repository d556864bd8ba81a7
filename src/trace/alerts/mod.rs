//! Alert rules and dashboards, whoever evaluates them, from the structured files of a project.

mod cloudwatch;
mod datadog;
mod grafana;
mod prometheus;
mod promql;

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::alerts::{Query, Rule, RuleKind, Series};
use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::file::Role;

/// How far rules are followed that record what other rules record.
const STEPS: usize = 5;

/// Every rule and panel of the documents that ship, recorded series followed to what they record.
pub(super) fn rules(facts: &Facts) -> Vec<Rule> {
    let ships = |role: Role| role.ships() || role == Role::Other;
    let documents = facts.documents.iter().filter(|document| ships(facts.file(document.file).role));
    let mut rules: Vec<Rule> = documents.flat_map(|document| within(&document.root)).collect();
    rules.sort_by_key(|rule| rule.at);
    follow(&mut rules);
    rules
}

/// The rules of a tree: whatever has a rule's fields is one, wherever it stands.
fn within(root: &Node) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        rules.extend(prometheus::rule(node));
        rules.extend(grafana::rules(node));
        rules.extend(datadog::rule(node));
        rules.extend(cloudwatch::rule(node));
        open.extend(node.entries().iter().map(|entry| &entry.value));
        open.extend(node.items());
    }
    rules
}

/// Puts what is recorded in the place of the series it is recorded as.
fn follow(rules: &mut [Rule]) {
    let recorded: Vec<(String, Query)> = rules
        .iter()
        .filter(|rule| rule.kind == RuleKind::Record)
        .map(|rule| (rule.name.clone(), rule.query.clone()))
        .collect();
    if recorded.is_empty() {
        return;
    }
    let of = |series: &Series| {
        let (_, query) = recorded.iter().find(|(name, _)| *name == series.metric)?;
        Some(narrowed(query.clone(), series))
    };
    for rule in rules {
        for _ in 0..STEPS {
            if !substitute(&mut rule.query, &of) {
                break;
            }
        }
    }
}

/// A recorded query, of those series only that have the labels asked for.
fn narrowed(mut query: Query, asked: &Series) -> Query {
    let add = |series: &Series| {
        let mut series = series.clone();
        series.labels.extend(asked.labels.iter().cloned());
        Some(Query::Series(series))
    };
    if !asked.labels.is_empty() {
        substitute(&mut query, &add);
    }
    query
}

/// Puts queries in the place of series; whether there were any.
fn substitute(query: &mut Query, of: &dyn Fn(&Series) -> Option<Query>) -> bool {
    match query {
        Query::Series(series) => match of(series) {
            Some(other) => {
                *query = other;
                true
            }
            None => false,
        },
        // Every argument, not only up to the first in which something stands for another.
        Query::Call(_, args) => args.iter_mut().filter_map(|arg| substitute(arg, of).then_some(())).count() > 0,
        Query::Aggregate { of: inner, .. } => substitute(inner, of),
        Query::Binary(_, left, right) => {
            let (left, right) = (substitute(left, of), substitute(right, of));
            left || right
        }
        Query::Number(_) | Query::Opaque => false,
    }
}

/// The number a node holds, also where it is written as a text.
fn number(node: &Node) -> Option<f64> {
    node.number().or_else(|| node.text()?.trim().parse().ok())
}

/// The text below the first of these keys.
fn text<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n str> {
    keys.iter().find_map(|key| node.get(key)?.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recorded_series_are_followed_and_circles_end() {
        let rule = |name: &str, kind, query: &str| (name.to_owned(), kind, promql::read(query));
        let mut queries = [
            rule("a", RuleKind::Record, "sum by (status) (rate(x_total[5m]))"),
            rule("b", RuleKind::Record, "b + 1"),
            rule("c", RuleKind::Alert, "a{status=\"503\"} > 1"),
        ];
        let recorded: Vec<_> = queries[..2].iter().map(|(name, _, query)| (name.clone(), query.clone())).collect();
        let of = |series: &Series| {
            let (_, query) = recorded.iter().find(|(name, _)| *name == series.metric)?;
            Some(narrowed(query.clone(), series))
        };
        assert!(substitute(&mut queries[2].2, &of));
        let series: Vec<_> = queries[2].2.series().cloned().collect();
        assert_eq!((series[0].metric.as_str(), series[0].labels[0].value.as_str()), ("x_total", "503"));
        assert!(substitute(&mut queries[1].2, &of));
    }
}
