//! Password files that are not there: the node takes the path itself for the password.

use crate::facts::Facts;
use crate::facts::node::{Settings, written};
use crate::verdict::{Finding, Outcome};

pub(super) fn judge(_: &Facts, node: &Settings<'_>) -> Vec<Outcome> {
    let secrets = node.command.container.as_ref().and_then(|container| container.secrets.as_ref());
    let wrong = ["ethPassword", "orchSecret"].iter().filter_map(|flag| {
        let setting = node.get(flag)?;
        let name = written(setting.value)?.strip_prefix("/run/secrets/")?;
        let given = secrets?.iter().any(|secret| secret == name);
        let message =
            format!("the service is given no secret `{name}`: the node takes the path itself for the password");
        let help = format!("list `{name}` under the service's `secrets`");
        (!given).then(|| Outcome::Bad(Finding::new(setting.span, "no such file", message).help(help)))
    });
    wrong.collect()
}
