//! Clients of OpenAI's API that are pointed at Livepeer.

use lp_ready_checks::facts::livepeer::{Compatible, Open, Side, Text};

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Kind};

/// What makes such a client, in the libraries of every language.
const MAKERS: &[&str] =
    &["OpenAI", "AsyncOpenAI", "createOpenAI", "createOpenAICompatible", "ChatOpenAI", "OpenAIApi", "OpenAIChatModel"];

const URL: &[&str] = &["baseURL", "base_url", "baseUrl", "basePath", "openai_api_base"];
const KEY: &[&str] = &["apiKey", "api_key", "openAIApiKey", "openai_api_key"];

impl<'a> Code<'a> {
    /// Every client of OpenAI's API whose base address is Livepeer's, in code that ships.
    pub(in super::super) fn compatible(&self) -> Vec<Compatible> {
        let calls = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        calls.filter_map(|spot| self.compatible_client(spot)).collect()
    }

    fn compatible_client(&self, spot: Spot<'a>) -> Option<Compatible> {
        let call = spot.expr.call()?;
        let via = call.callee.last_name().filter(|name| MAKERS.contains(name))?;
        let url = self.option(spot, call, URL).or_else(|| self.nested(spot, call))?;
        let destination = self.text(url);
        if !self.is_livepeer(spot, &destination) && !names_livepeer(&destination) {
            return None;
        }
        let allowed = self.option(spot, call, &["dangerouslyAllowBrowser"]);
        let allowed = allowed.filter(|value| value.expr.kind == Kind::Bool(true)).map(|value| self.span_of(value));
        Some(Compatible {
            at: self.span(spot.module, &spot.expr.at),
            via: via.to_owned(),
            destination,
            key: self.option(spot, call, KEY).and_then(|key| self.key(key)),
            allowed_in_browsers: allowed,
            runs: if allowed.is_some() { Side::Browser } else { self.side(spot) },
        })
    }

    /// `configuration: { baseURL }` of LangChain.
    fn nested(&self, spot: Spot<'a>, call: &'a Call) -> Option<Spot<'a>> {
        let outer = self.option(spot, call, &["configuration", "clientOptions"])?;
        URL.iter().find_map(|name| self.field(outer, name).into_iter().next())
    }
}

/// Whether an address comes from a variable that is named after Livepeer.
fn names_livepeer(destination: &Text) -> bool {
    matches!(&destination.open, Some(Open::Variable(name)) if name.contains("LIVEPEER") || name.contains("DAYDREAM"))
}
