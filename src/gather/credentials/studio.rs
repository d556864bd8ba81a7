//! Livepeer Studio keys are bare UUIDs (livepeer/studio controllers/api-token.js): only what stands around one tells a
//! key from an id.

use super::found::Found;
use super::{placeholder, token};

/// Bytes before a UUID that can tell what it is.
const LEFT: usize = 240;

/// Bytes on either side of a UUID in which a weak name needs Livepeer's.
const NEAR: usize = 400;

/// What a name to the left of a UUID says of it.
#[derive(Debug, PartialEq, Eq)]
enum Says {
    /// It is a key.
    Key,
    /// It is a key if Livepeer is spoken of nearby: `key`.
    Perhaps,
    /// It is something else.
    Other,
    /// Nothing: a type, a keyword, a function that hands a value on.
    Nothing,
}

/// Whether the UUID is used as a key. The rule has seen to it that the file speaks of Livepeer.
pub(super) fn is_key(found: &Found<'_>) -> bool {
    !is_in_a_path(found) && names_a_key(found)
}

/// Whether a text in base64 is such a UUID, alone or after a user's id as in `Authorization: Basic`.
pub(super) fn is_encoded_key(found: &Found<'_>) -> bool {
    let Some(text) = token::base64(found.value()) else { return false };
    let (user, uuid) = text.trim().rsplit_once(':').unwrap_or(("", text.trim()));
    let basic = found.left(LEFT).trim_end().to_ascii_lowercase().ends_with("basic");
    let form =
        uuid.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && uuid.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    form && !placeholder::is(uuid) && (names_a_key(found) || basic && !user.contains(' '))
}

/// A segment of an address or a path, or the value of a query.
fn is_in_a_path(found: &Found<'_>) -> bool {
    let (left, right) = (found.left(LEFT), found.right(2));
    let inside = |c: char| matches!(c, '/' | '+' | '~') || c.is_alphanumeric() || c == '_' || c == '-';
    let query = left.rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next().unwrap_or_default();
    // `${KEY:-…}` is a default.
    let joined = left.ends_with(['/', '#', '@', '_', '-', '+', '%']) && !left.ends_with(":-");
    joined || right.starts_with(inside) || is_query_of_ids(query)
}

fn is_query_of_ids(query: &str) -> bool {
    let name = query.rsplit(['?', '&']).next().unwrap_or_default();
    query.contains(['?', '&']) && query.ends_with('=') && says(name.trim_end_matches('=')) != Says::Key
}

/// Whether the nearest name to the left that says anything says key.
fn names_a_key(found: &Found<'_>) -> bool {
    let left = statement(found);
    let left = left.trim_end_matches(|c: char| c.is_whitespace() || "\"'`+\\".contains(c));
    if is_constructor(left) || is_prose_of_a_key(left) {
        return true;
    }
    for name in names(left).take(6) {
        match says(name) {
            Says::Nothing => {}
            Says::Key => return true,
            Says::Perhaps => return speaks_of_livepeer(found),
            Says::Other => return false,
        }
    }
    false
}

/// What stands before the value: its line, and the line before where its own begins with the value or an operator.
fn statement<'a>(found: &Found<'a>) -> &'a str {
    let before = found.before(LEFT);
    let Some(at) = before.rfind('\n') else { return before };
    let own = before[at + 1..].trim_start_matches(|c: char| c.is_whitespace() || "\"'`|?,-#/*".contains(c));
    if !own.is_empty() {
        return &before[at + 1..];
    }
    let above = before[..at].trim_end();
    // A statement or an element that is complete leads to nothing below it.
    if above.ends_with([';', ',', '}', ')']) {
        return &before[at + 1..];
    }
    above.rsplit_once('\n').map_or(above, |(_, line)| line)
}

/// Livepeer's own constructors and providers, right before their first argument.
fn is_constructor(left: &str) -> bool {
    let Some(callee) = left.strip_suffix('(') else { return false };
    let name = last_name(callee).to_ascii_lowercase();
    let bare = name.replace('_', "");
    ["withsecurity", "studioprovider", "withapikey"].contains(&bare.as_str())
        || (bare.starts_with("livepeer") || bare.starts_with("newlivepeer") || bare.starts_with("createlivepeer"))
            && !bare.ends_with("id")
            && !["player", "stream", "asset", "playback", "webhook"].iter().any(|word| bare.contains(word))
        || (bare == "new" || bare == "newclient") && callee.to_ascii_lowercase().contains("livepeer")
}

/// `API key:`, `Livepeer Studio key →`, `| Livepeer API Key |`.
fn is_prose_of_a_key(left: &str) -> bool {
    let words: Vec<_> = left.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let lower: Vec<_> = words
        .iter()
        .rev()
        .filter(|word| !["is", "to", "as"].contains(*word))
        .take(2)
        .map(|word| word.to_ascii_lowercase())
        .collect();
    let kinds = ["api", "livepeer", "studio", "access", "secret", "bearer", "auth"];
    matches!(&lower[..], [key, kind] if (key == "key" || key == "token") && kinds.contains(&kind.as_str()))
}

fn speaks_of_livepeer(found: &Found<'_>) -> bool {
    let around = format!("{} {}", found.before(NEAR), found.after(NEAR)).to_ascii_lowercase();
    around.contains("livepeer") || around.contains("lvpr")
}

fn last_name(text: &str) -> &str {
    names(text).next().unwrap_or_default()
}

/// The names in a text from right to left.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '-');
    text.rsplit(move |c: char| !inside(c)).map(|name| name.trim_matches('-')).filter(|name| !name.is_empty())
}

/// Names that say nothing of a value: types, keywords, functions and members that hand it on.
const NEUTRAL: &[&str] = &[
    "string",
    "str",
    "text",
    "const",
    "let",
    "var",
    "val",
    "value",
    "static",
    "final",
    "readonly",
    "public",
    "private",
    "default",
    "fallback",
    "optional",
    "option",
    "some",
    "new",
    "return",
    "as",
    "is",
    "get",
    "getenv",
    "env",
    "environ",
    "os",
    "process",
    "config",
    "usestate",
    "useref",
    "self",
    "this",
    "atob",
    "btoa",
    "buffer",
    "from",
    "base64",
    "b64decode",
    "decode",
    "import",
    "meta",
    "string_from",
    "into",
    "to_string",
    "unwrap_or",
    "unwrap_or_else",
    "unwrap_or_default",
    "ok",
    "literal",
    "any",
    "null",
    "nil",
    "none",
    "or",
    "else",
    "then",
    "content",
    "type",
    "data",
    "set",
    "put",
    "setitem",
    "localstorage",
    "echo",
    "lookupenv",
    "envor",
    "getenvdefault",
    "basic",
    "utf-8",
    "ref",
    "h",
    "pub",
    "export",
    "setenv",
    "define",
    "header",
    "headers",
    "add",
    "append",
    "serializefield",
];

/// What a name says, whatever its case and separators.
fn says(name: &str) -> Says {
    let lower = name.to_ascii_lowercase();
    let bare: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    let ends = |ends: &[&str]| ends.iter().any(|end| bare.ends_with(end));
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if bare.is_empty() || NEUTRAL.contains(&lower.as_str()) || bare.bytes().all(|byte| byte.is_ascii_digit()) {
        Says::Nothing
    } else if ends(&["id", "ids", "uuid", "guid"]) || has(&["publickey", "playback", "streamkey", "idempotency"]) {
        Says::Other
    } else if has(STRONG) || (has(&["livepeer", "studio"]) && ends(&["key", "keys", "api", "livepeer", "auth", "pat"]))
    {
        Says::Key
    } else if ["key", "auth", "credential", "credentials", "creds"].contains(&bare.as_str()) {
        Says::Perhaps
    } else {
        Says::Other
    }
}

/// Parts of names that only keys have.
const STRONG: &[&str] = &[
    "apikey",
    "accesskey",
    "apitoken",
    "accesstoken",
    "authtoken",
    "bearer",
    "token",
    "secret",
    "authorization",
    "withsecurity",
    "studioprovider",
    "httpbearer",
];
