//! The pipelines and their models, as data.

use std::sync::LazyLock;

use serde::Deserialize;

/// A pipeline of the AI gateway and its models.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pipeline {
    /// Its name, which is its path too.
    pub name: String,
    /// The models the checklist names as warm.
    #[serde(default)]
    pub warm: Vec<String>,
    /// Models the documentation names as warm.
    #[serde(default)]
    pub documented: Vec<String>,
    /// What a go-livepeer gateway falls back to.
    pub node: String,
    /// What Livepeer Studio falls back to.
    pub studio: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    pipeline: Vec<Pipeline>,
}

static PIPELINES: LazyLock<Vec<Pipeline>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("warm_models.toml")).expect("the table is valid");
    table.pipeline
});

/// The pipeline of a name.
#[must_use]
pub fn pipeline(name: &str) -> Option<&'static Pipeline> {
    PIPELINES.iter().find(|pipeline| pipeline.name == name)
}

/// Another pipeline that a model is warm for.
#[must_use]
pub fn warm_elsewhere(model: &str, than: &Pipeline) -> Option<&'static Pipeline> {
    PIPELINES.iter().find(|pipeline| pipeline.name != than.name && pipeline.is_warm(model))
}

impl Pipeline {
    /// Whether a model answers at once, as far as anybody says so. Ids are compared exactly, as the node does.
    #[must_use]
    pub fn is_warm(&self, model: &str) -> bool {
        self.warm.iter().chain(&self.documented).any(|warm| warm == model)
    }

    /// The warm model that was probably meant: the same but for case, a slip of the keyboard, a number, or a part of it.
    #[must_use]
    pub fn near_miss(&self, model: &str) -> Option<&str> {
        let simple = |id: &str| id.rsplit('/').next().unwrap_or(id).to_ascii_lowercase().replace(['-', '_', '.'], "");
        let meant = simple(model);
        let near = |warm: &&String| {
            let warm = simple(warm);
            meant.len() >= 6 && (is_slip(&meant, &warm) || warm.contains(&meant) || meant.contains(&warm))
        };
        self.warm.iter().chain(&self.documented).find(near).map(String::as_str)
    }
}

/// Whether two names differ by one letter added, left out or mistaken, or by digits alone.
fn is_slip(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    if letters(one) == letters(other) {
        return true;
    }
    let start = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |name: &str| name.chars().skip(start).collect::<Vec<_>>();
    let (one, other) = (rest(one), rest(other));
    let without_first = |rest: &[char]| rest.get(1..).unwrap_or_default().to_vec();
    without_first(&one) == other || one == without_first(&other) || without_first(&one) == without_first(&other)
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_one_letter_or_some_digits() {
        for other in ["whisperlargv3", "whisperlargev2", "whisperrlargev3", "whisperlarhev3", "whisperlargev3"] {
            assert!(is_slip("whisperlargev3", other), "{other}");
        }
        for other in ["whispersmallv3", "whisper", "realvisxl"] {
            assert!(!is_slip("whisperlargev3", other), "{other}");
        }
    }
}
