//! Where a client's requests go when they say no more than a path.

use lp_ready_checks::facts::livepeer::Text;

use super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Kind};

/// Options that hold a base address.
const OPTIONS: &[&str] = &["baseURL", "baseUrl", "base_url", "prefixUrl", "base_uri", "BaseAddress", "BaseUrl"];

/// Makers of clients whose first argument is the base address.
const FIRST: &[&str] = &["RestClient", "RestClientOptions", "createForBaseUri"];

/// What stands between a name and its member: `client.Timeout`, `$options['timeout']`, `$client->timeout`.
const BETWEEN: &[char] = &['.', '-', '>', '?', '!', '[', '\'', '"'];

/// How many names of one thing are looked at.
const NAMES: usize = 8;

impl<'a> Code<'a> {
    /// The base address of the client a call is made on: `axios.create({ baseURL })`, `httpx.Client(base_url=…)`.
    pub(super) fn base_address(&self, spot: Spot<'a>, call: &'a Call) -> Option<Text> {
        let Kind::Member(of, _) = &call.callee.kind else { return None };
        let client = self.follow(spot.with(of));
        let made = client.expr.call();
        let base = made.and_then(|made| self.option(client, made, OPTIONS).or_else(|| self.first_of(client, made)));
        // `Http::baseUrl(…)->post(…)`
        let base = base.or_else(|| self.method_in(client, "baseUrl"));
        let base = base.or_else(|| self.assigned(spot.with(of), "BaseAddress"))?;
        Some(self.text(base))
    }

    fn first_of(&self, client: Spot<'a>, made: &'a Call) -> Option<Spot<'a>> {
        let maker = made.callee.last_name().filter(|name| FIRST.contains(name))?;
        let first = self.follow(client.with(made.positional(0)?));
        // `new RestClient(new RestClientOptions(…))`
        match first.expr.call() {
            Some(options) if maker == "RestClient" => {
                self.option(first, options, OPTIONS).or_else(|| self.first_of(first, options))
            }
            _ => Some(first),
        }
    }

    /// What a member is set to in a statement of its own, under any of the names its owner goes by:
    /// `client.Timeout = …`.
    pub(super) fn assigned(&self, of: Spot<'a>, member: &str) -> Option<Spot<'a>> {
        let mut spot = of;
        for _ in 0..NAMES {
            let set = spot.expr.last_name().and_then(|name| self.assigned_to(spot, name, member));
            if set.is_some() {
                return set;
            }
            spot = *self.definitions(spot).first()?;
        }
        None
    }

    /// As [`Code::assigned`], for what goes by a name near a place.
    pub(super) fn assigned_to(&self, near: Spot<'a>, name: &str, member: &str) -> Option<Spot<'a>> {
        let text = self.file(near.module).text.as_deref()?;
        let set = near.module.bindings.iter().filter(|binding| binding.name == member);
        let found = set.filter(|binding| {
            let target = text.get(binding.at.clone()).unwrap_or_default();
            let target = target.trim_end_matches(['\'', '"', ']']);
            let base = target.strip_suffix(member).unwrap_or_default().trim_end_matches(BETWEEN);
            base.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(['.', '>', '$']))
        });
        // The last before the place is most likely in force there.
        let at = near.expr.at.start;
        let nearest = found.min_by_key(|binding| (binding.at.start > at, at.abs_diff(binding.at.start)))?;
        Some(near.with(&nearest.value))
    }
}
