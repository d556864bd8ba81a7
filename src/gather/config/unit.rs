//! systemd units: the variables they set, the nodes and servers they start.

use std::ops::Range;

use lp_ready_checks::facts::file::File;

use super::variables::assignment;
use super::{Read, gunicorn, livepeer, words};

/// Reads a unit.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    let mut environment_file = false;
    for setting in settings(text) {
        let Some(equals) = text[setting.clone()].find('=') else { continue };
        let value = setting.start + equals + 1;
        let words = words::words(&text[value..setting.end]);
        match text[setting.start..value - 1].trim() {
            "Environment" => {
                let ranges = words.into_iter().map(|word| value + word.range.start..value + word.range.end);
                read.variables.extend(ranges.filter_map(|range| assignment(file, range)));
            }
            "ExecStart" => {
                let line = livepeer::args(file, words, value);
                read.servers.extend(gunicorn::command(file, line.clone()));
                read.nodes.extend(livepeer::command(file, line));
            }
            "EnvironmentFile" => environment_file = true,
            _ => {}
        }
    }
    for node in read.nodes.iter_mut().filter(|node| node.file == file.id) {
        node.variables.extend(livepeer::of_node(&read.variables));
        // What stands in such a file is on the machine only.
        node.extended |= environment_file;
    }
}

/// The lines of a unit with their continuations, comments left out.
fn settings(text: &str) -> Vec<Range<usize>> {
    let mut settings: Vec<Range<usize>> = Vec::new();
    let (mut at, mut continued) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match settings.last_mut() {
            Some(last) if continued => last.end = end,
            _ if line.trim_start().starts_with(['#', ';']) => {}
            _ => settings.push(at..end),
        }
        continued = line.trim_end_matches(['\n', '\r']).ends_with('\\');
        at = end;
    }
    settings
}
