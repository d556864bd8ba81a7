//! The keystore of a node and its password stay out of the repository, of images, and of command lines.

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::credential::Credential;
use crate::facts::node::{Command, Flag, is_filled_in};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// The keystore of a node and its password stay out of the repository, of images, and of command lines.
pub static CHECK: Check = Check {
    id: "authentication/keystore_secured",
    title: "a node's keystore and its password are kept apart from code and command lines",
    page: include_str!("keystore_secured.md"),
    severity: Severity::Blocker,
    profiles: &[Profile::SelfHosted, Profile::Byoc],
    needs: &[Need::Config, Need::Credentials, Need::Git],
    judge,
};

const KEYSTORE: &str = "ethereum-keystore";

fn judge(facts: &Facts) -> Verdict {
    let stores = facts.credentials.iter().filter(|credential| credential.rule == KEYSTORE);
    let stores = stores.map(|keystore| of_keystore(facts, keystore));
    Verdict::every(stores.chain(facts.deployed_nodes().map(of_node)), || none(facts))
}

/// A keystore in the tree. One that git leaves out is where a node of this machine has it.
fn of_keystore(facts: &Facts, keystore: &Credential) -> Outcome {
    let file = facts.file(keystore.span.file());
    if file.ignored && file.tracked != Some(true) {
        return Outcome::Aside;
    }
    let message = "an Ethereum keystore lies in the project, and nothing keeps it out of the repository";
    let help = "move the deposit to a new account, and keep its keystore in a volume or a secrets manager";
    Outcome::Bad(Finding::new(keystore.span, "a keystore", message).help(help))
}

/// How a node is told its password: go-livepeer takes the value for a path first, and for the password itself where
/// there is no such file (`common/readfromfile.go`).
fn of_node(node: &Command) -> Outcome {
    let Some(flag) = node.flag("ethPassword").filter(|flag| !flag.value.is_empty()) else {
        return without_password(node);
    };
    if is_filled_in(flag.value) {
        return Outcome::Good(Evidence::new(flag.at, "the password is filled in from elsewhere"));
    }
    if is_path(flag.value) {
        return Outcome::Good(Evidence::new(flag.span, "the password is in a file"));
    }
    Outcome::Bad(literal(flag))
}

fn literal(flag: Flag<'_>) -> Finding {
    let message = "the password of the keystore stands on the command line, where every process may read it";
    let help = "put it into a file that only the node may read, and give `-ethPassword` the path";
    Finding::new(flag.span, "a password, not a path", message).help(help)
}

fn without_password(node: &Command) -> Outcome {
    if !node.is_on_chain() || node.flag("remoteSignerUrl").is_some() {
        return Outcome::Aside;
    }
    Outcome::Untold(match node.elsewhere() {
        Some(elsewhere) => format!("how the node is told its password may come from `{elsewhere}`"),
        None => "a node on chain is told no password here; it may ask for it, or read `LP_ETHPASSWORD`".to_owned(),
    })
}

/// Whether a value is meant as a path.
fn is_path(value: &str) -> bool {
    let endings = [".txt", ".pass", ".password", ".pw", ".secret"];
    value.contains(['/', '\\']) || endings.iter().any(|ending| value.ends_with(ending))
}

fn none(facts: &Facts) -> Verdict {
    let why = if facts.nodes.is_empty() {
        "no node is started here"
    } else {
        "no node here has a keystore: none is on chain"
    };
    Verdict::NotApplicable(why.into())
}
