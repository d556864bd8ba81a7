//! Limits of `curl` and `wget`.

use lp_ready_checks::facts::limit::Limit;

use super::super::code::{Code, Spot};
use crate::gather::source::expr::Call;

impl<'a> Code<'a> {
    /// `curl --max-time 300`, `curl -m 300`, `wget --timeout=300`.
    pub(super) fn shell_limit(&self, spot: Spot<'a>, call: &'a Call) -> Limit {
        let words: Vec<Spot<'a>> = call.args.iter().map(|arg| spot.with(&arg.value)).collect();
        for (at, word) in words.iter().enumerate() {
            let Some(text) = word.expr.literal() else { continue };
            if ["--max-time", "-m", "--timeout", "-T"].contains(&text) && is_limit(call, text) {
                return words.get(at + 1).map_or(Limit::Unset, |time| self.limit_of(*time, 1000.0));
            }
            let joined = text.strip_prefix("--timeout=").or_else(|| text.strip_prefix("-m"));
            if let Some(seconds) = joined.and_then(|seconds| seconds.parse::<f64>().ok()) {
                return Limit::Set { at: self.span_of(*word), ms: Some(seconds * 1000.0) };
            }
        }
        match call.callee.literal() {
            // wget gives up on a read after 900 seconds.
            Some("wget") => Limit::Default { ms: 900_000.0, of: "`wget`".to_owned() },
            _ => Limit::Unset,
        }
    }
}

/// `-T` uploads with curl and `-m` mirrors with wget.
fn is_limit(call: &Call, flag: &str) -> bool {
    match call.callee.literal() {
        Some("curl") => matches!(flag, "--max-time" | "-m"),
        _ => matches!(flag, "--timeout" | "-T"),
    }
}
