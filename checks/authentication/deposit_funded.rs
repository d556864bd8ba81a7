//! A gateway that pays on chain has the means to.

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::env::Setter;
use crate::facts::node::Command;
use crate::verdict::Verdict;

/// A gateway that pays on chain has the means to.
pub static CHECK: Check = Check {
    id: "authentication/deposit_funded",
    title: "a gateway that pays on chain has the means to",
    page: include_str!("deposit_funded.md"),
    severity: Severity::Blocker,
    profiles: &[Profile::SelfHosted],
    needs: &[Need::Config, Need::Source],
    judge,
};

/// How a gateway pays.
enum Pays {
    /// From its own deposit, which the account holds where it is named.
    Itself(Option<String>),
    /// Somebody else signs its tickets.
    ByASigner,
    /// Not at all.
    Never,
    /// It depends on this network, which could not be told.
    Untold(String),
}

/// What a node may be that takes tickets, or none at all.
const PAID: &[&str] = &["orchestrator", "transcoder", "aiWorker", "redeemer", "reward"];

fn judge(facts: &Facts) -> Verdict {
    let nodes = facts.nodes.iter().filter(|node| !node.is_trial());
    let (payers, others): (Vec<&Command>, Vec<_>) = nodes.partition(|node| is_payer(facts, node));
    if payers.is_empty()
        && !others.is_empty()
        && others.iter().all(|node| PAID.iter().any(|role| is(facts, node, role)))
    {
        return Verdict::NotApplicable("no node of the project is a gateway: these are paid, and pay nobody".into());
    }
    if payers.is_empty() {
        let reason = "no command line of a gateway is in the project, so whether it pays on chain could not be told";
        return Verdict::Unknown(reason.into());
    }
    let gateways: Vec<Pays> = payers.iter().map(|node| pays(facts, node)).collect();
    let mut own = gateways.iter().filter_map(|pays| match pays {
        Pays::Itself(account) => Some(account.as_deref()),
        Pays::ByASigner | Pays::Never | Pays::Untold(_) => None,
    });
    let mut untold = gateways.iter().filter_map(|pays| match pays {
        Pays::Untold(network) => {
            Some(format!("whether the gateway is on chain depends on `{network}`, which nothing here sets"))
        }
        _ => None,
    });
    match (own.next(), untold.next()) {
        (Some(account), _) => Verdict::NeedsAttestation(question(account)),
        (None, Some(reason)) => Verdict::Unknown(reason),
        (None, None) if gateways.iter().any(|pays| matches!(pays, Pays::ByASigner)) => {
            Verdict::NotApplicable("a remote signer pays for the gateway".into())
        }
        (None, None) => Verdict::NotApplicable("the gateway is off chain and pays nobody".into()),
    }
}

/// Gateways pay, and so do those who sign for them.
fn is_payer(facts: &Facts, node: &Command) -> bool {
    ["gateway", "broadcaster", "remoteSigner"].iter().any(|role| is(facts, node, role))
}

/// Whether a switch is on, by its flag or by its variable.
fn is(facts: &Facts, node: &Command, role: &str) -> bool {
    node.is_on(role) || node.flag(role).is_none() && setting(facts, node, role).is_some_and(|value| value == "true")
}

fn pays(facts: &Facts, node: &Command) -> Pays {
    if setting(facts, node, "remoteSignerUrl").is_some() && !is(facts, node, "remoteSigner") {
        return Pays::ByASigner;
    }
    // Off chain is the node's own default; go-livepeer cmd/livepeer/starter/starter.go.
    let Some(written) = setting(facts, node, "network") else { return Pays::Never };
    match resolved(facts, &written) {
        None => Pays::Untold(written),
        Some(network) if network == "offchain" => Pays::Never,
        Some(_) => Pays::Itself(setting(facts, node, "ethAcctAddr").filter(|account| account.starts_with("0x"))),
    }
}

/// A value with what the environment puts in its place: `$NAME`, `${NAME}`, `${NAME:-default}`.
fn resolved(facts: &Facts, written: &str) -> Option<String> {
    let Some(reference) = written.strip_prefix('$') else { return Some(written.to_owned()) };
    let inner = reference.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(reference);
    let name = inner.split([':', '-', '?']).next().unwrap_or(inner);
    let default = inner.split_once('-').map(|(_, default)| default.to_owned());
    let mut set = facts.env.variables.iter().filter(|set| set.name == name && set.set_by != Setter::Template);
    set.find(|set| !set.value.starts_with('$')).map(|set| set.value.clone()).or(default)
}

/// A flag's value, or that of the variable the node reads in its place.
fn setting(facts: &Facts, node: &Command, name: &str) -> Option<String> {
    let variable = format!("LP_{}", name.to_uppercase());
    let flag = node.flag(name).map(|flag| flag.value.to_owned());
    let of_file = || {
        let mut set = facts.env.variables.iter().filter(|set| set.name_span.file() == node.file);
        set.find(|set| set.name == variable).map(|set| set.value.clone())
    };
    flag.or_else(of_file).filter(|value| !value.is_empty())
}

fn question(account: Option<&str>) -> String {
    let account = account.map_or_else(|| "the gateway's account".to_owned(), |account| format!("`{account}`"));
    format!(
        "does {account} hold a deposit of 0.1 ETH or more and a reserve of 0.36 ETH or more in the TicketBroker on \
         Arbitrum One, with no unlock under way?"
    )
}
