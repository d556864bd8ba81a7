//! Requests that are put together before they are sent: handles of curl, request objects, contexts of streams.

use super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// What makes such a request, and which of its arguments is the address.
const MAKERS: &[(&str, usize)] = &[
    ("curl_init", 0),
    ("HttpRequestMessage", 1),
    ("RestRequest", 0),
    // PSR-7
    ("Request", 1),
    ("stream_context_create", usize::MAX),
    ("UnityWebRequest", 0),
];

/// Members that hold the address, and those that hold the body.
const ADDRESSES: &[&str] = &["RequestUri", "Resource", "url"];
const BODIES: &[&str] = &["Content", "uploadHandler"];

/// Methods that give a request its body.
const GIVES_BODY: &[&str] = &["AddJsonBody", "AddBody", "AddStringBody"];

/// A request under way: what it goes by, and the call that made it.
#[derive(Clone, Copy)]
pub(super) struct Assembled<'a> {
    pub(super) name: &'a str,
    made: Spot<'a>,
    call: &'a Call,
}

impl<'a> Code<'a> {
    /// The request that is sent by a call, where it is put together before.
    pub(super) fn put_together(&self, spot: Spot<'a>, call: &'a Call) -> Option<Assembled<'a>> {
        if !matches!(spot.module.language, "PHP" | "C#") {
            return None;
        }
        // Unity's is made and sent in two steps, of which the first says where it goes.
        if call.callee.last_name() == Some("UnityWebRequest") {
            let binding = spot.module.bindings.iter().find(|binding| binding.value.at == spot.expr.at);
            return Some(Assembled { name: binding.map_or("", |binding| &binding.name), made: spot, call });
        }
        call.args.iter().find_map(|arg| {
            let made = self.follow(spot.with(&arg.value));
            let maker = made.expr.call()?;
            let known = maker.callee.last_name().is_some_and(|name| MAKERS.iter().any(|(maker, _)| *maker == name));
            known.then_some(Assembled { name: arg.value.last_name().unwrap_or_default(), made, call: maker })
        })
    }

    /// `client.Execute(request)`: a name that means a request only with one in hand.
    pub(super) fn sender_of_assembled(&self, spot: Spot<'a>, call: &'a Call) -> Option<String> {
        let name = call.callee.last_name().filter(|name| matches!(*name, "Execute" | "sendRequest"))?;
        self.put_together(spot, call)?;
        Some(call.callee.path().map_or_else(|| name.to_owned(), |path| path.join(".")))
    }

    /// Where such a request goes.
    pub(super) fn address_put_together(&self, spot: Spot<'a>, of: Assembled<'a>) -> Option<Spot<'a>> {
        let maker = of.call.callee.last_name()?;
        let (_, position) = MAKERS.iter().find(|(name, _)| *name == maker)?;
        self.curl_option(spot, of.name, "CURLOPT_URL")
            .or_else(|| of.call.positional(*position).map(|address| of.made.with(address)))
            .or_else(|| self.member_put_together(spot, of, ADDRESSES))
    }

    /// What such a request sends along.
    pub(super) fn body_put_together(&self, spot: Spot<'a>, of: Assembled<'a>) -> Option<Spot<'a>> {
        self.curl_option(spot, of.name, "CURLOPT_POSTFIELDS")
            .or_else(|| self.member_put_together(spot, of, BODIES))
            .or_else(|| self.given_body(spot, of))
            .or_else(|| self.context_option(of, "content"))
    }

    fn member_put_together(&self, spot: Spot<'a>, of: Assembled<'a>, members: &[&str]) -> Option<Spot<'a>> {
        let named = members.iter().find_map(|member| of.call.named(member));
        let later = || members.iter().find_map(|member| self.assigned_to(spot, of.name, member));
        named.map(|value| of.made.with(value)).or_else(later)
    }

    /// `request.AddJsonBody(body)`.
    fn given_body(&self, spot: Spot<'a>, of: Assembled<'a>) -> Option<Spot<'a>> {
        let gives = spot.module.calls.iter().filter_map(Expr::call).find(|call| match &call.callee.kind {
            Kind::Member(base, method) => GIVES_BODY.contains(&method.as_str()) && base.last_name() == Some(of.name),
            _ => false,
        })?;
        gives.positional(0).map(|body| spot.with(body))
    }

    /// `stream_context_create(['http' => ['content' => …]])`.
    pub(super) fn context_option(&self, of: Assembled<'a>, option: &str) -> Option<Spot<'a>> {
        let options = of.call.positional(0).filter(|_| of.call.callee.last_name() == Some("stream_context_create"))?;
        let http = self.field(of.made.with(options), "http").into_iter().next()?;
        self.field(http, option).into_iter().next()
    }

    /// What the function around a place sets of a handle: `curl_setopt($ch, CURLOPT_URL, …)`.
    pub(super) fn curl_option(&self, spot: Spot<'a>, name: &str, option: &str) -> Option<Spot<'a>> {
        let around = |expr: &Expr| spot.module.function_around(&expr.at).map(|function| &function.at);
        let here = around(spot.expr);
        let makes = |expr: &&Expr| expr.call().is_some_and(|call| call.callee.last_name() == Some("curl_init"));
        let made_here = spot.module.calls.iter().filter(makes).any(|expr| around(expr) == here);
        // A handle that is kept is made and set up elsewhere.
        let calls = spot.module.calls.iter().filter(|expr| !made_here || around(expr) == here);
        let ours =
            calls.filter_map(Expr::call).filter(|call| call.positional(0).and_then(Expr::last_name) == Some(name));
        ours.filter_map(|call| match call.callee.last_name()? {
            "curl_setopt" if call.positional(1)?.last_name() == Some(option) => Some(spot.with(call.positional(2)?)),
            "curl_setopt_array" => self.field(spot.with(call.positional(1)?), option).into_iter().next(),
            _ => None,
        })
        .next_back()
    }

    /// How a call reads in PHP: `$this->client->post`, `Http::post`.
    pub(super) fn via_php(&self, spot: Spot<'a>, call: &'a Call) -> Option<String> {
        let text = self.file(spot.module).text.as_deref().filter(|_| spot.module.language == "PHP")?;
        if call.callee.path().is_some() {
            return text.get(call.callee.at.clone()).map(str::to_owned);
        }
        let mut start = &call.callee;
        while let Kind::Member(base, _) = &start.kind {
            start = base.call().map_or(base, |inner| &inner.callee);
        }
        let (start, last) = (text.get(start.at.clone())?, call.callee.last_name()?);
        let arrow = if start.starts_with('$') { "->" } else { "::" };
        Some(format!("{start}{arrow}{last}"))
    }
}
