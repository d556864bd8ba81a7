//! What a check is: a value that names one item of the checklist and the function that judges it.

use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::verdict::Verdict;

/// One item of the checklist and how it is judged.
///
/// A check is a value: its file declares one `static CHECK`, [`crate::SECTIONS`] lists it, and its page stands
/// beside it under the same name.
#[derive(Debug)]
pub struct Check {
    /// `section/item`, the path of its file below this crate.
    pub id: &'static str,
    /// A sentence that is true of a ready project.
    pub title: &'static str,
    /// The Markdown page beside the check: why, how it is judged, and examples that run as tests.
    pub page: &'static str,
    /// How much an unmet item matters, unless `lp-ready.toml` says otherwise.
    pub severity: Severity,
    /// The kinds of project this item is asked of; empty means all of them.
    pub profiles: &'static [Profile],
    /// What has to be gathered before this check can judge.
    pub needs: &'static [Need],
    /// Holds the facts against the item. Pure: the same facts give the same verdict.
    pub judge: fn(&Facts) -> Verdict,
}

/// A heading of the checklist and its items, in the checklist's order.
#[derive(Debug)]
pub struct Section {
    /// The folder's name.
    pub id: &'static str,
    /// The heading, as the checklist has it.
    pub title: &'static str,
    /// The items below it.
    pub checks: &'static [&'static Check],
}

/// How much an unmet item matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth doing, no reason to hold a launch.
    Advice,
    /// Users will notice when it is missing.
    Important,
    /// Launching without it is an incident.
    Blocker,
}

/// A kind of Livepeer project; one project may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Calls AI pipelines through a gateway.
    Ai,
    /// Streams, assets, players or webhooks of the video API.
    Video,
    /// Runs its own go-livepeer gateway.
    SelfHosted,
    /// Brings its own container to an orchestrator.
    Byoc,
}

/// Something the gathering floor can bring. Nothing is gathered that no planned check needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Source files, parsed and traced to [`crate::facts::livepeer`].
    Source,
    /// Structured configuration: JSON, YAML, TOML, Dockerfiles, compose files, units.
    Config,
    /// Dotenv files and their values.
    Env,
    /// Ignore rules and the index.
    Git,
    /// Credentials found in the bytes of any text file.
    Credentials,
    /// Documents for those who run the project.
    Prose,
}

impl Severity {
    /// The name users type and read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Important => "important",
            Self::Advice => "advice",
        }
    }
}

impl Profile {
    /// Every profile, in the order reports list them.
    pub const ALL: [Self; 4] = [Self::Ai, Self::Video, Self::SelfHosted, Self::Byoc];

    /// The name users type and read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ai => "ai",
            Self::Video => "video",
            Self::SelfHosted => "self-hosted",
            Self::Byoc => "byoc",
        }
    }
}
