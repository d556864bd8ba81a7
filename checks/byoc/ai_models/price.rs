//! Prices of models, which a node on chain cannot start without.
//!
//! From go-livepeer `cmd/livepeer/starter/starter.go` and `core/autoconvertedprice.go`.

use crate::facts::config::{Node, Value};
use crate::verdict::{Finding, Outcome};

use super::decimal::Decimal;
use super::fields;
use super::settings::{Base, Network, Settings};

/// What is wrong with the prices of an entry; nothing off chain, where the node ignores them.
pub(super) fn outcomes(entry: &Node, settings: &Settings) -> Vec<Outcome> {
    if settings.network == Network::OffChain {
        return Vec::new();
    }
    let found = [price(entry), pixels(entry), currency(entry, settings), dear(entry)];
    found.into_iter().flatten().collect()
}

/// Whether the node has no price for this entry on chain, as far as the entry and the command line tell.
pub(super) fn is_missing(entry: &Node, settings: &Settings) -> bool {
    settings.network != Network::OffChain
        && settings.base != Base::Set
        && fields::value(entry, "price_per_unit").is_none()
}

/// The finding on models without a price; `name` is the first of them.
pub(super) fn missing(entry: &Node, name: &str, others: usize, settings: &Settings) -> Outcome {
    let more = if others > 0 { format!(" (and {others} more)") } else { String::new() };
    let panic = format!("'pricePerUnit' must be set for model '{name}' …");
    let sure = settings.network == Network::OnChain && settings.base == Base::Unset;
    let message = if sure {
        format!("no `price_per_unit`{more} and no `-pricePerUnit`; the node panics: `{panic}`")
    } else {
        format!("no `price_per_unit`{more}; on chain, without `-pricePerUnit`, the node panics: `{panic}`")
    };
    let finding = Finding::new(entry.span, "has no price", message)
        .help("give the model a `price_per_unit`, or start the node with `-pricePerUnit`");
    if sure { Outcome::Bad(finding) } else { Outcome::Doubtful(finding) }
}

fn number(entry: &Node, field: &str) -> Option<(Decimal, crate::facts::file::Span)> {
    let node = fields::value(entry, field)?;
    match &node.value {
        Value::Number(written) => Some((Decimal::parse(written)?, node.span)),
        _ => None,
    }
}

fn price(entry: &Node) -> Option<Outcome> {
    let (price, at) = number(entry, "price_per_unit")?;
    if price.is_negative() {
        let message = "`price_per_unit` is negative; the node panics: `… must be a valid positive number`";
        return Some(Outcome::Bad(Finding::new(at, "negative", message).help("write the price as a positive number")));
    }
    price.is_zero().then(|| {
        let message = "`price_per_unit` is 0: the node takes it and does this model's jobs for nothing";
        Outcome::Doubtful(Finding::new(at, "free", message).help("set a price, unless the work is meant to be free"))
    })
}

fn pixels(entry: &Node) -> Option<Outcome> {
    let (pixels, at) = number(entry, "pixels_per_unit")?;
    if pixels.is_positive() && pixels.is_whole() {
        return None;
    }
    let message = "`pixels_per_unit` is no positive integer; the node panics: `… must be a valid positive integer`";
    Some(Outcome::Bad(Finding::new(at, "not a positive integer", message).help("write a whole number of 1 or more")))
}

/// The node converts by a price feed that pairs ETH with one other currency, the dollar unless it is told otherwise.
fn currency(entry: &Node, settings: &Settings) -> Option<Outcome> {
    let node = fields::value(entry, "currency")?;
    let currency = node.text()?;
    let upper = currency.to_uppercase();
    if ["", "WEI", "ETH", "USD"].contains(&upper.as_str())
        || settings.own_feed
        || number(entry, "price_per_unit").is_none()
    {
        return None;
    }
    let message = format!(
        "the node cannot price in `{currency}`; it panics: `price feed does not have {upper} as a currency (ETH/USD)`"
    );
    Some(Outcome::Bad(Finding::new(node.span, "no such currency", message).help("use `USD`, `ETH` or `wei`")))
}

/// A dollar or more for a single pixel or token.
fn dear(entry: &Node) -> Option<Outcome> {
    let currency = fields::value(entry, "currency")?.text()?;
    let (price, at) = number(entry, "price_per_unit")?;
    let many = number(entry, "pixels_per_unit").is_some_and(|(pixels, _)| pixels.is_above_one());
    if !currency.eq_ignore_ascii_case("usd") || many || !price.is_at_least_one() {
        return None;
    }
    let message = "a dollar or more for every single unit, as `pixels_per_unit` is 1: nobody buys at this price";
    let help = "price a batch of units, for example `\"price_per_unit\": 0.18, \"pixels_per_unit\": 1000000`";
    Some(Outcome::Doubtful(Finding::new(at, "US dollars per unit", message).help(help)))
}
