//! Keystores and password files in the tree, the former by their content, whatever they are called.

use crate::facts::Facts;
use crate::facts::file::{File, Role};
use crate::verdict::{Evidence, Finding, Outcome, Place};

/// The rule of `key_patterns.toml` that knows a keystore by its content.
const RULE: &str = "ethereum-keystore";

const HELP: &str = "move the funds to a new account, keep its keystore outside of the project, and ignore `UTC--*`";

pub(super) fn judge(facts: &Facts) -> Vec<Outcome> {
    let found = facts.credentials.iter().filter(|credential| credential.rule == RULE);
    let keystores = found.filter_map(|credential| {
        let file = facts.file(credential.span.file());
        outcome(file, credential.span.into(), "a keystore", HELP)
    });
    let help = "change the password, keep its file outside of the project, and ignore it";
    let passwords = facts.files.iter().filter(|file| is_password(file));
    keystores.chain(passwords.filter_map(|file| outcome(file, file.id.into(), "a keystore's password", help))).collect()
}

fn outcome(file: &File, place: Place, what: &str, help: &str) -> Option<Outcome> {
    let bad = |how: &str| {
        Outcome::Bad(Finding::new(place.clone(), what, format!("{what} is {how}: `{}`", file.path)).help(help))
    };
    match (file.role, file.tracked) {
        (Role::Test | Role::Vendored, _) => None,
        (_, Some(true)) => Some(bad("in version control")),
        (_, Some(false)) if file.ignored => {
            Some(Outcome::Good(Evidence::new(place, format!("{what}, ignored by git"))))
        }
        (_, Some(false)) => Some(bad("not ignored, so `git add .` would commit it")),
        (_, None) => Some(bad("in the project's folder")),
    }
}

/// A file that only a password is to be expected in, with something in it that looks like one.
fn is_password(file: &File) -> bool {
    let name = file.name().trim_start_matches('.').to_ascii_lowercase().replace('_', "-");
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    let named = matches!(stem, "eth-secret" | "eth-acct-secret" | "eth-password" | "ethpassword" | "keystore-password");
    let text = file.text.as_deref().unwrap_or_default().trim();
    let lower = text.to_ascii_lowercase();
    let filled_in = ["your", "password", "secret", "change", "example", "here", "placeholder", "xxx"];
    named
        && !text.is_empty()
        && text.lines().count() == 1
        && text.len() < 200
        && !text.starts_with(['<', '$', '{', '[', '#'])
        && !filled_in.iter().any(|word| lower.contains(word))
}
