//! Shell scripts and Procfiles: the nodes they start.

use lp_ready_checks::facts::file::File;

use super::{Read, livepeer, words};

/// Reads a script.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    // Most scripts start no node; splitting them into words would be wasted.
    if !text.contains("livepeer") {
        return;
    }
    let commands = words::commands(text).into_iter();
    read.nodes.extend(commands.filter_map(|words| livepeer::command(file, livepeer::args(file, words, 0))));
}
