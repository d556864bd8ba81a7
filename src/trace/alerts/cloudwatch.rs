//! Alarms of Amazon CloudWatch, in Terraform, CloudFormation or SAM.

use lp_ready_checks::facts::alerts::{Operator, Query, Rule, RuleKind, Series, System};
use lp_ready_checks::facts::config::Node;

use super::{number, promql, substitute, text};

/// A map with an alarm's comparison: Terraform's spelling or CloudFormation's.
pub(super) fn rule(node: &Node) -> Option<Rule> {
    let compared = text(node, &["comparison_operator", "ComparisonOperator"])?;
    let operator = if compared.starts_with("Greater") { Operator::Above } else { Operator::Below };
    let value = query(node)?;
    let threshold = node.get("threshold").or_else(|| node.get("Threshold"));
    let query = match threshold.map(number) {
        Some(Some(threshold)) => value.compared(operator, threshold),
        _ => Query::Opaque,
    };
    let name = text(node, &["alarm_name", "AlarmName"]).unwrap_or("an alarm").to_owned();
    let at = threshold.unwrap_or(node).span;
    Some(Rule { name, at, kind: RuleKind::Alert, system: System::CloudWatch, query })
}

fn query(alarm: &Node) -> Option<Query> {
    if let Some(one) = statistic(alarm) {
        return Some(one);
    }
    let blocks = alarm.entries().iter().filter(|entry| entry.key == "metric_query").map(|entry| &entry.value);
    let listed = alarm.get("Metrics").or_else(|| alarm.get("metric_query")).map(Node::items).unwrap_or_default();
    let steps: Vec<&Node> = blocks.filter(|block| block.items().is_empty()).chain(listed).collect();
    let mut known: Vec<(&str, Query)> = Vec::new();
    for step in &steps {
        let id = text(step, &["id", "Id"])?;
        let metric = step.get("metric").or_else(|| step.get("MetricStat"));
        if let Some(query) = metric.and_then(statistic) {
            known.push((id, query));
        }
    }
    let returned = steps.iter().find(|step| !hides(step))?;
    match text(returned, &["expression", "Expression"]) {
        Some(expression) => {
            let mut query = promql::read(expression);
            substitute(&mut query, &|series: &Series| {
                known.iter().find(|(id, _)| *id == series.metric).map(|(_, query)| query.clone())
            });
            Some(query)
        }
        None => known.into_iter().next().map(|(_, query)| query),
    }
}

/// Whether a step is there for others to compute with. One that gives nothing back says so, except in front of one
/// that says that it does.
fn hides(step: &Node) -> bool {
    use lp_ready_checks::facts::config::Value;
    let said = step.get("return_data").or_else(|| step.get("ReturnData"));
    match said.map(|said| &said.value) {
        Some(Value::Bool(returns)) => !returns,
        Some(Value::Text(text)) => text != "true",
        _ => step.get("expression").is_none() && step.get("Expression").is_none() && step.get("metric").is_some(),
    }
}

/// A metric and what is taken of it.
fn statistic(node: &Node) -> Option<Query> {
    let named = node.get("Metric").unwrap_or(node);
    let metric = text(named, &["metric_name", "MetricName"])?.to_owned();
    let keys = ["extended_statistic", "ExtendedStatistic", "statistic", "Statistic", "stat", "Stat"];
    let operator = text(node, &keys).unwrap_or("Average").to_ascii_lowercase();
    let of = Box::new(Query::Series(Series { metric, labels: Vec::new() }));
    Some(Query::Aggregate { operator, by: Some(Vec::new()), without: Vec::new(), parameter: None, of })
}
