//! What requests create at the video API: streams, assets and their settings.

use lp_ready_checks::facts::file::Span;
use lp_ready_checks::facts::livepeer::Request;
use lp_ready_checks::facts::video::{Created, Creation, Given, Measure, Policy, Rendition};

use super::bodies::{Field, Said};
use super::code::{Code, Spot};
use super::profiles::in_code;
use crate::gather::source::expr::{Call, Expr, Kind, Object};

const POLICY: Field = Field(&["playback_policy"]);
const PROFILES: Field = Field(&["profiles"]);
const RECORD: Field = Field(&["record"]);

/// Paths of Studio's API that create something when they are posted to (livepeer/studio
/// `packages/api/src/schema/api-schema.yaml`).
const PATHS: &[(&str, Created)] = &[
    ("/stream", Created::Stream),
    ("/asset/request-upload", Created::Asset),
    ("/asset/upload/url", Created::Asset),
    ("/asset/upload", Created::Asset),
    ("/asset/import", Created::Asset),
    ("/transcode", Created::Transcode),
];

/// Methods of the SDKs that create something, without case and marks, and the resource they belong to.
const METHODS: &[(&str, &str, Created)] = &[
    ("stream", "create", Created::Stream),
    ("asset", "create", Created::Asset),
    ("asset", "createviaurl", Created::Asset),
    ("transcode", "create", Created::Transcode),
];

/// Words of code that reads recordings.
const RECORDINGS: &[&str] = &["recordingUrl", "recording_url", "RecordingURL", "getRecorded", "recording.ready"];

/// Hooks of the older React SDK.
const HOOKS: &[(&str, Created)] = &[("useCreateStream", Created::Stream), ("useCreateAsset", Created::Asset)];

const MEASURES: &[(&str, Measure)] =
    &[("width", Measure::Width), ("height", Measure::Height), ("bitrate", Measure::Bitrate), ("fps", Measure::Fps)];

impl<'a> Code<'a> {
    /// Adds to each request what it creates.
    pub(super) fn add_creations(&self, requests: &mut [Request]) {
        for request in requests.iter_mut().filter(|request| request.pipeline.is_none()) {
            let Some(spot) = self.spot_of(request.at) else { continue };
            request.creates = self.creation(spot, request).into_iter().collect();
            if request.creates.is_empty() && request.client.is_none() {
                request.creates = self.created_for_callers(spot);
            }
        }
    }

    /// What a helper creates that is told path and method: `api("/stream", { method: "POST", body })`.
    fn created_for_callers(&self, spot: Spot<'a>) -> Vec<Creation> {
        let Some(function) = spot.module.function_around(&spot.expr.at) else { return Vec::new() };
        let places = self.handed_to(spot.module, function).into_iter();
        let created = places.filter_map(|(module, at)| {
            let caller = Spot { module, expr: module.calls.iter().find(|expr| expr.at == at)? };
            let call = caller.expr.call()?;
            let texts = call.args.iter().filter_map(|arg| arg.value.literal());
            let what = texts.into_iter().find_map(of_address)?;
            self.is_post(caller, call).then(|| self.created(caller, call, what))
        });
        created.collect()
    }

    /// The call at a place.
    fn spot_of(&self, at: Span) -> Option<Spot<'a>> {
        let module = self.modules.iter().find(|module| module.file == at.file())?;
        let expr = module.calls.iter().find(|expr| expr.at == at.range())?;
        Some(Spot { module, expr })
    }

    fn creation(&self, spot: Spot<'a>, request: &Request) -> Option<Creation> {
        let call = spot.expr.call()?;
        let what = match request.client {
            Some(_) => of_method(call),
            None => self.of_path(spot, call, request),
        }?;
        Some(self.created(spot, call, what))
    }

    fn of_path(&self, spot: Spot<'a>, call: &'a Call, request: &Request) -> Option<Created> {
        let mut named = request.destination.values.iter().map(|value| of_address(&value.text));
        let what = named.next()??;
        (named.all(|other| other == Some(what)) && self.is_post(spot, call)).then_some(what)
    }

    /// Whether a call posts: its name, its first argument or an option says so.
    fn is_post(&self, spot: Spot<'a>, call: &'a Call) -> bool {
        let says = |text: &str| text.to_ascii_lowercase().contains("post");
        let by_name = call.callee.last_name().is_some_and(says);
        let first =
            call.positional(0).is_some_and(|verb| verb.literal().or_else(|| verb.last_name()).is_some_and(says));
        let option = self.option(spot, call, &["method", "Method", "type", "customrequest"]);
        let by_option = option.is_some_and(|value| self.text(value).values.iter().any(|value| says(&value.text)));
        let words = call.args.iter().filter_map(|arg| arg.value.literal());
        let by_curl = call.callee.literal() == Some("curl")
            && words
                .into_iter()
                .any(|word| word == "POST" || word == "-XPOST" || word.starts_with("--data") || word == "-d");
        by_name || first || by_option || by_curl || self.posts_put_together(spot, call)
    }

    /// `curl_setopt($ch, CURLOPT_POST, 1)`.
    fn posts_put_together(&self, spot: Spot<'a>, call: &'a Call) -> bool {
        let Some(made) = self.put_together(spot, call) else { return false };
        ["CURLOPT_POST", "CURLOPT_POSTFIELDS", "CURLOPT_CUSTOMREQUEST"]
            .iter()
            .any(|option| self.curl_option(spot, made.name, option).is_some())
    }

    fn created(&self, spot: Spot<'a>, call: &'a Call, what: Created) -> Creation {
        Creation {
            what,
            at: self.described(spot, call),
            policy: self.given(spot, call, &POLICY, |value| self.policy(value)),
            profiles: self.given_profiles(spot, call),
            record: self.given(spot, call, &RECORD, |value| self.chosen(value)),
        }
    }

    /// Where the body of a call is written.
    fn described(&self, spot: Spot<'a>, call: &'a Call) -> Span {
        let body = self.option(spot, call, &["body", "data", "json", "request"]);
        let objects = call.args.iter().map(|arg| self.follow(spot.with(&arg.value)));
        let mut objects = objects.filter(|spot| matches!(spot.expr.kind, Kind::Object(_)));
        let body = body.map(|body| self.unwrapped(body)).or_else(|| objects.next());
        body.map_or_else(|| self.span(spot.module, &spot.expr.at), |body| self.span(body.module, &body.expr.at))
    }

    /// What `JSON.stringify(body)` and the like wrap.
    fn unwrapped(&self, spot: Spot<'a>) -> Spot<'a> {
        let target = self.follow(spot);
        let inner = target.expr.call().and_then(|call| call.positional(0));
        inner.map_or(target, |inner| self.follow(target.with(inner)))
    }

    fn given<T>(&self, spot: Spot<'a>, call: &'a Call, field: &Field, read: impl Fn(Spot<'a>) -> T) -> Given<T> {
        match self.said_of(spot, call, field) {
            Said::Value(value) => Given::Set { at: self.span(value.module, &value.expr.at), value: read(value) },
            Said::Nothing { body: true } => Given::Nothing,
            Said::Nothing { body: false } => Given::Unknown("its body could not be followed".to_owned()),
            Said::Written(_) => Given::Unknown("its body is written as a text".to_owned()),
            Said::Unseen(why) => Given::Unknown(why),
        }
    }

    /// A switch; what a caller chooses has no value of its own, whatever its default.
    fn chosen(&self, spot: Spot<'a>) -> Option<bool> {
        let name = match &spot.expr.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        };
        let by_caller = name.is_some_and(|name| self.parameter(spot, name).is_some());
        if by_caller { None } else { truth(self.follow(spot).expr) }
    }

    fn policy(&self, spot: Spot<'a>) -> Policy {
        let target = self.follow(spot);
        let kinds = ["type", "Type"].iter().flat_map(|field| self.field(target, field)).collect::<Vec<_>>();
        let named = |name: &str| {
            let name = name.to_ascii_lowercase();
            ["jwt", "webhook", "public"].into_iter().find(|kind| name.contains(kind)).map(str::to_owned)
        };
        let kind = kinds.first().and_then(|kind| {
            let text = self.text(*kind);
            let whole = text.values.first().and_then(|value| value.whole()).and_then(named);
            whole.or_else(|| kind.expr.last_name().and_then(named))
        });
        let webhook = match &target.expr.kind {
            Kind::Object(object) => !object.spreads.is_empty() || holds(object, "webhookid"),
            _ => true,
        };
        Policy { kind, webhook }
    }

    fn given_profiles(&self, spot: Spot<'a>, call: &'a Call) -> Given<Vec<Rendition>> {
        let Said::Value(value) = self.said_of(spot, call, &PROFILES) else {
            return self.given(spot, call, &PROFILES, |_| Vec::new());
        };
        let list = self.follow(value);
        let at = self.span(value.module, &value.expr.at);
        match &list.expr.kind {
            Kind::List(items) => {
                Given::Set { at, value: items.iter().map(|item| self.rendition(list.with(item))).collect() }
            }
            // `[]any{}` of Go has the shape of an object.
            Kind::Object(object) if object.fields.is_empty() && object.spreads.is_empty() => {
                Given::Set { at, value: Vec::new() }
            }
            Kind::Null => Given::Nothing,
            _ => Given::Unknown("its profiles could not be followed".to_owned()),
        }
    }

    fn rendition(&self, spot: Spot<'a>) -> Rendition {
        let target = self.follow(spot);
        let at = self.span(spot.module, &spot.expr.at);
        let named: Vec<(String, Spot<'a>)> = match &target.expr.kind {
            Kind::Object(object) => {
                let fields = object.fields.iter();
                fields.filter_map(|field| Some((simple(field.name.as_deref()?), target.with(&field.value)))).collect()
            }
            // `components.FfmpegProfile(width=1280, …)`
            Kind::Call(call) => {
                let args = call.args.iter();
                args.filter_map(|arg| Some((simple(arg.name.as_deref()?), target.with(&arg.value)))).collect()
            }
            _ => Vec::new(),
        };
        let open = match &target.expr.kind {
            Kind::Object(object) => !object.spreads.is_empty(),
            Kind::Call(_) => named.is_empty(),
            _ => true,
        };
        let measure = |(name, value): &(String, Spot<'a>)| {
            let (_, measure) = MEASURES.iter().find(|(known, _)| known == name)?;
            Some((*measure, self.number(*value)?, self.span(value.module, &value.expr.at)))
        };
        let numbers = named.iter().filter_map(measure).collect();
        Rendition { at, fields: named.into_iter().map(|(name, _)| name).collect(), open, numbers }
    }

    /// Where code that ships reads recordings: members of sessions, methods that list them, the event that one is ready.
    pub(super) fn recordings(&self) -> Vec<Span> {
        let found = self.shipped().flat_map(|module| {
            let text = self.file(module).text.as_deref().unwrap_or_default();
            let ranges = RECORDINGS.iter().flat_map(move |word| in_code(text, word).map(|at| at..at + word.len()));
            ranges.map(move |range| self.span(module, &range))
        });
        found.collect()
    }

    /// What hooks of the older React SDK create: `useCreateStream({ name, record: true })`.
    pub(super) fn created_by_hooks(&self) -> Vec<Creation> {
        let calls = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        let created = calls.filter_map(|spot| {
            let call = spot.expr.call()?;
            let name = call.callee.last_name()?;
            let (_, what) = HOOKS.iter().find(|(hook, _)| *hook == name)?;
            let package = self.foreign(spot.with(&call.callee))?.package;
            package.starts_with("@livepeer/react").then(|| self.created(spot, call, *what))
        });
        created.collect()
    }
}

/// What is created by posting to an address.
fn of_address(address: &str) -> Option<Created> {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    PATHS.iter().find(|(known, _)| path.ends_with(known)).map(|(_, what)| *what)
}

/// What an SDK's method creates: `livepeer.stream.create`, `s.Asset.CreateViaURL`.
fn of_method(call: &Call) -> Option<Created> {
    let path = call.callee.path()?;
    let [.., resource, method] = path.as_slice() else { return None };
    let (resource, method) = (simple(resource), simple(method));
    METHODS.iter().find(|(of, name, _)| *of == resource && *name == method).map(|(.., what)| *what)
}

fn truth(expr: &Expr) -> Option<bool> {
    match &expr.kind {
        Kind::Bool(value) => Some(*value),
        // `livepeergo.Bool(true)`
        Kind::Call(call) => call.positional(0).and_then(truth),
        _ => None,
    }
}

fn holds(object: &Object, field: &str) -> bool {
    object.fields.iter().any(|own| own.name.as_deref().is_some_and(|name| simple(name) == field))
}

fn simple(name: &str) -> String {
    name.to_ascii_lowercase().replace(['_', '-'], "")
}
