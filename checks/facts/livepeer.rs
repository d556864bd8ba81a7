//! Where the project's code calls Livepeer: requests, SDK clients, and the gateway addresses it holds.

use super::env::Environment;
use super::file::Span;
use super::key::Key;
use super::limit::{Ceiling, Limit};
use super::player::Player;
use super::reaction::{Attempts, Logged, Reaction, Reactions};
use super::video::Creation;
use super::webhook::Receiver;
use super::worker::Worker;

/// Everything tracing found out.
#[derive(Debug, Clone, Default)]
pub struct Livepeer {
    /// Places that call a gateway or an API, in the order of their files and lines.
    pub requests: Vec<Request>,
    /// SDK clients the code constructs.
    pub clients: Vec<Client>,
    /// Clients of OpenAI's API that are pointed at Livepeer.
    pub compatible: Vec<Compatible>,
    /// What hooks of the older React SDK create.
    pub created: Vec<Creation>,
    /// Programs that serve an orchestrator from a container.
    pub workers: Vec<Worker>,
    /// What plays streams and assets.
    pub players: Vec<Player>,
    /// Code that Studio's webhooks call.
    pub receivers: Vec<Receiver>,
    /// Where the code reads recordings of streams.
    pub recordings: Vec<Span>,
    /// Addresses of gateways that stand in code or configuration, whether or not a request was traced to them.
    pub addresses: Vec<Address>,
    /// Gateways the team names as its own.
    pub own_gateways: Vec<OwnGateway>,
}

/// A gateway that `lp-ready.toml` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnGateway {
    /// The host, as in the catalogue of known hosts.
    pub host: String,
    /// Whether it may serve production.
    pub production: bool,
}

/// One place that calls a Livepeer gateway or API.
#[derive(Debug, Clone)]
pub struct Request {
    /// The call.
    pub at: Span,
    /// What makes the call, as the code names it: `fetch`, `axios.post`, `@livepeer/ai`.
    pub via: String,
    /// Where it goes.
    pub destination: Text,
    /// The pipeline it asks for, by its method or path; `None` for other calls.
    pub pipeline: Option<String>,
    /// The model it asks for.
    pub model: Model,
    /// The key it carries: its client's, or that of its own header; `None` where nothing of it is unseen and there is none.
    pub key: Option<Key>,
    /// The SDK client it is made on, as an index into [`Livepeer::clients`].
    pub client: Option<usize>,
    /// Retry configuration given with this very call.
    pub retry: Retry,
    /// What bounds how long it may take.
    pub limit: Limit,
    /// What ends the handlers it is made in, however long it would wait.
    pub ceilings: Vec<Ceiling>,
    /// How often it is made, apart from what an SDK does by its own option.
    pub attempts: Attempts,
    /// What the code does about each status.
    pub reactions: Reactions,
    /// What the code does when the connection breaks before there is an answer.
    pub dropped: Reaction,
    /// Whether the status of its answers is logged.
    pub logged: Logged,
    /// What it creates at the video API, by itself or for its callers.
    pub creates: Vec<Creation>,
    /// Who has its answer in hand, the code that makes it first.
    pub holders: Vec<Holder>,
    /// The side it runs on.
    pub runs: Side,
}

/// A stretch of code that has a request's answer, or its failure, in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The function, or the whole script.
    pub within: Span,
    /// The call in it that brings the answer; `None` where the answer is handed in.
    pub asks: Option<Span>,
    /// The one it has the answer from, as an index into [`Request::holders`].
    pub from: Option<usize>,
}

/// The model a request names.
#[derive(Debug, Clone)]
pub enum Model {
    /// The field is there, with this value.
    Named(Text),
    /// The request is fully known and has no model field.
    Omitted,
    /// The request could not be followed so far.
    Unknown(String),
}

/// Where code runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In a visitor's browser.
    Browser,
    /// On a server.
    Server,
    /// It cannot be told.
    Unknown,
}

/// An SDK client under construction.
#[derive(Debug, Clone)]
pub struct Client {
    /// The constructor call.
    pub at: Span,
    /// The SDK's package, as its registry names it.
    pub sdk: &'static Sdk,
    /// Where its calls go.
    pub destination: Text,
    /// The key it is given, if any.
    pub key: Option<Key>,
    /// The side it is made on.
    pub runs: Side,
    /// Client-wide retry configuration.
    pub retry: Retry,
}

/// A client of OpenAI's API whose base address is Livepeer's.
#[derive(Debug, Clone)]
pub struct Compatible {
    /// The constructor call.
    pub at: Span,
    /// What makes it, as the code names it.
    pub via: String,
    /// Where its calls go.
    pub destination: Text,
    /// The key it is given, if any.
    pub key: Option<Key>,
    /// The option that lets it run in browsers, where it is set.
    pub allowed_in_browsers: Option<Span>,
    /// The side it is made on.
    pub runs: Side,
}

/// An official or well-known SDK, and what it does when nothing is said.
#[derive(Debug, PartialEq, Eq)]
pub struct Sdk {
    /// The package, as its registry names it.
    pub package: &'static str,
    /// The language people use it from.
    pub language: &'static str,
    /// The servers it knows, by index; the first is the default.
    pub servers: &'static [&'static str],
    /// The name of its client-wide retry option; `None` when it cannot retry.
    pub retry_option: Option<&'static str>,
    /// How its delays grow.
    pub delays: Delays,
}

/// How the delays of an SDK grow, by attempt `n` counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delays {
    /// `initial · n^exponent` plus up to a second.
    PolynomialFromZero,
    /// `initial · (n + 1)^exponent`, give or take a quarter.
    Polynomial,
    /// `initial · exponent^n`, plus up to a second where the SDK adds it.
    Exponential,
}

/// A retry option, as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Retry {
    /// Nothing is said: the SDK's default is in force.
    Unset,
    /// Turned off, or set to something the SDK takes for nothing.
    Off {
        /// The option.
        at: Span,
        /// Why it does not retry, as a clause.
        why: String,
    },
    /// Set.
    Set {
        /// The option.
        at: Span,
        /// Its values, in milliseconds.
        backoff: Backoff,
    },
    /// Set to something that could not be followed.
    Unknown {
        /// The option.
        at: Span,
        /// Why, as a clause.
        why: String,
    },
}

/// The numbers of a retry option; `None` where one is not given or not known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Backoff {
    /// Milliseconds before the first retry.
    pub initial_ms: Option<f64>,
    /// The longest delay, in milliseconds.
    pub max_ms: Option<f64>,
    /// The growth of delays.
    pub exponent: Option<f64>,
    /// Milliseconds after which no further attempt is made.
    pub elapsed_ms: Option<f64>,
}

/// A text as code computes it: every value it may have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// The values it may have, as far as they are known.
    pub values: Vec<Written>,
    /// Why there may be more; `None` when these are all.
    pub open: Option<Open>,
    /// Where it could not be followed any further.
    pub lost: Option<Span>,
}

/// Why a text may have values that are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// It is read from this variable, which nothing in the project gives a value.
    Variable(String),
    /// It could not be followed; why, as a clause.
    Unfollowed(String),
}

/// One value a text may have, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The value; [`HOLE`] stands where a part is not known.
    pub text: String,
    /// Where the part that matters is written.
    pub at: Span,
    /// How it gets to the code that uses it.
    pub origin: Origin,
    /// The places it goes through on its way there, the one that uses it first.
    pub through: Vec<Hop>,
}

/// A place at which a value goes by another expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The expression.
    pub at: Span,
    /// What it is.
    pub by: Through,
}

/// What stands for a value that is written elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// A name or a member, as the code writes it.
    Name(String),
    /// A read of this environment variable.
    Variable(String),
    /// A call of this function, which gives it back.
    Call(String),
    /// A part of it, written apart from the rest.
    Part,
}

/// Stands in a [`Written`] text for a part that is not known.
pub const HOLE: char = '\u{FFFC}';

/// How a value gets to the code that uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is written where it is used.
    Literal,
    /// It is written elsewhere: a constant, a member, another file's export.
    Constant,
    /// An environment variable's value.
    Env {
        /// The variable.
        name: String,
        /// When that value is in force.
        environment: Environment,
    },
    /// What the code falls back to when the variable is unset.
    EnvDefault {
        /// The variable.
        name: String,
    },
    /// What the SDK uses when nothing is said.
    SdkDefault,
    /// The SDK's server list, by index.
    ServerIndex(usize),
}

/// A gateway's address standing in code or configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// The address, and where and how it is written.
    pub written: Written,
    /// Whether it is one choice of several, and nothing shows that it is taken.
    pub offered: bool,
}

impl Livepeer {
    /// The SDK client a request is made on, where it is known.
    #[must_use]
    pub fn client_of(&self, request: &Request) -> Option<&Client> {
        self.clients.get(request.client?)
    }

    /// The SDK's retry option that is in force for a request: its own goes before that of its client.
    #[must_use]
    pub fn retry_of<'l>(&'l self, request: &'l Request) -> &'l Retry {
        match (&request.retry, self.client_of(request)) {
            (Retry::Unset, Some(client)) => &client.retry,
            (own, _) => own,
        }
    }
}

impl Text {
    /// Whether there is a value, and all that are known are such.
    #[must_use]
    pub fn all(&self, is: impl Fn(&str) -> bool) -> bool {
        !self.values.is_empty() && self.values.iter().all(|value| is(&value.text))
    }

    /// A text with one value.
    #[must_use]
    pub fn one(text: impl Into<String>, at: Span, origin: Origin) -> Self {
        Self { values: vec![Written::new(text, at, origin)], ..Self::default() }
    }

    /// A text nothing is known of.
    #[must_use]
    pub fn unknown(why: impl Into<String>) -> Self {
        Self { open: Some(Open::Unfollowed(why.into())), ..Self::default() }
    }
}

impl std::fmt::Display for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "`{name}` has no value in the project"),
            Self::Unfollowed(why) => f.write_str(why),
        }
    }
}

impl Written {
    /// A value that is used where it is written.
    #[must_use]
    pub fn new(text: impl Into<String>, at: Span, origin: Origin) -> Self {
        Self { text: text.into(), at, origin, through: Vec::new() }
    }

    /// The value, when all of it is known.
    #[must_use]
    pub fn whole(&self) -> Option<&str> {
        (!self.text.contains(HOLE)).then_some(self.text.as_str())
    }
}
