//! What an alert's threshold is in ETH.

use crate::facts::alerts::{Comparison, Operator, Query, Rule};
use crate::verdict::{Evidence, Finding};

use super::super::judged::{Judged, short};

/// The metrics are in gwei; go-livepeer `monitor/census.go`.
const GWEI_IN_ETH: f64 = 1e9;

/// Nobody deposits as much: a threshold above was meant in wei.
const TOO_MUCH: f64 = 1000.0;

/// Less than pays for one ticket: a threshold below was meant in ETH.
const TOO_LITTLE: f64 = 0.001;

/// Functions that tell how a balance changes, or will have changed.
const CHANGES: &[&str] = &["delta", "idelta", "deriv", "changes", "resets", "predict_linear", "increase", "rate"];

/// What a panel shows of the balance.
pub(super) fn of_panel(rule: &Rule) -> Judged {
    let all = rule.query.all();
    match all.into_iter().find(|query| peeled(query).1.is_some_and(is_wei)) {
        Some(_) => Judged::Broken(by_wei(rule)),
        None => Judged::Good(Evidence::new(rule.at, "a panel shows the balance")),
    }
}

/// What an alert that compares the balance comes to.
pub(super) fn of_alert(rule: &Rule, compared: &Comparison<'_>) -> Judged {
    let (value, factor) = peeled(compared.value);
    let factor = factor.unwrap_or(1.0);
    if is_wei(factor) {
        return Judged::Broken(by_wei(rule));
    }
    let good = || Judged::Good(Evidence::new(rule.at, "fires while something is left"));
    match value {
        Query::Call(function, _) if CHANGES.contains(&function.as_str()) => return good(),
        Query::Binary(Operator::Subtract, ..) => return good(),
        _ => {}
    }
    let eth = compared.threshold / factor / GWEI_IN_ETH;
    let name = short(&rule.name);
    match compared.operator {
        Operator::Above | Operator::Unequal => {
            wrong(rule, format!("`{name}` fires while there is enough, and is silent when there is not"))
        }
        _ if eth <= 0.0 => {
            Judged::Doubtful(found(rule, format!("`{name}` fires only when nothing is left, and every request fails")))
        }
        _ if eth >= TOO_MUCH => {
            wrong(rule, format!("`{name}` always fires: {} is in gwei, so this is {eth} ETH", metric(value)))
        }
        _ if eth < TOO_LITTLE => {
            wrong(rule, format!("`{name}` fires too late: {} is in gwei, so this is {eth} ETH", metric(value)))
        }
        Operator::Equal => wrong(rule, format!("`{name}` asks for one exact balance, which is passed by")),
        _ => good(),
    }
}

/// What is left without the numbers it is multiplied with or divided by and without what makes many series one; and
/// the factor they come to, where there are any.
fn peeled(query: &Query) -> (&Query, Option<f64>) {
    match query {
        Query::Aggregate { of, .. } => peeled(of),
        Query::Call(function, args) if function.ends_with("_over_time") || function.starts_with("clamp") => {
            args.first().map_or((query, None), peeled)
        }
        Query::Binary(operator @ (Operator::Multiply | Operator::Divide), left, right) => {
            match (operator, left.number(), right.number()) {
                (Operator::Multiply, Some(factor), None) => scaled(right, factor),
                (Operator::Multiply, None, Some(factor)) => scaled(left, factor),
                (Operator::Divide, None, Some(divisor)) => scaled(left, 1.0 / divisor),
                _ => (query, None),
            }
        }
        _ => (query, None),
    }
}

fn scaled(query: &Query, factor: f64) -> (&Query, Option<f64>) {
    let (inner, further) = peeled(query);
    (inner, Some(factor * further.unwrap_or(1.0)))
}

/// Whether this turns wei into ETH, or gwei into wei.
fn is_wei(factor: f64) -> bool {
    factor <= 1e-17
}

fn by_wei(rule: &Rule) -> Finding {
    let name = short(&rule.name);
    found(rule, format!("`{name}` divides gwei by 1e18: the result is a billionth of the balance in ETH"))
        .help("divide by 1e9: the node's metrics are in gwei")
}

fn wrong(rule: &Rule, message: String) -> Judged {
    Judged::Broken(found(rule, message))
}

fn found(rule: &Rule, message: String) -> Finding {
    Finding::new(rule.at, "the balance", message).help(format!("write `{}`: 0.05 ETH in gwei", super::RULE))
}

fn metric(query: &Query) -> String {
    query.series().next().map_or_else(|| "the balance".to_owned(), |series| format!("`{}`", series.metric))
}
