//! Monitors of Datadog, in Terraform or exported as JSON.

use std::sync::LazyLock;

use lp_ready_checks::facts::alerts::{Matcher, Matching, Query, Rule, RuleKind, Series, System};
use lp_ready_checks::facts::config::Node;
use regex::{Captures, Regex};

use super::{promql, substitute, text};

/// The time a monitor looks back: `avg(last_5m):`, `change(avg(last_5m),last_1h):`.
static WINDOW: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\s*\w+\([^:]*\)\s*:").ok());

/// One series: aggregator, name, tags, groups, and functions behind it.
static ASKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(avg|sum|min|max|count|p\d+(?:\.\d+)?)(?:\([^)]*\))?:([\w.]+)\{([^}]*)\}(?:\s*by\s*\{([^}]*)\})?((?:\.\w+\([^)]*\))*)").ok()
});

/// A map with a monitor's type and query.
pub(super) fn rule(node: &Node) -> Option<Rule> {
    let kind = node.get("type")?.text()?;
    if !matches!(kind, "metric alert" | "query alert") {
        return None;
    }
    let query = node.get("query")?;
    let name = text(node, &["name"]).unwrap_or("a monitor").to_owned();
    let read = read(query.text()?).unwrap_or(Query::Opaque);
    Some(Rule { name, at: query.span, kind: RuleKind::Alert, system: System::Datadog, query: read })
}

/// A query: its series are put aside, and what is left is arithmetic that PromQL shares.
fn read(query: &str) -> Option<Query> {
    let query = WINDOW.as_ref()?.replace(query, "");
    let mut asked = Vec::new();
    let arithmetic = ASKED.as_ref()?.replace_all(&query, |found: &Captures<'_>| {
        asked.push(series(found));
        format!("datadog_{}", asked.len() - 1)
    });
    let mut read = promql::read(&arithmetic.replace("default_zero(", "("));
    substitute(&mut read, &|placeholder: &Series| {
        asked.get(placeholder.metric.strip_prefix("datadog_")?.parse::<usize>().ok()?).cloned()
    });
    Some(read)
}

fn series(found: &Captures<'_>) -> Query {
    let group = |at: usize| found.get(at).map_or("", |group| group.as_str());
    let labels = group(3).split(',').filter_map(matcher).collect();
    let of = Box::new(Query::Series(Series { metric: group(2).to_owned(), labels }));
    let by = group(4).split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Query::Aggregate { operator: group(1).to_owned(), by: Some(by), without: Vec::new(), parameter: None, of }
}

/// `tag:value`, `!tag:value`, `tag:5*`; `*` asks nothing.
fn matcher(tag: &str) -> Option<Matcher> {
    let tag = tag.trim();
    let (negated, tag) = tag.strip_prefix(['!', '-']).map_or((false, tag), |tag| (true, tag));
    let (label, value) = tag.split_once(':')?;
    let wild = value.contains('*');
    let value = if wild { regex::escape(value).replace(r"\*", ".*") } else { value.to_owned() };
    let matching = match (wild, negated) {
        (false, false) => Matching::Equal,
        (false, true) => Matching::Unequal,
        (true, false) => Matching::Matches,
        (true, true) => Matching::MatchesNot,
    };
    Some(Matcher { label: label.to_owned(), matching, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lp_ready_checks::facts::alerts::Operator;

    #[test]
    fn a_share_and_a_percentile_are_read() {
        let share = read(
            "sum(last_5m):sum:app.requests{env:prod,status:5*}.as_count() / sum:app.requests{env:prod}.as_count() > 0.01",
        )
        .unwrap();
        assert_eq!(share.comparisons()[0].threshold, 0.01);
        assert_eq!(share.comparisons()[0].operator, Operator::Above);
        assert_eq!(share.series().next().unwrap().labels[1].takes("503"), Some(true));
        let slow = read("avg(last_10m):p95:app.request.duration{*} by {pipeline} > 120").unwrap();
        assert!(matches!(slow.comparisons()[0].value, Query::Aggregate { operator, .. } if operator == "p95"));
    }
}
