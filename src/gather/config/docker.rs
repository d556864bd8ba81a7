//! The options of `docker run` that say how a container is reached.

use lp_ready_checks::facts::node::{Arg, Container};

/// The container that the words before the image describe.
pub(super) fn container(options: &[Arg]) -> Container {
    let networks = values(options, &["--network", "--net"]);
    let shared = networks.iter().any(|arg| arg.text == "host" || arg.text.starts_with("container:"));
    Container {
        names: values(options, &["--name", "--hostname"]).into_iter().map(|arg| arg.text).collect(),
        ports: values(options, &["-p", "--publish"]),
        own_network: !shared,
        secrets: None,
        env_files: values(options, &["--env-file"]).into_iter().map(|arg| arg.text).collect(),
    }
}

/// The values of an option, whether they follow it or are joined to it.
fn values(options: &[Arg], names: &[&str]) -> Vec<Arg> {
    let value = |(at, option): (usize, &Arg)| {
        if names.contains(&option.text.as_str()) {
            return options.get(at + 1).cloned();
        }
        let (name, value) = option.text.split_once('=')?;
        names.contains(&name).then(|| Arg { text: value.to_owned(), span: option.span })
    };
    options.iter().enumerate().filter_map(value).collect()
}
