//! Flags that the node does not have: it prints them and exits.

use crate::facts::Facts;
use crate::facts::node::{Settings, is_known, names};
use crate::similar;
use crate::verdict::{Finding, Outcome};

/// What people write, and the flag they mean, where the letters do not tell.
const MEANT: &[(&str, &str)] = &[
    ("metrics", "monitor"),
    ("MetricsExposeClientIP", "metricsClientIP"),
    ("selectRandWeight", "selectRandFreq"),
    ("txTimeout", "transactionTimeout"),
    ("rinkeby", "network"),
    ("devenv", "network"),
    ("offchain", "network"),
    ("remoteSignerAddr", "remoteSignerUrl"),
];

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let flags = node.parsed.flags.iter().filter(|flag| !is_known(flag.name) && !matches!(flag.name, "h" | "help"));
    let flags = flags.filter(|flag| flag.name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    flags
        .map(|flag| {
            let name = flag.name;
            // This one no version has ever had.
            let certain = name == "metrics" || node.command.image().is_some_and(|image| image.has_known_flags());
            let message = match certain {
                true => format!("the node does not start: it has no flag `-{name}`"),
                false => {
                    format!("go-livepeer has no flag `-{name}`: unless this build adds it, the node does not start")
                }
            };
            let finding = Finding::new(flag.span, "flag provided but not defined", message).help(help(name));
            if certain { Outcome::Bad(finding) } else { Outcome::Doubtful(finding) }
        })
        .collect()
}

fn help(name: &str) -> String {
    let meant = MEANT.iter().find(|(wrong, _)| *wrong == name).map(|(_, right)| *right);
    match meant.or_else(|| similar::nearest(name, names())) {
        Some(meant) => format!("did you mean `-{meant}`?"),
        None => "remove it, or pin the version of the node that has it".into(),
    }
}
