//! What a number may be at run time.

use super::super::code::{Code, Spot};
use super::DEPTH;
use crate::gather::source::expr::Kind;

impl<'a> Code<'a> {
    /// A number, with constants and arithmetic followed.
    pub(in super::super) fn number(&self, spot: Spot<'a>) -> Option<f64> {
        self.number_within(spot, DEPTH)
    }

    fn number_within(&self, spot: Spot<'a>, depth: usize) -> Option<f64> {
        let depth = depth.checked_sub(1)?;
        let inner = |expr| self.number_within(spot.with(expr), depth);
        match &spot.expr.kind {
            Kind::Number(number) => {
                number.replace('_', "").trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
            }
            Kind::Sum(left, right) => Some(inner(left)? + inner(right)?),
            Kind::Product(left, right) => Some(inner(left)? * inner(right)?),
            Kind::Name(name) if self.parameter(spot, name).is_some() => self.agreed(spot, depth),
            Kind::Name(_) | Kind::Member(..) => self.number_within(*self.definitions(spot).first()?, depth),
            // Conversions: `Number("1")`, `int(x)`, `time.Duration(x)`.
            Kind::Call(call) => match call.callee.last_name()? {
                "Number" | "parseInt" | "int" | "float" | "Int64" | "Float64" | "Int" => {
                    let value = spot.with(call.positional(0)?);
                    value.expr.literal().map_or_else(|| self.number_within(value, depth), |text| text.parse().ok())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The number that every caller passes.
    fn agreed(&self, spot: Spot<'a>, depth: usize) -> Option<f64> {
        let numbers: Option<Vec<f64>> =
            self.definitions(spot).into_iter().map(|value| self.number_within(value, depth)).collect();
        let numbers = numbers?;
        let first = *numbers.first()?;
        numbers.iter().all(|number| (number - first).abs() < f64::EPSILON).then_some(first)
    }
}
