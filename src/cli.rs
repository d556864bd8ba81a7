//! The command line: what users type, and the exit code they get.

mod args;
mod attest;
mod audit;
mod checks;
mod cost;
mod failure;
mod files;
mod format;
mod init;
mod screen;
mod trace;

use std::env;
use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Arguments, Command};
use screen::{Environment, Screen};

/// What became of a run, as the exit code says it; the same for every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// 0: nothing stands in the way, or there was nothing to judge.
    Ready,
    /// 1: something stands in the way.
    NotReady,
    /// 2: the run could not do its work.
    CouldNotRun,
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    // Themes decide about colours; `colored` is not to decide again.
    colored::control::set_override(true);
    let mut out = BufWriter::new(io::stdout().lock());
    run_with(env::args_os(), &Environment::of_process(), &mut out, &mut io::stderr().lock()).into()
}

fn run_with(
    args: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Outcome {
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let screen = Screen::new(environment, arguments.color);
    match dispatch(&arguments, &screen, out).and_then(|outcome| flush(out, outcome)) {
        Ok(outcome) => outcome,
        Err(error) if failure::is_broken_pipe(&error) => Outcome::Ready,
        Err(error) => {
            // When even the error cannot be said, the exit code still says it.
            let _ = failure::write(&error, &screen.theme(io::stderr().is_terminal()), errors);
            Outcome::CouldNotRun
        }
    }
}

fn dispatch(arguments: &Arguments, screen: &Screen, out: &mut dyn Write) -> Result<Outcome> {
    let theme = screen.theme(io::stdout().is_terminal());
    match &arguments.command {
        Command::Audit(options) => audit::run(options, screen, &theme, out),
        Command::Cost(options) => cost::run(options, &theme, out),
        Command::Attest(options) => attest::run(options, &theme, out),
        Command::Init(options) => init::run(options, &theme, out),
        Command::Trace(options) => trace::run(options, &theme, out),
        Command::Checks(options) => checks::list(options.format, &theme, out),
        Command::Explain(options) => checks::explain(&options.id, &theme, out),
    }
}

fn flush(out: &mut dyn Write, outcome: Outcome) -> Result<Outcome> {
    match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(outcome),
    }
}

/// Help and version are answers, everything else is a usage error; clap words and writes them all.
fn usage(error: &clap::Error) -> Outcome {
    // A reader that went away does not change what the exit code says.
    let _ = error.print();
    if error.use_stderr() { Outcome::CouldNotRun } else { Outcome::Ready }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Ready => Self::SUCCESS,
            Outcome::NotReady => Self::from(1),
            Outcome::CouldNotRun => Self::from(2),
        }
    }
}
