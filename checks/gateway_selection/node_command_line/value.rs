//! Values that Go's `flag` package does not take, and flags that end without one.

use crate::facts::Facts;
use crate::facts::node::{Kind, Setting, Settings, kind, written};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let wrong = node.given().filter_map(of_setting);
    let wanting = node.parsed.wanting.map(|arg| {
        let message = format!("the node does not start: `{}` needs a value", arg.text);
        Outcome::Bad(Finding::new(arg.span, "the last word", message).help("give it one, or remove it"))
    });
    wrong.chain(wanting).collect()
}

fn of_setting(setting: &Setting<'_>) -> Option<Outcome> {
    let value = written(setting.value)?;
    let (valid, expected, help) = match kind(setting.name)? {
        Kind::Switch => (is_bool(value), "`true` or `false`", format!("write `-{}`", setting.name)),
        Kind::Integer => (value.parse::<i64>().is_ok(), "a whole number", "write digits only".into()),
        Kind::Decimal => (value.parse::<f64>().is_ok(), "a number", "write a number such as `0.5`".into()),
        Kind::Duration => (is_duration(value), "a time with its unit", "add the unit: `500ms`, `2s`".into()),
        Kind::Text => return None,
    };
    let message = format!("the node does not start: `-{}` takes {expected}", setting.name);
    (!valid).then(|| Outcome::Bad(Finding::new(setting.span, "no value it takes", message).help(help)))
}

/// Go's `strconv.ParseBool`; an empty value of a variable is none, that of a flag is rare.
fn is_bool(value: &str) -> bool {
    matches!(value, "" | "1" | "t" | "T" | "true" | "TRUE" | "True" | "0" | "f" | "F" | "false" | "FALSE" | "False")
}

/// Go's `time.ParseDuration`: `1h30m`, `-1.5s`, `0`.
fn is_duration(value: &str) -> bool {
    let mut rest = value.trim_start_matches(['-', '+']);
    if rest == "0" {
        return true;
    }
    let mut parts = 0;
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let end = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
        if unit.len() == rest.len() || !matches!(&unit[..end], "ns" | "us" | "µs" | "ms" | "s" | "m" | "h") {
            return false;
        }
        (rest, parts) = (&unit[end..], parts + 1);
    }
    parts > 0
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn durations_are_those_of_go() {
        for value in ["500ms", "2s", "1h30m", "1.5s", "0", "-2s"] {
            assert!(is_duration(value), "{value}");
        }
        for value in ["500", "2 s", "s", "", "2sec", "5d"] {
            assert!(!is_duration(value), "{value}");
        }
    }
}
