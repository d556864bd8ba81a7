//! Values that only stand where a secret belongs.

use std::sync::LazyLock;

use regex::Regex;

/// Longest value in which a word counts wherever it stands; in longer ones chance would put it there.
const SHORT: usize = 100;

/// Words that no secret holds but by chance, in any case.
const WORDS: &[&str] = &[
    "your",
    "example",
    "placeholder",
    "changeme",
    "change-me",
    "change_me",
    "change-this",
    "change_this",
    "replace",
    "dummy",
    "sample",
    "xxxx",
    "insert",
    "redacted",
    "...",
    "…",
    "***",
    "•••",
    "<",
    ">",
    "${",
    "$(",
    "{{",
    "%(",
    "process.env",
    "os.environ",
    "os.getenv",
    "getenv",
    "import.meta",
    "env.",
    "env(",
    "secrets.",
    "notreal",
    "not-real",
    "not_real",
    "fixme",
    "mysecret",
    "my-secret",
    "my_secret",
    "_here",
    "-here",
    "undefined",
    "goes-here",
];

/// Words that, as a whole part of a value between punctuation, make it a stand-in.
const PARTS: &[&str] = &[
    "test",
    "tests",
    "testing",
    "demo",
    "fake",
    "foo",
    "bar",
    "foobar",
    "mock",
    "todo",
    "none",
    "null",
    "secret",
    "password",
    "passwd",
    "key",
    "apikey",
    "token",
    "value",
    "string",
    "my",
    "the",
    "default",
    "local",
    "localhost",
    "development",
    "dev",
    "staging",
    "production",
    "prod",
    "abc",
    "abc123",
    "abcdef",
    "here",
    "some",
    "real",
    "live",
    "stream",
    "livepeer",
    "webhook",
    "orch",
    "orchsecret",
    "jwt",
    "api",
    "auth",
    "user",
    "username",
    "admin",
    "pass",
    "private",
    "public",
    "only",
    "not",
    "project",
    "ref",
    "account",
    "initial",
    "no",
    "required",
    "optional",
    "set",
    "me",
    "in",
    "xxx",
    "xx",
    "x",
    "1",
    "123",
    "1234",
    "12345",
    "123456",
    "true",
    "false",
    "root",
    "postgres",
    "mysql",
    "redis",
    "guest",
    "empty",
    "hidden",
    "super",
    "strong",
    "random",
    "long",
    "key1",
    "uuid",
    "service",
    "role",
    "anon",
    "client",
    "id",
    "smoke",
];

/// UUIDs that documentation shows, in lower case: Livepeer's OpenAPI examples.
const UUIDS: &[&str] = &[
    "de7818e7-610a-4057-8f6f-b785dc1e6f88",
    "09f8b46c-61a0-4254-9875-f71f4c605bc7",
    "66e2161c-7670-4d05-b71d-da2d6979556f",
    "aac12556-4d65-4d34-9fb6-d1f0985eb0a9",
    "78df0075-b5f3-4683-a618-1086faca35dc",
    // The usual specimens of RFC 4122 and of its readers.
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "550e8400-e29b-41d4-a716-446655440000",
    "123e4567-e89b-12d3-a456-426614174000",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
];

/// The form of a UUID, whatever its letters.
static UUID_FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[0-9A-Za-z]{8}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{12}$").expect("valid")
});

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
        || (UUID_FORM.is_match(value) && !is_hexadecimal(&lower))
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
