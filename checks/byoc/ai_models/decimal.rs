//! Decimal numbers as they are written, without rounding.

/// A number written in decimal, such as `-0.50e3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// The digits without zeros at either end; empty for zero.
    digits: String,
    /// The power of ten the digits are multiplied by.
    exponent: i64,
}

impl Decimal {
    /// Reads a number; `None` if it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kept = all.trim_end_matches('0');
        let shifted = (all.len() - kept.len()) as i64 - fraction.len() as i64 + i64::from(exponent);
        let digits = kept.trim_start_matches('0').to_owned();
        let exponent = if digits.is_empty() { 0 } else { shifted };
        Some(Self { negative: text.starts_with('-') && !digits.is_empty(), digits, exponent })
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    pub(super) fn is_positive(&self) -> bool {
        !self.negative && !self.is_zero()
    }

    pub(super) fn is_whole(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether it is 1 or more.
    pub(super) fn is_at_least_one(&self) -> bool {
        self.is_positive() && self.digits.len() as i64 + self.exponent >= 1
    }

    /// Whether it is more than 1.
    pub(super) fn is_above_one(&self) -> bool {
        self.is_at_least_one() && !(self.digits == "1" && self.exponent == 0)
    }
}
