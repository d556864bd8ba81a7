//! HTTP clients: how each is told a limit, and the one it has when nothing is said.
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
}

const NO_OPTION: &[&str] = &[];
const TIMEOUT: &[&str] = &["timeout"];

const fn js(package: &'static str, default: Option<f64>) -> Library {
    Library { package, options: TIMEOUT, unit: 1.0, default }
}

const fn python(package: &'static str, default: Option<f64>) -> Library {
    Library { package, options: TIMEOUT, unit: 1000.0, default }
}

/// `fetch` as runtimes have it: it knows signals alone.
pub(super) static FETCH: Library = Library { package: "fetch", options: NO_OPTION, unit: 1.0, default: None };

static LIBRARIES: &[Library] = &[
    js("axios", None),
    js("ky", Some(10_000.0)),
    js("got", None),
    js("node-fetch", None),
    js("ofetch", None),
    js("superagent", None),
    Library {
        package: "undici",
        options: &["headersTimeout", "bodyTimeout"],
        unit: 1.0,
        // undici lib/dispatcher/client.js
        default: Some(300_000.0),
    },
    python("requests", None),
    // httpx: five seconds for each phase.
    python("httpx", Some(5_000.0)),
    // aiohttp client.py DEFAULT_TIMEOUT
    python("aiohttp", Some(300_000.0)),
    python("urllib.request", None),
    python("urllib3", None),
    python("urllib", None),
];

/// The library of a package.
pub(super) fn library(package: &str) -> Option<&'static Library> {
    LIBRARIES.iter().find(|library| library.package == package)
}
