//! gitleaks' rule format, with the keys of our own.

use serde::Deserialize;
use toml::Spanned;

use super::proof::Proof;

/// A whole rule file.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct File {
    pub extend: Option<Extend>,
    pub rules: Vec<Rule>,
    pub allowlist: Option<Allowlist>,
    pub allowlists: Vec<Allowlist>,
}

/// What a rule file builds on.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Extend {
    /// Another rule file, relative to the root.
    pub path: Option<String>,
    pub disabled_rules: Vec<String>,
}

/// One rule.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Rule {
    pub id: Option<Spanned<String>>,
    pub description: Option<String>,
    pub regex: Option<Spanned<String>>,
    pub secret_group: usize,
    pub keywords: Vec<String>,
    pub entropy: Option<f64>,
    pub path: Option<Spanned<String>>,
    pub allowlist: Option<Allowlist>,
    pub allowlists: Vec<Allowlist>,
    /// Ours: bytes around a keyword that the regex looks at; without it, the whole text.
    pub reach: Option<usize>,
    /// Ours: whether the name may stand apart from the value.
    pub apart: bool,
    /// Ours: what else must hold of a match.
    pub proof: Option<Proof>,
}

/// One allowlist.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Allowlist {
    pub condition: Option<String>,
    pub regex_target: Option<String>,
    pub paths: Vec<Spanned<String>>,
    pub regexes: Vec<Spanned<String>>,
    pub stopwords: Vec<String>,
    pub commits: Vec<String>,
    pub target_rules: Vec<String>,
}
