//! Viewers without WebRTC see something.

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::player::{Player, Plays};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// Viewers without WebRTC see something.
pub static CHECK: Check = Check {
    id: "video/player_fallback",
    title: "players fall back to HLS where WebRTC fails",
    page: include_str!("player_fallback.md"),
    severity: Severity::Important,
    profiles: &[Profile::Video],
    needs: &[Need::Source],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let players = &facts.livepeer.players;
    let hls = players.iter().any(|player| matches!(player.plays, Plays::Hls | Plays::HlsByScript));
    Verdict::every(players.iter().map(|player| of_player(player, hls)), || {
        Verdict::NotApplicable("nothing here plays a stream or an asset".into())
    })
}

fn of_player(player: &Player, hls: bool) -> Outcome {
    match player.plays {
        Plays::Both => Outcome::Good(Evidence::new(player.at, format!("`{}` falls back to HLS", player.name))),
        Plays::Hls => Outcome::Good(Evidence::new(player.at, format!("`{}` plays HLS", player.name))),
        Plays::WebRtc if hls && player.name == "RTCPeerConnection" => {
            Outcome::Good(Evidence::new(player.at, "WebRTC, beside a player of HLS"))
        }
        Plays::WebRtc => {
            let message = "where WebRTC fails nothing is played: HLS is left out";
            let help =
                "let the player fall back: leave `lowLatency` at its default, or play the `.m3u8` where WebRTC fails";
            Outcome::Bad(Finding::new(player.at, "WebRTC alone", message).help(help))
        }
        Plays::HlsByScript => {
            let message = "`hls.js` cannot run on iPhones before iOS 17.1, and the browser itself is never asked";
            let help = "where `Hls.isSupported()` is false, ask `canPlayType(\"application/vnd.apple.mpegurl\")` and set `src`";
            Outcome::Doubtful(Finding::new(player.at, "by scripts alone", message).help(help))
        }
    }
}
