//! `lp-ready attest`.

mod ask;

use std::fs;
use std::io::{self, IsTerminal, Write};

use anyhow::{Context, Result, anyhow, bail};
use lp_ready_checks::check::Check;

use super::args::AttestOptions;
use super::audit::expect_folder;
use super::{Outcome, files};
use crate::config::edit::{self, Word};
use crate::config::{self, Config, FILE_NAME};
use crate::report::shown::printable;
use crate::report::theme::{Paint, Theme};
use crate::{clock, plan};

/// Writes somebody's word into the settings.
pub(super) fn run(options: &AttestOptions, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    let check = lp_ready_checks::all().find(|check| check.id == options.id);
    let check = check.ok_or_else(|| anyhow!("no check is called `{}`{}", options.id, plan::hint(&options.id)))?;
    expect_folder(&options.project)?;
    let path = options.config.clone().unwrap_or_else(|| options.project.join(FILE_NAME));
    let name = files::shown(&path);
    let settings = if fs::symlink_metadata(&path).is_ok() { config::text(&path, &name)? } else { String::new() };
    let today = clock::today();
    // What is wrong already is said before anybody is asked anything.
    Config::parse(&settings, &name, &options.project, today)?;
    let word = word(check, options, out)?;
    let written = edit::attested(&settings, check.id, &word)
        .with_context(|| format!("expected `attest` to be a table in `{name}`, found something else"))?;
    Config::parse(&written, &name, &options.project, today)?;
    files::write(&path, |out| out.write_all(written.as_bytes()))
        .with_context(|| format!("expected to write to `{name}`, and could not"))?;
    writeln!(out, "{} vouches for {} in {name}", printable(&word.by), theme.paint(Paint::Note, check.id))?;
    Ok(Outcome::Ready)
}

/// The word as the options give it, with what they leave open asked for where there is somebody to ask.
fn word(check: &Check, options: &AttestOptions, out: &mut dyn Write) -> Result<Word> {
    if options.by.is_none() && io::stdin().is_terminal() {
        writeln!(out, "{}: {}\n", check.id, check.title)?;
        return ask::word(options, &mut io::stdin().lock(), out);
    }
    let Some(by) = options.by.clone() else {
        bail!(
            "expected a name, and there is no terminal to ask on: say who gives their word, as in `--by \"Jane Doe\"`"
        );
    };
    let (evidence, note) = (options.evidence.clone(), options.note.clone());
    Ok(Word { by, on: options.on.unwrap_or_else(clock::today), until: options.until, evidence, note })
}
