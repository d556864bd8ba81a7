//! HTTP clients: how each is told a limit, the one it has when nothing is said, and what it does with failures.
//!
//! Sources: the libraries' own code and documentation, as in the facts behind `error_handling/request_timeout`.

/// An HTTP client library.
pub(super) struct Library {
    /// The package as imports write it.
    pub(super) package: &'static str,
    /// Its options that bound a whole request.
    pub(super) options: &'static [&'static str],
    /// Milliseconds of one unit of a plain number.
    pub(super) unit: f64,
    /// Its limit when nothing is said, in milliseconds.
    pub(super) default: Option<f64>,
    /// What it does with an answer that is no success.
    pub(super) failures: Failures,
}

/// What a client does with an answer that is no success.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Failures {
    /// Gives it back like any other.
    GivenBack,
    /// Throws it, unless an option says otherwise.
    Thrown,
    /// It differs.
    Unknown,
}

const NO_OPTION: &[&str] = &[];
const TIMEOUT: &[&str] = &["timeout"];

const fn js(package: &'static str, default: Option<f64>, failures: Failures) -> Library {
    Library { package, options: TIMEOUT, unit: 1.0, default, failures }
}

const fn python(package: &'static str, default: Option<f64>, failures: Failures) -> Library {
    Library { package, options: TIMEOUT, unit: 1000.0, default, failures }
}

/// `fetch` as runtimes have it: it knows signals alone.
pub(super) static FETCH: Library =
    Library { package: "fetch", options: NO_OPTION, unit: 1.0, default: None, failures: Failures::GivenBack };

static LIBRARIES: &[Library] = &[
    js("axios", None, Failures::Thrown),
    js("ky", Some(10_000.0), Failures::Thrown),
    js("got", None, Failures::Thrown),
    js("node-fetch", None, Failures::GivenBack),
    js("ofetch", None, Failures::Thrown),
    js("superagent", None, Failures::Thrown),
    Library {
        package: "undici",
        options: &["headersTimeout", "bodyTimeout"],
        unit: 1.0,
        // undici lib/dispatcher/client.js
        default: Some(300_000.0),
        failures: Failures::GivenBack,
    },
    python("requests", None, Failures::GivenBack),
    // httpx: five seconds for each phase.
    python("httpx", Some(5_000.0), Failures::GivenBack),
    // aiohttp client.py DEFAULT_TIMEOUT
    python("aiohttp", Some(300_000.0), Failures::GivenBack),
    python("urllib.request", None, Failures::Unknown),
    python("urllib3", None, Failures::GivenBack),
    python("urllib", None, Failures::Unknown),
];

/// The library of a package.
pub(super) fn library(package: &str) -> Option<&'static Library> {
    LIBRARIES.iter().find(|library| library.package == package)
}
