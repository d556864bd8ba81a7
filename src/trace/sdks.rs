//! The SDKs: how their clients are made and what they do when nothing is said.
//!
//! Sources: the published packages named in each entry, read and run against a stub server; all are frozen since
//! January 2025.

use lp_ready_checks::facts::livepeer::{Delays, Sdk};

/// How an SDK's clients are made.
pub(super) struct Spelling {
    pub(super) sdk: &'static Sdk,
    /// The package as imports write it.
    pub(super) import: &'static str,
    pub(super) constructors: &'static [&'static str],
    /// Names of the key option, the URL option, the server index option and the retry option.
    pub(super) key: &'static [&'static str],
    pub(super) url: &'static [&'static str],
    pub(super) index: &'static [&'static str],
    pub(super) retry: &'static [&'static str],
    /// The position of the key where it may be passed without a name.
    pub(super) key_position: Option<usize>,
}

const AI_SERVERS: &[&str] = &["https://dream-gateway.livepeer.cloud", "https://livepeer.studio/api/beta/generate"];
const STUDIO_SERVERS: &[&str] = &["https://livepeer.studio/api"];

static AI_JS: Sdk = Sdk {
    package: "@livepeer/ai",
    language: "JavaScript",
    servers: AI_SERVERS,
    retry_option: Some("retryConfig"),
    delays: Delays::PolynomialFromZero,
};
static AI_PYTHON: Sdk = Sdk {
    package: "livepeer-ai",
    language: "Python",
    servers: AI_SERVERS,
    retry_option: Some("retry_config"),
    delays: Delays::Exponential,
};
static AI_GO: Sdk = Sdk {
    package: "github.com/livepeer/livepeer-ai-go",
    language: "Go",
    servers: AI_SERVERS,
    retry_option: Some("WithRetryConfig"),
    delays: Delays::Polynomial,
};
static STUDIO_JS: Sdk = Sdk {
    package: "livepeer",
    language: "JavaScript",
    servers: STUDIO_SERVERS,
    retry_option: Some("retryConfig"),
    delays: Delays::PolynomialFromZero,
};
static STUDIO_PYTHON: Sdk = Sdk {
    package: "livepeer",
    language: "Python",
    servers: STUDIO_SERVERS,
    retry_option: Some("retry_config"),
    delays: Delays::Exponential,
};
static STUDIO_GO: Sdk = Sdk {
    package: "github.com/livepeer/livepeer-go",
    language: "Go",
    servers: STUDIO_SERVERS,
    retry_option: Some("WithRetryConfig"),
    delays: Delays::Exponential,
};
static REACT: Sdk = Sdk {
    package: "@livepeer/react",
    language: "JavaScript",
    servers: STUDIO_SERVERS,
    retry_option: None,
    delays: Delays::Exponential,
};
static RUST: Sdk = Sdk {
    package: "livepeer-rs",
    language: "Rust",
    servers: STUDIO_SERVERS,
    retry_option: None,
    delays: Delays::Exponential,
};

/// `cranbri/livepeer-php` src/LivepeerConnector.php
static PHP: Sdk = Sdk {
    package: "cranbri/livepeer-php",
    language: "PHP",
    servers: STUDIO_SERVERS,
    retry_option: None,
    delays: Delays::Exponential,
};

const JS: Spelling = Spelling {
    sdk: &AI_JS,
    import: "@livepeer/ai",
    constructors: &["Livepeer", "LivepeerCore"],
    key: &["httpBearer"],
    url: &["serverURL"],
    index: &["serverIdx"],
    retry: &["retryConfig"],
    key_position: None,
};
const PYTHON: Spelling = Spelling {
    sdk: &AI_PYTHON,
    import: "livepeer_ai",
    constructors: &["Livepeer"],
    key: &["http_bearer"],
    url: &["server_url"],
    index: &["server_idx"],
    retry: &["retry_config"],
    key_position: Some(0),
};
const GO: Spelling = Spelling {
    sdk: &AI_GO,
    import: "github.com/livepeer/livepeer-ai-go",
    constructors: &["New"],
    key: &["WithSecurity", "WithSecuritySource"],
    url: &["WithServerURL", "WithTemplatedServerURL"],
    index: &["WithServerIndex"],
    retry: &["WithRetryConfig"],
    key_position: None,
};

/// Every SDK.
pub(super) static SPELLINGS: &[Spelling] = &[
    JS,
    PYTHON,
    GO,
    Spelling { sdk: &STUDIO_JS, import: "livepeer", key: &["apiKey"], ..JS },
    Spelling { sdk: &STUDIO_PYTHON, import: "livepeer", key: &["api_key"], ..PYTHON },
    Spelling { sdk: &STUDIO_GO, import: "github.com/livepeer/livepeer-go", ..GO },
    Spelling {
        sdk: &REACT,
        import: "@livepeer/react",
        constructors: &["studioProvider"],
        key: &["apiKey"],
        url: &["baseUrl"],
        index: &[],
        retry: &[],
        key_position: None,
    },
    Spelling {
        sdk: &RUST,
        import: "livepeer_rs",
        constructors: &["new"],
        key: &[],
        url: &[],
        index: &[],
        retry: &[],
        key_position: Some(0),
    },
    Spelling {
        sdk: &PHP,
        import: "Cranbri\\Livepeer",
        constructors: &["Livepeer"],
        key: &["apiKey"],
        url: &[],
        index: &[],
        retry: &[],
        key_position: Some(0),
    },
];

/// The SDK a package and a language name, if it is one. Deeper imports of a package count.
pub(super) fn spelling(package: &str, language: &str) -> Option<&'static Spelling> {
    SPELLINGS.iter().find(|spelling| {
        let same_language = match spelling.sdk.language {
            "JavaScript" => matches!(language, "JavaScript" | "TypeScript"),
            other => other == language,
        };
        same_language
            && package
                .strip_prefix(spelling.import)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', ':', '\\']))
    })
}

/// The pipelines of the AI gateway, by the path that asks for them.
pub(super) const PIPELINES: &[&str] = &[
    "text-to-image",
    "image-to-image",
    "image-to-video",
    "upscale",
    "audio-to-text",
    "image-to-text",
    "segment-anything-2",
    "llm",
    "text-to-speech",
    "live-video-to-video",
];

/// The pipeline a method asks for: `textToImage`, `text_to_image`, `TextToImage`, `generateTextToImage`.
pub(super) fn pipeline_of_method(method: &str) -> Option<&'static str> {
    let simple = method.to_ascii_lowercase().replace('_', "");
    let simple = simple.strip_prefix("generate").unwrap_or(&simple).trim_end_matches("async");
    PIPELINES.iter().copied().find(|pipeline| pipeline.replace('-', "") == simple)
}

/// The pipeline a URL or path asks for.
pub(super) fn pipeline_of_path(path: &str) -> Option<&'static str> {
    let path = path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/');
    let mut segments = path.rsplit('/').take(2);
    segments.find_map(|segment| PIPELINES.iter().copied().find(|pipeline| *pipeline == segment))
}
