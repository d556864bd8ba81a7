//! What a team expects to ask for, and what it may cost.

use std::collections::BTreeMap;

use lp_ready_checks::cost::rates::{self, RENDITIONS, Rate};
use lp_ready_checks::facts::spending::{Budget, Spending, Volume};
use serde::Deserialize;
use toml::{Spanned, Value};

use super::error::Wrong;
use super::values::{Text, unknown, wrong};

type Number = Spanned<Value>;
type Measures = BTreeMap<Text, Number>;

/// The setting that says how often.
const PER_DAY: &str = "per_day";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CostSettings {
    budget_per_month: Option<Number>,
    eth_price: Option<Number>,
    attempts: Option<Number>,
    volumes: BTreeMap<Text, Measures>,
}

/// The spending that settings describe.
pub(super) fn spending(settings: CostSettings) -> Result<Spending, Wrong> {
    let CostSettings { budget_per_month, eth_price, attempts, volumes } = settings;
    let budget = budget_per_month.map(|amount| Ok(Budget { usd: number(&amount, 0.0)?, at: amount.span() }));
    let eth_price = eth_price.map(|price| number(&price, f64::MIN_POSITIVE)).transpose()?;
    let attempts = attempts.map_or(Ok(1.0), |attempts| number(&attempts, 1.0))?;
    let volumes = volumes.into_iter().map(|(name, measures)| volume(&name, measures, eth_price));
    Ok(Spending { volumes: volumes.collect::<Result<_, _>>()?, eth_price, attempts, budget: budget.transpose()? })
}

fn volume(name: &Text, mut measures: Measures, eth_price: Option<f64>) -> Result<Volume, Wrong> {
    let known: Vec<&str> = rates::all().map(|rate| rate.pipeline.as_str()).collect();
    let rate = rates::rate(name.get_ref()).ok_or_else(|| unknown(name, "pipeline", &known))?;
    complete(name, &measures, rate)?;
    if rate.wei.is_some() && eth_price.is_none() {
        let message = format!("`{}` is priced in wei, and there is no `eth_price`", rate.pipeline);
        return Err(wrong(name.span(), message, Some("put the price of an ETH in US dollars into `[cost]`")));
    }
    let mut take = |key: &str| {
        let at = measures.keys().find(|name| name.get_ref() == key).cloned();
        at.and_then(|at| measures.remove(&at)).map(|value| measure(key, &value)).transpose()
    };
    let per_day = take(PER_DAY)?.unwrap_or_default();
    let price = take(rate.price_setting())?;
    let of_one = rate.product.iter().filter_map(|key| Some(take(key).transpose()?.map(|value| (key.clone(), value))));
    let of_one = of_one.collect::<Result<_, _>>()?;
    Ok(Volume { pipeline: rate.pipeline.clone(), per_day, measures: of_one, price, at: name.span() })
}

/// Whether a volume has what its rate needs and nothing else.
fn complete(name: &Text, measures: &Measures, rate: &Rate) -> Result<(), Wrong> {
    let mut known = vec![PER_DAY, rate.price_setting()];
    known.extend(rate.product.iter().map(String::as_str));
    if let Some(other) = measures.keys().find(|key| !known.contains(&key.get_ref().as_str())) {
        return Err(unknown(other, "key", &known));
    }
    let given = |needed: &&str| measures.keys().any(|key| key.get_ref() == needed);
    let needed = rate.required().chain([PER_DAY]).chain(rate.wei.as_deref());
    match needed.into_iter().find(|needed| !given(needed)) {
        None => Ok(()),
        Some(missing) => {
            let message = format!("missing key `{missing}`: `{}` is paid by the {}", rate.pipeline, rate.unit);
            Err(wrong(name.span(), message, None))
        }
    }
}

fn measure(key: &str, value: &Number) -> Result<f64, Wrong> {
    if key == RENDITIONS { renditions(value) } else { number(value, 0.0) }
}

fn number(value: &Number, least: f64) -> Result<f64, Wrong> {
    match plain(value.get_ref()) {
        Some(number) if number >= least && number.is_finite() => Ok(number),
        _ => {
            let least = if least >= 1.0 { "of 1 or more" } else { "that is not negative" };
            Err(wrong(value.span(), format!("expected a number {least}, found `{}`", value.get_ref()), None))
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody expects more than 2^53 of anything a day")]
fn plain(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// The pixels of all renditions in a second.
fn renditions(value: &Number) -> Result<f64, Wrong> {
    let pixels = |rendition: &Value| {
        let table = rendition.as_table().filter(|table| table.len() == 3)?;
        let side = |key: &str| plain(table.get(key)?).filter(|number| *number > 0.0);
        Some(side("width")? * side("height")? * side("fps")?)
    };
    let all = value.get_ref().as_array().filter(|list| !list.is_empty());
    all.and_then(|list| list.iter().map(pixels).sum::<Option<f64>>()).ok_or_else(|| {
        let help = "as in `renditions = [{ width = 1280, height = 720, fps = 30 }]`";
        wrong(value.span(), "expected a list of renditions with `width`, `height` and `fps`", Some(help))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::schema;
    use crate::config::values::Ground;

    fn read(text: &str) -> Result<Spending, (String, String)> {
        let ground = Ground { root: Path::new("."), today: jiff::civil::date(2026, 9, 30) };
        let read = schema::read(text, ground).map_err(|wrong| (text[wrong.span].to_owned(), wrong.message))?;
        Ok(read.team.spending.unwrap_or_default())
    }

    fn error(text: &str) -> (String, String) {
        read(text).unwrap_err()
    }

    #[test]
    fn volumes_are_read_with_what_their_rates_need() {
        let spending = read(
            "[cost]\nbudget_per_month = 800\neth_price = 3_000.5\nattempts = 1.1\n[cost.volumes.text-to-image]\nper_day = 1000\nwidth = 1024\nheight = 512\n[cost.volumes.transcoding]\nper_day = 2\nseconds = 60\nwei_per_pixel = 1200\nrenditions = [{ width = 10, height = 20, fps = 30 }, { width = 1, height = 1, fps = 1 }]\n",
        )
        .unwrap();
        assert_eq!((spending.budget.unwrap().usd, spending.eth_price, spending.attempts), (800.0, Some(3000.5), 1.1));
        assert_eq!(spending.volumes[0].measures["height"], 512.0);
        assert_eq!((spending.volumes[1].measures["renditions"], spending.volumes[1].price), (6001.0, Some(1200.0)));
    }

    #[test]
    fn what_cannot_be_priced_is_shown_at_its_place() {
        assert_eq!(error("[cost.volumes.text-to-imag]\nper_day = 1").0, "text-to-imag");
        assert_eq!(error("[cost.volumes.upscale]\nper_day = 1\nwidht = 1").0, "widht");
        assert_eq!(
            error("[cost.volumes.upscale]\nper_day = 1\nwidth = 1"),
            ("upscale".into(), "missing key `height`: `upscale` is paid by the pixel of input".into())
        );
        assert!(error("[cost.volumes.llm]\nmax_tokens = 1").1.starts_with("missing key `per_day`"));
        assert!(
            error("[cost.volumes.byoc]\nper_day = 1\nseconds = 1\nwei_per_second = 1").1.contains("no `eth_price`")
        );
        assert_eq!(error("[cost]\nattempts = 0.5").1, "expected a number of 1 or more, found `0.5`");
        assert_eq!(error("[cost]\nbudget_per_month = -1").0, "-1");
        assert_eq!(error("[cost]\nbudget_per_month = nan").0, "nan");
        let video = "[cost]\neth_price = 1\n[cost.volumes.transcoding]\nper_day = 1\nseconds = 1\nwei_per_pixel = 1\n";
        assert!(
            error(&format!("{video}renditions = [{{ width = 1 }}]")).1.starts_with("expected a list of renditions")
        );
    }
}
