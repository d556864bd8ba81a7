//! Globs of paths, as people write them in `lp-ready.toml`.

use anyhow::{Context, Result};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of globs over paths relative to the root. A glob without a slash holds in every folder, a folder's name for
/// everything below it.
///
/// # Errors
/// When a glob is invalid.
pub fn set(patterns: &[String]) -> Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let anchored = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        let anywhere = if pattern.trim_end_matches('/').contains('/') { "" } else { "**/" };
        for below in ["", "/**"] {
            let glob = GlobBuilder::new(&format!("{anywhere}{anchored}{below}")).literal_separator(true).build();
            set.add(glob.with_context(|| format!("`{pattern}` is not a glob"))?);
        }
    }
    set.build().context("the globs are too many")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_hold_as_written() {
        let set = set(&["legacy/".into(), "*.snap".into(), "apps/old".into(), "/src/*.ts".into()]).unwrap();
        for path in ["legacy", "legacy/a/b.ts", "x/legacy/a.ts", "a/b.snap", "apps/old/x.ts", "src/a.ts"] {
            assert!(set.is_match(path), "{path}");
        }
        for path in ["src/a/b.ts", "apps/new/x.ts", "x/apps/old/y.ts", "legacy.ts"] {
            assert!(!set.is_match(path), "{path}");
        }
        assert!(super::set(&["a[".into()]).is_err());
    }
}
