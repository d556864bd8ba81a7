//! Lengths of time as each language writes them, in milliseconds.

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// How deep a length of time is followed.
const DEPTH: usize = 10;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) enum Time {
    /// So many milliseconds.
    Ms(f64),
    /// No end.
    Never,
    /// It cannot be told.
    Unknown,
}

/// Names that hold the length of a whole request, where several phases are told apart; the longest phase comes first.
const WHOLE: &[&str] = &["total", "request", "read", "deadline", "response", "timeout", "sock_read", "milliseconds"];

impl<'a> Code<'a> {
    /// A length of time; plain numbers are of this many milliseconds each.
    pub(in super::super) fn time(&self, spot: Spot<'a>, unit: f64) -> Time {
        self.time_within(spot, unit, DEPTH)
    }

    fn time_within(&self, spot: Spot<'a>, unit: f64, depth: usize) -> Time {
        let Some(depth) = depth.checked_sub(1) else { return Time::Unknown };
        if let Some(number) = self.number(spot) {
            return if number > 0.0 { Time::Ms(number * unit) } else { Time::Never };
        }
        if let Some(ms) = self.go_duration(spot, DEPTH) {
            return Time::Ms(ms);
        }
        match &spot.expr.kind {
            Kind::Null | Kind::Bool(false) => Time::Never,
            Kind::Member(_, name) if matches!(name.as_str(), "InfiniteTimeSpan" | "Infinite") => Time::Never,
            Kind::Object(object) => {
                let field = WHOLE.iter().find_map(|name| object.field(name));
                field.map_or(Time::Unknown, |field| self.time_within(spot.with(&field.value), unit, depth))
            }
            // `(connect, read)` of requests: the last is what a slow answer runs into.
            Kind::List(items) => {
                items.last().map_or(Time::Unknown, |last| self.time_within(spot.with(last), unit, depth))
            }
            Kind::Call(call) => self.time_of_call(spot, call, unit, depth),
            Kind::Default(value, fallback) => match self.time_within(spot.with(value), unit, depth) {
                Time::Unknown => self.time_within(spot.with(fallback), unit, depth),
                known => known,
            },
            _ => self.time_by_name(spot, unit, depth),
        }
    }

    /// What a name stands for, or the number a variable holds.
    fn time_by_name(&self, spot: Spot<'a>, unit: f64, depth: usize) -> Time {
        if let Some(next) = self.definitions(spot).first() {
            return self.time_within(*next, unit, depth);
        }
        let values = self.text(spot).values;
        let number = values.first().and_then(|value| value.text.trim_end_matches('s').parse::<f64>().ok());
        number.map_or(Time::Unknown, |number| Time::Ms(number * unit))
    }

    fn time_of_call(&self, spot: Spot<'a>, call: &'a Call, unit: f64, depth: usize) -> Time {
        let argument = WHOLE.iter().find_map(|name| call.named(name)).or_else(|| call.positional(0));
        let inner = |unit| argument.map_or(Time::Unknown, |expr| self.time_within(spot.with(expr), unit, depth));
        match call.callee.last_name().unwrap_or_default() {
            "from_secs" | "from_secs_f64" | "from_secs_f32" | "timedelta" => inner(1000.0),
            "from_millis" => inner(1.0),
            "from_mins" => inner(60_000.0),
            "FromMilliseconds" => inner(1.0),
            "FromSeconds" => inner(1000.0),
            "FromMinutes" => inner(60_000.0),
            "FromHours" => inner(3_600_000.0),
            "TimeSpan" => self.time_span(spot, call),
            // `httpx.Timeout(300)`, `aiohttp.ClientTimeout(total=300)`; without a total, aiohttp has none.
            "Timeout" => inner(unit),
            "ClientTimeout" => match call.named("total").or_else(|| call.positional(0)) {
                Some(total) => self.time_within(spot.with(total), unit, depth),
                None if call.args.is_empty() => Time::Ms(300_000.0),
                None => inner(unit),
            },
            "Number" | "parseInt" | "parseFloat" | "int" | "float" | "Some" | "seconds" => inner(unit),
            _ => Time::Unknown,
        }
    }

    /// `new TimeSpan(hours, minutes, seconds)`.
    fn time_span(&self, spot: Spot<'a>, call: &'a Call) -> Time {
        let numbers = call.args.iter().map(|arg| self.number(spot.with(&arg.value)));
        match numbers.collect::<Option<Vec<f64>>>().as_deref() {
            Some([hours, minutes, seconds]) => Time::Ms(((hours * 60.0 + minutes) * 60.0 + seconds) * 1000.0),
            _ => Time::Unknown,
        }
    }

    /// `300 * time.Second`, `time.Duration(n) * time.Minute`, with constants followed; `None` where no unit is written.
    fn go_duration(&self, spot: Spot<'a>, depth: usize) -> Option<f64> {
        let depth = depth.checked_sub(1)?;
        match &spot.expr.kind {
            Kind::Product(left, right) => {
                let by = |unit: &'a Expr, number: &'a Expr| Some(go_unit(unit)? * self.go_number(spot.with(number))?);
                by(right, left).or_else(|| by(left, right))
            }
            Kind::Member(..) if go_unit(spot.expr).is_some() => go_unit(spot.expr),
            Kind::Name(_) | Kind::Member(..) => self.go_duration(*self.definitions(spot).first()?, depth),
            _ => None,
        }
    }

    fn go_number(&self, spot: Spot<'a>) -> Option<f64> {
        match &spot.expr.kind {
            Kind::Call(call) if call.callee.last_name() == Some("Duration") => {
                self.number(spot.with(call.positional(0)?))
            }
            _ => self.number(spot),
        }
    }
}

/// The milliseconds of `time.Second` and its kin.
fn go_unit(expr: &Expr) -> Option<f64> {
    match expr.path()?.as_slice() {
        ["time", "Millisecond"] => Some(1.0),
        ["time", "Second"] => Some(1000.0),
        ["time", "Minute"] => Some(60_000.0),
        ["time", "Hour"] => Some(3_600_000.0),
        _ => None,
    }
}
