//! Options of a call, in whichever way the language passes them: by name, in an object, or as `WithX(…)` calls.

use super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// How deep objects that are spread into objects are followed.
pub(super) const DEPTH: usize = 6;

impl<'a> Code<'a> {
    /// The value of the first of these options that is given.
    pub(super) fn option(&self, spot: Spot<'a>, call: &'a Call, names: &[&str]) -> Option<Spot<'a>> {
        call.args.iter().find_map(|arg| match &arg.name {
            Some(name) if names.contains(&name.as_str()) => Some(spot.with(&arg.value)),
            Some(name) if name != "*" => None,
            _ => self
                .option_in(spot.with(&arg.value), names, DEPTH)
                .or_else(|| self.filled_later(spot.with(&arg.value), names)),
        })
    }

    /// `$options['timeout'] = 300` on what is passed.
    fn filled_later(&self, arg: Spot<'a>, names: &[&str]) -> Option<Spot<'a>> {
        let name = arg.expr.last_name().filter(|_| matches!(arg.module.language, "PHP" | "C#"))?;
        names.iter().find_map(|member| self.assigned_to(arg, name, member))
    }

    fn option_in(&self, arg: Spot<'a>, names: &[&str], depth: usize) -> Option<Spot<'a>> {
        let depth = depth.checked_sub(1)?;
        let target = self.follow(arg);
        match &target.expr.kind {
            Kind::Object(object) => names
                .iter()
                .find_map(|name| object.field(name).map(|field| target.with(&field.value)))
                .or_else(|| object.spreads.iter().find_map(|spread| self.option_in(target.with(spread), names, depth))),
            // Go's functional options.
            Kind::Call(option) if option.callee.last_name().is_some_and(|name| names.contains(&name)) => {
                option.positional(0).map(|value| target.with(value))
            }
            // `{ ...(key && { apiKey: key }) }`
            Kind::Choice(yes, no) => [yes, no].iter().find_map(|side| self.option_in(target.with(side), names, depth)),
            _ => None,
        }
    }

    /// Why there may be options that cannot be seen, as a clause.
    pub(super) fn unseen_options(&self, spot: Spot<'a>, call: &'a Call) -> Option<String> {
        call.args
            .iter()
            .filter(|arg| arg.name.as_deref().is_none_or(|name| name == "*"))
            .find_map(|arg| self.unseen_in(spot.with(&arg.value), DEPTH))
    }

    pub(super) fn unseen_in(&self, arg: Spot<'a>, depth: usize) -> Option<String> {
        let unseen = |expr: &Expr| match expr.path() {
            Some(path) => format!("its options come from `{}`, which could not be followed", path.join(".")),
            None => "its options are computed at run time".to_owned(),
        };
        let Some(depth) = depth.checked_sub(1) else { return Some(unseen(arg.expr)) };
        let target = self.follow(arg);
        match &target.expr.kind {
            Kind::Object(object) => object.spreads.iter().find_map(|spread| self.unseen_in(target.with(spread), depth)),
            Kind::Call(option) if option.callee.last_name().is_some_and(|name| name.starts_with("With")) => None,
            Kind::Choice(yes, no) => [yes, no].iter().find_map(|side| self.unseen_in(target.with(side), depth)),
            Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Null | Kind::Function => None,
            Kind::List(items) => items.iter().find_map(|item| self.unseen_in(target.with(item), depth)),
            _ => Some(unseen(arg.expr)),
        }
    }
}
