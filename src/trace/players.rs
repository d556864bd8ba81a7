//! What plays streams and assets: the player of the React SDK, Studio's page, HLS libraries, WebRTC by hand.

use lp_ready_checks::facts::player::{Player, Plays};

use super::code::Code;
use super::profiles::in_code;
use crate::gather::source::expr::Bytes;
use crate::gather::source::module::{Import, Item, Module};

/// Packages that play HLS, and ask the browser itself where scripts cannot.
const HLS_PLAYERS: &[&str] = &[
    "video.js",
    "shaka-player",
    "plyr",
    "plyr-react",
    "vidstack",
    "@vidstack/react",
    "react-player",
    "expo-av",
    "expo-video",
    "react-native-video",
    "@livepeer/core-web/hls",
    "hls-video-element",
    "@mux/mux-player-react",
];

/// The page Studio serves a player on.
const PAGE: &str = "lvpr.tv";

/// The option of the SDK's player that leaves HLS out: ui-kit `packages/core/src/media/utils.ts`.
const OPTION: &str = "lowLatency";

impl<'a> Code<'a> {
    /// Everything in code that ships which plays.
    pub(super) fn players(&self) -> Vec<Player> {
        self.shipped().flat_map(|module| self.players_of(module)).collect()
    }

    fn players_of(&self, module: &'a Module) -> Vec<Player> {
        let text = self.file(module).text.as_deref().unwrap_or_default();
        let player = |at: Bytes, name: &str, plays| Player { at: self.span(module, &at), name: name.to_owned(), plays };
        let mut found: Vec<Player> = module
            .imports
            .iter()
            .filter_map(|import| {
                let plays = of_import(import, text)?;
                Some(match forced(text).filter(|_| plays == Plays::Both) {
                    Some(at) => player(at, &import.module, Plays::WebRtc),
                    None => player(import.at.clone(), &import.module, plays),
                })
            })
            .collect();
        found.dedup_by(|one, other| one.name == other.name && one.at == other.at);
        found.extend(in_code(text, PAGE).map(|at| {
            let rest = text[at..].split(['"', '\'', '`', '\n']).next().unwrap_or_default();
            let plays = if rest.contains("lowLatency=force") { Plays::WebRtc } else { Plays::Both };
            player(at..at + PAGE.len(), PAGE, plays)
        }));
        let by_hand = in_code(text, "RTCPeerConnection").next().filter(|_| text.contains("recvonly"));
        found.extend(by_hand.map(|at| player(at..at + "RTCPeerConnection".len(), "RTCPeerConnection", Plays::WebRtc)));
        found
    }
}

fn of_import(import: &Import, text: &str) -> Option<Plays> {
    let package = import.module.as_str();
    let named = |name: &str| matches!(&import.item, Item::Named(item) if item == name);
    match package {
        "@livepeer/react/player" => Some(Plays::Both),
        "@livepeer/react" if named("Player") => Some(Plays::Both),
        "hls.js" | "hls.js/dist/hls.light" => {
            let asks = ["canPlayType", "vnd.apple.mpegurl"].iter().any(|word| text.contains(word));
            Some(if asks { Plays::Hls } else { Plays::HlsByScript })
        }
        _ => HLS_PLAYERS.contains(&package).then_some(Plays::Hls),
    }
}

/// `lowLatency="force"`, `lowLatency={"force"}`, `lowLatency: "force"`
fn forced(text: &str) -> Option<Bytes> {
    in_code(text, OPTION).find_map(|at| {
        let value = text[at + OPTION.len()..].trim_start_matches(['=', '{', ':', ' ', '"', '\'']);
        value.starts_with("force").then(|| at..at + OPTION.len())
    })
}
