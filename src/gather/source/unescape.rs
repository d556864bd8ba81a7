//! Escape sequences, as far as all languages agree on them.

use std::borrow::Cow;

/// The characters a fragment stands for. An escape no language shares stands for the character after the backslash.
pub(super) fn unescape(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('\\') {
        return Cow::Borrowed(fragment);
    }
    let mut text = String::with_capacity(fragment.len());
    let mut chars = fragment.chars();
    while let Some(c) = chars.next() {
        match if c == '\\' { chars.next() } else { Some(c) } {
            Some('n') if c == '\\' => text.push('\n'),
            Some('t') if c == '\\' => text.push('\t'),
            Some('r') if c == '\\' => text.push('\r'),
            // A backslash before the line's end joins two lines.
            Some('\n') if c == '\\' => {}
            Some(plain) => text.push(plain),
            None => text.push('\\'),
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn known_escapes_are_undone_and_others_lose_their_backslash() {
        assert_eq!(unescape(r#"{\"model_id\":\"a\/b\"}\n"#), "{\"model_id\":\"a/b\"}\n");
        assert_eq!(unescape("plain"), "plain");
        assert_eq!(unescape("end\\"), "end\\");
    }
}
