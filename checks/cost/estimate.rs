//! What expected volumes cost, by the rates.

use super::rates::{self, Rate};
use crate::facts::spending::{Spending, Volume};

/// Days a month is counted with.
pub const DAYS_A_MONTH: f64 = 30.0;

/// Wei in an ETH.
const WEI: f64 = 1e18;

/// What one pipeline costs.
#[derive(Debug, Clone)]
pub struct Line<'s> {
    /// What is asked of it.
    pub volume: &'s Volume,
    /// What it is priced by.
    pub rate: &'static Rate,
    /// Units in one request.
    pub units: f64,
    /// US dollars for a unit.
    pub usd_per_unit: f64,
    /// US dollars for a request, with all its attempts.
    pub usd_per_request: f64,
    /// US dollars for a day.
    pub usd_per_day: f64,
}

impl Line<'_> {
    /// US dollars for a month.
    #[must_use]
    pub fn usd_per_month(&self) -> f64 {
        self.usd_per_day * DAYS_A_MONTH
    }
}

/// What every pipeline costs; what cannot be priced is left out, and the settings do not let it in.
#[must_use]
pub fn lines(spending: &Spending) -> Vec<Line<'_>> {
    spending.volumes.iter().filter_map(|volume| line(spending, volume)).collect()
}

fn line<'s>(spending: &Spending, volume: &'s Volume) -> Option<Line<'s>> {
    let rate = rates::rate(&volume.pipeline)?;
    let measure = |name: &String| volume.measures.get(name).or_else(|| rate.assumed.get(name)).copied();
    let units = rate.product.iter().map(measure).product::<Option<f64>>()? * rate.scale;
    let usd_per_unit = match (&rate.wei, volume.price) {
        (Some(_), Some(wei)) => wei / WEI * spending.eth_price?,
        (Some(_), None) => return None,
        (None, own) => own.or(rate.usd)?,
    };
    let usd_per_request = units * usd_per_unit * spending.attempts;
    Some(Line { volume, rate, units, usd_per_unit, usd_per_request, usd_per_day: usd_per_request * volume.per_day })
}

/// US dollars for a day of all of them.
#[must_use]
pub fn usd_per_day(lines: &[Line<'_>]) -> f64 {
    lines.iter().map(|line| line.usd_per_day).sum()
}

/// An amount as people write it: `$1,234.50`; of less than a cent, three digits.
#[must_use]
pub fn money(usd: f64) -> String {
    if usd > 0.0 && usd < 0.01 {
        return price(usd);
    }
    let cents = format!("{usd:.2}");
    let (whole, rest) = cents.split_once('.').unwrap_or((&cents, "00"));
    format!("${}.{rest}", grouped(whole))
}

/// The price of one of many: of less than a dollar three digits, since a thousand times it counts.
#[must_use]
pub fn price(usd: f64) -> String {
    if !(f64::MIN_POSITIVE..1.0).contains(&usd) {
        return money(usd);
    }
    // 0.0220 in scientific notation is 2.20e-2: two places more than its exponent show three digits.
    let scientific = format!("{usd:.2e}");
    let exponent = scientific.rsplit_once("e-").and_then(|(_, exponent)| exponent.parse().ok());
    format!("${usd:.places$}", places = exponent.unwrap_or(0_usize) + 2)
}

/// A whole number in groups of three digits.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut groups: Vec<&str> =
        digits.as_bytes().rchunks(3).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.reverse();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn spending(pipeline: &str, per_day: f64, measures: &[(&str, f64)], price: Option<f64>) -> Spending {
        let measures: BTreeMap<String, f64> =
            measures.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        let volume = Volume { pipeline: pipeline.to_owned(), per_day, measures, price, at: 0..0 };
        Spending { volumes: vec![volume], eth_price: Some(3000.0), attempts: 1.0, budget: None }
    }

    fn a_request(spending: &Spending) -> String {
        price(lines(spending)[0].usd_per_request)
    }

    #[test]
    fn the_checklists_own_example() {
        let spending = spending("text-to-image", 1000.0, &[("width", 1024.0), ("height", 1024.0)], None);
        assert_eq!(a_request(&spending), "$0.0200");
        let lines = lines(&spending);
        assert!((lines[0].usd_per_request - 0.020).abs() < 0.0001, "{}", lines[0].usd_per_request);
        assert_eq!(money(usd_per_day(&lines)), "$20.00");
    }

    #[test]
    fn what_the_documentation_works_out() {
        assert_eq!(
            a_request(&spending("image-to-video", 1.0, &[("width", 1024.0), ("height", 576.0)], None)),
            "$0.200"
        );
        assert_eq!(a_request(&spending("audio-to-text", 1.0, &[("seconds", 3600.0)], None)), "$0.0720");
        assert_eq!(a_request(&spending("text-to-speech", 1.0, &[("characters", 600.0)], None)), "$0.000900");
        assert_eq!(a_request(&spending("llm", 1.0, &[], None)), "$0.0000205");
    }

    #[test]
    fn wei_are_paid_for_every_rendition_and_second() {
        let renditions = 1280.0 * 720.0 * 30.0 + 640.0 * 360.0 * 30.0;
        let hour = spending("transcoding", 1.0, &[("renditions", renditions), ("seconds", 3600.0)], Some(1200.0));
        let expected = renditions * 3600.0 * 1200.0 / 1e18 * 3000.0;
        assert!((lines(&hour)[0].usd_per_day - expected).abs() < 1e-12);
        assert_eq!(money(expected), "$0.45");
    }

    #[test]
    fn attempts_are_all_paid_and_ones_own_price_goes_first() {
        let mut own = spending("upscale", 10.0, &[("width", 100.0), ("height", 100.0)], Some(1e-6));
        own.attempts = 1.5;
        assert_eq!(money(usd_per_day(&lines(&own))), "$0.15");
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(money(0.0), "$0.00");
        assert_eq!(money(1_234_567.891), "$1,234,567.89");
        assert_eq!(money(0.00012345), "$0.000123");
    }
}
