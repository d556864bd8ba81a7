//! Containers in compose files, Kubernetes manifests and task definitions: their variables and the nodes they start.

use lp_ready_checks::facts::config::{Entry, Format, Node, Value};
use lp_ready_checks::facts::env::Variable;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::{Arg, Command, Container};

use super::variables::{assignment, unquoted, variable};
use super::{Read, gunicorn, livepeer, words};

/// Adds what the containers in the documents say.
pub(super) fn read(file: &File, read: &mut Read) {
    let trees = read.documents.iter().filter(|document| document.format != Format::Toml);
    let containers: Vec<&Node> = trees.flat_map(|document| containers(&document.root)).collect();
    let variables: Vec<Variable> = containers.iter().flat_map(|container| variables(file, container)).collect();
    let lines: Vec<_> = containers.iter().map(|container| line_of(file, container)).collect();
    let whole = |(entry, args): &(Vec<Arg>, Vec<Arg>)| entry.iter().chain(args).cloned().collect();
    let servers: Vec<_> = lines.iter().filter_map(|line| gunicorn::command(file, whole(line))).collect();
    let nodes = containers
        .iter()
        .zip(lines)
        .filter_map(|(container, line)| node(file, service(read, container), container, line));
    let nodes: Vec<_> = nodes.collect();
    read.variables.extend(variables);
    read.nodes.extend(nodes);
    read.servers.extend(servers);
}

/// The node a container starts, with what is said of the container beside it.
fn node(file: &File, service: Option<&str>, container: &Node, (entry, args): (Vec<Arg>, Vec<Arg>)) -> Option<Command> {
    let image = container.get("image").and_then(|image| Some(Arg { text: image.text()?.to_owned(), span: image.span }));
    let mut command = livepeer::container(file, image, entry, args)?;
    command.variables.extend(livepeer::of_node(&variables(file, container)));
    command.container = Some(described(file, service, container));
    Some(command)
}

/// How a container is reached and what it is given.
fn described(file: &File, service: Option<&str>, container: &Node) -> Container {
    let called = ["container_name", "hostname", "name"].iter().filter_map(|key| container.get(key));
    let listed = |key: &str| -> Vec<Arg> {
        let items = container.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(|item| port(file, item)).collect()
    };
    let names = |key: &str| {
        let value = container.get(key)?;
        let name = |item: &Node| {
            item.text().or_else(|| item.get("path")?.text()).or_else(|| item.get("source")?.text()).map(str::to_owned)
        };
        Some(value.items().iter().chain(std::iter::once(value)).filter_map(name).collect::<Vec<_>>())
    };
    // Only compose files keep their secrets in a list beside the command.
    let compose = container.get("args").is_none() && !file.name().ends_with(".json");
    let shared =
        |key: &str| container.get(key).and_then(Node::text).is_some_and(|text| text == "host" || text.contains(':'));
    Container {
        names: service.into_iter().chain(called.filter_map(Node::text)).map(str::to_owned).collect(),
        ports: listed("ports"),
        own_network: !shared("network_mode"),
        secrets: compose.then(|| names("secrets").unwrap_or_default()),
        env_files: names("env_file").unwrap_or_default(),
    }
}

/// A published port in its short form, or its long one put into the short one's words.
fn port(file: &File, item: &Node) -> Option<Arg> {
    let short = written(file, item);
    let part = |key: &str| item.get(key).and_then(|value| written(file, value));
    let long = || {
        Some(format!(
            "{}:{}:{}",
            part("host_ip").unwrap_or_else(|| "0.0.0.0".into()),
            part("published")?,
            part("target")?
        ))
    };
    Some(Arg { text: short.or_else(long)?, span: item.span })
}

/// The name of the compose service that this container is.
fn service<'a>(read: &'a Read, container: &Node) -> Option<&'a str> {
    let services = read.documents.iter().filter_map(|document| document.root.get("services")).flat_map(Node::entries);
    services.into_iter().find(|entry| entry.value.span == container.span).map(|entry| entry.key.as_str())
}

/// Every map that describes a container: a service of a compose file, or a map with an image and something to run.
fn containers(root: &Node) -> Vec<&Node> {
    let services = root.get("services").map(Node::entries).unwrap_or_default();
    let mut found: Vec<&Node> = services.iter().map(|entry| &entry.value).collect();
    if !found.is_empty() {
        return found;
    }
    let mut pending = vec![root];
    while let Some(node) = pending.pop() {
        let described = ["command", "args", "env", "environment", "entryPoint"];
        if node.get("image").is_some() && described.iter().any(|key| node.get(key).is_some()) {
            found.push(node);
        }
        pending.extend(node.items().iter().chain(node.entries().iter().map(|entry| &entry.value)).rev());
    }
    found
}

fn variables(file: &File, container: &Node) -> Vec<Variable> {
    let settings = ["environment", "env"].iter().filter_map(|key| container.get(key));
    settings.flat_map(|setting| of_entries(file, setting).chain(of_items(file, setting)).collect::<Vec<_>>()).collect()
}

fn of_entries<'a>(file: &'a File, setting: &'a Node) -> impl Iterator<Item = Variable> + 'a {
    setting.entries().iter().filter_map(move |Entry { key_span, value, .. }| of_value(file, key_span.range(), value))
}

/// `NAME=value`, or a map of `name` and `value`; a bare `NAME` passes on what somebody else sets.
fn of_items<'a>(file: &'a File, setting: &'a Node) -> impl Iterator<Item = Variable> + 'a {
    setting.items().iter().filter_map(move |item| match (item.get("name"), item.get("value")) {
        (Some(name), Some(value)) => of_value(file, name.span.range(), value),
        _ => item.text().and_then(|_| assignment(file, item.span.range())),
    })
}

fn of_value(file: &File, name: std::ops::Range<usize>, value: &Node) -> Option<Variable> {
    let text = file.text.as_deref()?;
    let written = written(file, value)?;
    variable(file, unquoted(text, name), unquoted(text, value.span.range()), &written)
}

/// A scalar's text; none for null, lists and maps.
fn written(file: &File, node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(_) => Some(file.slice(node.span).to_owned()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The words of a container's entry point, and those of its command.
fn line_of(file: &File, container: &Node) -> (Vec<Arg>, Vec<Arg>) {
    let line = |key: &str| container.get(key).map(|value| line(file, value)).unwrap_or_default();
    // Kubernetes says `command` and `args` for what compose and image builds call entry point and command.
    match (container.get("args"), line("entrypoint"), line("entryPoint")) {
        (Some(_), ..) => (line("command"), line("args")),
        (None, entry, camel) => (entry.into_iter().chain(camel).collect(), line("command")),
    }
}

fn line(file: &File, value: &Node) -> Vec<Arg> {
    match &value.value {
        Value::Text(text) => livepeer::locate(file, value.span.range(), text, words::words(text)),
        Value::List(items) => {
            items.iter().filter_map(|item| Some(Arg { text: written(file, item)?, span: item.span })).collect()
        }
        _ => Vec::new(),
    }
}
