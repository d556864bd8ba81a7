//! Keys that their provider documents as public, where only what stands beside them tells.

use super::found::Found;

/// Bytes on either side in which a configuration names its other members.
const NEAR: usize = 300;

/// Whether a key is one that every visitor of a site gets anyway.
pub(super) fn is(found: &Found<'_>) -> bool {
    is_search_key(found)
}

/// DocSearch's key can only search; Docusaurus' and Algolia's documentation say to commit it.
fn is_search_key(found: &Found<'_>) -> bool {
    let name = found.whole().to_ascii_lowercase();
    let around = format!("{} {}", found.before(NEAR), found.after(NEAR)).to_ascii_lowercase();
    let beside = |names: &[&str]| names.iter().any(|name| around.contains(name));
    !["admin", "write", "secret"].iter().any(|word| name.contains(word))
        && beside(&["indexname", "index_name"])
        && beside(&["appid", "app_id", "applicationid", "application_id"])
}
