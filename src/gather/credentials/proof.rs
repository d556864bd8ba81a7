//! What else must hold of a match, where a regular expression cannot say it.

use std::sync::LazyLock;

use bip39::{Language, Mnemonic};
use regex::Regex;
use serde::Deserialize;

use super::found::Found;
use super::{literal, public, studio, token};

/// A condition by name, as rules give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Proof {
    /// The value is written out, not computed.
    Literal,
    /// Chance made it, wherever it stands: its form alone says whose key it is.
    Chance,
    /// As `Literal`, chance made it, and it is not public by what stands beside it.
    Random,
    /// As `Literal`, and it is as mixed as passwords people are made to choose.
    Password,
    /// It is a JWT whose claims are neither public nor a specimen's.
    Jwt,
    /// It is a JWT whose role is `service_role`.
    ServiceRole,
    /// It is a mnemonic whose checksum is right and that no tool ships.
    Mnemonic,
    /// It is the ciphertext of a keystore.
    Keystore,
    /// It is the value of a go-livepeer option, written out.
    NodeOption,
    /// It is a UUID used as a Livepeer Studio key.
    Studio,
    /// It is such a UUID in base64.
    StudioEncoded,
}

impl Proof {
    /// Whether it holds.
    pub(super) fn holds(self, found: &Found<'_>) -> bool {
        match self {
            Self::Literal => literal::is_written_out(found),
            Self::Chance => literal::is_random(found.value()),
            Self::Random => {
                literal::is_written_out(found) && literal::is_random(found.value()) && !public::is_search_key(found)
            }
            Self::Password => literal::is_written_out(found) && literal::is_mixed(found.value()),
            Self::Jwt => is_private_jwt(found.value()),
            Self::ServiceRole => {
                claim(found.value(), "role").as_deref() == Some("service_role") && !is_demo(found.value())
            }
            Self::Mnemonic => is_mnemonic(found.value()),
            Self::Keystore => is_keystore(found),
            Self::NodeOption => is_node_option(found),
            Self::Studio => studio::is_key(found),
            Self::StudioEncoded => studio::is_encoded_key(found),
        }
    }
}

fn claim(jwt: &str, name: &str) -> Option<String> {
    token::claims(jwt)?.get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Anonymous roles are public by design; the specimens are jwt.io's and Supabase's local stack's.
fn is_private_jwt(jwt: &str) -> bool {
    let role = claim(jwt, "role").unwrap_or_default();
    token::claims(jwt).is_some_and(|claims| !claims.is_empty())
        && !["anon", "public", "authenticated"].contains(&role.as_str())
        && !is_demo(jwt)
}

fn is_demo(jwt: &str) -> bool {
    let is = |name: &str, values: &[&str]| claim(jwt, name).is_some_and(|claim| values.contains(&claim.as_str()));
    is("sub", &["1234567890"]) || is("iss", &["supabase-demo"]) || is("name", &["John Doe"])
}

/// Mnemonics that tools for local chains come with, by their first words.
const SHIPPED: &[&str] = &["candy maple cake", "myth like bonus", "gesture rather obey"];

fn is_mnemonic(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let mut distinct = words.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let text = words.join(" ");
    distinct.len() > words.len() / 2
        && !SHIPPED.iter().any(|start| text.starts_with(start))
        && Mnemonic::parse_in_normalized(Language::English, &text).is_ok()
}

/// geth's v3 keystore (go-ethereum accounts/keystore): a cipher's text beside the way its key is derived.
fn is_keystore(found: &Found<'_>) -> bool {
    let around = format!("{}{}", found.before(1500), found.after(1500)).to_ascii_lowercase();
    ["\"crypto\"", "\"kdf\"", "\"kdfparams\"", "\"mac\""].iter().all(|key| around.contains(key))
}

/// Options that show a line to be a go-livepeer command line and no prose (go-livepeer cmd/livepeer/starter).
static OPTIONS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[\s\x22',])--?(?:v|network|gateway|broadcaster|orchestrator|transcoder|aiWorker|orchAddr|serviceAddr|",
        r"ethUrl|ethAcctAddr|ethKeystorePath|ethPassword|orchSecret|cliAddr|httpAddr|rtmpAddr|nvidia|dataDir|monitor|",
        r"pixelsPerUnit|pricePerUnit|aiModels|maxSessions|config|httpIngest|ticketEV|initializeRound)\b"
    ))
    .expect("valid")
});

/// A file of options needs no second one; a command line does, so that prose about an option is none.
fn is_node_option(found: &Found<'_>) -> bool {
    let value = found.value();
    let bare = !found.whole().trim_start_matches(['\'', '"']).starts_with('-');
    let beside = format!("{} {}", before_option(found), found.after(400));
    let is_path =
        value.contains('/') || value.contains('\\') || value.contains(".txt") || value.starts_with(['.', '~']);
    let is_open = value.starts_with(['-', '$', '%', '<', '[', '(', '{', '@']) || value.contains("$(");
    !is_path && !is_open && (bare || OPTIONS.is_match(&beside))
}

fn before_option<'a>(found: &Found<'a>) -> &'a str {
    let before = found.before(400 + found.value.start - found.whole.start);
    &before[..before.len().saturating_sub(found.value.start - found.whole.start)]
}

#[cfg(test)]
mod tests {
    use super::is_mnemonic;

    #[test]
    fn only_checked_mnemonics_that_no_tool_ships_count() {
        // Made for this test from the bytes 0x9e, 0x37, 0x79, 0xb9 …; it has never held anything.
        let own = bip39::Mnemonic::from_entropy(&[
            0x9e, 0x37, 0x79, 0xb9, 0x7f, 0x4a, 0x7c, 0x15, 0xf3, 0x9c, 0xc0, 0x60, 0x5c, 0xed, 0xc8, 0x34,
        ])
        .unwrap();
        let words: Vec<_> = own.words().collect();
        assert!(is_mnemonic(&words.join(" ")));
        assert!(!is_mnemonic(&words[..11].join(" ")));
        assert!(!is_mnemonic("test test test test test test test test test test test junk"));
        assert!(!is_mnemonic("a client that sends one request at a time may wait longer than"));
    }
}
