//! Statuses, in every spelling.

use super::dropped::NO_ANSWER;
use crate::gather::source::expr::{Expr, Kind};

/// The names of statuses, without case and marks; IANA's registry.
const NAMES: &[(&str, u16)] = &[
    ("ok", 200),
    ("created", 201),
    ("accepted", 202),
    ("nocontent", 204),
    ("badrequest", 400),
    ("unauthorized", 401),
    ("unauthorised", 401),
    ("paymentrequired", 402),
    ("forbidden", 403),
    ("notfound", 404),
    ("methodnotallowed", 405),
    ("requesttimeout", 408),
    ("conflict", 409),
    ("unprocessableentity", 422),
    ("unprocessablecontent", 422),
    ("unprocessable", 422),
    ("toomanyrequests", 429),
    ("toomany", 429),
    ("ratelimited", 429),
    ("internalservererror", 500),
    ("internalerror", 500),
    ("badgateway", 502),
    ("serviceunavailable", 503),
    ("unavailable", 503),
    ("gatewaytimeout", 504),
];

/// Some statuses: one, or all of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    One(u16),
    /// `5xx`, `5*`
    Class(u16),
    /// From the first to the last.
    Span(u16, u16),
}

impl Code {
    /// Whether a status is among them.
    pub(super) fn holds(self, status: u16) -> bool {
        match self {
            Self::One(one) => one == status,
            Self::Class(class) => status / 100 == class,
            Self::Span(first, last) => (first..=last).contains(&status),
        }
    }
}

/// The statuses a literal or a constant of some library names.
pub(super) fn code(expr: &Expr) -> Option<Code> {
    match &expr.kind {
        Kind::Number(number) => plausible(number),
        Kind::Text(_) => of_text(expr.literal()?),
        Kind::Name(name) | Kind::Member(_, name) => by_name(name),
        // `StatusCode::SERVICE_UNAVAILABLE.as_u16()`, `HTTPStatus.OK.value`, `(int)HttpStatusCode.OK`
        Kind::Call(call) => match &call.callee.kind {
            Kind::Member(base, _) if call.args.is_empty() => code(base),
            // `error.status() == Some(StatusCode::TOO_MANY_REQUESTS)`
            Kind::Name(name) if name == "Some" => call.positional(0).and_then(code),
            _ => None,
        },
        Kind::Range { from, to, closed } => span(from.as_deref(), to.as_deref(), *closed),
        _ => None,
    }
}

/// The statuses from one to another.
pub(super) fn span(from: Option<&Expr>, to: Option<&Expr>, closed: bool) -> Option<Code> {
    let number = |expr: &Expr| match &expr.kind {
        Kind::Number(number) => number.parse::<u16>().ok(),
        _ => None,
    };
    let first = from.map_or(Some(0), number)?;
    let last = to.map_or(Some(u16::MAX), number)?;
    Some(Code::Span(first, if closed || to.is_none() { last } else { last.checked_sub(1)? }))
}

/// What an answer with a status comes to in Unity's words: `UnityWebRequest.Result.ProtocolError`.
pub(super) fn is_result(expr: &Expr, status: u16) -> Option<bool> {
    match expr.path()?.as_slice() {
        [.., "Result", "ConnectionError"] => Some(status == NO_ANSWER),
        [.., "Result", "ProtocolError"] => Some(status >= 400),
        [.., "Result", "Success"] => Some(status != NO_ANSWER && status < 400),
        _ => None,
    }
}

fn plausible(number: &str) -> Option<Code> {
    number.parse::<u16>().ok().filter(|number| (100..600).contains(number)).map(Code::One)
}

fn of_text(text: &str) -> Option<Code> {
    let class = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX")).or_else(|| text.strip_suffix("??"));
    match class.or_else(|| text.strip_suffix('*')) {
        Some(class) => class.parse().ok().filter(|class| (1..6).contains(class)).map(Code::Class),
        None => plausible(text),
    }
}

/// `StatusServiceUnavailable`, `SERVICE_UNAVAILABLE`, `HTTP_503_SERVICE_UNAVAILABLE`.
fn by_name(name: &str) -> Option<Code> {
    if let Some(digits) = name.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 3) {
        return plausible(digits).filter(|_| name.len() > 3);
    }
    let simple = name.to_ascii_lowercase().replace('_', "");
    let simple = simple.strip_prefix("http").unwrap_or(&simple);
    let simple = simple.strip_prefix("status").unwrap_or(simple);
    NAMES.iter().find(|(known, _)| *known == simple).map(|(_, code)| Code::One(*code))
}

/// Whether a name is what people call a status.
pub(super) fn is_status_name(name: &str) -> bool {
    let simple = name.to_ascii_lowercase().replace('_', "");
    matches!(
        simple.as_str(),
        "status" | "statuscode" | "code" | "httpcode" | "httpstatus" | "responsecode" | "st" | "sc"
    ) || simple.ends_with("statuscode")
        || simple.ends_with("httpstatus")
        || simple.ends_with("httpcode")
        || simple.ends_with("responsestatus")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_known_by_name() {
        for name in
            ["StatusServiceUnavailable", "SERVICE_UNAVAILABLE", "HTTP_503_SERVICE_UNAVAILABLE", "service_unavailable"]
        {
            assert_eq!(by_name(name), Some(Code::One(503)), "{name}");
        }
        assert_eq!(by_name("Service"), None);
        assert_eq!(of_text("5xx"), Some(Code::Class(5)));
        assert_eq!(of_text("5*"), Some(Code::Class(5)));
        assert_eq!(of_text("hello"), None);
    }

    #[test]
    fn names_of_statuses_are_known() {
        for name in ["status", "statusCode", "status_code", "StatusCode", "http_code", "response_code"] {
            assert!(is_status_name(name), "{name}");
        }
        assert!(!is_status_name("state"));
    }
}
