//! Words that end the flags: Go's `flag` package stops at the first word that is none, and says nothing.

use crate::facts::node::{Arg, Command, is_bool};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(node: &Command) -> Vec<Outcome> {
    let Some((word, behind)) = node.lost() else { return Vec::new() };
    let flags: Vec<&Arg> = behind.iter().filter(|arg| arg.text.starts_with('-')).collect();
    let switch = node.flags().into_iter().last().filter(|flag| flag.span == flag.at && is_bool(flag.name));
    let switch = switch.map(|flag| flag.name);
    match (flags.as_slice(), switch) {
        ([first, ..], _) => vec![Outcome::Bad(swallowed(word, first, flags.len(), switch))],
        ([], Some(switch)) if is_no(&word.text) => {
            let message = format!("`-{switch} {}` switches it on: a switch takes its value only behind `=`", word.text);
            vec![Outcome::Bad(
                Finding::new(word.span, "never read", message).help(format!("write `-{switch}={}`", word.text)),
            )]
        }
        _ => Vec::new(),
    }
}

fn swallowed(word: &Arg, first: &Arg, count: usize, switch: Option<&str>) -> Finding {
    let name = first.text.split('=').next().unwrap_or(&first.text);
    let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
    let message = format!("the node reads no flag from here on: `{name}`{more} never reach it");
    let help = match switch {
        Some(switch) if is_yes_or_no(&word.text) => format!("write `-{switch}={}`", word.text),
        _ => "remove this word, or put it behind the flag whose value it is".to_owned(),
    };
    Finding::new(word.span, "no flag, and no value of one", message)
        .help(help)
        .because(first.span, "the first one lost")
}

fn is_no(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "false" | "0" | "no" | "off" | "f")
}

fn is_yes_or_no(word: &str) -> bool {
    is_no(word) || matches!(word.to_ascii_lowercase().as_str(), "true" | "1" | "t")
}
