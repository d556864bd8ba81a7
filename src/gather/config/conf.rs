//! go-livepeer's `-config` file: a flag and its value on each line, without dashes.

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::{Arg, Program, is_bool, is_known};

use super::{Read, livepeer};

/// Whether every line names a flag of the node, and one of them a telling one.
pub(super) fn is_livepeer(text: &str) -> bool {
    let mut names = lines(text).map(|(_, line)| name(line)).peekable();
    let telling = ["network", "orchestrator", "gateway", "broadcaster", "transcoder", "aiWorker", "aiModels", "ethUrl"];
    names.peek().is_some() && lines(text).any(|(_, line)| telling.contains(&name(line))) && names.all(is_known)
}

/// Reads it as the command line it stands for.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    let args: Vec<Arg> = lines(text).flat_map(|(at, line)| args(file, at, line)).collect();
    read.nodes.extend(livepeer::started(file, Program::Config, args));
}

fn name(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

fn args(file: &File, at: usize, line: &str) -> Vec<Arg> {
    let name = name(line);
    let value = line[name.len()..].trim();
    let end = at + line.trim_end().len();
    let (Some(whole), Some(key)) = (file.span(at..end), file.span(at..at + name.len())) else { return Vec::new() };
    match (value.is_empty(), is_bool(name)) {
        (true, _) => vec![Arg { text: format!("-{name}=true"), span: whole }],
        (false, true) => vec![Arg { text: format!("-{name}={value}"), span: whole }],
        (false, false) => {
            let span = file.span(end - value.len()..end).unwrap_or(whole);
            vec![Arg { text: format!("-{name}"), span: key }, Arg { text: value.to_owned(), span }]
        }
    }
}

/// The lines that say something, without comments, and where each begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let line = line.split(" #").next().unwrap_or(line);
        let said = line.trim_start();
        let told = !said.trim().is_empty() && !said.starts_with('#');
        told.then_some((start + line.len() - said.len(), said))
    })
}
