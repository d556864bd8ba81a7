//! SDK clients: where they are made, where they go, with which key and retry option.

use lp_ready_checks::facts::key::Key;
use lp_ready_checks::facts::livepeer::{Client, Origin, Retry, Side, Text};

use super::code::{Code, Spot};
use super::sdks::{self, Spelling};
use crate::gather::source::expr::{Call, Kind};

/// A client and the call that makes it, to find it again by.
pub(super) struct Made<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) client: Client,
}

impl<'a> Code<'a> {
    /// Every SDK client that code which ships makes.
    pub(super) fn clients(&self) -> Vec<Made<'a>> {
        self.shipped()
            .flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }))
            .filter_map(|spot| self.client(spot))
            .collect()
    }

    fn client(&self, spot: Spot<'a>) -> Option<Made<'a>> {
        let call = spot.expr.call()?;
        let spelling = self.constructor(spot, call)?;
        let client = Client {
            at: self.span(spot.module, &spot.expr.at),
            sdk: spelling.sdk,
            destination: self.client_destination(spot, call, spelling),
            key: self.client_key(spot, call, spelling),
            runs: self.client_side(spot, spelling),
            retry: self.client_retry(spot, call, spelling),
        };
        Some(Made { spot, client })
    }

    fn constructor(&self, spot: Spot<'a>, call: &'a Call) -> Option<&'static Spelling> {
        let foreign = self.foreign(spot.with(&call.callee)).or_else(|| self.associated(spot, call))?;
        let spelling = sdks::spelling(&foreign.package, spot.module.language)?;
        let name = foreign.name.as_deref()?;
        spelling.constructors.contains(&name).then_some(spelling)
    }

    /// `Livepeer::new(…)` of Rust: the type is what is imported.
    fn associated(&self, spot: Spot<'a>, call: &'a Call) -> Option<super::code::Foreign> {
        let Kind::Member(of, name) = &call.callee.kind else { return None };
        let of = self.foreign(spot.with(of)).filter(|_| spot.module.language == "Rust")?;
        Some(super::code::Foreign { package: of.package, name: Some(name.clone()) })
    }

    fn client_destination(&self, spot: Spot<'a>, call: &'a Call, spelling: &Spelling) -> Text {
        if let Some(url) = self.option(spot, call, spelling.url) {
            let text = self.text(url);
            // `serverURL: undefined` is no URL.
            if !text.values.is_empty() || text.open.is_some() {
                return text;
            }
        }
        if let Some(index) = self.option(spot, call, spelling.index) {
            return self.by_index(index, spelling);
        }
        if let Some(why) = self.unseen_options(spot, call).filter(|_| spelling.key_position.is_none()) {
            return Text::unknown(why);
        }
        let at = self.span(spot.module, &call.callee.at);
        Text::one(spelling.sdk.servers[0], at, Origin::SdkDefault)
    }

    fn by_index(&self, index: Spot<'a>, spelling: &Spelling) -> Text {
        let number = self.number(index);
        let found =
            (0..spelling.sdk.servers.len()).find(|at| number.is_some_and(|number| (number - *at as f64).abs() < 0.5));
        match found {
            Some(at) => {
                Text::one(spelling.sdk.servers[at], self.span(index.module, &index.expr.at), Origin::ServerIndex(at))
            }
            None => Text::unknown("its server index is not known"),
        }
    }

    fn client_key(&self, spot: Spot<'a>, call: &'a Call, spelling: &Spelling) -> Option<Key> {
        let by_name = self.option(spot, call, spelling.key);
        let by_position = || spelling.key_position.and_then(|at| call.positional(at)).map(|key| spot.with(key));
        let unseen = || self.unseen_options(spot, call).filter(|_| spelling.key_position.is_none()).map(Key::unknown);
        match by_name.or_else(by_position) {
            Some(key) => self.key(key),
            None => unseen(),
        }
    }

    /// The side a client is made on. The hooks of `@livepeer/react` work in browsers only, wherever they are set up.
    fn client_side(&self, spot: Spot<'a>, spelling: &Spelling) -> Side {
        if spelling.sdk.package == "@livepeer/react" { Side::Browser } else { self.side(spot) }
    }

    fn client_retry(&self, spot: Spot<'a>, call: &'a Call, spelling: &Spelling) -> Retry {
        match self.option(spot, call, spelling.retry) {
            Some(option) => self.retry(option),
            None => match self.unseen_options(spot, call).filter(|_| spelling.key_position.is_none()) {
                Some(why) => Retry::Unknown { at: self.span(spot.module, &spot.expr.at), why },
                None => Retry::Unset,
            },
        }
    }
}
