//! From an expression to the places a key comes from.

use lp_ready_checks::facts::key::{Key, Source};

use super::super::code::{Code, Spot};
use super::super::environment::direct;
use super::super::values::{THROUGH_ARGUMENT, THROUGH_RECEIVER, unknown_name};
use crate::gather::source::expr::{Call, Expr, Kind, Part};

/// How deep a key is followed.
const DEPTH: usize = 14;

/// How many places of one key are kept.
const SOURCES: usize = 12;

/// Functions that put a text together from their arguments.
const FORMATS: &[&str] = &["format", "Format", "Sprintf", "sprintf", "concat", "AuthenticationHeaderValue"];

/// What stands before a key in a header.
const SCHEMES: &[&str] = &["authorization", "bearer", "token", "basic", "jwt", "-h", "--header"];

impl<'a> Code<'a> {
    /// Where a key comes from; `None` where it is empty.
    pub(in super::super) fn key(&self, spot: Spot<'a>) -> Option<Key> {
        let mut from = Vec::new();
        self.sources(spot, DEPTH, &mut from);
        (!from.is_empty()).then_some(Key { from })
    }

    fn sources(&self, spot: Spot<'a>, depth: usize, found: &mut Vec<Source>) {
        let Some(depth) = depth.checked_sub(1).filter(|_| found.len() < SOURCES) else {
            return push(found, Source::Unknown("it is computed too many steps away".to_owned()));
        };
        if let Some(read) = direct(spot).or_else(|| self.imported_variable(spot)).or_else(|| self.shell_variable(spot))
        {
            push(found, Source::Variable { name: read.name, at: self.span_of(spot) });
            return read.default.into_iter().for_each(|default| self.sources(default, depth, found));
        }
        match &spot.expr.kind {
            Kind::Text(parts) => self.text_sources(spot, parts, depth, found),
            Kind::Null => {}
            Kind::Name(_) | Kind::Member(..) => self.named_sources(spot, depth, found),
            Kind::Default(one, other) | Kind::Choice(one, other) | Kind::Sum(one, other) => {
                self.sources(spot.with(one), depth, found);
                self.sources(spot.with(other), depth, found);
            }
            Kind::Both(_, value) => self.sources(spot.with(value), depth, found),
            Kind::Call(call) => self.call_sources(spot, call, depth, found),
            Kind::Function => self.function_sources(spot, depth, found),
            Kind::Object(object) => {
                object.fields.iter().for_each(|field| self.sources(spot.with(&field.value), depth, found));
            }
            _ => push(found, Source::Unknown("it is computed at run time".to_owned())),
        }
    }

    /// `Bearer ${key}`: what is interpolated; a text that is nothing but a scheme holds no key.
    fn text_sources(&self, spot: Spot<'a>, parts: &'a [Part], depth: usize, found: &mut Vec<Source>) {
        let mut holes = parts.iter().filter_map(|part| match part {
            Part::Hole(hole) => Some(hole),
            Part::Literal(_) => None,
        });
        match (spot.expr.literal(), holes.next()) {
            (Some(text), _) if is_written(text) => push(found, Source::Written { at: self.span_of(spot) }),
            (None, Some(first)) => {
                std::iter::once(first).chain(holes).for_each(|hole| self.sources(spot.with(hole), depth, found));
            }
            _ => {}
        }
    }

    fn named_sources(&self, spot: Spot<'a>, depth: usize, found: &mut Vec<Source>) {
        if let Some(name) = self.setting_read(spot) {
            return push(found, Source::Setting { name, at: self.span_of(spot) });
        }
        let definitions = self.definitions(spot);
        if definitions.is_empty() {
            push(found, Source::Unknown(unknown_name(spot.expr)));
        }
        definitions.into_iter().for_each(|definition| self.sources(definition, depth, found));
    }

    fn call_sources(&self, spot: Spot<'a>, call: &'a Call, depth: usize, found: &mut Vec<Source>) {
        let returned = self.definitions(spot);
        if !returned.is_empty() {
            return returned.into_iter().for_each(|value| self.sources(value, depth, found));
        }
        let name = call.callee.last_name().unwrap_or_default();
        let receiver = match &call.callee.kind {
            Kind::Member(base, _) if base.literal().is_none() => Some(spot.with(base)),
            _ => None,
        };
        match (receiver, call.positional(0).map(|first| spot.with(first))) {
            _ if FORMATS.contains(&name) => {
                let args = call.args.iter().map(|arg| spot.with(&arg.value));
                args.filter(|arg| !is_pattern(arg.expr)).for_each(|arg| self.sources(arg, depth, found));
            }
            (Some(of), default) if name.starts_with("unwrap_or") => {
                [Some(of), default].into_iter().flatten().for_each(|spot| self.sources(spot, depth, found));
            }
            (Some(of), _) if THROUGH_RECEIVER.contains(&name) || name == "substring" => self.sources(of, depth, found),
            (_, Some(of)) if THROUGH_ARGUMENT.contains(&name) => self.sources(of, depth, found),
            _ => push(found, Source::Unknown("it is computed at run time".to_owned())),
        }
    }

    /// `httpBearer: async () => process.env.KEY`
    fn function_sources(&self, spot: Spot<'a>, depth: usize, found: &mut Vec<Source>) {
        let function = spot.module.functions.iter().find(|function| function.at == spot.expr.at);
        let returns = function.map(|function| function.returns.as_slice()).unwrap_or_default();
        if returns.is_empty() {
            push(found, Source::Unknown("it is computed at run time".to_owned()));
        }
        returns.iter().for_each(|value| self.sources(spot.with(value), depth, found));
    }

    /// What a framework hands to code under this member or name: `useRuntimeConfig().public.key`,
    /// `Constants.expoConfig.extra.key`, and names that a setting puts a value in the place of.
    fn setting_read(&self, spot: Spot<'a>) -> Option<String> {
        let Kind::Member(base, field) = &spot.expr.kind else {
            let undefined = self.definitions(spot).is_empty();
            return undefined.then(|| self.published_as(spot.expr.last_name()?)).flatten();
        };
        let holder = self.follow(spot.with(base));
        let inner = || match &holder.expr.kind {
            Kind::Member(inner, _) => Some(self.follow(spot.with(inner)).expr),
            _ => None,
        };
        match holder.expr.last_name() {
            Some("public") => {
                let config = inner()?.call().is_some_and(|call| call.callee.last_name() == Some("useRuntimeConfig"));
                config.then(|| format!("runtimeConfig.public.{field}"))
            }
            Some("publicRuntimeConfig") => Some(format!("publicRuntimeConfig.{field}")),
            Some("extra") => {
                let constants = ["expoConfig", "manifest", "manifest2", "expoClient"];
                let expo = inner()?.last_name().is_some_and(|name| constants.contains(&name));
                expo.then(|| format!("extra.{field}"))
            }
            Some(object) if self.definitions(spot).is_empty() => self.published_as(&format!("{object}.{field}")),
            _ => None,
        }
    }

    fn published_as(&self, name: &str) -> Option<String> {
        self.is_published(name).then(|| name.to_owned())
    }
}

fn push(found: &mut Vec<Source>, source: Source) {
    if !found.contains(&source) {
        found.push(source);
    }
}

/// Whether a text holds more than the scheme of a header.
fn is_written(text: &str) -> bool {
    let mut words = text.split([' ', ':', '=']).filter(|word| !word.is_empty());
    words.any(|word| !SCHEMES.contains(&word.to_ascii_lowercase().as_str()))
}

/// Whether a text only says how others are put together.
fn is_pattern(expr: &Expr) -> bool {
    expr.literal().is_some_and(|text| text.contains(['%', '{']) || !is_written(text))
}
