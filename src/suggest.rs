//! "Did you mean": the nearest of the names there are.

/// The candidate nearest to what was typed, unless none is near.
#[must_use]
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&typed, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// How alike two names are, from 0 to 1. A name that is typed without its section counts as well.
fn likeness(typed: &str, candidate: &str) -> f64 {
    let item = candidate.rsplit('/').next().unwrap_or(candidate);
    strsim::jaro_winkler(typed, candidate).max(strsim::jaro_winkler(typed, item))
}

/// Names as a sentence lists them: "`a`, `b` or `c`".
#[must_use]
pub fn choices<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.pop() {
        None => String::new(),
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let ids = ["error_handling/sdk_retry", "byoc/ai_models"];
        assert_eq!(nearest("error_handling/sdk_retries", ids), Some("error_handling/sdk_retry"));
        assert_eq!(nearest("sdk-retry", ids), Some("error_handling/sdk_retry"));
        assert_eq!(nearest("nonsense", ids), None);
    }

    #[test]
    fn names_are_listed_as_a_sentence_lists_them() {
        assert_eq!(choices([]), "");
        assert_eq!(choices(["a"]), "`a`");
        assert_eq!(choices(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
