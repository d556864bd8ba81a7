//! Receivers of Studio's webhooks, and how they make sure that Studio calls.

use lp_ready_checks::facts::file::Span;
use lp_ready_checks::facts::webhook::{Flaw, Proof, Receiver};

use super::code::{Code, Spot};
use crate::gather::source::expr::{Bytes, Call, Expr, Kind, Part};
use crate::gather::source::flow::within;
use crate::gather::source::module::Module;

/// Studio's events; livepeer/studio `packages/api/src/schema/api-schema.yaml`.
const EVENTS: &[&str] = &[
    "stream.started",
    "stream.idle",
    "stream.detection",
    "recording.ready",
    "recording.started",
    "recording.waiting",
    "multistream.connected",
    "multistream.error",
    "multistream.disconnected",
    "playback.user.new",
    "playback.accessControl",
    "asset.created",
    "asset.updated",
    "asset.ready",
    "asset.failed",
    "asset.deleted",
    "task.spawned",
    "task.updated",
    "task.completed",
    "task.failed",
];

/// The header of the signature, as frameworks spell it.
const HEADERS: &[&str] = &["livepeer-signature", "livepeer_signature", "http_livepeer_signature"];

/// Functions that compute a keyed digest, by their last name; `hmac.new` and `hmac.New` by both.
const DIGESTS: &[&str] = &["createHmac", "hash_hmac", "HMACSHA256", "createHmacSync", "hmacSha256", "importKey"];

/// Functions that compare without telling where the difference is.
const STEADY: &[&str] = &[
    "timingSafeEqual",
    "compare_digest",
    "hash_equals",
    "ConstantTimeCompare",
    "FixedTimeEquals",
    "secureCompare",
    "constant_time_compare",
    "verify",
];

/// A stretch of a file: all of it, or a function that helps.
type Stretch<'a> = (&'a Module, Bytes);

impl<'a> Code<'a> {
    /// Every file that takes Studio's events.
    pub(super) fn receivers(&self) -> Vec<Receiver> {
        self.shipped().filter_map(|module| self.receiver(module)).collect()
    }

    fn receiver(&self, module: &'a Module) -> Option<Receiver> {
        let header = module.calls.iter().find_map(reads_header).or_else(|| self.header_member(module));
        let is_event = |part: &Expr| part.literal().is_some_and(|text| EVENTS.contains(&text));
        let event = module.flow.branches.iter().find(|branch| branch.condition.any(&mut |part| is_event(part)));
        let at = header.clone().or_else(|| event.map(|branch| branch.condition.at.clone()))?;
        let at = self.span(module, &at);
        Some(Receiver { at, proof: self.proof(module, header.is_some(), event.map(|branch| &branch.condition.at)) })
    }

    /// `request.headers["livepeer-signature"]`, `request.META["HTTP_LIVEPEER_SIGNATURE"]`.
    fn header_member(&self, module: &'a Module) -> Option<Bytes> {
        let named = |expr: &'a Expr| {
            let mut found = None;
            expr.any(&mut |part| {
                if let Kind::Member(_, name) = &part.kind
                    && is_header(name)
                {
                    found = Some(part.at.clone());
                }
                found.is_some()
            });
            found
        };
        module.bindings.iter().map(|binding| &binding.value).chain(&module.calls).find_map(named)
    }

    fn proof(&self, module: &'a Module, reads_header: bool, event: Option<&Bytes>) -> Proof {
        let stretches = self.stretches(module);
        let digest = stretches.iter().find_map(|(module, at)| {
            let calls = module.calls.iter().filter(|expr| within(&expr.at, at));
            calls.into_iter().find(|expr| expr.call().is_some_and(is_digest)).map(|expr| Spot { module, expr })
        });
        match digest {
            Some(digest) => {
                let at = self.span(digest.module, &digest.expr.at);
                Proof::Digest { at, flaws: self.flaws(module, digest, &stretches, event) }
            }
            None if self.hands_to_others(module) => {
                Proof::Unknown("it hands the signature to a function that could not be followed".to_owned())
            }
            None => Proof::Nothing { reads_header },
        }
    }

    /// The file, and the functions of others that it calls.
    fn stretches(&self, module: &'a Module) -> Vec<Stretch<'a>> {
        let calls = module.calls.iter().filter_map(Expr::call);
        let helpers = calls.filter_map(|call| self.function_of(Spot { module, expr: &call.callee }));
        let helpers = helpers.map(|(home, function)| (home, function.at.clone()));
        std::iter::once((module, 0..usize::MAX)).chain(helpers).collect()
    }

    /// Whether a function of some package is given something and says by its name that it verifies.
    fn hands_to_others(&self, module: &'a Module) -> bool {
        module.calls.iter().filter_map(Expr::call).any(|call| {
            let name = call.callee.last_name().unwrap_or_default().to_ascii_lowercase();
            let verifies = name.contains("verif") && (name.contains("signature") || name.contains("webhook"));
            verifies && self.function_of(Spot { module, expr: &call.callee }).is_none()
        })
    }

    fn flaws(
        &self,
        module: &'a Module,
        digest: Spot<'a>,
        stretches: &[Stretch<'a>],
        event: Option<&Bytes>,
    ) -> Vec<(Flaw, Span)> {
        let inputs = self.inputs(digest);
        let of_input = |is: fn(&Expr) -> bool| inputs.iter().find(|input| is(input)).map(|input| input.at.clone());
        let here = |at: Bytes| self.span(digest.module, &at);
        let timestamped = of_input(joins_by_dot).map(|at| (Flaw::Timestamped, here(at)));
        let rewritten = of_input(is_rewritten).map(|at| (Flaw::Rewritten, here(at)));
        let whole = (!self.parses_header(stretches)).then(|| (Flaw::WholeHeader, here(digest.expr.at.clone())));
        let leaky = self.leak(digest, stretches).map(|at| (Flaw::Leaky, here(at)));
        let open = self.open_without_secret(module, digest, event).map(|at| (Flaw::Open, self.span(module, &at)));
        [timestamped, rewritten, whole, leaky, open].into_iter().flatten().collect()
    }

    /// What a digest is taken of: its last argument, and what is given to `update` and `write` behind it.
    fn inputs(&self, digest: Spot<'a>) -> Vec<&'a Expr> {
        let function =
            digest.module.function_around(&digest.expr.at).map_or(0..usize::MAX, |function| function.at.clone());
        let feeds = digest.module.calls.iter().filter(|expr| within(&expr.at, &function)).filter_map(Expr::call);
        let fed =
            feeds.filter(|call| matches!(call.callee.last_name(), Some("update" | "Write" | "ComputeHash" | "digest")));
        let own = digest.expr.call().into_iter().flat_map(|call| call.args.iter().skip(1).map(|arg| &arg.value));
        let given = fed.flat_map(|call| call.args.iter().map(|arg| &arg.value)).chain(own);
        given.map(|expr| self.follow(digest.with(expr)).expr).collect()
    }

    /// Whether the code looks for the part of the header that is the digest.
    fn parses_header(&self, stretches: &[Stretch<'a>]) -> bool {
        stretches.iter().any(|(module, at)| {
            let text = self.file(module).text.as_deref().unwrap_or_default();
            text.get(at.start..at.end.min(text.len())).is_some_and(|text| text.contains("v1"))
        })
    }

    /// Where digests are compared, unless something compares them steadily.
    fn leak(&self, digest: Spot<'a>, stretches: &[Stretch<'a>]) -> Option<Bytes> {
        let steady = |call: &Call| {
            let name = call.callee.last_name().unwrap_or_default();
            STEADY.contains(&name) || name == "Equal" && call.callee.root() == Some("hmac")
        };
        let calls =
            stretches.iter().flat_map(|(module, at)| module.calls.iter().filter(move |expr| within(&expr.at, at)));
        if calls.into_iter().filter_map(Expr::call).any(steady) {
            return None;
        }
        let names: Vec<&str> = digest
            .module
            .bindings
            .iter()
            .filter(|binding| within(&digest.expr.at, &binding.value.at))
            .map(|binding| binding.name.as_str())
            .collect();
        let is_digest = |side: &Expr| side.root().is_some_and(|root| names.contains(&root));
        let compares = |part: &Expr| match &part.kind {
            Kind::Compare(_, left, right) => is_digest(left) || is_digest(right),
            _ => false,
        };
        let function = digest.module.function_around(&digest.expr.at);
        let returned = function.into_iter().flat_map(|function| &function.returns);
        let asked = digest.module.flow.branches.iter().map(|branch| &branch.condition);
        returned.chain(asked).find(|expr| expr.any(&mut |part| compares(part))).map(|expr| expr.at.clone())
    }

    /// `if (secret) { … }` around the proof, and the events outside of it.
    fn open_without_secret(&self, module: &'a Module, digest: Spot<'a>, event: Option<&Bytes>) -> Option<Bytes> {
        let proves = |at: &Bytes| {
            std::ptr::eq(module, digest.module) && within(&digest.expr.at, at)
                || module.calls.iter().filter(|expr| within(&expr.at, at)).any(|expr| {
                    let helper = expr.call().and_then(|call| self.function_of(Spot { module, expr: &call.callee }));
                    helper.is_some_and(|(home, function)| {
                        std::ptr::eq(home, digest.module) && within(&digest.expr.at, &function.at)
                    })
                })
        };
        let around = module.flow.branches.iter().filter(|branch| proves(&branch.then) && branch.otherwise.is_empty());
        let by_secret = |expr: &Expr| {
            matches!(expr.kind, Kind::Name(_) | Kind::Member(..))
                && expr.last_name().is_some_and(|name| name.to_ascii_lowercase().contains("secret"))
        };
        let mut around = around.filter(|branch| by_secret(&branch.condition));
        let outside = |then: &Bytes| event.is_none_or(|event| !within(event, then));
        around.find(|branch| outside(&branch.then)).map(|branch| branch.condition.at.clone())
    }
}

/// Where a call reads the header: `headers.get("livepeer-signature")`, `req.header("Livepeer-Signature")`.
fn reads_header(expr: &Expr) -> Option<Bytes> {
    let call = expr.call()?;
    let named = call.args.iter().take(2).filter_map(|arg| arg.value.literal()).any(is_header);
    let sets = call.callee.last_name().is_some_and(|name| name.to_ascii_lowercase().starts_with("set"));
    (named && !sets).then(|| expr.at.clone())
}

fn is_header(name: &str) -> bool {
    HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

fn is_digest(call: &Call) -> bool {
    let name = call.callee.last_name().unwrap_or_default();
    DIGESTS.contains(&name)
        || matches!(name, "new" | "New" | "digest") && call.callee.root() == Some("hmac")
        || call.callee.root() == Some("Hmac")
}

/// `${t}.${body}`, `t + "." + body`
fn joins_by_dot(expr: &Expr) -> bool {
    expr.any(&mut |part| match &part.kind {
        Kind::Text(parts) => parts
            .windows(3)
            .any(|three| matches!(three, [Part::Hole(_), Part::Literal(dot), Part::Hole(_)] if dot == ".")),
        Kind::Sum(left, _) => {
            matches!(&left.kind, Kind::Sum(_, dot) if dot.literal() == Some("."))
        }
        _ => false,
    })
}

/// `JSON.stringify(req.body)`
fn is_rewritten(expr: &Expr) -> bool {
    expr.any(&mut |part| {
        part.call().and_then(|call| call.callee.last_name()).is_some_and(|name| {
            matches!(name, "stringify" | "dumps" | "json_encode" | "Marshal" | "Serialize" | "SerializeObject")
        })
    })
}
