//! Whether a value is written out where it stands, and whether chance made it.

use super::entropy;
use super::found::Found;

/// Extensions of languages in which a bare word is a name and never a text.
const CODE: &[&str] = &[
    "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "vue", "svelte", "astro", "py", "ipynb", "go", "rs", "java",
    "kt", "swift", "cs", "php", "rb", "c", "cc", "cpp", "h", "hpp", "m", "sol", "dart", "scala", "ex", "exs", "lua",
    "css", "scss", "html", "graphql", "proto", "tf",
];

/// Whether a value is written out: quoted, or in a file whose bare words are texts; and no expression.
pub(super) fn is_written_out(found: &Found<'_>) -> bool {
    let value = found.value();
    let quoted = found.is_quoted();
    (quoted || !CODE.contains(&found.extension().as_str()) && is_bare_text(found))
        && !value.starts_with(['$', '%', '{', '(', '[', '@', '&', '*', '!', '/', '.', '~'])
        && !value.contains("://")
        && !(value.contains('(') && value.contains(')'))
        && !is_name(value, quoted)
        && !has_interpolation(value)
}

/// Outside of quotes, in a file that may hold code as Markdown does: not called, indexed, or a member's name.
fn is_bare_text(found: &Found<'_>) -> bool {
    !found.right(40).trim_start_matches(['"', '\'']).starts_with(['(', '[', '.', '{'])
}

/// A member access in code, or a dotted name of a property or a message.
fn is_name(value: &str, quoted: bool) -> bool {
    let word = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    let dotted = value.contains('.') && value.split('.').all(|part| word(part) && part.len() < 24);
    dotted || (!quoted && word(value) && !value.bytes().any(|byte| byte.is_ascii_digit()))
}

fn has_interpolation(value: &str) -> bool {
    ["${", "#{", "{{", "%s", "%v", "$(", "{0}", "\\(", "<%"].iter().any(|mark| value.contains(mark))
        || (value.starts_with('{') && value.ends_with('}'))
}

/// Whether chance made a value: letters and digits mixed as people do not mix them.
pub(super) fn is_random(value: &str) -> bool {
    let body: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = body.bytes().all(|byte| byte.is_ascii_hexdigit());
    let floor = if hexadecimal { 3.0 } else { 3.4 };
    body.len() >= 16
        && digits >= 2
        && digits < body.len()
        && body.len() * 10 >= value.len() * 8
        && entropy::bits(value) >= floor
        && (hexadecimal || switches(&body) * 5 >= body.len())
        && !is_made_of_words(value)
}

/// How often a text goes from letters to digits, or from lower to upper case, or back.
fn switches(body: &str) -> usize {
    let kind = |byte: u8| (byte.is_ascii_digit(), byte.is_ascii_uppercase());
    body.as_bytes().windows(2).filter(|pair| kind(pair[0]) != kind(pair[1])).count()
}

/// Words and numbers between punctuation, as in `gpt-4o-mini-2024-07-18`.
fn is_made_of_words(value: &str) -> bool {
    let parts: Vec<_> = value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let plain = |part: &&&str| {
        let letters = part.bytes().filter(u8::is_ascii_alphabetic).count();
        letters == part.len() || letters == 0 || part.len() <= 4
    };
    !is_uuid(&parts) && parts.len() >= 3 && parts.iter().filter(plain).count() * 10 >= parts.len() * 8
}

fn is_uuid(parts: &[&str]) -> bool {
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
}

/// Whether a value mixes at least three of lower case, upper case, digits and punctuation.
pub(super) fn is_mixed(value: &str) -> bool {
    let kinds: [fn(&u8) -> bool; 4] =
        [u8::is_ascii_lowercase, u8::is_ascii_uppercase, u8::is_ascii_digit, u8::is_ascii_punctuation];
    let present = kinds.iter().filter(|kind| value.bytes().any(|byte| kind(&byte))).count();
    value.len() >= 8 && present >= 3 && value.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_told_from_names() {
        for value in
            ["qT7vK2mZp9LxR4nB8sWd", "9c04e7b21fa86d3550c7e19b24ad8f63", "b71e04c9-52da-4f83-9c6b-0e8d17a35f42"]
        {
            assert!(is_random(value), "{value}");
        }
        for value in [
            "getAccessTokenV2FromStore",
            "gpt-4o-mini-2024-07-18",
            "access_token_expires_in_30_days",
            "SG161222/RealVisXL_V4.0_Lightning",
            "ABCDEFGHIJKLMNOPQRSTUVWX",
            "application/x-www-form-urlencoded",
        ] {
            assert!(!is_random(value), "{value}");
        }
    }

    #[test]
    fn mixed_values_are_passwords() {
        assert!(is_mixed("Mallard7!") && is_mixed("river7-Bank"));
        assert!(!is_mixed("postgres") && !is_mixed("hunter22") && !is_mixed("Sh0rt!"));
    }
}
