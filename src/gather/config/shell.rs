//! Shell scripts and Procfiles: the nodes and servers they start.

use lp_ready_checks::facts::file::File;

use super::{Read, gunicorn, livepeer, words};

/// Reads a script.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    // Most scripts start neither; splitting them into words would be wasted.
    if !text.contains("livepeer") && !text.contains("gunicorn") {
        return;
    }
    for words in words::commands(text) {
        let line = livepeer::args(file, words, 0);
        read.servers.extend(gunicorn::command(file, line.clone()));
        read.nodes.extend(livepeer::command(file, line));
    }
}
