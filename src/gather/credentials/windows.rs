//! The parts of a text that stand near a rule's words.

use std::ops::Range;

use aho_corasick::AhoCorasick;

/// Ranges of bytes around every hit of the words, merged where they overlap, in order.
pub(super) fn around(words: &AhoCorasick, text: &str, reach: usize) -> Vec<Range<usize>> {
    merged(words.find_iter(text).map(|hit| hit.range()), text.len(), reach)
}

/// Ranges of bytes around places in a text of this length, given in order.
pub(super) fn merged(places: impl Iterator<Item = Range<usize>>, length: usize, reach: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for place in places {
        let (start, end) = (place.start.saturating_sub(reach), place.end.saturating_add(reach).min(length));
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => windows.push(start..end),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_merge_and_stay_inside() {
        let words = AhoCorasick::new(["key"]).unwrap();
        assert_eq!(around(&words, "key ..key.......key", 3), [0..12, 13..19]);
        assert!(around(&words, "nothing", 3).is_empty());
    }
}
