//! Who wants to look closer at a file: one pass over its bytes says.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use anyhow::{Context, Result};

use super::credentials::Rules;

/// Words of Livepeer projects, in any case: names, hosts, paths, and the fields that configure a node or a model.
///
/// A file without any of them calls no gateway, plays no stream and configures no node.
const WORDS: &[&str] = &[
    "livepeer",
    "daydream",
    "pytrickle",
    "lp-playback",
    "lvpr.",
    "dream-gateway",
    "pymthouse",
    "pmth_",
    "naap_",
    "naap-",
    "naap.",
    "stream-orchestrator",
    // Pipelines by path; go-livepeer core/capabilities.go.
    "text-to-image",
    "image-to-image",
    "image-to-video",
    "image-to-text",
    "audio-to-text",
    "text-to-speech",
    "segment-anything-2",
    "live-video-to-video",
    "/upscale",
    // What a node loads and what registers with one.
    "aimodels",
    "ai_models",
    "ai-models",
    "model_id",
    "modelid",
    "price_per_unit",
    "priceperunit",
    "capability/register",
    "capability_name",
    "process/request",
    "process/stream",
    "orch_secret",
    "orchsecret",
    "orchaddr",
    "serviceaddr",
    "ethpassword",
    "ethkeystore",
    "ticketbroker",
    "liverunner",
    "runners/heartbeat",
    "\"runners\"",
];

/// Decides in one pass over a file's bytes who looks closer.
#[derive(Debug)]
pub struct Interest<'a> {
    /// The rules behind [`Wanted::rules`].
    pub rules: &'a Rules,
    automaton: AhoCorasick,
    /// By pattern of the automaton.
    meanings: Vec<Meaning>,
}

/// Who wants to look closer at a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// It holds a word of Livepeer projects.
    pub livepeer: bool,
    /// The credential rules whose words it holds, in order.
    pub rules: Vec<usize>,
}

#[derive(Debug, Default)]
struct Meaning {
    livepeer: bool,
    rules: Vec<usize>,
}

impl<'a> Interest<'a> {
    /// The interest of everybody who reads text.
    ///
    /// # Errors
    /// When the words are too many for one automaton.
    pub fn new(rules: &'a Rules) -> Result<Self> {
        let mut meanings: BTreeMap<String, Meaning> = BTreeMap::new();
        for word in WORDS {
            meanings.entry((*word).to_owned()).or_default().livepeer = true;
        }
        for (word, rule) in rules.keywords().filter(|(word, _)| !word.is_empty()) {
            meanings.entry(word.to_ascii_lowercase()).or_default().rules.push(rule);
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(meanings.keys())
            .context("the words of the credential rules are too many")?;
        Ok(Self { rules, automaton, meanings: meanings.into_values().collect() })
    }

    /// Who wants to look closer at these bytes.
    #[must_use]
    pub fn of(&self, bytes: &[u8]) -> Wanted {
        let mut wanted = Wanted::default();
        let mut seen = vec![false; self.meanings.len()];
        for found in self.automaton.find_overlapping_iter(bytes) {
            let pattern = found.pattern().as_usize();
            if !std::mem::replace(&mut seen[pattern], true) {
                wanted.livepeer |= self.meanings[pattern].livepeer;
                wanted.rules.extend_from_slice(&self.meanings[pattern].rules);
            }
        }
        wanted.rules.sort_unstable();
        wanted.rules.dedup();
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_in_any_case_and_within_others() {
        let rules = Rules::default();
        let interest = Interest::new(&rules).unwrap();
        for text in [
            "LIVEPEER_API_KEY=",
            "import '@livepeer/ai'",
            "{\"model_id\":1}",
            "fetch(`${base}/text-to-image`)",
            "aiModels",
        ] {
            assert!(interest.of(text.as_bytes()).livepeer, "{text}");
        }
        for text in ["", "export const a = 1", "live peer", "snaapshot", "/text/to/image"] {
            assert_eq!(interest.of(text.as_bytes()), Wanted::default(), "{text}");
        }
    }
}
