//! Links what the code says into what it does: values, clients, requests.

use lp_ready_checks::facts::Facts;

use crate::config::Config;
use crate::gather::Gathered;

/// Traces the gathered code to Livepeer.
#[must_use]
pub fn trace(gathered: Gathered, _config: &Config) -> Facts {
    gathered.facts
}
