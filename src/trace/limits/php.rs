//! Limits of PHP: curl, Guzzle, Symfony, Laravel, WordPress and streams.
//!
//! Sources: PHP manual (`CURLOPT_TIMEOUT`, `default_socket_timeout`); Guzzle, "Request Options"; Symfony, "HTTP Client";
//! Laravel, "HTTP Client"; WordPress `wp-includes/class-wp-http.php`.

use lp_ready_checks::facts::limit::Limit;

use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// Milliseconds of a second, in which PHP counts.
const SECOND: f64 = 1000.0;

/// Methods of Laravel's `Http` that leave the limit as it is; any other may be the project's own and set one.
const LEAVES_ALONE: &[&str] = &[
    "accept",
    "acceptJson",
    "asForm",
    "asJson",
    "asMultipart",
    "async",
    "attach",
    "baseUrl",
    "beforeSending",
    "connectTimeout",
    "contentType",
    "replaceHeaders",
    "retry",
    "throw",
    "withBasicAuth",
    "withBody",
    "withHeader",
    "withHeaders",
    "withMiddleware",
    "withOptions",
    "withQueryParameters",
    "withToken",
    "withUrlParameters",
    "withUserAgent",
    "withoutVerifying",
];

impl<'a> Code<'a> {
    /// What bounds a request of PHP.
    pub(super) fn php_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        match call.callee.last_name().unwrap_or_default() {
            "curl_exec" => self.curl_limit(spot, call),
            "file_get_contents" => self.stream_limit(spot, call),
            name if name.starts_with("wp_") => self.wordpress_limit(spot, call),
            _ => self.php_client_limit(spot, call),
        }
    }

    fn curl_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        let Some(handle) = call.positional(0).and_then(Expr::last_name) else { return Limit::Unset };
        let option = |name: &str, unit: f64| self.curl_option(spot, handle, name).map(|time| self.limit_of(time, unit));
        option("CURLOPT_TIMEOUT", SECOND).or_else(|| option("CURLOPT_TIMEOUT_MS", 1.0)).unwrap_or(Limit::Unset)
    }

    fn stream_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        let default = Limit::Default { ms: 60_000.0, of: "`file_get_contents`".to_owned() };
        let Some(context) = call.named("context").or_else(|| call.positional(2)) else { return default };
        match self.put_together(spot, call) {
            Some(made) => self.context_option(made, "timeout").map_or(default, |time| self.limit_of(time, SECOND)),
            None if matches!(context.kind, Kind::Null) => default,
            None => Limit::Unknown("its context could not be followed".to_owned()),
        }
    }

    /// Five seconds, unless the arguments or a filter say otherwise.
    fn wordpress_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        if let Some(limit) = self.limit_option(spot, call, &["timeout"], SECOND) {
            return limit;
        }
        let args = call.positional(1).map(|args| self.follow(spot.with(args)));
        if args.is_some_and(|args| !matches!(args.expr.kind, Kind::Object(_) | Kind::List(_))) {
            return Limit::Unknown("its arguments could not be followed".to_owned());
        }
        let filters = |call: &Call| {
            call.callee.last_name() == Some("add_filter")
                && call.positional(0).and_then(Expr::literal).is_some_and(|hook| FILTERS.contains(&hook))
        };
        if self.shipped().any(|module| module.calls.iter().filter_map(Expr::call).any(filters)) {
            return Limit::Unknown("a filter sets it".to_owned());
        }
        Limit::Default { ms: 5_000.0, of: format!("`{}`", call.callee.last_name().unwrap_or_default()) }
    }

    fn php_client_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        if let Some(limit) = self.limit_option(spot, call, &["max_duration", "timeout"], SECOND) {
            return limit;
        }
        let Kind::Member(base, _) = &call.callee.kind else { return unknown() };
        let client = self.follow(spot.with(base));
        let start = match client.expr.call() {
            Some(made) => made.callee.root(),
            None => client.expr.root(),
        };
        if start == Some("Http") {
            return self.laravel_limit(client);
        }
        let Some(made) = client.expr.call() else { return unknown() };
        if let Some(limit) = self.limit_option(client, made, &["max_duration", "timeout"], SECOND) {
            return limit;
        }
        if let Some(why) = self.unseen_options(client, made) {
            return Limit::Unknown(why);
        }
        match (made.callee.last_name(), start) {
            (Some("Client"), _) if self.is_guzzle(client, &made.callee) => Limit::Unset,
            (Some("create" | "createForBaseUri"), Some("HttpClient")) => {
                Limit::Default { ms: 60_000.0, of: "`HttpClient` of Symfony".to_owned() }
            }
            _ => unknown(),
        }
    }

    fn is_guzzle(&self, client: Spot<'a>, class: &'a Expr) -> bool {
        let written = class.path().is_some_and(|path| path == ["GuzzleHttp", "Client"]);
        written || self.foreign(client.with(class)).is_some_and(|of| of.package == "GuzzleHttp\\Client")
    }

    /// `Http::withToken(…)->timeout(300)->post(…)`.
    fn laravel_limit(&self, client: Spot<'a>) -> Limit {
        if let Some(time) = self.method_in(client, "timeout") {
            return self.limit_of(time, SECOND);
        }
        let mut call = client.expr.call();
        while let Some(inner) = call {
            if let Some(options) = inner.positional(0).filter(|_| inner.callee.last_name() == Some("withOptions"))
                && let Some(time) = self.field(client.with(options), "timeout").first()
            {
                return self.limit_of(*time, SECOND);
            }
            if inner.callee.last_name().is_none_or(|name| !LEAVES_ALONE.contains(&name)) {
                return unknown();
            }
            call = match &inner.callee.kind {
                Kind::Member(base, _) => base.call(),
                _ => None,
            };
        }
        Limit::Default { ms: 30_000.0, of: "`Http` of Laravel".to_owned() }
    }
}

/// Filters that change the limit of every request.
const FILTERS: &[&str] = &["http_request_timeout", "http_request_args"];

fn unknown() -> Limit {
    Limit::Unknown("the client that sends it could not be followed".to_owned())
}
