//! The vocabulary: what is known of a project, named after the world and never after a check.

pub mod alerts;
pub mod config;
pub mod contact;
pub mod container;
pub mod credential;
pub mod env;
pub mod exposed;
pub mod file;
pub mod git;
pub mod key;
pub mod limit;
pub mod livepeer;
pub mod node;
pub mod player;
pub mod proxy;
pub mod reaction;
pub mod remark;
pub mod rotation;
pub mod server;
pub mod spending;
pub mod team;
pub mod video;
pub mod webhook;
pub mod worker;

use crate::check::{Need, Profile};
use file::{File, FileId};

/// Everything that was gathered and traced. Checks see this and nothing else.
#[derive(Debug, Default)]
pub struct Facts {
    /// The files that matter to somebody, by path.
    pub files: Vec<File>,
    /// The kinds of Livepeer project this is, and because of what.
    pub profiles: Vec<Detected>,
    /// Where the code calls Livepeer.
    pub livepeer: livepeer::Livepeer,
    /// Dotenv files, and environments set in other files.
    pub env: env::Env,
    /// What is handed to browsers, by its name or by a setting.
    pub exposed: Vec<exposed::Exposed>,
    /// Structured files, parsed, with a span on every value.
    pub documents: Vec<config::Document>,
    /// Command lines of go-livepeer nodes.
    pub nodes: Vec<node::Command>,
    /// Command lines of gunicorn.
    pub servers: Vec<server::Gunicorn>,
    /// What nginx hands to the programs behind it.
    pub proxies: Vec<proxy::Pass>,
    /// Dockerfiles.
    pub images: Vec<container::Image>,
    /// Alert rules, dashboards and metrics.
    pub alerts: alerts::Alerts,
    /// Ignore rules and what git tracks.
    pub git: git::Git,
    /// Credentials by their form.
    pub credentials: Vec<credential::Credential>,
    /// Whom documents tell to ask when something breaks.
    pub contacts: Vec<contact::Contact>,
    /// Infrastructure that renews a Livepeer key by itself.
    pub rotations: Vec<rotation::Rotation>,
    /// Comments that speak to lp-ready.
    pub remarks: Vec<remark::Remark>,
    /// What the team says of it.
    pub team: team::Team,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A profile, and what in the project shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    /// The kind of project.
    pub profile: Profile,
    /// What shows it, as short clauses: "`@livepeer/ai` in package.json".
    pub because: Vec<String>,
}

/// Something that could not be read, so that nobody takes its absence for an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The path, relative to the root.
    pub path: String,
    /// What went wrong, as a clause: lower case, no full stop.
    pub what: String,
    /// The needs it leaves unmet.
    pub needs: Vec<Need>,
}

impl Facts {
    /// The file behind an id.
    ///
    /// # Panics
    /// When the id was made for other facts.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.index()]
    }

    /// The file at a path, relative to the root.
    #[must_use]
    pub fn file_at(&self, path: &str) -> Option<&File> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| &self.files[at])
    }

    /// Whether the project is of this kind.
    #[must_use]
    pub fn has(&self, profile: Profile) -> bool {
        self.profiles.iter().any(|detected| detected.profile == profile)
    }
}
