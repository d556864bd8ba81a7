//! `lp-ready init`.

use std::io::{self, Write};

use anyhow::{Context, Result, bail};

use super::args::InitOptions;
use super::audit::expect_folder;
use super::{Outcome, files};
use crate::config::{Config, FILE_NAME};
use crate::plan::Plan;
use crate::report::settings;
use crate::report::theme::{Paint, Theme};
use crate::{audit, clock};

/// Writes settings from what an audit finds.
pub(super) fn run(options: &InitOptions, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    expect_folder(&options.path)?;
    let path = options.path.join(FILE_NAME);
    if path.symlink_metadata().is_ok() {
        return refuse();
    }
    let config = Config::load(&options.path, None, clock::today())?;
    let report = audit::audit(&options.path, &Plan::everything(), &config)?;
    match files::create(&path, &settings::suggested(&report, clock::today())) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return refuse(),
        done => done.with_context(|| format!("expected to write `{}`, and could not", files::shown(&path)))?,
    }
    let asks = report.summary().needs_attestation;
    writeln!(out, "{}", theme.wrap(&format!("wrote {}", files::shown(&path)), 0))?;
    if asks > 0 {
        let next = format!("checks that ask for somebody's word: {asks}; they stand at its end");
        writeln!(out, "{}", theme.paint(Paint::Faint, &theme.wrap(&next, 0)))?;
    }
    Ok(Outcome::Ready)
}

fn refuse() -> Result<Outcome> {
    bail!(
        "expected no settings yet, found `{FILE_NAME}`: edit it, or move it away and run `lp-ready init` again (README, \"Settings\", has all keys)"
    )
}
