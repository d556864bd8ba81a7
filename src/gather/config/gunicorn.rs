//! Recognises gunicorn command lines among others.

use lp_ready_checks::facts::env::Environment;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::Arg;
use lp_ready_checks::facts::server::Gunicorn;

use super::variables::environment;
use super::{livepeer, words};

/// Words that may stand before the program: they start what follows them.
const STARTERS: &str = "exec env sudo nohup poetry pipenv uv rye pdm run python python3 -m -- tini dumb-init sh bash /bin/sh /bin/bash \
    -c -lc newrelic-admin run-program ddtrace-run opentelemetry-instrument";

/// The server that a command line starts in production.
pub(super) fn command(file: &File, line: Vec<Arg>) -> Option<Gunicorn> {
    let serves = !matches!(environment(file.name()), Environment::Development | Environment::Test);
    if !serves || !line.iter().any(|arg| arg.text.contains("gunicorn")) {
        return None;
    }
    let words: Vec<Arg> = line.into_iter().flat_map(|arg| inner_words(file, arg)).collect();
    let mut commands = words.split(|arg| matches!(arg.text.as_str(), "&&" | "||" | ";" | "|" | "&"));
    commands.find_map(|command| started(file, command))
}

/// The words of `sh -c "…"`; any other argument is a word of its own.
fn inner_words(file: &File, arg: Arg) -> Vec<Arg> {
    let words = words::words(&arg.text);
    if words.len() < 2 || !arg.text.contains("gunicorn") {
        return vec![arg];
    }
    livepeer::locate(file, arg.span.range(), &arg.text, words)
}

fn started(file: &File, command: &[Arg]) -> Option<Gunicorn> {
    let at = command.iter().position(|arg| arg.text.rsplit('/').next() == Some("gunicorn"))?;
    let starts = |arg: &Arg| {
        // `web:` of a Procfile, `NAME=value` of a shell.
        STARTERS.split_whitespace().any(|word| word == arg.text) || arg.text.ends_with(':') || arg.text.contains('=')
    };
    let (before, rest) = command.split_at(at);
    let (program, args) = rest.split_first()?;
    // `gunicorn --version` serves nobody.
    let serves = before.iter().all(starts) && args.iter().any(|arg| !arg.text.starts_with('-'));
    serves.then(|| Gunicorn { file: file.id, program: program.clone(), args: args.to_vec() })
}
