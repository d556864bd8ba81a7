//! Libraries that make a request again, and what each does when nothing is said.
//!
//! Sources: the libraries' own code, as in the facts behind `error_handling/sdk_retry`. All AI calls are `POST`.

use lp_ready_checks::facts::reaction::{Again, Attempts, By, Growth};

use super::super::aftermath::{Region, enclosing};
use super::super::code::{Code, Foreign, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

/// A library that calls what it is given until that works.
struct Wrapper {
    /// The package as imports write it.
    package: &'static str,
    /// Attempts when nothing is said; `None` where there is no end.
    attempts: Option<f64>,
    growth: Growth,
    /// Options that bound it.
    bounds: &'static [&'static str],
}

const fn wrapper(
    package: &'static str,
    attempts: Option<f64>,
    growth: Growth,
    bounds: &'static [&'static str],
) -> Wrapper {
    Wrapper { package, attempts, growth, bounds }
}

static WRAPPERS: &[Wrapper] = &[
    wrapper("p-retry", Some(11.0), Growth::Exponential, &["retries"]),
    wrapper("async-retry", Some(11.0), Growth::Exponential, &["retries"]),
    wrapper("exponential-backoff", Some(10.0), Growth::Exponential, &["numOfAttempts"]),
    wrapper("ts-retry-promise", Some(10.0), Growth::Fixed, &["retries"]),
    wrapper("retry", Some(10.0), Growth::Exponential, &["retries"]),
    wrapper("promise-retry", Some(11.0), Growth::Exponential, &["retries"]),
    wrapper("cockatiel", Some(11.0), Growth::Exponential, &["maxAttempts"]),
    wrapper("fetch-retry", Some(4.0), Growth::Fixed, &["retries"]),
    wrapper("@tanstack/react-query", Some(4.0), Growth::Exponential, &["retry"]),
    // tenacity and backoff go on for ever unless told otherwise.
    wrapper("tenacity", None, Growth::NoWait, &["stop"]),
    wrapper("backoff", None, Growth::Exponential, &["max_tries", "max_time"]),
    wrapper("stamina", Some(10.0), Growth::Exponential, &["attempts", "timeout"]),
    wrapper("retrying", None, Growth::NoWait, &["stop_max_attempt_number", "stop_max_delay"]),
    wrapper("github.com/cenkalti/backoff", Some(20.0), Growth::Exponential, &[]),
    wrapper("github.com/avast/retry-go", Some(10.0), Growth::Exponential, &["Attempts"]),
    wrapper("github.com/sethvargo/go-retry", Some(10.0), Growth::Exponential, &[]),
    wrapper("backon", Some(4.0), Growth::Exponential, &["with_max_times"]),
    wrapper("tokio_retry", Some(10.0), Growth::Exponential, &["take"]),
];

/// A library that retries within a client, by method and status.
struct Inside {
    /// What imports of it begin with.
    packages: &'static [&'static str],
    /// Names that turn it on.
    by: &'static [&'static str],
    /// What has to be said for it to make a `POST` again.
    post: Option<&'static [&'static str]>,
    growth: Growth,
}

const fn inside(
    packages: &'static [&'static str],
    by: &'static [&'static str],
    post: Option<&'static [&'static str]>,
    growth: Growth,
) -> Inside {
    Inside { packages, by, post, growth }
}

static CLIENTS: &[Inside] = &[
    inside(&["axios-retry"], &["axiosRetry", "default"], Some(&["retryCondition"]), Growth::NoWait),
    inside(
        &["urllib3", "requests.packages.urllib3", "requests.adapters"],
        &["Retry"],
        Some(&["allowed_methods", "method_whitelist"]),
        Growth::NoWait,
    ),
    inside(&["aiohttp_retry"], &["RetryClient"], None, Growth::Exponential),
    inside(&["httpx_retries"], &["RetryTransport"], Some(&["allowed_methods"]), Growth::Exponential),
    inside(&["github.com/hashicorp/go-retryablehttp"], &["NewClient", "NewRequest", "Post"], None, Growth::Exponential),
    inside(&["reqwest_retry"], &["new_with_policy", "RetryTransientMiddleware"], None, Growth::Exponential),
    inside(&["undici"], &["RetryAgent"], Some(&["methods"]), Growth::Exponential),
];

impl<'a> Code<'a> {
    /// What a library does to make the request again.
    pub(super) fn by_library(&self, spot: Spot<'a>, regions: &[Region<'a>]) -> Option<Attempts> {
        regions
            .iter()
            .find_map(|region| self.wrapped(region).or_else(|| self.decorated(region)))
            .or_else(|| self.own_option(spot))
            .or_else(|| self.inside_client(spot))
            .or_else(|| self.by_framework(spot, regions))
    }

    /// `pRetry(() => fetch(…), { retries: 5 })` around the request.
    fn wrapped(&self, region: &Region<'a>) -> Option<Attempts> {
        region.passed_on().find_map(|(expr, call)| {
            let spot = Spot { module: region.module, expr };
            Some(self.by_wrapper(spot, call, self.wrapper_of(spot.with(&call.callee))?))
        })
    }

    /// `@retry(…)`, `@backoff.on_exception(…)` on the function that makes the request.
    fn decorated(&self, region: &Region<'a>) -> Option<Attempts> {
        let function = enclosing(region.module, region.asked.as_ref()?)?;
        function.decorators.iter().find_map(|decorator| {
            let spot = Spot { module: region.module, expr: decorator };
            match decorator.call() {
                Some(call) => Some(self.by_wrapper(spot, call, self.wrapper_of(spot.with(&call.callee))?)),
                None => {
                    let found = self.wrapper_of(spot)?;
                    Some(self.again_of(spot, found, found.attempts, found.growth))
                }
            }
        })
    }

    fn wrapper_of(&self, callee: Spot<'a>) -> Option<&'static Wrapper> {
        let package = self.package_of(callee)?;
        WRAPPERS.iter().find(|wrapper| {
            package
                .strip_prefix(wrapper.package)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', ':']))
        })
    }

    /// The package a callee comes from, through what its chain begins with.
    fn package_of(&self, callee: Spot<'a>) -> Option<String> {
        if let Some(Foreign { package, .. }) = self.foreign(callee) {
            return Some(package);
        }
        match &callee.expr.kind {
            Kind::Member(base, _) => self.package_of(callee.with(base)),
            Kind::Call(call) => self.package_of(callee.with(&call.callee)),
            _ => None,
        }
    }

    fn by_wrapper(&self, spot: Spot<'a>, call: &'a Call, wrapper: &'static Wrapper) -> Attempts {
        let option = self.option(spot, call, wrapper.bounds);
        let number = option.and_then(|option| self.number(option).or_else(|| self.first_number(option)));
        let extra = f64::from(u8::from(wrapper.bounds.contains(&"retries")));
        let attempts = match (option, number) {
            (Some(_), Some(number)) => Some(number + extra),
            (Some(_), None) => Some(f64::INFINITY),
            (None, _) => wrapper.attempts,
        };
        let growth = match self.option(spot, call, &["wait", "wait_exponential_multiplier", "wait_fixed"]) {
            Some(wait) => growth_of(wait.expr),
            None => wrapper.growth,
        };
        self.again_of(spot, wrapper, attempts, growth)
    }

    fn again_of(&self, spot: Spot<'a>, wrapper: &Wrapper, attempts: Option<f64>, growth: Growth) -> Attempts {
        let (at, by) = (self.span_of(spot), By::Tool(wrapper.package.to_owned()));
        let bounded = attempts.is_some();
        let attempts = attempts.filter(|attempts| attempts.is_finite());
        Attempts::Again(Again { attempts, bounded, ..Again::new(at, by, growth) })
    }

    /// `stop_after_attempt(5)`, in whatever holds it.
    fn first_number(&self, option: Spot<'a>) -> Option<f64> {
        let call = self.follow(option).expr.call()?;
        (call.callee.last_name() == Some("stop_after_attempt"))
            .then(|| self.number(option.with(call.positional(0)?)))
            .flatten()
    }

    /// `ky.post(url, { retry: { methods: ["post"] } })` and its kin; without a word they leave out `POST`.
    fn own_option(&self, spot: Spot<'a>) -> Option<Attempts> {
        let call = spot.expr.call()?;
        let package = self.package_of(spot.with(&call.callee)).or_else(|| {
            let client = self.http_client(spot)?;
            self.package_of(client.with(&client.expr.call()?.callee))
        })?;
        let name = ["ky", "got", "ofetch"].into_iter().find(|name| *name == package)?;
        let client = self.http_client(spot);
        let option = self.option(spot, call, &["retry"]).or_else(|| {
            let client = client?;
            self.option(client, client.expr.call()?, &["retry"])
        });
        let covers = option.is_some_and(|option| self.says_post(option));
        let useless = (!covers).then(|| format!("`{name}` leaves `POST` out unless its `methods` name it"));
        let at = option.map_or_else(|| self.span(spot.module, &call.callee.at), |option| self.span_of(option));
        Some(Attempts::Again(Again { useless, ..Again::new(at, By::Tool(name.to_owned()), Growth::Exponential) }))
    }

    fn says_post(&self, option: Spot<'a>) -> bool {
        let methods = self.field(option, "methods").into_iter().next();
        let Some(methods) = methods else { return false };
        match &methods.expr.kind {
            Kind::List(items) => {
                items.iter().filter_map(Expr::literal).any(|method| method.eq_ignore_ascii_case("post"))
            }
            _ => true,
        }
    }

    /// `axiosRetry(axios, {…})`, `session.mount(url, HTTPAdapter(max_retries=Retry(…)))`: anywhere in the module, or in
    /// what the client comes from.
    fn inside_client(&self, spot: Spot<'a>) -> Option<Attempts> {
        self.calls_near(spot).find_map(|(made, call)| {
            let package = self.package_of(made.with(&call.callee))?;
            let inside =
                CLIENTS.iter().find(|inside| inside.packages.iter().any(|known| package.starts_with(known)))?;
            let name = call.callee.last_name().unwrap_or_default();
            let on = inside.by.contains(&name) || inside.packages.contains(&"axios-retry");
            on.then(|| self.by_client(made, call, inside))
        })
    }

    fn by_client(&self, made: Spot<'a>, call: &'a Call, inside: &Inside) -> Attempts {
        let name = call.callee.last_name().unwrap_or(inside.packages[0]);
        let said = |names: &[&str]| self.option(made, call, names);
        let useless = match inside.post {
            Some(options) if said(options).is_none() => {
                Some(format!("`{}` leaves `POST` out without `{}`", name, options[0]))
            }
            _ if name == "Retry" && said(&["status_forcelist"]).is_none() => {
                Some("`Retry` looks at no status without `status_forcelist`".to_owned())
            }
            _ => None,
        };
        let times = said(&["retries", "total", "attempts", "maxRetries"]).and_then(|times| self.number(times));
        let growth = match said(&["retryDelay", "backoff_factor"]) {
            Some(delay) => {
                if self.number(delay).is_some_and(|delay| delay <= 0.0) {
                    Growth::NoWait
                } else {
                    Growth::Exponential
                }
            }
            None => inside.growth,
        };
        let attempts = times.map(|times| times + 1.0);
        let (at, by) = (self.span_of(made), By::Tool(name.to_owned()));
        Attempts::Again(Again { attempts, useless, ..Again::new(at, by, growth) })
    }
}

/// `wait_exponential(…)`, `wait_fixed(2)`.
fn growth_of(wait: &Expr) -> Growth {
    let names: Vec<&str> = match &wait.kind {
        Kind::Call(call) => call.callee.last_name().into_iter().collect(),
        Kind::Sum(one, other) => [one, other].iter().filter_map(|side| side.call()?.callee.last_name()).collect(),
        _ => Vec::new(),
    };
    match names.as_slice() {
        names if names.iter().any(|name| name.contains("exponential")) => Growth::Exponential,
        names if names.contains(&"wait_incrementing") => Growth::Linear,
        names if names.contains(&"wait_none") => Growth::NoWait,
        [] => Growth::Unknown,
        _ => Growth::Fixed,
    }
}
