//! Libraries that measure the time of requests by themselves, and show its percentiles.

use lp_ready_checks::facts::alerts::Tracer;
use lp_ready_checks::facts::file::File;

use super::super::code::{Code, Spot, required};

/// Packages that time outgoing requests once they are taken in; what is imported begins with one of these.
const PACKAGES: &[&str] = &[
    "dd-trace",
    "ddtrace",
    "gopkg.in/DataDog/dd-trace-go",
    "github.com/DataDog/dd-trace-go",
    "newrelic",
    "github.com/newrelic/go-agent",
    "elastic-apm-node",
    "elasticapm",
    "go.elastic.co/apm",
    "applicationinsights",
    "@vercel/otel",
    "@opentelemetry/auto-instrumentations-node",
    "@opentelemetry/instrumentation-http",
    "@opentelemetry/instrumentation-undici",
    "@opentelemetry/instrumentation-fetch",
    "opentelemetry.instrumentation.requests",
    "opentelemetry.instrumentation.httpx",
    "opentelemetry.instrumentation.aiohttp_client",
    "opentelemetry.instrumentation.urllib3",
    "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
];

/// How programs are started with one of them: the words, and the library.
const STARTERS: &[(&str, &str)] = &[
    ("ddtrace-run ", "ddtrace"),
    ("dd-trace/init", "dd-trace"),
    ("newrelic-admin run", "newrelic"),
    ("-r newrelic", "newrelic"),
    ("opentelemetry-instrument ", "OpenTelemetry"),
    ("@opentelemetry/auto-instrumentations-node/register", "OpenTelemetry"),
];

/// Options of Sentry without which it times nothing.
const SAMPLING: &[&str] =
    &["tracesSampleRate", "tracesSampler", "traces_sample_rate", "traces_sampler", "TracesSampleRate", "TracesSampler"];

impl<'a> Code<'a> {
    /// Every such library in use.
    pub(in super::super) fn tracers(&self) -> Vec<Tracer> {
        let imported = self.shipped().flat_map(|module| {
            let imports = module.imports.iter().map(|import| (import.module.as_str(), &import.at));
            let calls = module.calls.iter().filter_map(|expr| Some((required(expr)?, &expr.at)));
            imports.chain(calls).filter_map(move |(package, at)| {
                let known = PACKAGES.iter().find(|known| begins(package, known))?;
                Some(Tracer { at: self.span(module, at), library: (*known).to_owned() })
            })
        });
        let calls = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        let sentry = calls.filter_map(|spot| self.sentry(spot));
        let started = self.facts.files.iter().filter(|file| file.role.ships()).filter_map(started);
        imported.chain(sentry).chain(started).collect()
    }

    /// `Sentry.init({ tracesSampleRate: 0.1 })`
    fn sentry(&self, spot: Spot<'a>) -> Option<Tracer> {
        let call = spot.expr.call()?;
        if !matches!(call.callee.last_name()?, "init" | "Init") {
            return None;
        }
        let package = self.foreign(spot.with(&call.callee))?.package;
        if !["@sentry/", "sentry_sdk", "github.com/getsentry/sentry-go"].iter().any(|known| package.starts_with(known))
        {
            return None;
        }
        let rate = self.option(spot, call, SAMPLING)?;
        let samples = self.number(rate).is_none_or(|rate| rate > 0.0);
        samples.then(|| Tracer { at: self.span(spot.module, &spot.expr.at), library: package })
    }
}

fn begins(package: &str, known: &str) -> bool {
    package.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
}

/// A file that starts a program with one of them: a Dockerfile, a Procfile, a manifest's script.
fn started(file: &File) -> Option<Tracer> {
    let text = file.text.as_deref()?;
    STARTERS.iter().find_map(|(words, library)| {
        let at = text.find(words)?;
        let line = text[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        let comment = line.starts_with('#') || line.starts_with("//");
        let span = file.span(at..at + words.trim_end().len()).filter(|_| !comment)?;
        Some(Tracer { at: span, library: (*library).to_owned() })
    })
}
