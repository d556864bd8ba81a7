//! Classes of errors, and the statuses that arrive as each.

use lp_ready_checks::facts::reaction::STATUSES;

use super::super::code::{Code, Spot};
use super::condition::{Question, Truth};
use super::reactions::{ANY_CLIENT_ERROR, ANY_SERVER_ERROR};
use super::{Region, enclosing};
use crate::gather::source::expr::{Expr, Kind};

/// What an error of a class stands for.
pub(super) enum Caught {
    /// One of these statuses.
    Statuses {
        which: Vec<u16>,
        /// Whether the error says which one it is.
        says: bool,
    },
    /// An answer with some status that is no success.
    Answered,
    /// A connection that broke before there was an answer.
    Broken,
    /// A time limit, or a call that was given up.
    Late,
    /// Nothing is known of it.
    Other,
}

/// What the AI SDKs hand over as `SDKError`. Run against a stub server: 401, 422 and 500 arrive as other classes.
const SDK_ERROR: &[u16] = &[403, 404, 429, 502, 503, 504];
/// What arrives as `HTTPError`, and from Studio as an error of validation.
const HTTP_ERROR: &[u16] = &[400, 401, 500];

const ANSWERED: &[&str] = &["HTTPError", "HTTPStatusError", "ClientResponseError", "BadResponseException"];

const BROKEN: &[&str] = &[
    "ConnectionError",
    "TransportError",
    "ConnectError",
    "NetworkError",
    "RemoteProtocolError",
    "ProtocolError",
    "ChunkedEncodingError",
    "ClientConnectionError",
    "ServerDisconnectedError",
    "ConnectException",
    "ConnectionException",
    "ConnectionResetError",
    "URLError",
];

const LATE: &[&str] = &[
    "TimeoutError",
    "RequestTimeoutError",
    "RequestAbortedError",
    "AbortError",
    "ConnectTimeout",
    "ReadTimeout",
    "Timeout",
    "TimeoutException",
    "DeadlineExceeded",
    "TaskCanceledException",
    "OperationCanceledException",
];

impl<'a> Code<'a> {
    /// What errors of a class stand for.
    pub(super) fn error_class(&self, class: Spot<'a>) -> Caught {
        let named = match &class.expr.kind {
            Kind::Name(_) | Kind::Member(..) => {
                self.declared(class).or_else(|| class.expr.last_name().map(str::to_owned))
            }
            _ => None,
        };
        let Some(name) = named else { return Caught::Other };
        let statuses = |which: &[u16], says: bool| Caught::Statuses { which: which.to_vec(), says };
        match name.as_str() {
            "HTTPValidationError" => statuses(&[422], false),
            "SDKError" if self.speaks_ai(class) => statuses(SDK_ERROR, true),
            "HTTPError" if self.is_of_sdk(class) => statuses(HTTP_ERROR, false),
            "SDKValidationError" | "ValidationError" if self.speaks_ai(class) => statuses(HTTP_ERROR, false),
            "RateLimitError" => statuses(&[429], true),
            "AuthenticationError" => statuses(&[401], true),
            "UnprocessableEntityError" => statuses(&[422], true),
            "InternalServerError" => statuses(&[500, 502, 503, 504], true),
            // Guzzle's.
            "ClientException" => statuses(&[400, 401, 403, 404, 422, 429], true),
            "ServerException" => statuses(&[500, 502, 503, 504], true),
            name if ANSWERED.contains(&name) => Caught::Answered,
            name if BROKEN.contains(&name) => Caught::Broken,
            name if LATE.contains(&name) => Caught::Late,
            name => self.thrown_as(name),
        }
    }

    /// The statuses for which the project throws an error of its own, or gives one back.
    fn thrown_as(&self, name: &str) -> Caught {
        let exits = self.modules.iter().flat_map(|module| module.flow.exits.iter().map(move |exit| (module, exit)));
        let thrown = exits.filter(|(_, exit)| exit.value.as_ref().is_some_and(|value| is_error(value, name)));
        let mut which = Vec::new();
        for (module, exit) in thrown {
            let at = enclosing(module, &exit.at).map_or_else(|| self.whole(module), |function| function.at.clone());
            let region = Region::handed(module, at);
            let reached = |status| self.reached(&region, &exit.at, Question { status, by_class: false });
            if reached(ANY_CLIENT_ERROR) != Truth::No || reached(ANY_SERVER_ERROR) != Truth::No {
                return Caught::Other;
            }
            which.extend(STATUSES.into_iter().filter(|status| reached(*status) != Truth::No));
        }
        if which.is_empty() { Caught::Other } else { Caught::Statuses { which, says: true } }
    }

    /// The class a Go variable is declared with: `var invalid *sdkerrors.HTTPValidationError`.
    fn declared(&self, class: Spot<'a>) -> Option<String> {
        let Kind::Name(name) = &class.expr.kind else { return None };
        if class.module.language != "Go" {
            return None;
        }
        let text = self.file(class.module).text.as_deref()?;
        let (_, rest) = text[..class.expr.at.start].rsplit_once(&format!("var {name} *"))?;
        let of: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '.' || *c == '_').collect();
        of.rsplit('.').next().map(str::to_owned)
    }

    /// Whether a module speaks to a gateway by an AI SDK, whose errors have classes of their own.
    fn speaks_ai(&self, class: Spot<'a>) -> bool {
        class.module.imports.iter().any(|import| {
            ["@livepeer/ai", "livepeer_ai", "github.com/livepeer/livepeer-ai-go"]
                .iter()
                .any(|sdk| import.module.starts_with(sdk))
        })
    }

    fn is_of_sdk(&self, class: Spot<'a>) -> bool {
        let by_name = |expr: &Expr| {
            class.module.imports.iter().any(|import| {
                expr.root() == Some(import.local.as_str()) && import.module.to_ascii_lowercase().contains("livepeer")
            })
        };
        by_name(class.expr) || class.module.language == "Go" && self.speaks_ai(class)
    }
}

/// `new Busy(…)`, `Busy(…)`, `ErrBusy`, alone or at the end of a list.
fn is_error(value: &Expr, name: &str) -> bool {
    match &value.kind {
        Kind::Call(call) => call.callee.last_name() == Some(name),
        Kind::Name(own) | Kind::Member(_, own) => own == name,
        Kind::List(items) => items.last().is_some_and(|last| is_error(last, name)),
        _ => false,
    }
}
