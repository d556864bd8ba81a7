//! The password a node opens its keystore with.

use crate::facts::Facts;
use crate::facts::file::Role;
use crate::facts::node::{Setting, Settings, written};
use crate::verdict::{Evidence, Finding, Outcome};

pub(super) fn judge(facts: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    if let Some(signer) = node.get("remoteSignerUrl").filter(|_| node.get("ethPassword").is_none()) {
        return vec![Outcome::Good(Evidence::new(signer.span, "a remote signer keeps the key"))];
    }
    let Some(password) = node.get("ethPassword") else { return Vec::new() };
    // A dotenv file's own check says whether it is kept out of git.
    if facts.file(password.span.file()).role == Role::Env {
        return Vec::new();
    }
    let Some(value) = written(password.value) else {
        return vec![Outcome::Good(Evidence::new(password.span, "the password comes from elsewhere"))];
    };
    if !is_path(value) {
        return vec![literal(&password)];
    }
    vec![
        beside(node, &password, value)
            .unwrap_or_else(|| Outcome::Good(Evidence::new(password.span, "the password stands in a file"))),
    ]
}

fn literal(password: &Setting<'_>) -> Outcome {
    let message = "the keystore's password is written out: whoever lists processes or reads this file has it";
    let help = "put it into a file with mode 0400 outside of the project, and give `-ethPassword` its path";
    Outcome::Bad(Finding::new(password.span, "a password", message).help(help))
}

/// One backup, one volume, one mistake takes both.
fn beside(node: &Settings<'_>, password: &Setting<'_>, path: &str) -> Option<Outcome> {
    let keystore = node.get("ethKeystorePath")?;
    let (folder, _) = path.rsplit_once('/')?;
    let folder_of_keystore = written(keystore.value)?.trim_end_matches('/');
    (folder == folder_of_keystore).then(|| {
        let message = "the password stands beside the keystore: whoever copies the folder has both";
        let help = "keep the password's file in another volume, or give it as a secret";
        let finding = Finding::new(password.span, "the same folder", message);
        Outcome::Doubtful(finding.because(keystore.span, "the keystore's folder").help(help))
    })
}

/// The node opens what exists and takes anything else for the password itself (common/readfromfile.go).
fn is_path(value: &str) -> bool {
    value.contains(['/', '\\']) || value.starts_with(['.', '~']) || value.ends_with(".txt")
}
