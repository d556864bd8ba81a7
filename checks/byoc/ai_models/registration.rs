//! Capabilities that containers register themselves, by `POST /capability/register` or a live runner's heartbeat.
//!
//! From go-livepeer `core/external_capabilities.go`; the variables are those of the usual registering clients.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::facts::config::{Document, Format, Node, Value};
use crate::facts::env::{Setter, Variable};
use crate::facts::file::{File, FileId, Role, Span};
use crate::verdict::{Evidence, Finding, Outcome};

use super::decimal::Decimal;
use super::go::{self, Type};
use super::{ships, uses};

/// What is wrong with the registrations of the project, and where they are made.
pub(super) fn outcomes(facts: &Facts) -> Vec<Outcome> {
    let bodies = facts.documents.iter().filter(|document| ships(facts, document.file)).flat_map(of_document);
    of_variables(facts).into_iter().chain(bodies).chain(facts.files.iter().filter_map(call)).collect()
}

/// The variables of files that tell a client both what to register and where.
fn of_variables(facts: &Facts) -> Vec<Outcome> {
    let set = |name: &str| -> BTreeSet<FileId> {
        live(facts).filter(|variable| variable.name == name).map(|variable| variable.name_span.file()).collect()
    };
    let registering: BTreeSet<FileId> = &set("CAPABILITY_NAME") & &set("ORCH_URL");
    live(facts).filter(|variable| registering.contains(&variable.name_span.file())).filter_map(of_variable).collect()
}

fn live(facts: &Facts) -> impl Iterator<Item = &Variable> {
    let counts = |variable: &&Variable| variable.set_by != Setter::Template && ships(facts, variable.name_span.file());
    facts.env.variables.iter().filter(counts)
}

fn of_variable(variable: &Variable) -> Option<Outcome> {
    let value = uses::expanded(&variable.value).map(str::trim);
    let (name, at) = (variable.name.as_str(), variable.value_span);
    match name {
        "CAPABILITY_NAME" => Some(Outcome::Good(Evidence::new(at, "a capability, registered from its environment"))),
        "CAPABILITY_PRICE_PER_UNIT" | "PRICE_PER_UNIT" => price(name, value?, at),
        "CAPABILITY_CAPACITY" | "CAPACITY" => whole(name, value?, at),
        "CAPABILITY_PRICE_SCALING" | "PRICE_SCALING" => whole(name, value?, at),
        "CAPABILITY_PRICE_CURRENCY" | "PRICE_CURRENCY" => currency(value?, at),
        _ => None,
    }
}

fn price(name: &str, value: &str, at: Span) -> Option<Outcome> {
    whole(name, value, at).or_else(|| match Decimal::parse(value) {
        Some(price) if price.is_zero() => Some(free(name, at)),
        Some(price) if price.is_negative() => Some(negative(name, at)),
        _ => None,
    })
}

fn whole(name: &str, value: &str, at: Span) -> Option<Outcome> {
    if value.is_empty() || value.parse::<i64>().is_ok() {
        return None;
    }
    let message = format!("`{name}` is no integer; the client or the orchestrator refuses the registration");
    let help = "write an integer; for a fraction of a unit raise the price scaling instead";
    Some(Outcome::Bad(Finding::new(at, "not an integer", message).help(help)))
}

fn free(name: &str, at: Span) -> Outcome {
    let message = format!("`{name}` is 0: the capability works for nothing");
    Outcome::Doubtful(Finding::new(at, "free", message).help("set a price, unless the work is meant to be free"))
}

fn negative(name: &str, at: Span) -> Outcome {
    let message = format!("`{name}` is negative, and no payment ever covers it");
    Outcome::Bad(Finding::new(at, "negative", message).help("write the price as a positive integer"))
}

/// An orchestrator panics while it handles a registration in a currency its price feed does not have.
fn currency(value: &str, at: Span) -> Option<Outcome> {
    if ["", "WEI", "ETH", "USD"].contains(&value.to_uppercase().as_str()) {
        return None;
    }
    let message = format!("the orchestrator cannot price in `{value}`; its handler panics: `error converting price`");
    Some(Outcome::Bad(Finding::new(at, "no such currency", message).help("use `USD`, `ETH` or `wei`")))
}

static FIELDS: [(&str, Type); 8] = [
    ("name", Type::Text),
    ("description", Type::Text),
    ("url", Type::Text),
    ("capacity", Type::Whole),
    ("price_per_unit", Type::Whole64),
    ("price_scaling", Type::Whole64),
    ("currency", Type::Text),
    ("token", Type::Text),
];

/// Bodies of registrations kept as JSON: one object, or a list of them.
fn of_document(document: &Document) -> Vec<Outcome> {
    bodies(document).flat_map(of_body).collect()
}

/// The bodies a document holds.
pub(super) fn bodies(document: &Document) -> impl Iterator<Item = &Node> {
    let items = match &document.root.value {
        Value::List(items) => items.as_slice(),
        Value::Map(_) => std::slice::from_ref(&document.root),
        _ => &[],
    };
    items.iter().filter(|item| document.format == Format::Json && is_body(item))
}

/// Name, address, price and capacity or scaling, and nothing of an aiModels file.
fn is_body(item: &Node) -> bool {
    let has = |key: &str| item.get(key).is_some();
    let known = item.entries().iter().all(|entry| FIELDS.iter().any(|(name, _)| *name == entry.key));
    known && has("name") && has("url") && has("price_per_unit") && (has("capacity") || has("price_scaling"))
}

fn of_body(body: &Node) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> =
        FIELDS.iter().filter_map(|(field, wanted)| refusal(body, field, *wanted)).collect();
    let price = body.get("price_per_unit");
    if let Some((Value::Number(written), at)) = price.map(|node| (&node.value, node.span)) {
        let parsed = Decimal::parse(written);
        outcomes.extend(parsed.filter(Decimal::is_zero).map(|_| free("price_per_unit", at)));
    }
    let money = body.get("currency").and_then(|node| Some((node.text()?, node.span)));
    outcomes.extend(money.and_then(|(value, at)| currency(value, at)));
    if outcomes.is_empty() {
        outcomes.push(Outcome::Good(Evidence::new(body.span, "a registration's body")));
    }
    outcomes
}

fn refusal(body: &Node, field: &str, wanted: Type) -> Option<Outcome> {
    let node = body.get(field)?;
    let said = go::refusal("ExternalCapability", field, wanted, node)?;
    let finding =
        Finding::new(node.span, "the orchestrator refuses the registration with 400", format!("400: `{said}`"));
    Some(Outcome::Bad(finding.help(format!("give `{field}` the type the orchestrator reads"))))
}

/// Calls that register, as they are written in any language.
static CALLS: [&str; 6] = [
    "/capability/register",
    "register_capability(",
    "RegisterCapability.register(",
    "register_runner(",
    "/runners/heartbeat",
    "/registerLiveRunners",
];

/// The first line of a source file that registers.
fn call(file: &File) -> Option<Outcome> {
    let text = file.text.as_deref().filter(|_| file.role == Role::Source)?;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let found = CALLS.iter().find_map(|call| Some((line.find(call)?, call.len())));
        if let Some((column, length)) = found.filter(|(column, _)| !is_aside(line, *column)) {
            let span = file.span(at + column..at + column + length)?;
            return Some(Outcome::Good(Evidence::new(span, "registers at run time")));
        }
        at += line.len();
    }
    None
}

/// Comments, definitions, and routes that a server offers.
fn is_aside(line: &str, column: usize) -> bool {
    let (before, start) = (&line[..column], line.trim_start());
    let offered = ["HandleFunc(", "Handle(", ".route(", "@app.", "@router.", "router.", "app.post(", "add_post("];
    start.starts_with(['#', '*'])
        || start.starts_with("//")
        || before.contains("def ")
        || before.contains("func ")
        || before.contains("function ")
        || offered.iter().any(|word| before.contains(word))
}
