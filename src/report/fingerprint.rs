//! Names for findings that stay the same when lines move.

use std::collections::BTreeMap;

/// Gives each finding of a report its name.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: BTreeMap<u64, u32>,
}

impl Fingerprints {
    /// The name of a finding of this check, in this file, on a line that reads so; the same again gets another one.
    pub fn name(&mut self, check: &str, path: &str, line: &str) -> String {
        let hash = hash([check, path, line.trim()]);
        let count = self.seen.entry(hash).and_modify(|count| *count += 1).or_insert(0);
        format!("{:016x}", hash.wrapping_add(u64::from(*count).wrapping_mul(ODD)))
    }
}

/// Spreads the counter over all bits: 2^64 divided by the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// FNV-1a, 64 bits. Written out, because the standard library's hash may change between releases.
fn hash(parts: [&str; 3]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_across_releases_and_moves_and_tell_repeats_apart() {
        let mut names = Fingerprints::default();
        let first = names.name("a/b", "src/x.ts", "  call();");
        assert_eq!(first, Fingerprints::default().name("a/b", "src/x.ts", "call();  "));
        assert_eq!(first, "1c2704349f59ae21");
        assert_ne!(first, names.name("a/b", "src/x.ts", "call();"));
        assert_ne!(first, names.name("a/b", "src/y.ts", "call();"));
    }
}
