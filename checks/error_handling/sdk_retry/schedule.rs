//! When an SDK makes its attempts: the arithmetic of a retry option.

use crate::facts::livepeer::{Backoff, Delays};

/// More attempts than this are not counted.
const MOST: usize = 1000;

/// Milliseconds that SDKs add to each wait on the average: up to a second, half of it.
const JITTER_MS: f64 = 500.0;

/// The waits between the attempts a retry option allows.
pub(super) struct Schedule {
    waits: Vec<f64>,
}

impl Schedule {
    /// The waits, as long as they are on the average, until the time is up.
    ///
    /// The SDKs check the time after a failed attempt: a wait that begins in time is waited for to its end. Attempts
    /// themselves are taken for instant, as a refusal is.
    pub(super) fn of(delays: Delays, backoff: &Backoff) -> Self {
        let initial = backoff.initial_ms.unwrap_or_default().max(0.0);
        let exponent = backoff.exponent.unwrap_or(1.5);
        let longest = backoff.max_ms.unwrap_or(f64::INFINITY).max(0.0);
        let elapsed = backoff.elapsed_ms.unwrap_or_default();
        let mut waits = Vec::new();
        let mut spent = 0.0;
        for n in 0..MOST {
            if spent >= elapsed {
                break;
            }
            let n = n as f64;
            let wait = match delays {
                Delays::PolynomialFromZero => initial * n.powf(exponent),
                Delays::Polynomial => initial * (n + 1.0).powf(exponent),
                Delays::Exponential => initial * exponent.powf(n),
            };
            let added = if matches!(delays, Delays::Polynomial) { 0.0 } else { JITTER_MS };
            let wait = (wait + added).min(longest);
            spent += wait;
            waits.push(wait);
        }
        Self { waits }
    }

    /// How many attempts that makes, the first one included.
    pub(super) fn attempts(&self) -> String {
        match self.waits.len() {
            MOST => format!("more than {MOST} attempts"),
            waits => format!("{} attempts", waits + 1),
        }
    }

    /// How long all of it takes.
    pub(super) fn time(&self) -> String {
        seconds(self.waits.iter().sum())
    }

    /// The waits and what they come to.
    pub(super) fn arithmetic(&self, elapsed_ms: f64) -> String {
        let shown: Vec<_> = self.waits.iter().take(4).map(|wait| format!("{wait:.0}")).collect();
        let more = if self.waits.len() > shown.len() { " + …" } else { "" };
        format!("waits {}{more} ms, no new attempt after {}", shown.join(" + "), seconds(elapsed_ms))
    }
}

fn seconds(ms: f64) -> String {
    if ms < 1000.0 {
        format!("{:.1} s", ms / 1000.0)
    } else if ms < 120_000.0 {
        format!("{:.0} s", ms / 1000.0)
    } else {
        format!("{:.0} min", ms / 60_000.0)
    }
}
