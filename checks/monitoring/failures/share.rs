//! Shares: one number of requests divided by another, however that is written.

use crate::facts::alerts::{Comparison, Operator, Query, Series};

/// What an alert compares.
pub(super) enum Shape<'q> {
    /// A share of requests.
    Share(Fraction<'q>),
    /// Something else: a number of requests in a time, for example.
    Count(&'q Query),
}

/// A share, and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fraction<'q> {
    /// What is divided.
    pub(super) of: Vec<&'q Series>,
    /// How the share is compared.
    pub(super) operator: Operator,
    /// With what, as a part of one.
    pub(super) threshold: f64,
    /// What the share is multiplied with: 100 where it is in percent.
    pub(super) scale: f64,
    /// The number as it is written.
    pub(super) written: f64,
}

/// A value as `base + scale · share`.
struct Linear<'q> {
    of: Vec<&'q Series>,
    scale: f64,
    base: f64,
}

/// Functions that change nothing about what a value is a share of.
const THROUGH: &[&str] = &["clamp_max", "clamp_min", "clamp", "round", "abs", "sort", "sort_desc", "label_replace"];

/// The shape of what an alert compares.
pub(super) fn shape<'q>(compared: &Comparison<'q>) -> Shape<'q> {
    match linear(compared.value) {
        Some(linear) if linear.scale != 0.0 => {
            let operator = if linear.scale < 0.0 { compared.operator.turned() } else { compared.operator };
            let threshold = (compared.threshold - linear.base) / linear.scale;
            let scale = linear.scale.abs();
            Shape::Share(Fraction { of: linear.of, operator, threshold, scale, written: compared.threshold })
        }
        _ => Shape::Count(compared.value),
    }
}

impl Fraction<'_> {
    /// The same of what is left out.
    pub(super) fn rest(&self) -> Self {
        Self { operator: self.operator.turned(), threshold: 1.0 - self.threshold, ..self.clone() }
    }
}

fn linear(query: &Query) -> Option<Linear<'_>> {
    match query {
        Query::Call(function, args) if THROUGH.contains(&function.as_str()) || function.ends_with("_over_time") => {
            linear(args.first()?)
        }
        Query::Aggregate { of, .. } if matches!(of.as_ref(), Query::Binary(..) | Query::Call(..)) => linear(of),
        Query::Aggregate { operator, of, .. } => already(operator, of),
        Query::Binary(operator, left, right) => match (operator, left.number(), right.number()) {
            (Operator::Multiply, Some(factor), None) => scaled(right, factor),
            (Operator::Multiply, None, Some(factor)) => scaled(left, factor),
            (Operator::Divide, None, Some(divisor)) => scaled(left, 1.0 / divisor),
            (Operator::Subtract, Some(base), None) => {
                let inner = scaled(right, -1.0)?;
                Some(Linear { base: base + inner.base, ..inner })
            }
            (Operator::Divide, None, None) => divided(left),
            // `share and traffic > 1`, `share or 0`: what is in front is the value.
            (Operator::Set, ..) => linear(left),
            _ => None,
        },
        _ => None,
    }
}

fn scaled(query: &Query, factor: f64) -> Option<Linear<'_>> {
    let inner = linear(query)?;
    Some(Linear { scale: inner.scale * factor, base: inner.base * factor, ..inner })
}

/// A division of two values: what is above the line, and the number it is multiplied with there.
fn divided(numerator: &Query) -> Option<Linear<'_>> {
    let (above, scale) = match numerator {
        Query::Binary(Operator::Multiply, left, right) => match (left.number(), right.number()) {
            (Some(factor), None) => (right.as_ref(), factor),
            (None, Some(factor)) => (left.as_ref(), factor),
            _ => (numerator, 1.0),
        },
        _ => (numerator, 1.0),
    };
    // `all - good` is no sum of what it names.
    let subtracts = above.all().iter().any(|part| matches!(part, Query::Binary(Operator::Subtract, ..)));
    (!subtracts).then(|| Linear { of: above.series().collect(), scale, base: 0.0 })
}

/// Metrics of CloudWatch that are shares by themselves: the average of API Gateway's `5XXError`, CloudFront's
/// `5xxErrorRate`, which is in percent.
fn already<'q>(operator: &str, of: &'q Query) -> Option<Linear<'q>> {
    let Query::Series(series) = of else { return None };
    let scale = match series.metric.to_ascii_lowercase().as_str() {
        "5xxerror" if operator == "average" => 1.0,
        "5xxerrorrate" | "503errorrate" => 100.0,
        _ => return None,
    };
    Some(Linear { of: vec![series], scale, base: 0.0 })
}
