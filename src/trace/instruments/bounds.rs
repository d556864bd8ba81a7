//! The upper bounds of a histogram's buckets.

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// What prom-client, prometheus_client and client_golang take when nothing is said; in seconds, the last is ten.
pub(super) const DEFAULT: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// More buckets than this are a slip.
const MOST: usize = 1000;

impl<'a> Code<'a> {
    /// The bounds an expression comes to; `None` where they are not known.
    pub(super) fn bounds(&self, spot: Spot<'a>) -> Option<Vec<f64>> {
        let target = self.follow(spot);
        match &target.expr.kind {
            Kind::List(items) => {
                let finite = items.iter().filter(|item| !is_infinity(item));
                finite.map(|item| self.number(target.with(item))).collect()
            }
            Kind::Call(call) => self.computed_bounds(target, call),
            Kind::Member(_, name) if name == "DefBuckets" => Some(DEFAULT.to_vec()),
            _ => None,
        }
    }

    /// `LinearBuckets(start, width, count)`, `ExponentialBuckets(start, factor, count)`, and a range.
    fn computed_bounds(&self, spot: Spot<'a>, call: &'a Call) -> Option<Vec<f64>> {
        let argument = |at: usize| self.number(spot.with(call.positional(at)?));
        let (first, second, count) = (argument(0)?, argument(1)?, argument(2)?);
        let count = (1..=MOST).find(|whole| (*whole as f64 - count).abs() < f64::EPSILON)?;
        let step: Box<dyn Fn(f64) -> f64> = match call.callee.last_name()? {
            "LinearBuckets" | "linearBuckets" => Box::new(move |bound| bound + second),
            "ExponentialBuckets" | "exponentialBuckets" => Box::new(move |bound| bound * second),
            "ExponentialBucketsRange" => return Some(vec![first, second]),
            _ => return None,
        };
        Some(std::iter::successors(Some(first), |bound| Some(step(*bound))).take(count).collect())
    }
}

/// `Infinity`, `math.inf`, `float("inf")`, `math.Inf(1)`
fn is_infinity(expr: &Expr) -> bool {
    let named = |expr: &Expr| {
        expr.last_name().is_some_and(|name| name.to_ascii_lowercase().starts_with("inf") || name.ends_with("INFINITY"))
    };
    match expr.call() {
        Some(call) => {
            named(&call.callee) || call.positional(0).and_then(Expr::literal).is_some_and(|text| text.contains("inf"))
        }
        None => named(expr),
    }
}
