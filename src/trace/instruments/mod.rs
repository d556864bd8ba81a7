//! The metrics that code makes, and the libraries that measure by themselves.

mod balance;
mod bounds;
mod opentelemetry;
mod prometheus;
mod statsd;
mod tracers;

use lp_ready_checks::facts::alerts::Instrument;

use super::code::{Code, Spot};
use crate::gather::source::expr::Kind;

impl<'a> Code<'a> {
    /// Every metric that code which ships makes.
    pub(super) fn instruments(&self) -> Vec<Instrument> {
        let calls = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        let instrument = |spot: Spot<'a>| {
            let call = spot.expr.call()?;
            let name = call.callee.last_name()?;
            let found = self.of_prometheus(spot, call, name);
            let found = found.or_else(|| self.of_opentelemetry(spot, call, name));
            found.or_else(|| self.of_statsd(spot, call, name))
        };
        calls.filter_map(instrument).collect()
    }

    /// A text with one value, all of it known.
    fn one_text(&self, spot: Spot<'a>) -> Option<String> {
        let text = self.text(spot);
        match text.values.as_slice() {
            [only] if text.open.is_none() => only.whole().map(str::to_owned),
            _ => None,
        }
    }

    /// The texts of a list; `None` where one of them is not known.
    fn texts(&self, spot: Spot<'a>) -> Option<Vec<String>> {
        let list = self.follow(spot);
        match &list.expr.kind {
            Kind::List(items) => items.iter().map(|item| self.one_text(list.with(item))).collect(),
            _ => None,
        }
    }
}
