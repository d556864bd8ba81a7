//! Rules of Prometheus, in its own files, in Kubernetes resources, in the values of a chart.

use lp_ready_checks::facts::alerts::{Rule, RuleKind, System};
use lp_ready_checks::facts::config::{Node, Value};

use super::promql;

/// A map of `expr` with `alert` or `record` is a rule, whatever it is embedded in.
pub(super) fn rule(node: &Node) -> Option<Rule> {
    let expr = node.get("expr")?;
    let (name, kind) = match (node.get("alert"), node.get("record")) {
        (Some(alert), _) => (alert.text()?, RuleKind::Alert),
        (None, record) => (record?.text()?, RuleKind::Record),
    };
    let query = match &expr.value {
        Value::Text(text) | Value::Number(text) => promql::read(text),
        _ => return None,
    };
    Some(Rule { name: name.to_owned(), at: expr.span, kind, system: System::Prometheus, query })
}
