//! How even the characters of a text are spread.

/// Shannon's entropy of a text, in bits per byte: 0 for one character repeated, about 4 for random hexadecimal.
pub(super) fn bits(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let total = text.len() as f64;
    let share = |count: &u32| f64::from(*count) / total;
    -counts.iter().filter(|count| **count > 0).map(share).map(|p| p * p.log2()).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::bits;

    #[test]
    fn entropy_grows_with_the_spread() {
        assert!(bits("aaaa").abs() < 1e-9);
        assert!((bits("abab") - 1.0).abs() < 1e-9);
        assert!((bits("0123456789abcdef") - 4.0).abs() < 1e-9);
        assert!(bits("").abs() < 1e-9);
    }
}
