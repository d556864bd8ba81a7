//! `launch.json` of VS Code: the nodes a developer starts from the editor.

use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::env::Environment;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::{Arg, Command, Program};

use super::{Read, livepeer};

/// Adds the nodes of the configurations.
pub(super) fn read(file: &File, read: &mut Read) {
    if file.name() != "launch.json" {
        return;
    }
    let configurations = read.documents.iter().filter_map(|document| document.root.get("configurations"));
    let nodes: Vec<Command> = configurations.flat_map(Node::items).filter_map(|item| started(file, item)).collect();
    read.nodes.extend(nodes);
}

fn started(file: &File, configuration: &Node) -> Option<Command> {
    let program = configuration.get("program")?;
    let text = program.text().filter(|text| text.contains("livepeer"))?.to_owned();
    let arg = |item: &Node| Some(Arg { text: item.text()?.to_owned(), span: item.span });
    let args = configuration.get("args")?.items().iter().filter_map(arg).collect();
    let node = livepeer::started(file, Program::Binary(Arg { text, span: program.span }), args)?;
    Some(Command { environment: Environment::Development, ..node })
}
