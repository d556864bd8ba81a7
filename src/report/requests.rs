//! The requests a project makes, in words: one row per place that calls Livepeer.

use lp_ready_checks::error_handling::{ceilings, failures};
use lp_ready_checks::facts::key::{Key, Source};
use lp_ready_checks::facts::limit::{Ceiling, Limit};
use lp_ready_checks::facts::livepeer::{Backoff, HOLE, Model, Request, Retry, Side, Text};
use lp_ready_checks::facts::reaction::{Again, Attempts, Growth, Reaction, STATUSES};

use super::Report;

/// What is not known, or not traced.
pub const UNKNOWN: &str = "unknown";

/// A request in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'r> {
    /// The file, relative to the root.
    pub path: &'r str,
    /// The line, counted from 1; `None` when the file's text was not kept.
    pub line: Option<usize>,
    /// What makes the call.
    pub via: String,
    /// Where it goes; several possible addresses are joined by "or".
    pub gateway: String,
    /// The pipeline it asks for, if any.
    pub pipeline: Option<String>,
    /// The model it names, `omitted`, or `unknown`.
    pub model: String,
    /// `none`, `env NAME`, `setting PATH`, `literal` or `unknown`; several names are joined by "or".
    pub key: String,
    /// `browser`, `server` or `unknown`.
    pub runs: &'static str,
    /// Milliseconds, with whose default they are; `none`, `off`, `set` or `unknown`. Behind it, what ends it before that.
    pub timeout: String,
    /// `none`, `off`, `unknown`, or the numbers given.
    pub retry: String,
    /// What becomes of each of [`STATUSES`]: `retried`, `handled`, `generic`, `none`, `dead` or `unknown`.
    pub handles: [&'static str; STATUSES.len()],
    /// What becomes of a request whose connection breaks before there is an answer, in the same words.
    pub dropped: &'static str,
}

impl Row<'_> {
    /// Where it is made: `src/image.ts:12`.
    #[must_use]
    pub fn place(&self) -> String {
        self.line.map_or_else(|| self.path.to_owned(), |line| format!("{}:{line}", self.path))
    }
}

/// Every request of the project.
#[must_use]
pub fn rows(report: &Report) -> Vec<Row<'_>> {
    report.facts.livepeer.requests.iter().map(|request| row(report, request)).collect()
}

/// A request of the report.
pub(super) fn row<'r>(report: &'r Report, request: &Request) -> Row<'r> {
    Row {
        path: &report.facts.file(request.at.file()).path,
        line: report.position(request.at).map(|position| position.line),
        via: report.clean(&request.via),
        gateway: report.clean(&text(&request.destination)),
        pipeline: request.pipeline.as_deref().map(|pipeline| report.clean(pipeline)),
        model: report.clean(&model(&request.model)),
        key: report.clean(&request.key.as_ref().map_or_else(|| "none".to_owned(), key)),
        runs: runs(request.runs),
        timeout: report.clean(&timeout(request)),
        retry: report.clean(&retry(report, request)),
        handles: STATUSES.map(|status| handled(&failures::reaction(&report.facts, request, status))),
        dropped: handled(&failures::dropped(&report.facts, request)),
    }
}

fn text(text: &Text) -> String {
    let mut values: Vec<String> =
        text.values.iter().map(|written| without_login(&written.text.replace(HOLE, "{?}"))).collect();
    values.dedup();
    if text.open.is_some() || values.is_empty() {
        values.push(UNKNOWN.to_owned());
    }
    values.join(" or ")
}

/// An address without the user name and password it may carry.
fn without_login(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..host_end].rfind('@') {
        Some(at) => format!("{scheme}://…{}", &rest[at..]),
        None => address.to_owned(),
    }
}

fn model(model: &Model) -> String {
    match model {
        Model::Named(name) => text(name),
        Model::Omitted => "omitted".to_owned(),
        Model::Unknown(_) => UNKNOWN.to_owned(),
    }
}

/// Where a key comes from; what is named says more than what is written or not known.
fn key(key: &Key) -> String {
    let names = |named: fn(&Source) -> Option<&str>| {
        let mut names: Vec<&str> = key.from.iter().filter_map(named).collect();
        names.dedup();
        names.join(" or ")
    };
    let variables = names(|source| match source {
        Source::Variable { name, .. } => Some(name),
        _ => None,
    });
    let settings = names(|source| match source {
        Source::Setting { name, .. } => Some(name),
        _ => None,
    });
    let written = key.from.iter().any(|source| matches!(source, Source::Written { .. }));
    match (variables.as_str(), settings.as_str()) {
        ("", "") => if written { "literal" } else { UNKNOWN }.to_owned(),
        ("", settings) => format!("setting {settings}"),
        (variables, _) => format!("env {variables}"),
    }
}

fn runs(side: Side) -> &'static str {
    match side {
        Side::Browser => "browser",
        Side::Server => "server",
        Side::Unknown => UNKNOWN,
    }
}

fn timeout(request: &Request) -> String {
    let own = match request.limit {
        Limit::Set { ms: Some(ms), .. } | Limit::Default { ms, .. } => ms,
        _ => f64::INFINITY,
    };
    let lower = request.ceilings.iter().filter(|ceiling| ceiling.ms < own);
    let by = |ceiling: &Ceiling| format!(", {} ms by {}", ceiling.ms, ceilings::name(ceiling.host));
    let lowest = lower.min_by(|one, other| one.ms.total_cmp(&other.ms)).map(by);
    format!("{}{}", limit(&request.limit), lowest.unwrap_or_default())
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Unset => "none".to_owned(),
        Limit::Off { .. } => "off".to_owned(),
        Limit::Default { ms, of } => format!("{ms} ms by {}", of.replace('`', "")),
        Limit::Set { ms: Some(ms), .. } => format!("{ms} ms"),
        Limit::Set { ms: None, .. } => "set".to_owned(),
        Limit::Unknown(_) => UNKNOWN.to_owned(),
    }
}

/// What an SDK is told goes before what the code around the call does.
fn retry(report: &Report, request: &Request) -> String {
    match report.facts.livepeer.retry_of(request) {
        Retry::Unset => attempts(&request.attempts),
        option => retry_option(option),
    }
}

fn attempts(attempts: &Attempts) -> String {
    match attempts {
        Attempts::Once | Attempts::Again(Again { useless: Some(_), .. }) => "none".to_owned(),
        Attempts::Again(again) => {
            let how_often = match again.attempts {
                Some(attempts) => format!("{attempts} attempts"),
                None if again.bounded => "again".to_owned(),
                None => "for ever".to_owned(),
            };
            format!("{how_often}, {}", growth(again.growth))
        }
        Attempts::Unknown(_) => UNKNOWN.to_owned(),
    }
}

fn growth(growth: Growth) -> &'static str {
    match growth {
        Growth::NoWait => "at once",
        Growth::Fixed => "fixed delay",
        Growth::Linear => "linear delay",
        Growth::Exponential => "exponential delay",
        Growth::Unknown => "some delay",
    }
}

/// What is done about a status, in a word.
pub(super) fn handled(reaction: &Reaction) -> &'static str {
    match reaction {
        Reaction::Own { deeds, .. } | Reaction::Generic { deeds, .. } if deeds.retries => "retried",
        Reaction::Own { .. } => "handled",
        Reaction::Generic { .. } => "generic",
        Reaction::None => "none",
        Reaction::Dead { .. } => "dead",
        Reaction::Unknown(_) => UNKNOWN,
    }
}

fn retry_option(retry: &Retry) -> String {
    match retry {
        Retry::Unset => "none".to_owned(),
        Retry::Off { .. } => "off".to_owned(),
        Retry::Set { backoff, .. } => numbers(backoff),
        Retry::Unknown { .. } => UNKNOWN.to_owned(),
    }
}

fn numbers(backoff: &Backoff) -> String {
    let given = [
        ("from", backoff.initial_ms, " ms"),
        ("to", backoff.max_ms, " ms"),
        ("exponent", backoff.exponent, ""),
        ("for", backoff.elapsed_ms, " ms"),
    ];
    let parts = given.iter().filter_map(|(name, number, unit)| number.map(|number| format!("{name} {number}{unit}")));
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { "set".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_its_login() {
        assert_eq!(without_login("https://user:pass@gw.example.com/a@b"), "https://…@gw.example.com/a@b");
        assert_eq!(without_login("https://gw.example.com/a@b"), "https://gw.example.com/a@b");
    }

    #[test]
    fn retry_numbers_are_given_as_far_as_they_are_known() {
        let backoff = Backoff { initial_ms: Some(500.0), elapsed_ms: Some(3.6e6), ..Backoff::default() };
        assert_eq!(numbers(&backoff), "from 500 ms, for 3600000 ms");
        assert_eq!(numbers(&Backoff::default()), "set");
    }

    #[test]
    fn what_is_open_is_said_to_be() {
        assert_eq!(text(&Text::unknown("argument")), "unknown");
    }
}
