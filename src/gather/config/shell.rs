//! Shell scripts and Procfiles: the nodes and servers they start.

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::Arg;

use super::script::Variables;
use super::variables::assignment;
use super::{Read, gunicorn, livepeer, words};

/// Whether a text without a telling name is a script that starts something: by its first line.
pub(super) fn is_script(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let shell =
        first.starts_with("#!") && ["sh", "bash", "zsh", "dash"].iter().any(|end| first.trim_end().ends_with(end));
    shell || first.starts_with("docker run ")
}

/// Reads a script.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    // Most scripts start neither; splitting them into words would be wasted.
    if !text.contains("livepeer") && !text.contains("gunicorn") {
        return;
    }
    let (mut variables, mut exported) = (Variables::default(), Vec::new());
    for words in words::commands(text) {
        let line = livepeer::args(file, words, 0);
        variables.assign(file, &line);
        exported.extend(line.iter().filter_map(|arg| exported_here(file, &line, arg)));
        let line = without_redirections(variables.expand(line));
        read.servers.extend(gunicorn::command(file, line.clone()));
        if let Some(mut node) = livepeer::command(file, line) {
            // A container sees nothing of the shell's own variables.
            if node.container.is_none() {
                node.variables.extend(exported.iter().cloned());
            }
            read.nodes.push(node);
        }
    }
}

/// `export LP_MONITOR=true`
fn exported_here(file: &File, line: &[Arg], arg: &Arg) -> Option<lp_ready_checks::facts::env::Variable> {
    let exports = line.first().is_some_and(|first| first.text == "export") && arg.text.starts_with("LP_");
    exports.then(|| assignment(file, arg.span.range()))?
}

/// A line without `> log`, `2>&1` and their kin, which the program does not see.
fn without_redirections(line: Vec<Arg>) -> Vec<Arg> {
    let mut kept = Vec::new();
    let mut target = false;
    for arg in line {
        let bare = arg.text.trim_start_matches(|c: char| c.is_ascii_digit());
        if std::mem::take(&mut target) {
            continue;
        }
        match bare.starts_with(['>', '<']) {
            true => target = bare.trim_start_matches(['>', '<']).is_empty(),
            false => kept.push(arg),
        }
    }
    kept
}
