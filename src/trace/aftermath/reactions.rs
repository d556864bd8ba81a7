//! What becomes of each status: the branches that tell it from others, and those that take every failure alike.

use std::collections::BTreeSet;

use lp_ready_checks::facts::file::Span;
use lp_ready_checks::facts::reaction::{Deeds, Reaction, Reactions, STATUSES};

use super::super::code::{Code, Spot};
use super::Region;
use super::condition::{Question, Truth};
use super::curl::{curl_words, is_short};
use super::errors::Caught;
use crate::gather::source::expr::{Bytes, Call, Comparison, Expr, Kind};
use crate::gather::source::flow::{Branch, Handler, Jump, within};

/// Statuses no program has a branch of its own for: what takes them takes everything of their class.
pub(super) const ANY_CLIENT_ERROR: u16 = 418;
pub(super) const ANY_SERVER_ERROR: u16 = 599;

/// What success is answered with; code often asks for the one its call comes with.
const SUCCESSES: [u16; 3] = [200, 201, 204];

/// Methods that throw whatever is no success.
const RAISES: &[&str] =
    &["raise_for_status", "error_for_status", "EnsureSuccessStatusCode", "ensure_success", "throwOnError", "throw"];

/// A stretch of code that failures get to.
pub(super) struct Way {
    /// What tells them from other answers.
    pub(super) at: Bytes,
    /// What runs then.
    pub(super) does: Bytes,
    /// Whom it is for.
    pub(super) takes: Takes,
    /// Whether it makes an error of the answer, so that somebody else gets to know.
    pub(super) raises: bool,
}

/// A way, the region it is in, and what is done there.
struct Taken<'r, 'a> {
    region: &'r Region<'a>,
    way: Way,
    deeds: Deeds,
}

/// Whom a way is for.
pub(super) enum Takes {
    /// This status, and few others.
    Own,
    /// Nobody, and why.
    Nobody(String),
    /// Every failure.
    All,
    /// Every error that is thrown in this stretch.
    Thrown(Bytes),
}

/// What is known of a status so far.
#[derive(Default)]
struct Found {
    own: Option<(Span, Deeds)>,
    generic: Option<(Span, Deeds)>,
    dead: Option<Reaction>,
}

impl<'a> Code<'a> {
    /// What the code does about each status.
    ///
    /// A `silent` client throws when there is no answer, and gives back every answer there is.
    pub(in super::super) fn reactions(&self, regions: &[Region<'a>], silent: bool) -> Reactions {
        let telling: Vec<_> = regions.iter().map(|region| self.telling(region)).collect();
        Reactions(STATUSES.map(|status| {
            let ways = regions.iter().zip(&telling).flat_map(|(region, branches)| {
                self.ways(region, branches, status).into_iter().map(move |way| (region, way))
            });
            let taken = ways.map(|(region, way)| {
                let deeds = self.deeds(region, &way.does, status);
                // What is thrown leaves a loop, unless something catches it there, which is a way of its own.
                let retries = deeds.retries && !way.raises;
                Taken { region, deeds: Deeds { retries, surfaces: deeds.surfaces || way.raises, ..deeds }, way }
            });
            let taken = taken.collect();
            self.reaction(regions, taken, silent)
        }))
    }

    fn reaction(&self, regions: &[Region<'a>], taken: Vec<Taken<'_, 'a>>, silent: bool) -> Reaction {
        let mut taken = taken;
        if silent && !self.is_thrown(&taken) {
            taken.retain(|taken| !matches!(taken.way.takes, Takes::Thrown(_)));
        }
        let alone = callers_alone(regions, &taken);
        let mut found = Found::default();
        for Taken { region, way, deeds } in &taken {
            // What one caller of several does is not done for the others.
            let retries = deeds.retries && (region.caller.is_none() || !alone);
            self.take(region, way, Deeds { retries, ..*deeds }, &mut found);
        }
        match found {
            Found { own: Some((at, deeds)), .. } => Reaction::Own { at, deeds: deeds.and(self.thrown(&taken)) },
            Found { dead: Some(dead), .. } => dead,
            Found { generic: Some((at, deeds)), .. } => Reaction::Generic { at, deeds },
            _ => Reaction::None,
        }
    }

    /// Whether the code makes an error of a status its client gives back.
    fn is_thrown(&self, taken: &[Taken<'_, 'a>]) -> bool {
        taken.iter().filter(|taken| !matches!(taken.way.takes, Takes::Thrown(_))).any(
            |Taken { region, way, .. }| {
                let raises =
                    region.module.calls.iter().filter(|expr| within(&expr.at, &way.does)).filter_map(Expr::call);
                let by_method = |call: &Call| call.callee.last_name().is_some_and(|name| RAISES.contains(&name));
                !throws_in(region, &way.does).is_empty() || raises.into_iter().any(by_method)
            },
        )
    }

    fn take(&self, region: &Region<'a>, way: &Way, deeds: Deeds, found: &mut Found) {
        let at = self.span(region.module, &way.at);
        let kind = match &way.takes {
            Takes::Nobody(why) => {
                found.dead.get_or_insert(Reaction::Dead { at, why: why.clone() });
                return;
            }
            Takes::Own => &mut found.own,
            Takes::All | Takes::Thrown(_) => &mut found.generic,
        };
        *kind = Some(match kind.take() {
            // The way that asks again is the one to show.
            Some((first, known)) => (if deeds.retries && !known.retries { at } else { first }, known.and(deeds)),
            None => (at, deeds),
        });
    }

    /// An error of a status' own that is caught like all of them is tried again like all of them.
    fn thrown(&self, taken: &[Taken<'_, 'a>]) -> Deeds {
        let own = taken.iter().filter(|taken| matches!(taken.way.takes, Takes::Own));
        let throws: Vec<_> = own.flat_map(|taken| throws_in(taken.region, &taken.way.does)).collect();
        let mut all = Deeds::default();
        for Taken { region, way, deeds } in taken {
            let Takes::Thrown(tried) = &way.takes else { continue };
            let catches = throws.iter().any(|(from, at)| {
                let same = std::ptr::eq(from.module, region.module) && from.at == region.at;
                if same { within(at, tried) } else { region.asked.is_some() }
            });
            if catches && deeds.retries && region.caller.is_none() && !self.asks_inside(region, &way.does) {
                all = all.and(*deeds);
            }
        }
        all
    }

    /// Whether what is done about an error depends on what error it is.
    fn asks_inside(&self, region: &Region<'a>, at: &Bytes) -> bool {
        region.module.flow.branches.iter().any(|branch| within(&branch.condition.at, at))
    }

    /// The branches of a region that tell one status from another; most ask for something else altogether.
    fn telling(&self, region: &Region<'a>) -> Vec<&'a Branch> {
        let behind =
            |at: &Bytes| within(at, &region.at) && region.asked.as_ref().is_none_or(|asked| asked.start < at.end);
        let branches = region.module.flow.branches.iter().filter(|branch| behind(&branch.condition.at));
        let tells = |branch: &&'a Branch| {
            let statuses = STATUSES.into_iter().chain([ANY_CLIENT_ERROR, ANY_SERVER_ERROR]).chain(SUCCESSES);
            statuses.into_iter().any(|status| self.truth(region, &branch.condition, status) != Truth::Maybe)
        };
        branches.filter(tells).collect()
    }

    /// The ways a status takes through a region, by the branches that tell statuses apart and by what catches errors.
    fn ways(&self, region: &Region<'a>, telling: &[&'a Branch], status: u16) -> Vec<Way> {
        let by_branch = telling.iter().filter_map(|branch| self.way_of_branch(region, branch, status));
        let by_handler = self.handlers_of(region).filter_map(|handler| self.way_of_handler(region, handler, status));
        let by_itself = self.way_of_catch(region).into_iter().chain(self.way_of_raise(region));
        by_branch.chain(by_handler).chain(by_itself).collect()
    }

    /// What catches the errors of a region's request.
    pub(super) fn handlers_of(&self, region: &Region<'a>) -> impl Iterator<Item = &'a Handler> + use<'a> {
        let (asked, at) = (region.asked.clone(), region.at.clone());
        let tried = move |handler: &&Handler| asked.as_ref().is_some_and(|asked| within(asked, &handler.tried));
        region.module.flow.handlers.iter().filter(tried).filter(move |handler| within(&handler.body, &at))
    }

    fn way_of_branch(&self, region: &Region<'a>, branch: &'a Branch, status: u16) -> Option<Way> {
        let truth = |status| self.truth(region, &branch.condition, status);
        let (this, client, server) = (truth(status), truth(ANY_CLIENT_ERROR), truth(ANY_SERVER_ERROR));
        let way = |does: Bytes, takes| Some(Way { at: branch.condition.at.clone(), does, takes, raises: false });
        if let Some(why) = self.dead(region, branch, status) {
            return way(branch.then.clone(), Takes::Nobody(why));
        }
        if let Some(thrower) = region.throws.filter(|_| self.asks_answer(region, &branch.condition)) {
            let for_it = this != Truth::No && client == Truth::No;
            let why = || format!("`{thrower}` has thrown by then");
            return for_it.then(|| way(branch.then.clone(), Takes::Nobody(why()))).flatten();
        }
        let reached = || self.reached(region, &branch.condition.at, Question { status, by_class: true }) != Truth::No;
        // A class of statuses is told from others for server errors: what is done about one is right for all of them.
        let few = |client: bool, server: bool| !client && (!server || status >= 500);
        let (this_is, client_is, server_is) = (this != Truth::No, client != Truth::No, server != Truth::No);
        if this_is && few(client_is, server_is) {
            return reached().then(|| way(branch.then.clone(), Takes::Own)).flatten();
        }
        // It asks for everything but this status.
        if this != Truth::Yes && few(client != Truth::Yes, server != Truth::Yes) && client != this {
            let rest = self.else_of(region, branch)?;
            return reached().then(|| way(rest, Takes::Own)).flatten();
        }
        let fine = || SUCCESSES.into_iter().map(truth);
        let class_is = if status >= 500 { server_is } else { client_is };
        if this_is && class_is && fine().any(|fine| fine == Truth::No) {
            return reached().then(|| way(branch.then.clone(), Takes::All)).flatten();
        }
        // It asks for success.
        if !this_is && !client_is && !server_is && fine().any(|fine| fine != Truth::No) {
            return way(self.else_of(region, branch)?, Takes::All);
        }
        None
    }

    /// Whether a condition looks at the status of the answer itself.
    fn asks_answer(&self, region: &Region<'a>, condition: &'a Expr) -> bool {
        condition.any(&mut |part| {
            self.is_answer(region, part) && self.is_status(region, Spot { module: region.module, expr: part })
        })
    }

    /// What runs when a condition does not hold.
    pub(super) fn else_of(&self, region: &Region<'a>, branch: &Branch) -> Option<Bytes> {
        if !branch.otherwise.is_empty() {
            return Some(branch.otherwise.clone());
        }
        let ends = region.module.flow.exits.iter().any(|exit| within(&exit.at, &branch.then));
        // Where nothing stands behind the branch in its block, the code goes on behind the block.
        ends.then(|| branch.rest.clone())
    }

    /// Whether a status gets to a place, by the branches around it and those that leave before it.
    pub(super) fn reached(&self, region: &Region<'a>, at: &Bytes, question: Question) -> Truth {
        let outer = region.module.flow.branches.iter().filter(|outer| within(&outer.condition.at, &region.at));
        outer.fold(Truth::Yes, |reached, outer| {
            let truth = || self.answer(region, &outer.condition, question);
            let passed = || within(at, &outer.rest) && self.always_leaves(region, &outer.then);
            if within(at, &outer.then) {
                reached.and(truth())
            } else if within(at, &outer.otherwise) || passed() {
                reached.and(truth().not())
            } else {
                reached
            }
        })
    }

    /// Why a branch that asks for a status can never be taken: the error's class never comes with it.
    fn dead(&self, region: &Region<'a>, branch: &'a Branch, status: u16) -> Option<String> {
        let asks = |status| self.answer(region, &branch.condition, Question { status, by_class: false });
        let for_it = asks(status) != Truth::No && asks(ANY_CLIENT_ERROR) == Truth::No;
        if !for_it || !self.compares_status(region, Spot { module: region.module, expr: &branch.condition }) {
            return None;
        }
        let at = &branch.condition.at;
        let outer = region.module.flow.branches.iter().filter(|outer| within(at, &outer.then));
        let conditions = std::iter::once(branch).chain(outer).map(|branch| &branch.condition);
        let mut classes: Vec<&'a Expr> = conditions.flat_map(class_asked).collect();
        let handlers = region.module.flow.handlers.iter().filter(|handler| within(at, &handler.body));
        classes.extend(handlers.filter(|handler| handler.classes.len() == 1).flat_map(|handler| &handler.classes));
        classes.into_iter().find_map(|class| {
            let name = class.last_name()?;
            match self.error_class(Spot { module: region.module, expr: class }) {
                Caught::Statuses { says: false, .. } => Some(format!("a `{name}` of the SDK has no status")),
                Caught::Statuses { which, .. } if !which.contains(&status) => {
                    Some(format!("no `{name}` is ever thrown for {status}"))
                }
                _ => None,
            }
        })
    }

    pub(in super::super) fn compares_status(&self, region: &Region<'a>, spot: Spot<'a>) -> bool {
        let inner = |expr: &'a Expr| self.compares_status(region, spot.with(expr));
        match &spot.expr.kind {
            Kind::Both(one, other) | Kind::Default(one, other) => inner(one) || inner(other),
            Kind::Not(inside) => inner(inside),
            Kind::Compare(_, left, right) => {
                [left, right].into_iter().any(|side| self.is_status(region, spot.with(side)))
            }
            _ => false,
        }
    }

    pub(super) fn way_of_handler(&self, region: &Region<'a>, handler: &'a Handler, status: u16) -> Option<Way> {
        let truth = |status| {
            let classes = handler.classes.iter().map(|class| Spot { module: region.module, expr: class });
            let truths: Vec<_> = classes.map(|class| self.caught(class, Question { status, by_class: true })).collect();
            if truths.is_empty() || truths.iter().any(|truth| *truth != Truth::No) { Truth::Maybe } else { Truth::No }
        };
        if truth(status) == Truth::No {
            return None;
        }
        let own = truth(ANY_CLIENT_ERROR) == Truth::No && truth(ANY_SERVER_ERROR) == Truth::No;
        let at = handler.classes.first().map_or(handler.body.start..handler.body.start, |class| class.at.clone());
        let at = if at.is_empty() { self.head_of(region, handler) } else { at };
        let takes = if own { Takes::Own } else { Takes::Thrown(handler.tried.clone()) };
        Some(Way { at, does: handler.body.clone(), takes, raises: false })
    }

    /// The keyword a handler begins with.
    fn head_of(&self, region: &Region<'a>, handler: &Handler) -> Bytes {
        let text = self.file(region.module).text.as_deref().unwrap_or_default();
        let before = &text[..handler.body.start];
        let start =
            ["catch", "except"].iter().filter_map(|word| before.rfind(word)).max().unwrap_or(handler.body.start);
        start..before.trim_end().len().max(start)
    }

    /// `response.raise_for_status()`, `EnsureSuccessStatusCode()`, `curl --fail`: every failure is thrown.
    fn way_of_raise(&self, region: &Region<'a>) -> Option<Way> {
        let asked = region.asked.as_ref()?;
        let calls = region.module.calls.iter().filter(|expr| within(&expr.at, &region.at) && expr.at.end >= asked.end);
        let raises = |expr: &&'a Expr| {
            let Some(call) = expr.call() else { return false };
            let spot = Spot { module: region.module, expr };
            call.callee.last_name().is_some_and(|name| RAISES.contains(&name)) && self.is_ours(region, spot)
        };
        // Behind the call itself, where it stands in one chain with it.
        let behind = |at: Bytes| if within(asked, &at) { asked.end..at.end } else { at };
        let at = calls.into_iter().find(raises).map(|expr| behind(expr.at.clone())).or_else(|| fails(region))?;
        Some(Way { does: at.clone(), at, takes: Takes::All, raises: true })
    }

    /// `.catch((error) => …)` behind the call.
    pub(super) fn way_of_catch(&self, region: &Region<'a>) -> Option<Way> {
        let asked = region.asked.as_ref()?;
        let calls = region.module.calls.iter().filter(|expr| within(asked, &expr.at) && within(&expr.at, &region.at));
        let catches = calls.filter_map(Expr::call).filter(|call| match &call.callee.kind {
            Kind::Member(base, name) => name == "catch" && within(asked, &base.at),
            _ => false,
        });
        let (tried, handler) = catches.filter_map(|call| Some((call.callee.at.clone(), call.positional(0)?))).next()?;
        // The keyword, as it is what one looks for.
        let at = handler.at.start..handler.at.end.min(handler.at.start + 1);
        Some(Way { at, does: handler.at.clone(), takes: Takes::Thrown(tried), raises: false })
    }
}

/// The class a condition asks an error to be of, where it asks for one and nothing else will do.
fn class_asked(condition: &Expr) -> Vec<&Expr> {
    match &condition.kind {
        Kind::Both(one, other) => [class_asked(one), class_asked(other)].concat(),
        Kind::Compare(Comparison::IsA, _, class) => vec![class],
        Kind::Call(call) if matches!(call.callee.last_name(), Some("isinstance" | "As")) => {
            call.positional(1).into_iter().filter(|class| class.root().is_some()).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether some callers make the request again, and others do not.
fn callers_alone(regions: &[Region<'_>], taken: &[Taken<'_, '_>]) -> bool {
    let callers: BTreeSet<usize> = regions.iter().filter_map(|region| region.caller).collect();
    let patient: BTreeSet<usize> =
        taken.iter().filter(|taken| taken.deeds.retries).filter_map(|taken| taken.region.caller).collect();
    patient.len() < callers.len()
}

/// The errors a stretch of a region throws.
fn throws_in<'r, 'a>(region: &'r Region<'a>, at: &Bytes) -> Vec<(&'r Region<'a>, Bytes)> {
    let exits = region.module.flow.exits.iter().filter(|exit| exit.kind == Jump::Throw && within(&exit.at, at));
    exits.map(|exit| (region, exit.at.clone())).collect()
}

/// Whether a value is made by a method that throws whatever is no success.
pub(super) fn raises(expr: &Expr) -> bool {
    expr.any(&mut |part| {
        part.call().and_then(|call| call.callee.last_name()).is_some_and(|name| RAISES.contains(&name))
    })
}

/// The flag that makes curl fail with the request.
fn fails(region: &Region<'_>) -> Option<Bytes> {
    let flag = curl_words(region).find(|(_, text)| is_short(text, 'f') || text.starts_with("--fail"))?;
    Some(flag.0.clone())
}
