//! Loops that ask again until an answer is good.

use lp_ready_checks::facts::reaction::{Again, By, Growth};

use super::super::aftermath::Region;
use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Comparison, Expr, Kind};
use crate::gather::source::flow::{Jump, Loop, within};

impl<'a> Code<'a> {
    /// The loop of a region that makes its request again when it fails.
    pub(super) fn retry_loop(&self, region: &Region<'a>) -> Option<Again> {
        let asked = region.asked.as_ref()?;
        let around = |found: &&Loop| within(asked, &found.body) && within(&found.at, &region.at);
        let mut loops: Vec<_> = region.module.flow.loops.iter().filter(around).collect();
        loops.sort_by_key(|found| found.body.len());
        loops.into_iter().find(|found| self.tries_again(region, found)).map(|found| self.again_by(region, found))
    }

    /// Whether a loop makes the same request again, rather than one for each of many things.
    fn tries_again(&self, region: &Region<'a>, found: &Loop) -> bool {
        self.says_trying(region, found)
            || self.ends_well(region, found)
                && !self.goes_through_things(region, found)
                && self.goes_on_failing(region, found)
    }

    /// Whether each round is about another thing, whose name the request uses.
    pub(in super::super) fn goes_through_things(&self, region: &Region<'a>, found: &Loop) -> bool {
        let Some((item, items)) = &found.each else {
            // `for (let i = 0; i < prompts.length; i++)`, with `prompts[i]` in it
            return counter(found).is_some_and(|name| self.uses(region, found, &format!("[{name}]")));
        };
        let counts = items.call().is_some_and(|call| call.callee.last_name() == Some("range"))
            || matches!(items.kind, Kind::Number(_));
        !counts && item.last_name().is_some_and(|name| self.uses(region, found, name))
    }

    /// Whether the request, or what is made for it in the loop, uses a name.
    fn uses(&self, region: &Region<'a>, found: &Loop, name: &str) -> bool {
        let text = self.file(region.module).text.as_deref().unwrap_or_default();
        let made = region.module.bindings.iter().map(|binding| &binding.value.at).filter(|at| within(at, &found.body));
        region.asked.iter().chain(made).any(|at| text.get(at.clone()).is_some_and(|text| text.contains(name)))
    }

    /// Whether a failure stays in the loop: some failing way of it does not leave.
    fn goes_on_failing(&self, region: &Region<'a>, found: &Loop) -> bool {
        let flow = &region.module.flow;
        let asked = region.asked.clone().unwrap_or(0..0);
        let handled = flow.handlers.iter().any(|handler| {
            within(&handler.body, &found.body)
                && within(&asked, &handler.tried)
                && !self.leaves(region, &handler.body, found, None)
        });
        let continues = flow.exits.iter().any(|exit| within(&exit.at, &found.body) && exit.kind == Jump::Continue);
        let behind = flow.branches.iter().any(|branch| {
            let failing = [401, 503]
                .iter()
                .any(|status| self.truth(region, &branch.condition, *status) == super::super::aftermath::Truth::Yes);
            within(&branch.then, &found.body) && failing && !self.leaves(region, &branch.then, found, None)
        });
        handled || continues || behind
    }

    fn again_by(&self, region: &Region<'a>, found: &Loop) -> Again {
        let attempts = self.rounds(region, found);
        let (growth, first) = self.growth(region, found);
        let waits_ms = attempts.zip(first).and_then(|(attempts, first)| total(growth, first, attempts));
        let bounded = attempts.is_some() || self.is_bounded(region, found);
        let at = self.span(region.module, &found.head);
        Again { attempts, bounded, waits_ms, ..Again::new(at, By::Loop, growth) }
    }

    /// How many rounds a loop makes at most.
    fn rounds(&self, region: &Region<'a>, found: &Loop) -> Option<f64> {
        let spot = |expr: &'a Expr| Spot { module: region.module, expr };
        let found = region.module.flow.loops.iter().find(|known| known.at == found.at)?;
        if let Some((_, items)) = &found.each {
            return match &items.kind {
                Kind::Call(call) if call.callee.last_name() == Some("range") => {
                    let first = call.positional(1).and(call.positional(0)).and_then(|from| self.number(spot(from)));
                    let last = call.positional(1).or_else(|| call.positional(0))?;
                    Some(self.number(spot(last))? - first.unwrap_or(0.0))
                }
                Kind::List(items) => Some(items.len() as f64),
                _ => self.number(spot(items)),
            };
        }
        let Kind::Compare(how, left, right) = &found.condition.as_ref()?.kind else { return None };
        let limit = self.number(spot(right))?;
        let from = self.number(spot(left)).unwrap_or(0.0);
        match how {
            Comparison::Less => Some(limit - from),
            Comparison::LessOrEqual => Some(limit - from + 1.0),
            Comparison::Greater | Comparison::GreaterOrEqual => Some(from - limit),
            _ => None,
        }
    }

    /// Whether a loop ends in any case: by its head, or by a branch that counts or looks at the clock.
    fn is_bounded(&self, region: &Region<'a>, found: &Loop) -> bool {
        let endless = found.each.is_none()
            && found
                .condition
                .as_ref()
                .is_none_or(|condition| matches!(condition.kind, Kind::Bool(true) | Kind::Number(_)));
        let counts = |expr: &'a Expr| {
            compares_order(expr) && !self.compares_status(region, Spot { module: region.module, expr })
        };
        let ends = |at: &crate::gather::source::expr::Bytes| {
            region.module.flow.exits.iter().any(|exit| within(&exit.at, at) && exit.kind != Jump::Continue)
        };
        !endless
            || region.module.flow.branches.iter().any(|branch| {
                within(&branch.condition.at, &found.body)
                    && counts(&branch.condition)
                    && (ends(&branch.then) || ends(&branch.rest) || ends(&branch.otherwise))
            })
    }

    /// How the waiting in a loop grows, and the milliseconds it starts with.
    fn growth(&self, region: &Region<'a>, found: &Loop) -> (Growth, Option<f64>) {
        let waiting = region.module.calls.iter().filter(|expr| within(&expr.at, &found.body));
        let Some(expr) = waiting.filter(|expr| super::super::aftermath::waits(expr)).min_by_key(|expr| expr.at.len())
        else {
            return (Growth::NoWait, None);
        };
        let Some(call) = expr.call() else { return (Growth::Unknown, None) };
        let Some(time) = waited(call) else { return (Growth::Unknown, None) };
        let unit = match (region.module.language, call.callee.last_name()) {
            ("JavaScript" | "TypeScript", _) => 1.0,
            ("Go", _) => 1e-6,
            _ => 1000.0,
        };
        let text = self.file(region.module).text.as_deref().unwrap_or_default();
        let written = text.get(time.at.clone()).unwrap_or_default();
        let body = text.get(found.at.clone()).unwrap_or_default();
        let growth = growth_of(written, body, time);
        let first = match self.time(Spot { module: region.module, expr: time }, unit) {
            super::super::limits::Time::Ms(ms) => Some(ms),
            _ => None,
        };
        (growth, first)
    }
}

/// The name a loop counts by.
fn counter(found: &Loop) -> Option<&str> {
    match &found.condition.as_ref()?.kind {
        Kind::Compare(_, counter, _) => counter.root(),
        _ => None,
    }
}

/// The time a call waits for: the number of `sleep(n)`, the second argument of `setTimeout(f, n)`.
fn waited(call: &Call) -> Option<&Expr> {
    if call.callee.last_name() == Some("setTimeout") {
        let positions = [call.positional(1), call.positional(0)];
        return positions
            .into_iter()
            .flatten()
            .find(|arg| !matches!(arg.kind, Kind::Function | Kind::Name(_)) || call.args.len() == 1)
            .or_else(|| call.positional(1));
    }
    call.positional(0)
}

/// By how the time is written, and how the loop changes the name it is kept in.
fn growth_of(written: &str, body: &str, time: &Expr) -> Growth {
    if ["**", "pow(", "Pow(", "<<", "exp("].iter().any(|sign| written.contains(sign)) {
        return Growth::Exponential;
    }
    let names = names_in(time);
    for name in &names {
        let grows = [
            format!("{name} *="),
            format!("{name}*="),
            format!("{name} <<="),
            format!("{name} * "),
            format!("{name}*"),
        ];
        if grows.iter().any(|sign| body.contains(sign.as_str())) && !written.contains(&format!("{name} *")) {
            return Growth::Exponential;
        }
        let given = format!("{name} = ");
        if let Some(at) = body.find(&given) {
            let line = body[at..].lines().next().unwrap_or_default();
            if ["**", "pow(", "Pow(", "<<"].iter().any(|sign| line.contains(sign)) {
                return Growth::Exponential;
            }
            if line.contains('*') {
                return Growth::Linear;
            }
        }
    }
    if names.is_empty() {
        return Growth::Fixed;
    }
    if written.contains('*') { Growth::Linear } else { Growth::Fixed }
}

fn names_in(expr: &Expr) -> Vec<&str> {
    match &expr.kind {
        Kind::Name(name) => vec![name],
        Kind::Sum(one, other) | Kind::Product(one, other) | Kind::Default(one, other) => {
            [names_in(one), names_in(other)].concat()
        }
        Kind::Call(call) => call.args.iter().flat_map(|arg| names_in(&arg.value)).collect(),
        _ => Vec::new(),
    }
}

fn compares_order(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Compare(how, ..) => !matches!(how, Comparison::In | Comparison::NotIn | Comparison::IsA),
        Kind::Both(one, other) | Kind::Default(one, other) => compares_order(one) || compares_order(other),
        Kind::Not(inside) => compares_order(inside),
        _ => false,
    }
}

/// The milliseconds all waiting adds up to.
fn total(growth: Growth, first: f64, attempts: f64) -> Option<f64> {
    let waits = (attempts - 1.0).clamp(0.0, 1000.0);
    match growth {
        Growth::Fixed => Some(first * waits),
        Growth::NoWait => Some(0.0),
        _ => None,
    }
}
