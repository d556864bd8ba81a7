//! Keys that their provider documents as public, where only what stands beside them tells.

use super::found::Found;

/// Bytes on either side in which a configuration names its other members.
const NEAR: usize = 300;

/// DocSearch's key can only search; Docusaurus' documentation says that it is safe to commit.
pub(super) fn is_search_key(found: &Found<'_>) -> bool {
    let name = found.whole().to_ascii_lowercase();
    let around = format!("{} {}", found.before(NEAR), found.after(NEAR)).to_ascii_lowercase();
    let beside = |names: &[&str]| names.iter().any(|name| around.contains(name));
    !["admin", "write", "secret"].iter().any(|word| name.contains(word))
        && beside(&["indexname", "index_name"])
        && beside(&["appid", "app_id", "applicationid", "application_id"])
}
