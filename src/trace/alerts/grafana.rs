//! Grafana: provisioned alert rules, and the panels of dashboards.

use lp_ready_checks::facts::alerts::{Operator, Query, Rule, RuleKind, Series, System};
use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::file::Span;

use super::{number, promql, substitute, text};

/// The queries of a rule or panel, by the letters they are referred to by.
type Queries = Vec<(String, Query)>;

/// What a map is in Grafana: an alert rule, or a panel and the alert that older ones carry.
pub(super) fn rules(node: &Node) -> Vec<Rule> {
    if let Some(rule) = provisioned(node) {
        return vec![rule];
    }
    let targets = node.get("targets").map(Node::items).unwrap_or_default();
    let name = text(node, &["title"]).unwrap_or("a panel").to_owned();
    let rule = |at: Span, kind, query| Rule { name: name.clone(), at, kind, system: System::Grafana, query };
    let asked = |target: &Node| {
        let expr = target.get("expr")?;
        Some((text(target, &["refId"]).unwrap_or_default().to_owned(), expr.span, promql::read(expr.text()?)))
    };
    let asked: Vec<_> = targets.iter().filter_map(asked).collect();
    let queries: Queries = asked.iter().map(|(letter, _, query)| (letter.clone(), query.clone())).collect();
    let conditions = node.at(&["alert", "conditions"]).map(Node::items).unwrap_or_default();
    let alerts = conditions.iter().filter_map(|condition| classic(condition, &queries));
    let alerts: Vec<_> = alerts.map(|(at, query)| rule(at, RuleKind::Alert, query)).collect();
    asked.into_iter().map(|(_, at, query)| rule(at, RuleKind::Panel, query)).chain(alerts).collect()
}

/// A rule of unified alerting: queries and expressions by letter, and the letter of the condition.
fn provisioned(node: &Node) -> Option<Rule> {
    let condition = node.get("condition")?.text()?;
    let data = node.get("data")?.items();
    let mut queries = Queries::new();
    for step in data {
        let model = step.get("model")?;
        let query = match text(model, &["expr"]) {
            Some(expr) => promql::read(expr),
            None => expression(model, &queries),
        };
        queries.push((text(step, &["refId", "ref_id"])?.to_owned(), query));
    }
    let at = data.iter().find_map(|step| step.at(&["model", "expr"])).unwrap_or(node).span;
    let name = text(node, &["title", "name"]).unwrap_or("an alert").to_owned();
    let query = asked_before(&queries, condition)?;
    Some(Rule { name, at, kind: RuleKind::Alert, system: System::Grafana, query })
}

/// A step that computes with the steps before it.
fn expression(model: &Node, queries: &Queries) -> Query {
    let refers = text(model, &["expression"]).unwrap_or_default();
    let conditions = model.get("conditions").map(Node::items).unwrap_or_default();
    let found = match text(model, &["type"]) {
        Some("math") => Some(math(refers, queries)),
        Some("threshold") => conditions.first().and_then(|condition| {
            let (operator, threshold) = evaluator(condition)?;
            Some(asked_before(queries, refers)?.compared(operator, threshold))
        }),
        Some("classic_conditions") => conditions.first().and_then(|condition| Some(classic(condition, queries)?.1)),
        // `reduce` and `resample` keep the series and take fewer of its points.
        _ => asked_before(queries, refers),
    };
    found.unwrap_or(Query::Opaque)
}

/// `$A / $B > 0.05`
fn math(expression: &str, queries: &Queries) -> Query {
    let mut query = promql::read(&expression.replace("${", "$").replace(['$', '}'], ""));
    substitute(&mut query, &|series: &Series| asked_before(queries, &series.metric));
    query
}

fn classic(condition: &Node, queries: &Queries) -> Option<(Span, Query)> {
    let letter = condition.at(&["query", "params"])?.items().first()?.text()?;
    let (operator, threshold) = evaluator(condition)?;
    Some((condition.span, asked_before(queries, letter)?.compared(operator, threshold)))
}

fn evaluator(condition: &Node) -> Option<(Operator, f64)> {
    let evaluator = condition.get("evaluator")?;
    let operator = match evaluator.get("type")?.text()? {
        "gt" | "gte" => Operator::Above,
        "lt" | "lte" => Operator::Below,
        "eq" => Operator::Equal,
        _ => return None,
    };
    Some((operator, number(evaluator.get("params")?.items().first()?)?))
}

fn asked_before(queries: &Queries, letter: &str) -> Option<Query> {
    queries.iter().find(|(known, _)| known == letter).map(|(_, query)| query.clone())
}
