//! Somebody is told before the deposit runs out.

mod level;

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::alerts::{Query, Rule, RuleKind, Series};
use crate::facts::node::Command;
use crate::verdict::{Evidence, Finding, Verdict};

use super::judged::{self, Judged, kept_here, nowhere};
use super::node_series::{Origin, origin};

/// Somebody is told before the deposit runs out.
pub static CHECK: Check = Check {
    id: "monitoring/deposit_alert",
    title: "somebody is told before the deposit runs out",
    page: include_str!("deposit_alert.md"),
    severity: Severity::Important,
    profiles: &[Profile::SelfHosted],
    needs: &[Need::Config, Need::Source, Need::Env],
    judge,
};

/// What is left of a gateway's money, under its newer and its older names; go-livepeer `monitor/census.go`.
const BALANCES: [&str; 4] = ["gateway_deposit", "gateway_reserve", "broadcaster_deposit", "broadcaster_reserve"];

/// A rule that fires in time: 0.05 ETH is what Livepeer's own alerts call very low.
const RULE: &str = "livepeer_gateway_deposit < 5e7";

fn judge(facts: &Facts) -> Verdict {
    if !facts.nodes.is_empty() && !facts.nodes.iter().any(|node| pays(facts, node)) {
        return Verdict::NotApplicable("no gateway here pays from a deposit of its own".into());
    }
    let mut judged: Vec<Judged> = facts.alerts.rules.iter().flat_map(|rule| of_rule(facts, rule)).collect();
    let asks = |at: &crate::facts::file::Span| Judged::Good(Evidence::new(*at, "asks for the balance"));
    judged.extend(facts.alerts.balance_reads.iter().map(asks));
    if judged.is_empty() {
        judged.extend(kept_here(facts).map(|rule| missing(facts, rule)));
    }
    judged::verdict(judged, || {
        Verdict::NeedsAttestation("is somebody told when the gateway's deposit or reserve falls below 0.05 ETH?".into())
    })
}

/// Whether a node pays from a deposit of its own: a gateway or a signer, on a chain.
fn pays(facts: &Facts, node: &Command) -> bool {
    let pays = ["gateway", "broadcaster", "remoteSigner"].iter().any(|mode| node.is_on(mode));
    let elsewhere =
        || node.flag("config").is_some() || facts.env.variables.iter().any(|set| set.name.starts_with("LP_"));
    // Off-chain is what a node is when nothing is said; go-livepeer `cmd/livepeer/starter/starter.go`.
    let on_chain = match node.flag("network") {
        Some(network) => network.value != "offchain",
        None => node.flag("ethUrl").is_some() || elsewhere(),
    };
    pays && on_chain && node.flag("remoteSignerUrl").is_none()
}

/// What a rule or panel says of the balance; nothing where it is about something else.
fn of_rule(facts: &Facts, rule: &Rule) -> Vec<Judged> {
    if rule.kind == RuleKind::Record {
        return Vec::new();
    }
    if let Some(lost) =
        rule.query.series().filter(|series| is_meant(series)).find_map(|series| nowhere(facts, rule, series))
    {
        return vec![lost];
    }
    let watched = rule.query.series().any(is_balance);
    match rule.kind {
        _ if !watched => Vec::new(),
        RuleKind::Panel => vec![level::of_panel(rule)],
        _ => of_alert(rule),
    }
}

fn of_alert(rule: &Rule) -> Vec<Judged> {
    let compared = rule.query.comparisons();
    let compared: Vec<_> = compared.iter().filter(|compared| compared.value.series().any(is_balance)).collect();
    // `deposit > 0 and deposit < …`: what tells is the upper bound.
    let bounded = compared.iter().any(|compared| compared.operator == crate::facts::alerts::Operator::Below);
    let told =
        compared.iter().filter(|compared| !bounded || compared.operator != crate::facts::alerts::Operator::Above);
    let judged: Vec<Judged> = told.map(|compared| level::of_alert(rule, compared)).collect();
    match judged.is_empty() {
        false => judged,
        true if is_presence(&rule.query) => vec![presence(rule)],
        true => vec![Judged::Untold(format!("what `{}` asks of the balance could not be read", rule.name))],
    }
}

/// Whether a series is a balance of a node, as Prometheus or as an agent of Datadog names it.
fn is_balance(series: &Series) -> bool {
    let name = series.metric.replace('.', "_");
    BALANCES.iter().any(|balance| name.strip_suffix(balance).is_some_and(|rest| rest.ends_with("livepeer_")))
}

/// Whether a series is meant to be one, by its name.
fn is_meant(series: &Series) -> bool {
    ["deposit", "reserve", "balance"].iter().any(|word| series.metric.contains(word))
}

fn is_presence(query: &Query) -> bool {
    let absent = |query: &&Query| matches!(query, Query::Call(function, _) if function.starts_with("absent"));
    query.all().iter().any(absent)
}

fn presence(rule: &Rule) -> Judged {
    let message = format!("`{}` watches whether the balance is known, not how much is left", judged::short(&rule.name));
    Judged::Doubtful(Finding::new(rule.at, "fires when the node is gone", message).help(format!("add `{RULE}`")))
}

fn missing(facts: &Facts, rule: &Rule) -> Judged {
    let unheard = rule.query.series().any(|series| matches!(origin(facts, series), Origin::Node(_)));
    let message = "there are alerts on Livepeer here, and none of them watches the deposit or the reserve";
    let finding = Finding::new(rule.at.file(), "the alerts", message);
    let finding = if unheard { finding.because(rule.at, "a rule on the node's metrics") } else { finding };
    Judged::Lax(finding.help(format!("add an alert with `expr: {RULE}`: the metric is in gwei, so this is 0.05 ETH")))
}
