//! Values that only stand where a secret belongs.

mod words;

use words::{PARTS, UUIDS, WORDS};

/// Longest value in which a word counts wherever it stands; in longer ones chance would put it there.
const SHORT: usize = 100;

/// Whether a value only stands where a secret belongs.
pub(super) fn is(value: &str) -> bool {
    let lower = value.to_lowercase();
    lower.is_empty()
        || UUIDS.contains(&lower.as_str())
        || (lower.len() < SHORT && WORDS.iter().any(|word| lower.contains(word)))
        || made_of_parts(&lower)
        || has_few_characters(&lower)
        || is_sequence(&lower)
        || is_repeated(&lower)
        || is_spoiled_uuid(&lower)
}

/// A UUID that somebody typed over: its groups are there, but not of hexadecimal digits, or one too long or too short.
fn is_spoiled_uuid(lower: &str) -> bool {
    let groups: Vec<&str> = lower.split('-').collect();
    let alike = |group: &&str, length: usize| {
        group.len().abs_diff(length) <= 1 && group.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let form = groups.len() == 5 && groups.iter().zip([8, 4, 4, 4, 12]).all(|(group, length)| alike(group, length));
    form && (lower.len() != 36
        || !groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        || !is_hexadecimal(lower))
}

/// Whether every word of the value is one of [`PARTS`], as in `my-secret-key`; or the last is, as in `sk_live_test`.
fn made_of_parts(lower: &str) -> bool {
    let known = |part: &str| PARTS.contains(&part);
    let mut parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    let loud = |part: &str| ["test", "demo", "fake", "mock", "todo", "foo"].contains(&part);
    let word_like = lower.split(['-', '_', ' ', '.']).all(|part| part.chars().all(char::is_alphabetic));
    let has_loud = lower.split(|c: char| !c.is_alphanumeric()).any(loud);
    (parts.peek().is_some() && parts.all(known)) || (has_loud && word_like)
}

/// All-zero keys, `1111-…`, `aaaaaaaa`.
fn has_few_characters(lower: &str) -> bool {
    let mut seen: Vec<char> = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let length = seen.len();
    seen.sort_unstable();
    seen.dedup();
    (length >= 6 && seen.len() <= 2) || (length >= 16 && seen.len() <= 4)
}

/// Whether digits and letters count up, as in `12345678`, `abcdef…` and `a1b2c3d4-e5f6-…`.
fn is_sequence(lower: &str) -> bool {
    let of = |keep: fn(&char) -> bool| lower.chars().filter(keep).collect::<Vec<_>>();
    let (digits, letters) = (of(char::is_ascii_digit), of(char::is_ascii_lowercase));
    let whole: Vec<_> = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    longest_run(&whole) >= 7.min(whole.len().max(4)) && whole.len() <= SHORT
        || (digits.len() >= 8 && steps(&digits, '9', '0') * 10 >= digits.len() * 7)
            && (letters.len() < 4 || steps(&letters, 'f', 'a') * 10 >= letters.len() * 5)
}

fn longest_run(characters: &[char]) -> usize {
    let (mut longest, mut run) = (1, 1);
    for pair in characters.windows(2) {
        run = if follows(pair, '9', '0') || follows(pair, 'z', 'a') { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

fn steps(characters: &[char], last: char, first: char) -> usize {
    characters.windows(2).filter(|pair| follows(pair, last, first)).count() + 1
}

fn follows(pair: &[char], last: char, first: char) -> bool {
    u32::from(pair[1]) == u32::from(pair[0]) + 1 || (pair[0] == last && pair[1] == first)
}

/// Whether a value is a short unit over and over.
fn is_repeated(lower: &str) -> bool {
    let bytes: Vec<u8> = lower.bytes().filter(u8::is_ascii_alphanumeric).collect();
    bytes.len() >= 12 && (1..=4.max(bytes.len() / 4).min(8)).any(|unit| bytes[unit..] == bytes[..bytes.len() - unit])
}

fn is_hexadecimal(lower: &str) -> bool {
    lower.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn stand_ins_are_known_in_every_spelling() {
        for value in [
            "<YOUR_BEARER_TOKEN_HERE>",
            "your-api-key-here",
            "YOUR_API_KEY",
            "sk_your_key",
            "Initial Key",
            "xxxxxxxx",
            "xxxx-xxxx-xxxx-xxxx",
            "changeme",
            "sk_live_...",
            "${LIVEPEER_API_KEY}",
            "{{ key }}",
            "process.env.KEY",
            "00000000-0000-0000-0000-000000000000",
            "11111111-1111-4111-8111-111111111111",
            "abcdefgh",
            "12345678",
            "12345678-1234-1234-1234-123456789012",
            "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
            "abcdabcdabcdabcd",
            "DE7818E7-610A-4057-8F6F-B785DC1E6F88",
            "5dfdqx1z-3g4h-4kbc-9def-0123kk6789ab",
            "my-secret-key",
            "test",
            "hf_xxx_your_read_token_here",
            "REQUIRED-CHANGE-ME",
            "whsec_smoke_dummy",
            "orch-secret",
            "[password]",
            "None",
        ] {
            assert!(is(value), "{value}");
        }
    }

    #[test]
    fn what_chance_made_is_no_stand_in() {
        for value in [
            "3f8c1d72-9a4e-4b60-8e15-c27d9046ab3f",
            "B71E04C9-52DA-4F83-9C6B-0E8D17A35F42",
            "mango",
            "Devcom20!",
            "k3x9-w7q2-m1vz-8t4d",
            "qT7vK2mZp9LxR4nB8sWd",
            "naap_93fc01d7b2e84a65_0c7e9ab1f24d83650e1b7c9fa264d8350b9e17c6af42d853",
        ] {
            assert!(!is(value), "{value}");
        }
    }
}
