//! Whether a condition holds when a request was answered with a status.

use lp_ready_checks::facts::file::FileId;

use super::super::code::{Code, Spot};
use super::Region;
use super::dropped::{NO_ANSWER, arm};
use super::errors::Caught;
use super::reactions::raises;
use super::status::{self, is_status_name};
use crate::gather::source::expr::{Bytes, Call, Comparison, Expr, Kind};
use crate::gather::source::flow::within;

/// How deep conditions are followed through names and functions.
const DEPTH: usize = 10;

/// A condition, and what it is asked where.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(in super::super) struct Asked {
    file: FileId,
    condition: Bytes,
    region: Bytes,
    request: Option<Bytes>,
    question: Question,
}

/// What a condition is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Question {
    /// The status the request was answered with.
    pub(super) status: u16,
    /// Whether classes of errors say what status it was.
    pub(super) by_class: bool,
}

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Truth {
    Yes,
    No,
    /// It depends on something else.
    Maybe,
}

impl Truth {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Maybe,
        }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
        }
    }
}

/// Members and methods that say whether a request went well.
const WENT_WELL: &[&str] =
    &["ok", "is_success", "isSuccess", "isOk", "is_ok", "IsSuccess", "IsSuccessStatusCode", "successful"];
const WENT_BADLY: &[&str] = &["is_error", "isError", "IsError", "failed", "isHttpError"];

/// What curl calls the status of an answer.
const CURL_STATUS: &[&str] = &["CURLINFO_HTTP_CODE", "CURLINFO_RESPONSE_CODE"];

/// Methods that ask whether a list or a text holds something.
const HOLDS: &[&str] = &["includes", "has", "contains", "Contains", "some", "in_array", "indexOf"];

impl<'a> Code<'a> {
    /// Whether a condition of a region holds when its request was answered with a status.
    pub(in super::super) fn truth(&self, region: &Region<'a>, condition: &'a Expr, status: u16) -> Truth {
        self.answer(region, condition, Question { status, by_class: true })
    }

    /// What a condition of a region says to a question. The same is asked for every status of every request.
    pub(super) fn answer(&self, region: &Region<'a>, condition: &'a Expr, question: Question) -> Truth {
        let key = Asked {
            file: region.module.file,
            condition: condition.at.clone(),
            region: region.at.clone(),
            request: region.asked.clone(),
            question,
        };
        let spot = Spot { module: region.module, expr: condition };
        self.answers.get_or(key, || self.truth_within(region, spot, question, DEPTH))
    }

    fn truth_within(&self, region: &Region<'a>, spot: Spot<'a>, question: Question, depth: usize) -> Truth {
        let Some(depth) = depth.checked_sub(1) else { return Truth::Maybe };
        let inner = |expr: &'a Expr| self.truth_within(region, spot.with(expr), question, depth);
        match &spot.expr.kind {
            Kind::Both(one, other) => inner(one).and(inner(other)),
            Kind::Default(one, other) => inner(one).not().and(inner(other).not()).not(),
            Kind::Not(inside) => inner(inside).not(),
            Kind::Bool(value) => Truth::of(*value),
            Kind::Compare(comparison, left, right) => self.compared(region, spot, *comparison, [left, right], question),
            Kind::Call(_) => self.asked_by_call(region, spot, question, depth),
            // axios' error of a request without an answer has none.
            Kind::Member(base, name)
                if question.is_of_nothing() && name == "response" && self.is_error(region, base) =>
            {
                Truth::No
            }
            Kind::Member(_, name) if self.is_ours(region, spot) => went(name, question.status).unwrap_or(Truth::Maybe),
            Kind::Name(_) => match self.definitions(spot).first() {
                Some(definition) if is_condition(definition.expr) => {
                    self.truth_within(region, *definition, question, depth)
                }
                _ => Truth::Maybe,
            },
            _ => Truth::Maybe,
        }
    }

    fn compared(
        &self,
        region: &Region<'a>,
        spot: Spot<'a>,
        how: Comparison,
        sides: [&'a Expr; 2],
        question: Question,
    ) -> Truth {
        let [left, right] = sides.map(|side| spot.with(side));
        if let Some(result) = status::is_result(right.expr, question.status).map(Truth::of) {
            return match how {
                Comparison::Equal => result,
                Comparison::Unequal => result.not(),
                _ => Truth::Maybe,
            };
        }
        match how {
            _ if let Some(arrived) = self.says_arrived(region, how, sides) => {
                Truth::of(arrived != question.is_of_nothing())
            }
            Comparison::IsA => self.caught(right, question),
            Comparison::In | Comparison::NotIn => {
                let among = self.among(region, left, right, question.status);
                if how == Comparison::In { among } else { among.not() }
            }
            _ if self.is_status(region, left) => {
                self.code(right).map_or(Truth::Maybe, |code| holds(how, code, question.status))
            }
            _ if self.is_status(region, right) => {
                self.code(left).map_or(Truth::Maybe, |code| holds(flipped(how), code, question.status))
            }
            Comparison::Equal => self.by_bool(region, left, right, question),
            Comparison::Unequal => self.by_bool(region, left, right, question).not(),
            _ => Truth::Maybe,
        }
    }

    /// `res.ok === false`, `error.name === "TimeoutError"`.
    fn by_bool(&self, region: &Region<'a>, left: Spot<'a>, right: Spot<'a>, question: Question) -> Truth {
        match &right.expr.kind {
            Kind::Bool(value) => {
                let truth = self.truth_within(region, left, question, 3);
                if *value { truth } else { truth.not() }
            }
            _ => Truth::Maybe,
        }
    }

    /// `status in (429, 503)`, `"503" in str(error)`.
    fn among(&self, region: &Region<'a>, item: Spot<'a>, items: Spot<'a>, status: u16) -> Truth {
        if self.is_status(region, item) {
            return self
                .codes(items)
                .map_or(Truth::Maybe, |codes| Truth::of(codes.iter().any(|code| code.holds(status))));
        }
        match status::code(item.expr) {
            Some(code) if item.expr.literal().is_some() => Truth::of(code.holds(status)),
            _ => Truth::Maybe,
        }
    }

    /// The statuses of a list, set or map.
    fn codes(&self, items: Spot<'a>) -> Option<Vec<status::Code>> {
        let list = self.follow(items);
        let found: Vec<_> = match &list.expr.kind {
            Kind::List(items) => items.iter().filter_map(|item| self.code(list.with(item))).collect(),
            Kind::Range { .. } => status::code(list.expr).into_iter().collect(),
            // `range(500, 600)`
            Kind::Call(call) if call.callee.last_name() == Some("range") => {
                status::span(call.positional(0), call.positional(1), false).into_iter().collect()
            }
            // `new Set([…])`, `frozenset({…})`, `map[int]bool{…}`
            Kind::Call(call) => return call.positional(0).and_then(|items| self.codes(list.with(items))),
            Kind::Object(object) => object
                .fields
                .iter()
                .filter_map(|field| field.name.as_deref()?.parse().ok())
                .map(status::Code::One)
                .collect(),
            _ => Vec::new(),
        };
        (!found.is_empty()).then_some(found)
    }

    fn code(&self, spot: Spot<'a>) -> Option<status::Code> {
        status::code(self.follow(spot).expr).or_else(|| status::code(spot.expr))
    }

    fn asked_by_call(&self, region: &Region<'a>, spot: Spot<'a>, question: Question, depth: usize) -> Truth {
        let Some(call) = spot.expr.call() else { return Truth::Maybe };
        let name = call.callee.last_name().unwrap_or_default();
        let argument = |at: usize| call.positional(at).map(|expr| spot.with(expr));
        if name == "isinstance" || name == "As" || name == "Is" {
            return argument(1).map_or(Truth::Maybe, |class| self.caught(class, question));
        }
        if let Kind::Member(base, _) = &call.callee.kind {
            if let Some(truth) = went(name, question.status).filter(|_| self.is_ours(region, spot.with(base))) {
                return truth;
            }
            match name {
                "is_server_error" | "serverError" => return Truth::of(question.status >= 500),
                "is_client_error" | "clientError" => return Truth::of((400..500).contains(&question.status)),
                "startsWith" | "startswith" | "HasPrefix" => return Truth::Maybe,
                name if HOLDS.contains(&name) => {
                    // `[429, 503].includes(status)`, `message.includes("503")`, `slices.Contains(codes, status)`
                    let (items, item) = match (argument(0), argument(1)) {
                        (Some(items), Some(item)) => (items, item),
                        (Some(item), None) => (spot.with(base), item),
                        _ => return Truth::Maybe,
                    };
                    return match self.among(region, item, items, question.status) {
                        Truth::Maybe => self.among(region, items, item, question.status),
                        truth => truth,
                    };
                }
                _ => {}
            }
        }
        self.by_predicate(region, spot, question, depth)
    }

    /// `isRetryable(response.status)`: what the project's own function answers.
    fn by_predicate(&self, region: &Region<'a>, spot: Spot<'a>, question: Question, depth: usize) -> Truth {
        let Some(call) = spot.expr.call() else { return Truth::Maybe };
        let asks = call.args.iter().any(|arg| self.is_ours(region, spot.with(&arg.value)));
        if !asks {
            return Truth::Maybe;
        }
        let Some((module, function)) = self.function_of(spot.with(&call.callee)) else { return Truth::Maybe };
        let inside = Region::handed(module, function.at.clone());
        match function.returns.as_slice() {
            [only] => self.truth_within(&inside, Spot { module, expr: only }, question, depth),
            _ => Truth::Maybe,
        }
    }

    /// Whether a comparison says that there is an answer, `err == nil` and `Ok(answer)`, or that there is none. Go's
    /// and Rust's own clients make no error of a status.
    fn says_arrived(&self, region: &Region<'a>, how: Comparison, [left, right]: [&'a Expr; 2]) -> Option<bool> {
        let sends = || region.request().is_some_and(|call| super::super::requests::sender(&call.callee).is_some());
        match (region.module.language, how, &right.kind) {
            ("Go", Comparison::Equal | Comparison::Unequal, Kind::Null) if self.is_error(region, left) && sends() => {
                Some(how == Comparison::Equal)
            }
            ("Rust", Comparison::In, Kind::List(patterns)) if !raises(left) && self.is_the_answer(region, left) => {
                patterns.iter().map(arm).reduce(|one, other| one.filter(|one| Some(*one) == other)).flatten()
            }
            _ => None,
        }
    }

    /// Whether an expression is the error that was caught.
    fn is_error(&self, region: &Region<'a>, expr: &Expr) -> bool {
        matches!(&expr.kind, Kind::Name(name) if self.is_caught(region, name))
    }

    /// Whether an error of a class stands for this status.
    pub(super) fn caught(&self, class: Spot<'a>, question: Question) -> Truth {
        if !question.by_class {
            return Truth::Maybe;
        }
        match &class.expr.kind {
            Kind::List(classes) => {
                let truths: Vec<_> = classes.iter().map(|one| self.caught(class.with(one), question)).collect();
                if truths.contains(&Truth::Yes) {
                    Truth::Yes
                } else if truths.iter().all(|truth| *truth == Truth::No) {
                    Truth::No
                } else {
                    Truth::Maybe
                }
            }
            _ => match self.error_class(class) {
                Caught::Statuses { which, .. } => {
                    if which.contains(&question.status) {
                        Truth::Maybe
                    } else {
                        Truth::No
                    }
                }
                Caught::Late => Truth::No,
                Caught::Broken if !question.is_of_nothing() => Truth::No,
                Caught::Answered if question.is_of_nothing() => Truth::No,
                Caught::Broken | Caught::Answered | Caught::Other => Truth::Maybe,
            },
        }
    }

    /// Whether an expression is the status of the region's answer.
    pub(super) fn is_status(&self, region: &Region<'a>, spot: Spot<'a>) -> bool {
        self.is_ours(region, spot) && self.names_status(spot, DEPTH)
    }

    fn names_status(&self, spot: Spot<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let inner = |expr: &'a Expr| self.names_status(spot.with(expr), depth);
        match &spot.expr.kind {
            Kind::Member(_, name) if is_status_name(name) => true,
            Kind::Name(name) if is_status_name(name) => true,
            Kind::Name(_) => self.definitions(spot).first().is_some_and(|next| self.names_status(*next, depth)),
            Kind::Default(one, other) | Kind::Choice(one, other) => inner(one) || inner(other),
            // `"$code"` of a shell
            Kind::Text(parts) => match parts.as_slice() {
                [crate::gather::source::expr::Part::Hole(hole)] => inner(hole),
                _ => false,
            },
            Kind::Call(call) => match &call.callee.kind {
                // `response.status()`, `status.as_u16()`, `error.getStatusCode()`
                Kind::Member(base, name) if call.args.is_empty() => {
                    is_status_name(name.trim_start_matches("get")) || inner(base)
                }
                Kind::Name(_) | Kind::Member(..) => match call.callee.last_name() {
                    // curl's and WordPress' own way to ask.
                    Some("curl_getinfo") => {
                        call.positional(1).and_then(Expr::last_name).is_some_and(|info| CURL_STATUS.contains(&info))
                    }
                    Some("wp_remote_retrieve_response_code") => true,
                    Some("Number" | "parseInt" | "int" | "intval" | "String" | "str" | "getattr") => {
                        call.args.iter().any(|arg| inner(&arg.value) || arg.value.literal().is_some_and(is_status_name))
                    }
                    _ => false,
                },
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether what an expression begins with is the answer of this region, not that of another request in it.
    pub(super) fn is_ours(&self, region: &Region<'a>, spot: Spot<'a>) -> bool {
        let Some(name) = spot.expr.root() else { return true };
        let given = || {
            let bound = region.module.bindings.iter().filter(|binding| binding.name == name);
            bound.map(|binding| &binding.value).filter(|value| within(&value.at, &region.at))
        };
        let Some(asked) = &region.asked else {
            // A helper may ask somebody else; what a hook of the client asks is the request itself.
            return region.from.is_none() || !given().any(|value| self.asks_another(region, value));
        };
        // What is caught belongs to what was tried.
        let catching = |handler: &&crate::gather::source::flow::Handler| {
            handler.name == name && within(&spot.expr.at, &handler.body)
        };
        if let Some(handler) =
            region.module.flow.handlers.iter().filter(catching).min_by_key(|handler| handler.body.len())
        {
            return within(asked, &handler.tried);
        }
        given().next().is_none()
            || given().any(|value| within(asked, &value.at))
            || !given().any(|value| self.asks_another(region, value))
    }

    /// Whether a value is the answer of another request.
    fn asks_another(&self, region: &Region<'a>, value: &Expr) -> bool {
        let calls = region.module.calls.iter().filter(|call| within(&call.at, &value.at));
        let sends = |call: &Call| super::super::requests::sender(&call.callee).is_some();
        calls.filter_map(Expr::call).any(|call| {
            sends(call)
                || self.function_of(Spot { module: region.module, expr: &call.callee }).is_some_and(
                    |(module, function)| {
                        let inside = module.calls.iter().filter(|call| within(&call.at, &function.at));
                        inside.filter_map(Expr::call).any(sends)
                    },
                )
        })
    }
}

/// What a member or method such as `ok` says of an answer with this status; `None` for others.
fn went(name: &str, status: u16) -> Option<Truth> {
    let well = status != NO_ANSWER && status < 400;
    if WENT_WELL.contains(&name) {
        return Some(Truth::of(well));
    }
    WENT_BADLY.contains(&name).then(|| Truth::of(!well))
}

fn is_condition(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        Kind::Both(..) | Kind::Default(..) | Kind::Not(_) | Kind::Compare(..) | Kind::Call(_) | Kind::Member(..)
    )
}

fn holds(how: Comparison, code: status::Code, status: u16) -> Truth {
    if status == NO_ANSWER {
        return Truth::of(how == Comparison::Unequal);
    }
    let status::Code::One(number) = code else {
        return match how {
            Comparison::Equal => Truth::of(code.holds(status)),
            Comparison::Unequal => Truth::of(!code.holds(status)),
            _ => Truth::Maybe,
        };
    };
    Truth::of(match how {
        Comparison::Equal => status == number,
        Comparison::Unequal => status != number,
        Comparison::Less => status < number,
        Comparison::LessOrEqual => status <= number,
        Comparison::Greater => status > number,
        Comparison::GreaterOrEqual => status >= number,
        Comparison::In | Comparison::NotIn | Comparison::IsA => return Truth::Maybe,
    })
}

fn flipped(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
