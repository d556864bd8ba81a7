//! AWS Lambda functions of the Serverless Framework and of SAM, and the API Gateway in front of them.
//!
//! - Serverless: <https://www.serverless.com/framework/docs/providers/aws/guide/functions>, 6 seconds by itself.
//! - SAM: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html>, 3 seconds by itself.
//! - API Gateway: <https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html>, 29 seconds for REST APIs and
//!   30 for HTTP APIs. Regional REST APIs can be given more, which neither tool does unless the time is written.

use lp_ready_checks::facts::config::{Document, Entry as Setting, Node};
use lp_ready_checks::facts::limit::{Ceiling, Host};

use super::entries::Entry;
use crate::gather::folders::below;
use crate::trace::code::Code;

/// Milliseconds that API Gateway waits for a REST API's function, and for an HTTP API's.
const REST: f64 = 29_000.0;
const HTTP: f64 = 30_000.0;

/// A function as a template describes it.
struct Function<'a> {
    /// The file that handles its events, without its ending, from the template's folder; and the function in it.
    handler: (String, &'a str),
    /// Its limit, if it can be told.
    limit: Option<Ceiling>,
    /// The time API Gateway waits for it, where nothing else sets it off.
    gateway: Option<Ceiling>,
}

impl<'a> Code<'a> {
    /// The limits of the Lambda functions that one of these functions is the handler of.
    pub(super) fn of_lambda(&self, entries: &[Entry<'a>]) -> Vec<Ceiling> {
        let Some(first) = entries.first() else { return Vec::new() };
        let names = ["serverless.yml", "serverless.yaml", "template.yml", "template.yaml"];
        let documents = self.nearest_documents(self.file(first.module), &names);
        documents.into_iter().flat_map(|document| self.of_template(document, entries)).collect()
    }

    fn of_template(&self, document: &'a Document, entries: &[Entry<'a>]) -> Vec<Ceiling> {
        let folder = self.facts.file(document.file).folder();
        let functions = functions(&document.root);
        let handles = |function: &Function<'a>| {
            let (path, name) = &function.handler;
            let alone = functions.iter().filter(|other| other.handler.0 == *path).count() == 1;
            entries.iter().any(|entry| {
                let file = below(folder, &self.file(entry.module).path).and_then(|path| path.rsplit_once('.'));
                let named = || entry.function.is_some_and(|function| function.name == *name);
                file.is_some_and(|(stem, _)| stem == path) && (alone || named())
            })
        };
        // What ends it first; the other is no end of anything as long as it does.
        let lowest = |function: &Function<'a>| {
            let limits = [function.limit.clone(), function.gateway.clone()].into_iter().flatten();
            limits.min_by(|one, other| one.ms.total_cmp(&other.ms))
        };
        functions.iter().filter(|function| handles(function)).filter_map(lowest).collect()
    }
}

fn functions(root: &Node) -> Vec<Function<'_>> {
    let serverless = root.at(&["provider", "name"]).and_then(Node::text) == Some("aws");
    let functions = root.get("functions").filter(|_| serverless).map(Node::entries).unwrap_or_default();
    let resources = root.get("Resources").map(Node::entries).unwrap_or_default();
    let of_serverless = functions.iter().filter_map(|function| of_serverless(root, &function.value));
    of_serverless.chain(resources.iter().filter_map(|resource| of_sam(root, &resource.value))).collect()
}

fn of_serverless<'a>(root: &'a Node, function: &'a Node) -> Option<Function<'a>> {
    let handler = function.get("handler")?;
    let timeout = function.get("timeout").or_else(|| root.at(&["provider", "timeout"]));
    let events = function.get("events").map(Node::items).unwrap_or_default();
    let events = events.iter().filter_map(|event| event.entries().first()).map(|event| (event.key.as_str(), event));
    let by_url = function.get("url").is_some();
    let gateway = gateway(events, ("http", "httpApi"), "timeoutInMillis").filter(|_| !by_url);
    Some(Function { handler: parted("", handler.text()?)?, limit: limit(timeout, handler, 6.0), gateway })
}

fn of_sam<'a>(root: &'a Node, resource: &'a Node) -> Option<Function<'a>> {
    resource.get("Type").and_then(Node::text).filter(|kind| *kind == "AWS::Serverless::Function")?;
    let said = |key: &str| resource.at(&["Properties", key]).or_else(|| root.at(&["Globals", "Function", key]));
    let handler = said("Handler")?;
    let folder = said("CodeUri").and_then(Node::text).unwrap_or_default();
    let events = said("Events").map(Node::entries).unwrap_or_default();
    let events = events.iter().filter_map(|event| Some((event.value.get("Type")?.text()?, event)));
    let by_url = said("FunctionUrlConfig").is_some();
    let gateway = gateway(events, ("Api", "HttpApi"), "TimeoutInMillis").filter(|_| !by_url);
    Some(Function { handler: parted(folder, handler.text()?)?, limit: limit(said("Timeout"), handler, 3.0), gateway })
}

/// `src/image.handler` below a folder: the file and the function.
fn parted<'a>(folder: &str, handler: &'a str) -> Option<(String, &'a str)> {
    let (path, name) = handler.rsplit_once('.')?;
    let whole = format!("{folder}/{path}");
    let parts: Vec<&str> = whole.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    Some((parts.join("/"), name))
}

fn limit(timeout: Option<&Node>, handler: &Node, default: f64) -> Option<Ceiling> {
    let (at, seconds, set) = match timeout {
        Some(timeout) => (timeout.span, number(timeout)?, true),
        None => (handler.span, default, false),
    };
    Some(Ceiling { at, ms: seconds * 1000.0, set, host: Host::Lambda })
}

/// The time API Gateway waits, where it is all that sets a function off, and waits for it.
fn gateway<'a>(
    events: impl Iterator<Item = (&'a str, &'a Setting)>,
    (rest, http): (&str, &str),
    option: &str,
) -> Option<Ceiling> {
    let limit = |(kind, event): (&str, &Setting)| {
        let most = if kind == rest { REST } else { HTTP };
        let properties = event.value.get("Properties").unwrap_or(&event.value);
        let waits = [rest, http].contains(&kind) && properties.get("async").is_none();
        let set = properties.get(option);
        let (at, ms) = match set {
            Some(set) => (set.span, number(set)?),
            None => (event.key_span, most),
        };
        waits.then_some(Ceiling { at, ms, set: set.is_some(), host: Host::ApiGateway })
    };
    let limits: Option<Vec<Ceiling>> = events.map(limit).collect();
    limits?.into_iter().max_by(|one, other| one.ms.total_cmp(&other.ms))
}

fn number(node: &Node) -> Option<f64> {
    node.number().filter(|number| *number > 0.0)
}
