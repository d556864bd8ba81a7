//! What becomes of a request that gets no answer: the connection breaks before one is there.
//!
//! A go-livepeer gateway that has no orchestrator left closes the connection without a byte, where its code means to
//! answer 503 (`server/ai_process.go`, v0.8.7 and later).

use lp_ready_checks::facts::reaction::{Deeds, Reaction};

use super::super::code::{Code, Spot};
use super::condition::{Question, Truth};
use super::curl::is_short;
use super::reactions::{Takes, Way};
use super::{Region, status};
use crate::gather::source::expr::{Bytes, Call, Comparison, Expr, Kind};
use crate::gather::source::flow::{Branch, within};

/// Stands for the status of an answer that never came.
pub(super) const NO_ANSWER: u16 = 0;

/// How deep conditions are followed.
const DEPTH: usize = 10;

/// Functions that say whether a call failed, in PHP and WordPress.
const FAILED: &[&str] = &["is_wp_error", "curl_errno", "curl_error"];

impl<'a> Code<'a> {
    /// What the code does when there is no answer.
    pub(in super::super) fn dropped(&self, regions: &[Region<'a>]) -> Reaction {
        let ways =
            regions.iter().flat_map(|region| self.ways_of_dropped(region).into_iter().map(move |way| (region, way)));
        let mut own = None;
        let mut like_others = None;
        for (region, way) in ways {
            let found = self.deeds(region, &way.does, NO_ANSWER);
            let deeds = Deeds { surfaces: found.surfaces || way.raises, ..found };
            let kind = if matches!(way.takes, Takes::Own) { &mut own } else { &mut like_others };
            let (at, known) = kind.get_or_insert((self.span(region.module, &way.at), Deeds::default()));
            // The way that asks again is the one to show.
            if deeds.retries && !known.retries {
                *at = self.span(region.module, &way.at);
            }
            *known = known.and(deeds);
        }
        match (own, like_others) {
            (Some((at, deeds)), None) => Reaction::Own { at, deeds },
            // What is thrown on is caught like everything else.
            (Some((at, deeds)), Some((_, others))) => Reaction::Own { at, deeds: deeds.and(others) },
            (None, Some((at, deeds))) => Reaction::Generic { at, deeds },
            (None, None) => Reaction::None,
        }
    }

    fn ways_of_dropped(&self, region: &Region<'a>) -> Vec<Way> {
        let Some(asked) = &region.asked else { return Vec::new() };
        let branches = region.module.flow.branches.iter().filter(|branch| within(&branch.condition.at, &region.at));
        let by_branch = branches
            .filter(|branch| asked.start < branch.condition.at.end)
            .filter_map(|branch| self.way_of_error(region, branch));
        let by_handler = self.handlers_of(region).filter_map(|handler| self.way_of_handler(region, handler, NO_ANSWER));
        let by_itself = [self.way_of_catch(region), self.way_of_question_mark(region), way_of_errexit(region)];
        by_branch.chain(by_handler).chain(by_itself.into_iter().flatten()).collect()
    }

    /// `if err != nil { … }`, `if ($body === false) { … }`
    fn way_of_error(&self, region: &Region<'a>, branch: &'a Branch) -> Option<Way> {
        let does = match self.broke(region, &branch.condition, DEPTH) {
            Truth::Yes => branch.then.clone(),
            Truth::No => self.else_of(region, branch)?,
            Truth::Maybe => return None,
        };
        Some(Way { at: branch.condition.at.clone(), does, takes: Takes::Own, raises: false })
    }

    /// Whether a condition holds because there is no answer, whatever the answer might have been.
    fn broke(&self, region: &Region<'a>, condition: &'a Expr, depth: usize) -> Truth {
        let Some(depth) = depth.checked_sub(1) else { return Truth::Maybe };
        let inner = |expr: &'a Expr| self.broke(region, expr, depth);
        match &condition.kind {
            // `if (err || !res.ok)`
            Kind::Default(one, other) => match (inner(one), inner(other)) {
                (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
                (Truth::No, Truth::No) => Truth::No,
                _ => Truth::Maybe,
            },
            // `err == nil && resp.StatusCode == 200`
            Kind::Both(one, other) => match (inner(one), inner(other)) {
                (Truth::No, _) | (_, Truth::No) => Truth::No,
                (Truth::Yes, Truth::Yes) => Truth::Yes,
                _ => Truth::Maybe,
            },
            Kind::Not(inside) if self.is_the_answer(region, inside) => Truth::Yes,
            Kind::Not(inside) => inner(inside).not(),
            Kind::Compare(how, left, right) => {
                let holds = self.broken_value(region, left, right);
                match how {
                    Comparison::Equal | Comparison::In => holds,
                    Comparison::Unequal | Comparison::NotIn => holds.not(),
                    // `curl_errno($ch) > 0`
                    Comparison::Greater if is_zero(right) => inner(left),
                    _ => Truth::Maybe,
                }
            }
            Kind::Call(call) => match call.callee.last_name() {
                Some(name) if FAILED.contains(&name) => Truth::Yes,
                Some("is_err") => self.about_answer(region, condition),
                Some("is_ok") => self.about_answer(region, condition).not(),
                // `if curl …; then`
                None if self.is_the_answer(region, condition) => Truth::No,
                _ => Truth::Maybe,
            },
            Kind::Name(name) if self.is_given_error(region, name) => Truth::Yes,
            _ => Truth::Maybe,
        }
    }

    /// Whether one value of a broken request equals another: its error is something, its answer is nothing.
    fn broken_value(&self, region: &Region<'a>, left: &'a Expr, right: &'a Expr) -> Truth {
        if let Some(result) = status::is_result(right, NO_ANSWER) {
            return Truth::of(result);
        }
        match (&left.kind, &right.kind) {
            (Kind::Name(name), Kind::Null) if self.is_given_error(region, name) => Truth::No,
            (_, Kind::Bool(false) | Kind::Null) if self.is_the_answer(region, left) => Truth::Yes,
            (Kind::Call(_), Kind::Number(_)) if is_zero(right) => self.broke(region, left, 2).not(),
            // The arms of a `match` on the answer.
            (_, Kind::List(patterns)) if self.is_the_answer(region, left) => match patterns.as_slice() {
                [only] => arm(only).map_or(Truth::Maybe, |arrived| Truth::of(!arrived)),
                _ => Truth::Maybe,
            },
            _ => Truth::Maybe,
        }
    }

    fn about_answer(&self, region: &Region<'a>, asks: &'a Expr) -> Truth {
        let Some(Kind::Member(base, _)) = asks.call().map(|call| &call.callee.kind) else { return Truth::Maybe };
        if self.is_the_answer(region, base) { Truth::Yes } else { Truth::Maybe }
    }

    /// Whether an expression is the answer as a whole, not something in it.
    pub(super) fn is_the_answer(&self, region: &Region<'a>, expr: &'a Expr) -> bool {
        let Some(asked) = &region.asked else { return false };
        let itself = |at: &Bytes| within(asked, at);
        match &expr.kind {
            Kind::Name(name) => {
                self.is_ours(region, Spot { module: region.module, expr })
                    && !self.is_given_error(region, name)
                    && region.module.bindings.iter().any(|binding| binding.name == *name && itself(&binding.value.at))
            }
            Kind::Call(_) => itself(&expr.at),
            _ => false,
        }
    }

    /// Whether a name is that of the error a call gives back or a callback is given.
    fn is_given_error(&self, region: &Region<'a>, name: &str) -> bool {
        let simple = name.to_ascii_lowercase();
        (simple.starts_with("err") || simple.ends_with("err") || simple.ends_with("error") || simple == "e")
            && self.is_caught(region, name)
    }

    /// `client.post(…).send().await?`: the error goes to the caller.
    fn way_of_question_mark(&self, region: &Region<'a>) -> Option<Way> {
        if region.module.language != "Rust" {
            return None;
        }
        let asked = region.asked.as_ref()?;
        let text = self.file(region.module).text.as_deref()?;
        let chain = region.module.calls.iter().filter(|call| call.at.start == asked.start && call.at.end >= asked.end);
        let mark = chain.into_iter().find_map(|call| {
            let rest = text.get(call.at.end..)?.trim_start();
            let rest = rest.strip_prefix(".await").map_or(rest, str::trim_start);
            rest.starts_with('?').then(|| text.len() - rest.len())
        })?;
        let at = mark..mark + 1;
        Some(Way { does: at.clone(), at, takes: Takes::Own, raises: true })
    }
}

/// `set -e`: a shell ends where a command fails.
fn way_of_errexit(region: &Region<'_>) -> Option<Way> {
    let sets = |call: &&Call| call.callee.literal() == Some("set");
    let ends = |word: &str| is_short(word, 'e') || word == "errexit";
    let calls = region.module.calls.iter().filter_map(Expr::call).filter(sets);
    let mut words = calls.flat_map(|call| &call.args).map(|arg| &arg.value);
    let at = words.find(|word| word.literal().is_some_and(ends))?.at.clone();
    Some(Way { does: at.clone(), at, takes: Takes::All, raises: true })
}

/// Whether an arm of a `match` on the answer takes one that arrived, `Ok(response)`, or none: `Err(e)`.
pub(super) fn arm(pattern: &Expr) -> Option<bool> {
    match pattern.call()?.callee.last_name()? {
        "Ok" => Some(true),
        "Err" => Some(false),
        _ => None,
    }
}

fn is_zero(expr: &Expr) -> bool {
    matches!(&expr.kind, Kind::Number(number) if number == "0")
}

impl Question {
    /// Whether it is asked of a request without an answer.
    pub(super) fn is_of_nothing(self) -> bool {
        self.status == NO_ANSWER
    }
}
