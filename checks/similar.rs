//! Names that are nearly another name.

/// The candidate a mistyped name most likely means; `None` when none is near.
///
/// Case, dashes and underscores do not count, and neither does a part left off at the end.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    let measured = candidates.into_iter().filter_map(|candidate| {
        let plain = plain(candidate);
        let shortened = name.len() >= 5 && plain.starts_with(&name);
        let distance = if shortened { 1 } else { distance(&name, &plain) };
        let bearable = if plain.len() <= 4 { 1 } else { 2 };
        (distance <= bearable && name.len() > bearable).then_some((distance, candidate))
    });
    measured.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many letters have to be put in, taken out or changed. Names are short, so this stays small.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (at, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}
