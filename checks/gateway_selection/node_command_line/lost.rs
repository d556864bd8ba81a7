//! Words at which the node stops reading: what stands behind them is lost without a word.

use crate::facts::Facts;
use crate::facts::node::{Arg, Settings, is_bool};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let parsed = &node.parsed;
    let Some(word) = parsed.stopped else { return Vec::new() };
    let last = parsed.flags.last().filter(|flag| is_bool(flag.name)).map(|flag| flag.name);
    let lost: Vec<&str> = parsed.lost.iter().map(flag_name).filter(|text| text.starts_with('-')).collect();
    let finding = match (last, word.text.to_ascii_lowercase().as_str()) {
        (Some(switch), "false" | "0" | "f") => {
            let message = format!("`-{switch} {}` switches `-{switch}` on{}", word.text, and_loses(&lost));
            Finding::new(word.span, "no value of the switch", message).help(format!("write `-{switch}=false`"))
        }
        _ if lost.is_empty() => return Vec::new(),
        (Some(switch), "true" | "1" | "t") => {
            let message = format!("the node stops reading at `{}`{}", word.text, and_loses(&lost));
            Finding::new(word.span, "no value of the switch", message).help(format!("write `-{switch}=true`"))
        }
        _ => {
            let message = format!("the node stops reading at `{}`{}", shown(&word.text), and_loses(&lost));
            Finding::new(word.span, "no flag", message).help("remove the word, or give it a flag of its own")
        }
    };
    vec![Outcome::Bad(finding)]
}

/// Names only: what stands behind `=` may be a secret.
fn flag_name(arg: &Arg) -> &str {
    arg.text.split('=').next().unwrap_or_default()
}

fn and_loses(lost: &[&str]) -> String {
    match lost {
        [] => String::new(),
        [one] => format!(", and `{one}` behind it is lost"),
        [first, rest @ ..] => format!(", and `{first}` and {} more flags behind it are lost", rest.len()),
    }
}

/// The word, cut where it is long: it may be anything.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(12).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown
}
