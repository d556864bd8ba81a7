//! Alerts on the share of requests that fail: what both of them ask, with a status and a limit each.

mod share;
mod statuses;

use crate::facts::Facts;
use crate::facts::alerts::{InstrumentKind, Operator, Query, Rule, Series};
use crate::gateway_selection::hosts;
use crate::verdict::{Evidence, Finding, Verdict};

use super::judged::{self, Judged, alerts, kept_here, nowhere, short};
use super::node_series::{Origin, origin};
use crate::check::Profile;
use share::{Fraction, Shape, shape};
use statuses::{Counted, is_status, of_all};

/// Which failures an alert is asked for, and from which share on.
pub(super) struct Asked {
    /// How people write them: `503`.
    pub(super) failures: &'static str,
    /// The share of all requests; the checklist's number.
    pub(super) limit: f64,
    /// The condition in PromQL, of a label `status`.
    pub(super) matcher: &'static str,
    /// The condition of the node's own counter, `livepeer_ai_request_errors`.
    pub(super) of_node: &'static str,
    /// Whether counting these is counting what is asked for.
    pub(super) covers: fn(Counted) -> bool,
}

/// The verdict on the alert that is asked for.
pub(super) fn judge(facts: &Facts, asked: &Asked) -> Verdict {
    if facts.livepeer.requests.is_empty() && !facts.has(Profile::SelfHosted) {
        return Verdict::NotApplicable("no request to a gateway was found".into());
    }
    let mut judged: Vec<Judged> = alerts(facts).flat_map(|rule| of_rule(facts, asked, rule)).collect();
    let calls_ai = facts.has(Profile::Ai) || !facts.livepeer.requests.is_empty();
    if judged.is_empty() && calls_ai {
        judged.extend(kept_here(facts).map(|rule| missing(facts, asked, rule)));
    }
    judged::verdict(judged, || Verdict::NeedsAttestation(question(asked)))
}

fn question(asked: &Asked) -> String {
    let (failures, percent) = (asked.failures, asked.limit * 100.0);
    format!("is somebody told when more than {percent}% of the gateway's answers are {failures} for some minutes?")
}

fn of_rule(facts: &Facts, asked: &Asked, rule: &Rule) -> Vec<Judged> {
    let compared = rule.query.comparisons();
    let judged = compared.iter().filter_map(|compared| match shape(compared) {
        Shape::Share(fraction) => of_share(facts, asked, rule, &fraction),
        Shape::Count(value) => of_count(facts, asked, rule, value),
    });
    let judged: Vec<Judged> = judged.collect();
    let unread = rule.query == Query::Opaque && statuses::speaks_of_failures(&rule.name);
    if judged.is_empty() && unread {
        return vec![Judged::Untold(format!("the query of `{}` could not be read", rule.name))];
    }
    judged
}

fn of_share(facts: &Facts, asked: &Asked, rule: &Rule, fraction: &Fraction<'_>) -> Option<Judged> {
    let counted = of_all(&fraction.of)?;
    // A share of what went well: what fails is the rest.
    let (counted, fraction) =
        if counted.is_success() { (counted.rest(), fraction.rest()) } else { (counted, fraction.clone()) };
    if !(asked.covers)(counted) {
        return None;
    }
    if let Some(lost) = rule.query.series().find_map(|series| nowhere(facts, rule, series)) {
        return Some(lost);
    }
    if let Some(finding) = unlabelled(facts, rule, &fraction.of) {
        return Some(Judged::Broken(finding));
    }
    if only_503(counted) && is_blind(facts) {
        return Some(Judged::Lax(blind(rule)));
    }
    let judged = of_threshold(asked, rule, &fraction);
    let leaves_out = asked.failures == "5xx" && !counted.unavailable && !is_blind(facts) && !of_node(&fraction.of);
    Some(if leaves_out && matches!(judged, Judged::Good(_)) { partial(asked, rule) } else { judged })
}

/// Whether the node's counter is asked, where errors of capacity have an alert of their own.
fn of_node(counted: &[&Series]) -> bool {
    counted.iter().all(|series| series.metric.ends_with("livepeer_ai_request_errors"))
}

/// Whether only 503 is counted, which not every gateway sends.
fn only_503(counted: Counted) -> bool {
    counted.unavailable && !counted.broken
}

fn of_threshold(asked: &Asked, rule: &Rule, fraction: &Fraction<'_>) -> Judged {
    let name = short(&rule.name);
    let (limit, share) = (asked.limit, fraction.threshold);
    let percent = rounded(share * 100.0);
    let written = fraction.written;
    let found = |message: String| Finding::new(rule.at, "the share of failures", message).help(way_out(asked));
    match fraction.operator {
        Operator::Below => {
            Judged::Broken(found(format!("`{name}` fires while few requests fail, and is silent when many do")))
        }
        Operator::Equal | Operator::Unequal => {
            Judged::Broken(found(format!("`{name}` compares a share with one exact number")))
        }
        _ if share >= 1.0 && fraction.scale <= 1.0 => Judged::Broken(found(format!(
            "`{name}` never fires: a share is at most 1, and this waits for more than {written}"
        ))),
        _ if share >= 1.0 => Judged::Broken(found(format!("`{name}` never fires: it waits for more than {percent}%"))),
        _ if share < 0.0 => Judged::Broken(found(format!("`{name}` always fires: it waits for more than {percent}%"))),
        // A share in percent held against a part of one.
        _ if fraction.scale >= 100.0 && written > 0.0 && written <= limit => Judged::Doubtful(found(format!(
            "`{name}` fires from {percent}% on: the value is in percent, {written} a part of one"
        ))),
        _ if share > limit * 1.000_001 => {
            let failures = asked.failures;
            Judged::Lax(found(format!(
                "`{name}` fires when more than {percent}% are {failures}: {}% is asked for",
                limit * 100.0
            )))
        }
        _ => Judged::Good(Evidence::new(rule.at, format!("fires from {percent}% on"))),
    }
}

/// A rule on fewer statuses than are asked for.
fn partial(asked: &Asked, rule: &Rule) -> Judged {
    let message = format!("`{}` leaves 503 out: `5xx` is every status from 500 on", short(&rule.name));
    Judged::Doubtful(Finding::new(rule.at, "counts some of them", message).help(way_out(asked)))
}

/// A number of failures in a time, whatever the traffic.
fn of_count(facts: &Facts, asked: &Asked, rule: &Rule, value: &Query) -> Option<Judged> {
    let series: Vec<&Series> = value.series().collect();
    if let Some(lost) = series
        .iter()
        .find(|series| statuses::speaks_of_failures(&series.metric))
        .and_then(|series| nowhere(facts, rule, series))
    {
        return Some(lost);
    }
    let counted = of_all(&series)?;
    if !(asked.covers)(counted) || counted.is_success() || counted.fine {
        return None;
    }
    if let Some(finding) = unlabelled(facts, rule, &series) {
        return Some(Judged::Broken(finding));
    }
    if only_503(counted) && is_blind(facts) {
        return Some(Judged::Lax(blind(rule)));
    }
    let message =
        format!("`{}` counts failures and takes no share of them: traffic decides when it fires", short(&rule.name));
    Some(Judged::Doubtful(Finding::new(rule.at, "a number of failures", message).help(way_out(asked))))
}

/// A series of the project's own, asked for by a label it does not have.
fn unlabelled(facts: &Facts, rule: &Rule, counted: &[&Series]) -> Option<Finding> {
    counted.iter().find_map(|series| {
        let Origin::Code(instrument) = origin(facts, series) else { return None };
        let labels = instrument.labels.as_ref()?;
        let asked = series.labels.iter().find(|asked| is_status(&asked.label) && !labels.contains(&asked.label))?;
        let (name, label) = (&series.metric, &asked.label);
        let message = format!("`{}` never fires: `{name}` has no label `{label}`", short(&rule.name));
        let has =
            if labels.is_empty() { "it has none".to_owned() } else { format!("it has `{}`", labels.join("`, `")) };
        Some(
            Finding::new(rule.at, "asks for it", message)
                .because(instrument.at, has)
                .help("give the metric the status, or ask for the label it has"),
        )
    })
}

/// Whether every request goes to Studio, which answers 500 where others answer 503: studio `controllers/generate.ts`.
fn is_blind(facts: &Facts) -> bool {
    let requests = &facts.livepeer.requests;
    let studio = |text: &crate::facts::livepeer::Text| text.open.is_none() && text.all(hosts::is_studio);
    !requests.is_empty() && requests.iter().all(|request| studio(&request.destination))
}

fn blind(rule: &Rule) -> Finding {
    let message = format!("`{}` waits for 503, and Studio answers 500 where no model is warm", short(&rule.name));
    let help = "alert on 5xx: every request here goes to Studio, which hands no 503 on";
    Finding::new(rule.at, "only 503", message).help(help)
}

fn missing(facts: &Facts, asked: &Asked, rule: &Rule) -> Judged {
    let message = format!("there are alerts on Livepeer here, and none of them on the share of {}", asked.failures);
    Judged::Lax(Finding::new(rule.at.file(), "the alerts", message).help(format!("add {}", expression(facts, asked))))
}

/// The expression to paste: of the project's own metric, else of the node's.
fn expression(facts: &Facts, asked: &Asked) -> String {
    let own = facts.alerts.instruments.iter().find_map(|instrument| {
        let label = instrument.labels.as_ref()?.iter().find(|label| is_status(label))?;
        let part = if matches!(instrument.kind, InstrumentKind::Histogram(_) | InstrumentKind::Summary(_)) {
            "_count"
        } else {
            ""
        };
        Some((format!("{}{part}", instrument.name.as_ref()?), label))
    });
    let limit = asked.limit;
    match own {
        Some((name, label)) => {
            let matcher = asked.matcher.replacen("status", label, 1);
            format!("`sum(rate({name}{{{matcher}}}[5m])) / sum(rate({name}[5m])) > {limit}` for 10m")
        }
        None => {
            let errors = "livepeer_ai_request_errors";
            let all = format!("(sum(rate(livepeer_ai_models_requested[5m])) + sum(rate({errors}[5m])))");
            format!("`sum(rate({errors}{{{}}}[5m])) / {all} > {limit}` for 10m", asked.of_node)
        }
    }
}

fn way_out(asked: &Asked) -> String {
    format!(
        "divide the rate of `{{{}}}` by the rate of all requests, and compare with `> {}`",
        asked.matcher, asked.limit
    )
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
