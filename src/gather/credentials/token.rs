//! What is encoded in a value: base64 and the claims of a JWT.

/// Bytes of encoded text that are decoded at most.
const LIMIT: usize = 8192;

/// The text behind base64 of either alphabet; `None` when it is not that, or no text.
pub(super) fn base64(encoded: &str) -> Option<String> {
    let encoded = encoded.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(encoded.len().min(LIMIT) * 3 / 4);
    for chunk in encoded.get(..encoded.len().min(LIMIT))?.chunks(4) {
        let digits: Vec<u32> = chunk.iter().map(|byte| digit(*byte)).collect::<Option<_>>()?;
        let word = digits.iter().fold(0, |word, digit| word << 6 | digit) << (6 * (4 - digits.len()));
        bytes.extend(word.to_be_bytes()[1..].iter().take((digits.len() * 6 / 8).min(3)));
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u32> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(digit))
}

/// The claims of a JWT; `None` when it is none.
pub(super) fn claims(jwt: &str) -> Option<serde_json::Map<String, serde_json::Value>> {
    let payload = jwt.split('.').nth(1)?;
    match serde_json::from_str(&base64(payload)?).ok()? {
        serde_json::Value::Object(claims) => Some(claims),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded_in_either_alphabet() {
        assert_eq!(base64("aGVsbG8=").as_deref(), Some("hello"));
        assert_eq!(base64("aGVsbG8/").as_deref(), Some("hello?"));
        assert_eq!(base64("aGVsbG8_").as_deref(), Some("hello?"));
        assert_eq!(base64("####"), None);
    }

    #[test]
    fn claims_are_the_middle_part() {
        assert_eq!(claims("e30.eyJyb2xlIjoiYW5vbiJ9.c2ln").unwrap()["role"], "anon");
        assert_eq!(claims("not a token"), None);
    }
}
