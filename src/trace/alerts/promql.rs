//! PromQL, with what Grafana adds to it.

use std::sync::LazyLock;

use lp_ready_checks::facts::alerts::{Matcher, Matching, Operator, Query, Series};
use promql_parser::label::{MatchOp, Matchers};
use promql_parser::parser::{self, BinaryExpr, Expr, LabelModifier, VectorSelector};
use regex::Regex;

/// Queries of people are shorter; the parser's recursion is bounded by this.
const LONGEST: usize = 8_000;

/// How deep a query may be nested.
const DEEPEST: usize = 100;

/// Durations that Grafana fills in: `[$__rate_interval]`, `[${window}]`, `[[[window]]]`.
static DURATION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\[\s*(?:\$\w+|\$\{[^}]*\}|\[\[\w+\]\])").ok());

/// Reads a query; [`Query::Opaque`] where it is none.
pub(super) fn read(text: &str) -> Query {
    if text.len() > LONGEST || deepest(text) > DEEPEST {
        return Query::Opaque;
    }
    let text = DURATION.as_ref().map_or_else(|| text.into(), |duration| duration.replace_all(text, "[5m"));
    parser::parse(&text).map_or(Query::Opaque, |expr| of(&expr))
}

fn deepest(text: &str) -> usize {
    let step = |(depth, deepest): (usize, usize), c: char| {
        let depth = match c {
            '(' | '-' | '+' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        (depth, deepest.max(depth))
    };
    text.chars().fold((0, 0), step).1
}

fn of(expr: &Expr) -> Query {
    match expr {
        Expr::Paren(paren) => of(&paren.expr),
        Expr::Subquery(subquery) => of(&subquery.expr),
        Expr::NumberLiteral(number) => Query::Number(number.val),
        Expr::VectorSelector(selector) => series(selector),
        Expr::MatrixSelector(selector) => series(&selector.vs),
        Expr::Call(call) => {
            Query::Call(call.func.name.to_ascii_lowercase(), call.args.args.iter().map(|arg| of(arg)).collect())
        }
        Expr::Unary(unary) => {
            Query::Binary(Operator::Subtract, Box::new(Query::Number(0.0)), Box::new(of(&unary.expr)))
        }
        Expr::Binary(binary) => self::binary(binary),
        Expr::Aggregate(aggregate) => {
            let (by, without) = match &aggregate.modifier {
                Some(LabelModifier::Include(labels)) => (Some(labels.labels.clone()), Vec::new()),
                Some(LabelModifier::Exclude(labels)) => (None, labels.labels.clone()),
                None => (Some(Vec::new()), Vec::new()),
            };
            Query::Aggregate {
                operator: aggregate.op.to_string().to_ascii_lowercase(),
                by,
                without,
                parameter: aggregate.param.as_ref().map(|parameter| Box::new(of(parameter))),
                of: Box::new(of(&aggregate.expr)),
            }
        }
        Expr::StringLiteral(_) | Expr::Extension(_) => Query::Opaque,
    }
}

fn binary(binary: &BinaryExpr) -> Query {
    let operator = match binary.op.to_string().as_str() {
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        "/" => Operator::Divide,
        "<" | "<=" => Operator::Below,
        ">" | ">=" => Operator::Above,
        "==" => Operator::Equal,
        "!=" => Operator::Unequal,
        "and" | "or" | "unless" => Operator::Set,
        _ => Operator::Other,
    };
    Query::Binary(operator, Box::new(of(&binary.lhs)), Box::new(of(&binary.rhs)))
}

fn series(selector: &VectorSelector) -> Query {
    let mut labels = labels(&selector.matchers);
    let named = |matcher: &Matcher| matcher.label == "__name__" && matcher.matching == Matching::Equal;
    let by_label = labels.iter().position(named).map(|at| labels.remove(at).value);
    Query::Series(Series { metric: selector.name.clone().or(by_label).unwrap_or_default(), labels })
}

fn labels(matchers: &Matchers) -> Vec<Matcher> {
    let matcher = |matcher: &promql_parser::label::Matcher| Matcher {
        label: matcher.name.clone(),
        matching: match matcher.op {
            MatchOp::Equal => Matching::Equal,
            MatchOp::NotEqual => Matching::Unequal,
            MatchOp::Re(_) => Matching::Matches,
            MatchOp::NotRe(_) => Matching::MatchesNot,
        },
        value: matcher.value.clone(),
    };
    matchers.matchers.iter().map(matcher).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_whole() {
        let query = read("# share\nsum(rate(x_count{status=~\"5..\"}[5m]))\n / sum(rate(x_count[5m])) * 100 > 5e0");
        let found = query.comparisons();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].operator, found[0].threshold), (Operator::Above, 5.0));
        let series: Vec<_> = query.series().collect();
        assert_eq!(series[0].labels[0].value, "5..");
        assert!(series[1].labels.is_empty());
    }

    #[test]
    fn variables_of_grafana_are_filled_in() {
        for text in ["rate(x[$__rate_interval])", "rate(x[${window}])", "rate(x[[[window]]])", "rate(x{a=\"$b\"}[$c:])"]
        {
            assert_ne!(read(text), Query::Opaque, "{text}");
        }
    }

    #[test]
    fn no_text_is_too_much() {
        for text in ["", "(", "sum(", "x{", "💥", &"(".repeat(5000), &"-".repeat(5000), &"x ".repeat(9000)] {
            assert_eq!(read(text), Query::Opaque, "{:.20}", text);
        }
    }
}
