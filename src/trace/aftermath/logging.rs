//! Whether the status of an answer gets into a log or a metric.

use lp_ready_checks::facts::reaction::Logged;

use super::super::code::{Code, Spot};
use super::Region;
use super::curl::{curl_words, is_short};
use super::deeds::logs;
use crate::gather::source::expr::{Bytes, Call, Expr};
use crate::gather::source::flow::{Jump, within};

/// Methods of metrics that are given labels or values.
const COUNTS: &[&str] = &[
    "labels",
    "WithLabelValues",
    "With",
    "inc",
    "Inc",
    "increment",
    "observe",
    "Observe",
    "record",
    "Record",
    "add",
    "Add",
    "counter",
    "histogram",
    "gauge",
    "timing",
    "startTimer",
    "stop",
    "end",
    "setAttribute",
    "set_attribute",
    "SetAttributes",
];

impl<'a> Code<'a> {
    /// Where the status gets to, the best of all regions.
    pub(in super::super) fn logged(&self, regions: &[Region<'a>]) -> Logged {
        let found = regions.iter().map(|region| self.logged_in(region));
        found
            .min_by_key(|logged| match logged {
                Logged::Here(_) => 0,
                Logged::InError => 1,
                Logged::WithError => 2,
                Logged::Nowhere => 3,
            })
            .unwrap_or(Logged::Nowhere)
    }

    fn logged_in(&self, region: &Region<'a>) -> Logged {
        let behind = |expr: &&Expr| {
            within(&expr.at, &region.at) && region.asked.as_ref().is_none_or(|asked| asked.start < expr.at.end)
        };
        let calls = || region.module.calls.iter().filter(behind).filter_map(|expr| Some((expr, expr.call()?)));
        let noted = calls().find(|(_, call)| (logs(call) || counts(call)) && self.holds_status(region, call));
        if let Some((expr, _)) = noted {
            return Logged::Here(self.span(region.module, &expr.at));
        }
        if let Some(flag) = said_by_curl(region) {
            return Logged::Here(self.span(region.module, &flag));
        }
        let exits = region.module.flow.exits.iter().filter(|exit| within(&exit.at, &region.at));
        let errors =
            exits.filter(|exit| matches!(exit.kind, Jump::Throw | Jump::Return)).filter_map(|exit| exit.value.as_ref());
        let is_error = |value: &Expr| value.any(&mut |part| part.call().is_some());
        if errors.into_iter().any(|value| is_error(value) && self.is_status_in(region, value)) {
            return Logged::InError;
        }
        let given = |call: &'a Call| call.args.iter().any(|arg| self.is_error_in(region, &arg.value));
        if calls().any(|(_, call)| logs(call) && given(call)) { Logged::WithError } else { Logged::Nowhere }
    }

    fn holds_status(&self, region: &Region<'a>, call: &'a Call) -> bool {
        call.args.iter().any(|arg| self.is_status_in(region, &arg.value))
    }

    fn is_status_in(&self, region: &Region<'a>, expr: &'a Expr) -> bool {
        // A client that throws shows the status of what went well, and no other.
        let hidden = |part: &Expr| region.throws.is_some() && self.is_answer(region, part);
        expr.any(&mut |part| !hidden(part) && self.is_status(region, Spot { module: region.module, expr: part }))
    }

    /// Whether what is logged is the error that was caught.
    fn is_error_in(&self, region: &Region<'a>, expr: &'a Expr) -> bool {
        expr.any(&mut |part| part.root().is_some_and(|name| self.is_caught(region, name)))
    }
}

fn counts(call: &Call) -> bool {
    call.callee.last_name().is_some_and(|name| COUNTS.contains(&name))
}

/// The flag that makes curl say the status on the terminal, unless it is silenced.
fn said_by_curl(region: &Region<'_>) -> Option<Bytes> {
    let is = |wanted: &dyn Fn(&str) -> bool| curl_words(region).any(|(_, text)| wanted(text));
    let silent = is(&|text| is_short(text, 's') || text == "--silent")
        && !is(&|text| is_short(text, 'S') || text == "--show-error");
    let says = |text: &str| {
        is_short(text, 'f') || text.starts_with("--fail") || matches!(text, "-i" | "-v" | "--include" | "--verbose")
    };
    curl_words(region).find(|(_, text)| says(text)).filter(|_| !silent).map(|(at, _)| at.clone())
}
