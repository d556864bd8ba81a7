//! Names that speak of trying.

/// Words that speak of trying by themselves.
const WORDS: &[&str] = &["try", "tries", "retrying"];

/// Words that do so behind others too, with no mark between: `maxretries`.
const ENDINGS: &[&str] = &["attempt", "attempts", "retry", "retries", "maxtries", "backoff"];

/// Whether a text holds a name that speaks of trying: `maxRetries`, `attempt_no`, and no `entries` or `retrieved`.
pub(in super::super) fn speaks_of_trying(text: &str) -> bool {
    let names = text.split(|c: char| !c.is_alphanumeric()).filter(|name| !name.is_empty());
    names.flat_map(words).any(|word| WORDS.contains(&word.as_str()) || ENDINGS.iter().any(|end| word.ends_with(end)))
}

/// The words of a name, in lower case: `max` and `retries` of `maxRetries`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut after_small = false;
    for c in name.chars() {
        if words.is_empty() || c.is_uppercase() && after_small {
            words.push(String::new());
        }
        after_small = c.is_lowercase();
        words.last_mut().expect("there is a word").extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::speaks_of_trying;

    #[test]
    fn trying_is_a_word_and_no_part_of_one() {
        for text in
            ["for attempt in range(3)", "i < maxRetries", "tries < 5", "MAX_ATTEMPTS", "fetchWithRetry", "retryCount"]
        {
            assert!(speaks_of_trying(text), "{text}");
        }
        for text in
            ["for (const entry of entries)", "for country in countries", "of retrieved", "registry", "while (true)"]
        {
            assert!(!speaks_of_trying(text), "{text}");
        }
    }
}
