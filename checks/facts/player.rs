//! What plays streams and assets.

use super::file::Span;

/// Something that plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// Where it is brought in, or used.
    pub at: Span,
    /// What it is, as people call it.
    pub name: String,
    /// What it can play.
    pub plays: Plays,
}

/// What a player can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plays {
    /// WebRTC first, and HLS where that fails.
    Both,
    /// HLS, also by the browser itself.
    Hls,
    /// HLS by scripts alone, which browsers without Media Source Extensions cannot run.
    HlsByScript,
    /// WebRTC and nothing else.
    WebRtc,
}
