//! What the launch will cost is worked out, and fits the budget.

use std::collections::BTreeSet;

use super::estimate::{self, Line, money};
use super::rates;
use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::spending::{Budget, Spending};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// What the launch will cost is worked out, and fits the budget.
pub static CHECK: Check = Check {
    id: "cost/projection",
    title: "what the launch will cost is worked out, and fits the budget",
    page: include_str!("projection.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source, Need::Config],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let Some(spending) = facts.team.spending.as_ref().filter(|spending| !spending.volumes.is_empty()) else {
        return Verdict::NeedsAttestation(question(facts));
    };
    let lines = estimate::lines(spending);
    let costs = lines.iter().map(|line| of_line(facts, line));
    let outcomes = costs.chain(of_budget(facts, spending, &lines)).chain(left_out(facts, spending));
    Verdict::every(outcomes, || Verdict::NeedsAttestation(question(facts)))
}

fn of_line(facts: &Facts, line: &Line<'_>) -> Outcome {
    Outcome::Good(Evidence::new(facts.settings_place(&line.volume.at, "the settings"), words(line)))
}

fn words(line: &Line<'_>) -> String {
    let (day, month) = (money(line.usd_per_day), money(line.usd_per_month()));
    format!("{}: {day} a day, {month} a month", line.volume.pipeline)
}

fn of_budget(facts: &Facts, spending: &Spending, lines: &[Line<'_>]) -> Option<Outcome> {
    let budget = spending.budget.as_ref()?;
    let month = estimate::usd_per_day(lines) * estimate::DAYS_A_MONTH;
    let place = facts.settings_place(&budget.at, "the settings");
    if month <= budget.usd {
        let label = format!("{} a month, within the budget of {}", money(month), money(budget.usd));
        return Some(Outcome::Good(Evidence::new(place, label)));
    }
    Some(Outcome::Bad(over(facts, budget, lines, month)))
}

fn over(facts: &Facts, budget: &Budget, lines: &[Line<'_>], month: f64) -> Finding {
    let message = format!("{} a month are to be expected, over the budget of {}", money(month), money(budget.usd));
    let place = |at| facts.settings_place(at, "the settings");
    let finding = Finding::new(place(&budget.at), "the budget", message)
        .help("ask for fewer or smaller results, or raise the budget; `lp-ready cost` shows what costs most");
    lines.iter().fold(finding, |finding, line| finding.because(place(&line.volume.at), words(line)))
}

/// The pipelines that are asked, and that no volume is given for.
fn left_out(facts: &Facts, spending: &Spending) -> Vec<Outcome> {
    let given = |pipeline: &str| spending.volumes.iter().any(|volume| volume.pipeline == pipeline);
    let mut seen = BTreeSet::new();
    let requests = facts.livepeer.requests.iter().filter_map(|request| Some((request, request.pipeline.as_deref()?)));
    let unpriced = requests.filter(|(_, pipeline)| rates::rate(pipeline).is_some() && !given(pipeline));
    let first = unpriced.filter(|(_, pipeline)| seen.insert(*pipeline));
    first
        .map(|(request, pipeline)| {
            let message = format!("the projection leaves out {pipeline}, which is asked for here");
            let help = format!("give its volume in `[cost.volumes.{pipeline}]`; `per_day = 0` where it is none");
            Outcome::Doubtful(Finding::new(request.at, "not in the projection", message).help(help))
        })
        .collect()
}

/// The pipelines whose volumes are asked for: those of the requests, and transcoding for video.
#[must_use]
pub fn pipelines(facts: &Facts) -> Vec<&'static str> {
    let asked = |rate: &&rates::Rate| {
        let of_request = |name: &str| name == rate.pipeline;
        facts.livepeer.requests.iter().filter_map(|request| request.pipeline.as_deref()).any(of_request)
            || rate.pipeline == "transcoding" && facts.has(Profile::Video)
    };
    rates::all().filter(asked).map(|rate| rate.pipeline.as_str()).collect()
}

fn question(facts: &Facts) -> String {
    let of = match pipelines(facts).as_slice() {
        [] => String::new(),
        pipelines => format!(" of {}", pipelines.join(", ")),
    };
    format!(
        "how many requests{of} are to be expected a day? `lp-ready cost` says how to write it down, and works it out"
    )
}
