//! Code that asks what is left of a gateway's deposit.

use lp_ready_checks::facts::file::Span;

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Expr, Kind, Part};

/// The call of the TicketBroker that says it, as code names it; protocol `TicketBroker.sol`.
const CALLS: &[&str] = &["getSenderInfo", "get_sender_info", "GetSenderInfo"];

/// The same in a text: in an ABI, or as the node's own route; go-livepeer `server/webserver.go`.
const WORDS: &[&str] = &["/senderInfo", "getSenderInfo"];

impl<'a> Code<'a> {
    /// Every call that asks for it.
    pub(in super::super) fn balance_reads(&self) -> Vec<Span> {
        let calls = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        let asks = |spot: &Spot<'a>| {
            let Some(call) = spot.expr.call() else { return false };
            let named = call.callee.last_name().is_some_and(|name| CALLS.contains(&name));
            named || call.args.iter().any(|arg| arg.value.any(&mut |part| says(part)))
        };
        calls.filter(asks).map(|spot| self.span(spot.module, &spot.expr.at)).collect()
    }
}

fn says(expr: &Expr) -> bool {
    let Kind::Text(parts) = &expr.kind else { return false };
    parts.iter().any(|part| matches!(part, Part::Literal(text) if WORDS.iter().any(|word| text.contains(word))))
}
