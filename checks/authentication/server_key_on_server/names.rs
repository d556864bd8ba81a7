//! What a variable's name says of its value.

/// How sure a name is of being a key to Livepeer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// It says whose key it is.
    Livepeer,
    /// It says that it is a key, to something that others have, too.
    Somebodys,
    /// It is none.
    None,
}

/// Words that only Livepeer and its providers have, and words that others have, too.
const OWN: &[&str] = &["livepeer", "daydream", "pymthouse"];
const OTHERS: &[&str] = &["studio", "gateway"];

/// Words that say key.
const KEYS: &[&str] = &["apikey", "key", "token", "secret", "bearer", "private", "apitoken"];

/// Last words of a name that only has to do with a key, or with a token of another kind.
const ABOUT: &[&str] = &[
    "abi", "addr", "address", "contract", "count", "decimals", "enabled", "endpoint", "expiry", "header", "hls",
    "host", "id", "ids", "length", "limit", "name", "path", "prefix", "price", "symbol", "ttl", "uri", "url",
];

/// What the name of a variable or of a setting says.
pub(super) fn of(name: &str) -> Named {
    let words = words(name);
    let public = words.windows(2).any(|pair| matches!(pair, [one, other] if is_public(one) && other == "key"));
    let about = words.last().is_some_and(|last| ABOUT.contains(&last.as_str()));
    if public || about {
        return Named::None;
    }
    let keys = |brands: &[&str]| {
        let brand = words.iter().position(|word| brands.iter().any(|brand| word.starts_with(brand)));
        brand.is_some_and(|at| words[at..].iter().any(|word| KEYS.contains(&word.as_str())))
    };
    // The signing key of playback policies, as Livepeer's documentation names it.
    let signing =
        words.windows(2).any(|pair| pair == ["access", "control"]) && words.iter().any(|word| word == "private");
    match (keys(OWN), keys(OTHERS) || signing) {
        (true, _) => Named::Livepeer,
        (false, true) => Named::Somebodys,
        (false, false) => Named::None,
    }
}

/// Whether a name says that its key is meant for browsers.
pub(super) fn is_cors(name: &str) -> bool {
    words(name).iter().any(|word| word == "cors")
}

fn is_public(word: &str) -> bool {
    matches!(word, "public" | "publishable")
}

/// The words of `SNAKE_CASE`, `camelCase` and paths of them, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for character in name.chars() {
        let hump = lower && character.is_ascii_uppercase();
        if hump || !character.is_ascii_alphanumeric() {
            words.push(String::new());
        }
        lower = character.is_ascii_lowercase();
        if character.is_ascii_alphanumeric() {
            words.last_mut().into_iter().for_each(|word| word.push(character.to_ascii_lowercase()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{Named, is_cors, of};

    #[test]
    fn keys_are_told_by_whose_they_are() {
        for name in [
            "NEXT_PUBLIC_LIVEPEER_API_KEY",
            "VITE_DAYDREAM_API_KEY",
            "REACT_APP_LIVEPEER_STUDIO_APIKEY",
            "extra.livepeerApiKey",
            "NEXT_PUBLIC_LIVEPEER_CORS_KEY",
        ] {
            assert_eq!(of(name), Named::Livepeer, "{name}");
        }
        for name in
            ["NEXT_PUBLIC_STUDIO_API_KEY", "VITE_GATEWAY_BEARER_TOKEN", "NEXT_PUBLIC_ACCESS_CONTROL_PRIVATE_KEY"]
        {
            assert_eq!(of(name), Named::Somebodys, "{name}");
        }
    }

    #[test]
    fn ids_addresses_and_public_keys_are_none() {
        for name in [
            "NEXT_PUBLIC_LIVEPEER_PLAYBACK_ID",
            "VITE_LIVEPEER_STREAM_ID",
            "NEXT_PUBLIC_LIVEPEER_WEBHOOK_ID",
            "NEXT_PUBLIC_LIVEPEER_STUDIO_API_URL",
            "VITE_LIVEPEER_HLS",
            "NEXT_PUBLIC_LIVEPEER_JWT_PUBLIC_KEY",
            "NEXT_PUBLIC_ACCESS_CONTROL_PUBLIC_KEY",
            "NEXT_PUBLIC_LIVEPEER_TOKEN_ADDRESS",
            "NEXT_PUBLIC_SUPABASE_ANON_KEY",
            "NEXT_PUBLIC_KEYFRAMES_OF_LIVEPEER",
            "VITE_LIVEPEER_MONKEY",
        ] {
            assert_eq!(of(name), Named::None, "{name}");
        }
        assert!(is_cors("NEXT_PUBLIC_API_CORS") && !is_cors("NEXT_PUBLIC_SCORSESE_KEY"));
    }
}
