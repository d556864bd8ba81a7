//! Requests: SDK calls and raw HTTP that end at Livepeer.

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::key::Key;
use lp_ready_checks::facts::livepeer::{HOLE, Holder, Origin, Request, Retry, Text, Written};
use lp_ready_checks::facts::reaction::{Attempts, Logged, Reaction, Reactions};
use lp_ready_checks::gateway_selection::hosts;
use rayon::prelude::*;

use super::aftermath::Region;
use super::clients::Made;
use super::code::{Code, Spot};
use super::sdks;
use crate::gather::source::expr::{Call, Expr, Kind};

/// Last names of callees that send HTTP requests, in lower case.
const SENDERS: &[&str] = &[
    "fetch",
    "$fetch",
    "ofetch",
    "usefetch",
    "post",
    "get",
    "put",
    "patch",
    "delete",
    "request",
    "axios",
    "got",
    "ky",
    "newrequest",
    "newrequestwithcontext",
    "postform",
    "urlopen",
    "stream",
    "open",
    "curl",
    "wget",
    "superagent",
    "send",
    "fetchwithretry",
    "asyncpost",
    // .NET and Unity.
    "postasync",
    "getasync",
    "putasync",
    "patchasync",
    "deleteasync",
    "sendasync",
    "postasjsonasync",
    "putasjsonasync",
    "patchasjsonasync",
    "getfromjsonasync",
    "getstringasync",
    "getstreamasync",
    "getbytearrayasync",
    "executeasync",
    "executepostasync",
    "executegetasync",
    "unitywebrequest",
    // PHP and WordPress.
    "curl_exec",
    "file_get_contents",
    "requestasync",
    "wp_remote_post",
    "wp_remote_get",
    "wp_remote_request",
    "wp_safe_remote_post",
    "wp_safe_remote_get",
    "wp_safe_remote_request",
];

/// What becomes of a request.
struct Followed {
    attempts: Attempts,
    reactions: Reactions,
    dropped: Reaction,
    logged: Logged,
    holders: Vec<Holder>,
}

impl<'a> Code<'a> {
    /// Every request of code that ships.
    pub(super) fn requests(&self, made: &[Made<'a>]) -> Vec<Request> {
        let shipped: Vec<_> = self.shipped().collect();
        let calls =
            shipped.into_par_iter().flat_map(|module| module.calls.par_iter().map(move |expr| Spot { module, expr }));
        calls.filter_map(|spot| self.sdk_request(spot, made).or_else(|| self.http_request(spot))).collect()
    }

    /// A call on an SDK client, or of an SDK function that takes one.
    fn sdk_request(&self, spot: Spot<'a>, made: &[Made<'a>]) -> Option<Request> {
        let call = spot.expr.call()?;
        let method = call.callee.last_name()?;
        let pipeline = sdks::pipeline_of_method(method);
        let client = self.client_of(spot, call, pipeline.is_some(), made)?;
        let found = client.map(|at| &made[at].client);
        let generates =
            call.callee.path().is_some_and(|path| path.iter().any(|name| name.eq_ignore_ascii_case("generate")));
        let pipeline = pipeline.filter(|_| generates || method.to_ascii_lowercase().starts_with("generate"));
        if pipeline.is_none() && (found.is_none() || method.eq_ignore_ascii_case("generate")) {
            return None;
        }
        let own = self.option(spot, call, &["serverURL", "server_url", "WithServerURL"]);
        let destination = own.map(|url| self.text(url)).or_else(|| found.map(|client| client.destination.clone()));
        let retry = self.option(spot, call, &["retries", "WithRetries"]);
        let Followed { attempts, reactions, dropped, logged, holders } =
            self.followed(spot, client.map(|at| &made[at]));
        Some(Request {
            at: self.span(spot.module, &spot.expr.at),
            via: found.map_or("Livepeer SDK", |client| client.sdk.package).to_owned(),
            destination: destination.unwrap_or_else(|| Text::unknown("its client could not be followed")),
            pipeline: pipeline.map(str::to_owned),
            model: self.model(spot, call, pipeline),
            key: found
                .map_or_else(|| Some(Key::unknown("its client could not be followed")), |client| client.key.clone()),
            client,
            retry: retry.map_or(Retry::Unset, |retry| self.retry(retry)),
            limit: self.sdk_limit(spot, call, client.map(|at| &made[at])),
            ceilings: Vec::new(),
            runs: self.side(spot),
            attempts,
            reactions,
            dropped,
            logged,
            creates: Vec::new(),
            holders,
        })
    }

    /// The client a call is made on. `Some(None)`: some client, though it cannot be told which.
    fn client_of(&self, spot: Spot<'a>, call: &'a Call, generates: bool, made: &[Made<'a>]) -> Option<Option<usize>> {
        let mut base = &call.callee;
        let mut bases: Vec<&'a Expr> = Vec::new();
        while let Kind::Member(of, _) = &base.kind {
            bases.push(of);
            base = of;
        }
        // Tree-shaken functions take the client as their first argument.
        let first = self
            .foreign(spot.with(&call.callee))
            .and_then(|foreign| sdks::spelling(&foreign.package, spot.module.language));
        bases.extend(first.and_then(|_| call.positional(0)));
        let known = bases.iter().find_map(|base| self.made_by(spot.with(base), made));
        match known {
            Some(at) => Some(Some(at)),
            None if first.is_some() && generates => Some(made_alone(made)),
            None if generates && bases.len() > 1 && self.mentions_livepeer(spot) => Some(made_alone(made)),
            None => None,
        }
    }

    fn made_by(&self, base: Spot<'a>, made: &[Made<'a>]) -> Option<usize> {
        let target = self.follow(base);
        made.iter().position(|made| std::ptr::eq(made.spot.expr, target.expr) || same_call(made.spot, target))
    }

    /// Whether the module's text speaks of Livepeer at all.
    pub(super) fn mentions_livepeer(&self, spot: Spot<'a>) -> bool {
        mentions_livepeer(self.file(spot.module))
    }

    /// A raw HTTP call whose address is Livepeer's, or asks a gateway for a pipeline.
    fn http_request(&self, spot: Spot<'a>) -> Option<Request> {
        let call = spot.expr.call()?;
        let name = sender(&call.callee).or_else(|| self.sender_of_assembled(spot, call))?;
        if self.env_read(spot).is_some() {
            return None;
        }
        let destination = self.addresses_of(spot, call).into_iter().find(|text| self.is_livepeer(spot, text))?;
        let pipeline = destination.values.iter().find_map(|value| sdks::pipeline_of_path(&value.text));
        let Followed { attempts, reactions, dropped, logged, holders } = self.followed(spot, None);
        Some(Request {
            at: self.span(spot.module, &spot.expr.at),
            via: self.via_php(spot, call).unwrap_or(name),
            model: self.model(spot, call, pipeline),
            pipeline: pipeline.map(str::to_owned),
            destination,
            key: self.header_key(spot, call),
            client: None,
            retry: Retry::Unset,
            limit: self.http_limit(spot, call),
            ceilings: Vec::new(),
            runs: self.side(spot),
            attempts,
            reactions,
            dropped,
            logged,
            creates: Vec::new(),
            holders,
        })
    }

    /// How often a request is made, and what is done about each way it may fail.
    fn followed(&self, spot: Spot<'a>, made: Option<&Made<'a>>) -> Followed {
        let regions: Vec<Region<'a>> = self.aftermath(spot, made);
        let reactions = self.reactions(&regions, made.is_none() && self.gives_back(spot));
        let attempts = self.attempts(spot, &regions, &reactions);
        let (dropped, logged) = (self.dropped(&regions), self.logged(&regions));
        Followed { attempts, reactions, dropped, logged, holders: self.holders(&regions) }
    }

    /// What may be the address of a call: its first arguments, a `url` option, or every word of a command.
    fn addresses_of(&self, spot: Spot<'a>, call: &'a Call) -> Vec<Text> {
        if let Some(address) = self.put_together(spot, call).and_then(|made| self.address_put_together(spot, made)) {
            return vec![self.below_base(spot, call, self.text(address))];
        }
        let positions = match call.callee.literal() {
            Some(_) => 0..call.args.len(),
            None if address_first(spot, call) => 0..1,
            None => 0..3,
        };
        let arguments = positions.filter_map(|at| call.positional(at));
        let option = self.option(spot, call, &["url", "uri", "path"]);
        let plain = |expr: &&Expr| {
            matches!(expr.kind, Kind::Text(_) | Kind::Name(_) | Kind::Member(..) | Kind::Sum(..) | Kind::Call(_))
        };
        let texts = arguments.filter(plain).map(|expr| spot.with(expr)).chain(option).map(|spot| self.text(spot));
        texts.map(|text| self.below_base(spot, call, text)).collect()
    }

    /// An address with the base address of its client before it, unless it has a host of its own.
    fn below_base(&self, spot: Spot<'a>, call: &'a Call, text: Text) -> Text {
        let is_path = text.values.iter().all(|value| !value.text.contains("://"));
        match self.base_address(spot, call) {
            Some(base) if is_path => prefixed(&base, &text),
            _ => text,
        }
    }

    /// Whether an address is Livepeer's by its host, or by a pipeline path on a host that may be a gateway.
    pub(super) fn is_livepeer(&self, spot: Spot<'a>, text: &Text) -> bool {
        text.values.iter().any(|value| match hosts::known(&value.text) {
            Some(host) => host.class.takes_requests(),
            None => self.is_own_gateway(&value.text) || self.asks_for_pipeline(spot, &value.text),
        })
    }

    fn is_own_gateway(&self, address: &str) -> bool {
        let own = &self.facts.livepeer.own_gateways;
        hosts::host_of(address).is_some_and(|host| own.iter().any(|gateway| hosts::matches(&gateway.host, &host)))
    }

    fn asks_for_pipeline(&self, spot: Spot<'a>, address: &str) -> bool {
        let absolute = address.contains("://") || address.contains(HOLE);
        let other_vendor =
            hosts::host_of(address).is_some_and(|host| OTHER_VENDORS.iter().any(|vendor| host.ends_with(vendor)));
        let speaks = || self.mentions_livepeer(spot) || self.project_mentions_livepeer && is_gateway_path(address);
        let asks = sdks::pipeline_of_path(address).is_some() || BYOC_PATHS.iter().any(|path| address.contains(path));
        absolute && !other_vendor && asks && speaks()
    }
}

/// Where a gateway takes work for containers; go-livepeer `byoc/byoc.go`.
const BYOC_PATHS: &[&str] = &["/process/request/", "/process/stream/"];

/// Vendors whose APIs have the same path words.
const OTHER_VENDORS: &[&str] = &[
    "stability.ai",
    "getimg.ai",
    "huggingface.co",
    "replicate.com",
    "fal.run",
    "deepai.org",
    "segmind.com",
    "novita.ai",
    "openai.com",
];

/// Whether a file's text speaks of Livepeer at all.
pub(super) fn mentions_livepeer(file: &File) -> bool {
    let text = file.text.as_deref().unwrap_or_default();
    ["livepeer", "Livepeer", "LIVEPEER"].iter().any(|word| text.contains(word))
}

/// Whether the pipeline stands right behind the host, as on a bare node; an application's own routes lie deeper.
fn is_gateway_path(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let Some((_, path)) = rest.split_once('/') else { return false };
    sdks::PIPELINES.contains(&path.trim_end_matches('/'))
        || BYOC_PATHS.iter().any(|start| path.starts_with(&start[1..]))
}

/// Whether a method takes its address first: what else it is given is no address, a default of a dictionary's for example.
fn address_first(spot: Spot<'_>, call: &Call) -> bool {
    let verbs = ["get", "post", "put", "patch", "delete"];
    spot.module.language != "Go" && call.callee.last_name().is_some_and(|name| verbs.contains(&name))
}

fn made_alone(made: &[Made<'_>]) -> Option<usize> {
    (made.len() == 1).then_some(0)
}

fn same_call(one: Spot<'_>, other: Spot<'_>) -> bool {
    one.module.file == other.module.file && one.expr.at == other.expr.at
}

/// What sends, as the code names it; `None` for calls that do not send.
pub(super) fn sender(callee: &Expr) -> Option<String> {
    if let Some(command) = callee.literal() {
        return ["curl", "wget", "http"].contains(&command).then(|| command.to_owned());
    }
    let last = callee.last_name()?;
    if !SENDERS.contains(&last.to_ascii_lowercase().as_str()) {
        return None;
    }
    Some(callee.path().map_or_else(|| last.to_owned(), |path| path.join(".")))
}

fn prefixed(base: &Text, path: &Text) -> Text {
    let Some(path) = path.values.first() else { return base.clone() };
    let under = |base: &str| format!("{}/{}", base.trim_end_matches('/'), path.text.trim_start_matches('/'));
    let mut text = base.clone();
    for value in &mut text.values {
        value.text = under(&value.text);
    }
    if text.values.is_empty() && text.open.is_some() {
        // Which host it is cannot be told, but which pipeline it is asked for can.
        text.values.push(Written::new(under(&HOLE.to_string()), path.at, Origin::Literal));
    }
    text
}
