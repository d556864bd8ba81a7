//! What frameworks of PHP and .NET do to make a request again.
//!
//! Sources: Laravel, "HTTP Client: Retries"; Guzzle `src/RetryMiddleware.php`; Symfony `GenericRetryStrategy.php`; Polly's
//! and Microsoft.Extensions.Http.Resilience's documentation.

use lp_ready_checks::facts::reaction::{Again, Attempts, By, Growth};

use super::super::aftermath::Region;
use super::super::code::{Code, Spot};
use crate::gather::source::expr::{Expr, Kind};

/// What sets clients of a factory up to ask again, and how it waits.
const REGISTERED: &[(&str, Growth)] = &[
    ("AddStandardResilienceHandler", Growth::Exponential),
    ("AddResilienceHandler", Growth::Unknown),
    ("AddPolicyHandler", Growth::Unknown),
    ("AddTransientHttpErrorPolicy", Growth::Unknown),
];

impl<'a> Code<'a> {
    /// What the request's framework does.
    pub(super) fn by_framework(&self, spot: Spot<'a>, regions: &[Region<'a>]) -> Option<Attempts> {
        match spot.module.language {
            "PHP" => {
                self.laravel_retry(spot).or_else(|| self.retry_helper(regions)).or_else(|| self.php_middleware(spot))
            }
            "C#" => regions.iter().find_map(|region| self.polly(region)).or_else(|| self.registered(spot)),
            _ => None,
        }
    }

    /// `Http::retry(3, 100)->post(…)`.
    fn laravel_retry(&self, spot: Spot<'a>) -> Option<Attempts> {
        let Kind::Member(base, _) = &spot.expr.call()?.callee.kind else { return None };
        let chain = self.follow(spot.with(base));
        let retry = chain.expr.chain().find(|call| call.callee.last_name() == Some("retry"))?;
        let again = self.times_and_sleep(chain, "retry", retry.positional(0)?, retry.positional(1));
        Some(Attempts::Again(Again { at: self.span(chain.module, &retry.callee.at), ..again }))
    }

    /// `retry(3, fn () => …, 100)` of Laravel, around the request.
    fn retry_helper(&self, regions: &[Region<'a>]) -> Option<Attempts> {
        regions.iter().find_map(|region| {
            let (expr, call) = region
                .passed_on()
                .find(|(_, call)| matches!(&call.callee.kind, Kind::Name(name) if name == "retry"))?;
            let spot = Spot { module: region.module, expr };
            Some(Attempts::Again(self.times_and_sleep(spot, "retry", call.positional(0)?, call.positional(2))))
        })
    }

    /// How often, and how many milliseconds between; a list holds each wait.
    fn times_and_sleep(&self, spot: Spot<'a>, by: &str, times: &'a Expr, sleep: Option<&'a Expr>) -> Again {
        let (times, sleep) = (self.follow(spot.with(times)), sleep.map(|sleep| self.follow(spot.with(sleep))));
        let waits: Option<Vec<f64>> = match &times.expr.kind {
            Kind::List(waits) => waits.iter().map(|wait| self.number(times.with(wait))).collect(),
            _ => None,
        };
        let number = self.number(times);
        let pause = sleep.map_or(Some(0.0), |sleep| self.number(sleep));
        let growth = match (&waits, pause) {
            (Some(waits), _) if waits.first() < waits.last() => Growth::Exponential,
            (Some(_), _) => Growth::Fixed,
            (None, Some(pause)) => {
                if pause > 0.0 {
                    Growth::Fixed
                } else {
                    Growth::NoWait
                }
            }
            (None, None) => Growth::Unknown,
        };
        Again {
            attempts: waits.as_ref().map(|waits| waits.len() as f64 + 1.0).or(number),
            waits_ms: waits.map(|waits| waits.iter().sum()).or_else(|| Some((number? - 1.0) * pause?)),
            ..Again::new(self.span_of(spot), By::Tool(by.to_owned()), growth)
        }
    }

    /// `Middleware::retry(…)` of Guzzle, `new RetryableHttpClient(…)` of Symfony: in the module, or where its client is made.
    fn php_middleware(&self, spot: Spot<'a>) -> Option<Attempts> {
        self.calls_near(spot).find_map(|(made, call)| {
            let path = call.callee.path()?;
            let (by, attempts) = match path.as_slice() {
                [.., "Middleware", "retry"] => ("Middleware::retry", None),
                [.., "RetryableHttpClient"] => ("RetryableHttpClient", Some(4.0)),
                _ => return None,
            };
            Some(self.repeated(made, by, attempts, Growth::Exponential))
        })
    }

    /// `policy.ExecuteAsync(() => …)` around the request.
    fn polly(&self, region: &Region<'a>) -> Option<Attempts> {
        region.passed_on().find_map(|(expr, call)| {
            let Kind::Member(policy, name) = &call.callee.kind else { return None };
            name.starts_with("Execute").then_some(())?;
            let policy = self.follow(Spot { module: region.module, expr }.with(policy));
            let retry =
                policy.expr.chain().find(|link| link.callee.last_name().is_some_and(|name| name.contains("Retry")))?;
            let name = retry.callee.last_name().unwrap_or_default();
            let times = self.option(policy, retry, &["MaxRetryAttempts", "retryCount"]);
            let times = times.or_else(|| retry.positional(0).map(|times| policy.with(times)));
            let attempts = times.and_then(|times| self.number(times)).map(|times| times + 1.0);
            let growth = if name.starts_with("Retry") { Growth::NoWait } else { Growth::Unknown };
            Some(self.repeated(policy, name, attempts, growth))
        })
    }

    /// What the project registers for its clients, unless this one is made by hand.
    fn registered(&self, spot: Spot<'a>) -> Option<Attempts> {
        let by_hand = self.http_client(spot).and_then(|client| client.expr.call());
        if by_hand.is_some_and(|made| made.callee.last_name() != Some("CreateClient")) {
            return None;
        }
        let calls = self.shipped().flat_map(|module| module.calls.iter().map(move |expr| Spot { module, expr }));
        calls.filter_map(|made| Some((made, made.expr.call()?.callee.last_name()?))).find_map(|(made, name)| {
            let (_, growth) = REGISTERED.iter().find(|(registered, _)| *registered == name)?;
            Some(self.repeated(made, name, None, *growth))
        })
    }

    fn repeated(&self, spot: Spot<'a>, by: &str, attempts: Option<f64>, growth: Growth) -> Attempts {
        let by = By::Tool(by.to_owned());
        Attempts::Again(Again { attempts, ..Again::new(self.span_of(spot), by, growth) })
    }
}
