//! Who wants to look closer at a file: one pass over its bytes says.

use std::collections::BTreeMap;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};
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
    "arbitrum-one-mainnet",
    "cliaddr",
    "liverunner",
    "runners/heartbeat",
    "\"runners\"",
];

/// Words of files that measure and watch, in any case: rules, dashboards, and the libraries that metrics are made with.
///
/// Such a file need not name Livepeer.
const WATCHING: &[&str] = &[
    "prometheus",
    "prom-client",
    "histogram_quantile",
    "- alert:",
    "- expr:",
    "- record:",
    "\"expr\"",
    "relativetimerange",
    "datadog",
    "aws_cloudwatch_metric_alarm",
    "aws::cloudwatch::alarm",
    "opentelemetry",
    "@vercel/otel",
    "@sentry/",
    "sentry_sdk",
    "sentry-go",
    "dd-trace",
    "ddtrace",
    "newrelic",
    "elastic-apm",
    "elasticapm",
    "hot-shots",
    "senderinfo",
];

/// How many parts of a file are searched in step.
const LANES: usize = 4;

/// Decides in one pass over a file's bytes who looks closer.
#[derive(Debug)]
pub struct Interest<'a> {
    /// The rules behind [`Wanted::rules`].
    pub rules: &'a Rules,
    automaton: DFA,
    start: StateID,
    /// By pattern of the automaton.
    meanings: Vec<Meaning>,
}

/// Who wants to look closer at a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// It holds a word of Livepeer projects.
    pub livepeer: bool,
    /// It holds a word of files that measure and watch.
    pub watching: bool,
    /// The credential rules whose words it holds, and those without words, in order.
    pub rules: Vec<usize>,
}

#[derive(Debug, Default)]
struct Meaning {
    livepeer: bool,
    watching: bool,
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
        for word in WATCHING {
            meanings.entry((*word).to_owned()).or_default().watching = true;
        }
        for (word, rule) in rules.keywords().filter(|(word, _)| !word.is_empty()) {
            meanings.entry(word.to_ascii_lowercase()).or_default().rules.push(rule);
        }
        let automaton = DFA::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(meanings.keys())
            .context("the words of the credential rules are too many")?;
        let start = automaton.start_state(Anchored::No).context("the words cannot be searched for")?;
        Ok(Self { rules, automaton, start, meanings: meanings.into_values().collect() })
    }

    /// Who wants to look closer at these bytes.
    #[must_use]
    pub fn of(&self, bytes: &[u8]) -> Wanted {
        let mut seen = vec![false; self.meanings.len()];
        self.search(bytes, |pattern| seen[pattern] = true);
        let mut wanted = Wanted::default();
        for (_, meaning) in seen.iter().zip(&self.meanings).filter(|(seen, _)| **seen) {
            wanted.livepeer |= meaning.livepeer;
            wanted.watching |= meaning.watching;
            wanted.rules.extend_from_slice(&meaning.rules);
        }
        wanted.rules.extend(self.rules.always());
        wanted.rules.sort_unstable();
        wanted.rules.dedup();
        wanted
    }

    /// Names every word in the bytes, as often as it likes.
    ///
    /// One step of the automaton waits for the one before, so a single search leaves a core idle most of the time:
    /// the parts of a file are searched in step with each other, each a word's length into the next.
    fn search(&self, bytes: &[u8], mut found: impl FnMut(usize)) {
        let part = bytes.len() / LANES;
        let mut states = [self.start; LANES];
        let lanes: [&[u8]; LANES] = std::array::from_fn(|lane| &bytes[lane * part..(lane + 1) * part]);
        for at in 0..part {
            for (state, lane) in states.iter_mut().zip(lanes) {
                *state = self.step(*state, lane[at], &mut found);
            }
        }
        for (lane, state) in states.into_iter().enumerate() {
            let from = (lane + 1) * part;
            let to =
                if lane + 1 == LANES { bytes.len() } else { bytes.len().min(from + self.automaton.max_pattern_len()) };
            bytes[from..to].iter().fold(state, |state, byte| self.step(state, *byte, &mut found));
        }
    }

    fn step(&self, state: StateID, byte: u8, found: &mut impl FnMut(usize)) -> StateID {
        let next = self.automaton.next_state(Anchored::No, state, byte);
        if self.automaton.is_match(next) {
            (0..self.automaton.match_len(next)).for_each(|at| found(self.automaton.match_pattern(next, at).as_usize()));
        }
        next
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

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let rules = Rules::default();
        let interest = Interest::new(&rules).unwrap();
        for length in [8, 9, 11, 40, 103] {
            for at in 0..=length - 8 {
                let mut bytes = vec![b'x'; length];
                bytes[at..at + 8].copy_from_slice(b"LivePeer");
                assert!(interest.of(&bytes).livepeer, "{at} of {length}");
            }
        }
    }
}
