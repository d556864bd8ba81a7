//! `lp-ready trace`.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use lp_ready_checks::facts::file::Role;
use lp_ready_checks::facts::livepeer::Request;

use super::Outcome;
use super::args::TraceOptions;
use super::audit::expect_folder;
use crate::clock;
use crate::config::Config;
use crate::gather::roles;
use crate::plan::Plan;
use crate::report::theme::Theme;
use crate::report::trace::explain;
use crate::report::{Report, terminal};

/// How many places of requests an error names.
const NAMED: usize = 8;

/// Explains the requests at a place, or all of them.
pub(super) fn run(options: &TraceOptions, theme: &Theme, out: &mut dyn Write) -> Result<Outcome> {
    expect_folder(&options.project)?;
    let config = Config::load(&options.project, None, clock::today())?;
    let plan = Plan::select(&[], &[], &config)?;
    // Everything is judged, although only requests are shown: what is found to be a secret must not be.
    let report = crate::audit::audit(&options.project, &plan, &config)?;
    let place = options.place.as_deref().map(|place| Place::parse(place, &options.project));
    let requests = &report.facts.livepeer.requests;
    let asked: Vec<&Request> =
        requests.iter().filter(|request| place.as_ref().is_none_or(|place| place.is_at(&report, request))).collect();
    if let Some(place) = place.filter(|_| asked.is_empty()) {
        bail!("no request to Livepeer was found in {}: {}", place.shown(), why(&report, &place));
    }
    if asked.is_empty() {
        writeln!(out, "no request to Livepeer was found")?;
    }
    let explained: Vec<_> = asked.into_iter().map(|request| explain(&report, request)).collect();
    terminal::trace::write(&report, &explained, theme, out)?;
    Ok(Outcome::Ready)
}

/// Where a request is looked for.
struct Place {
    /// The file, relative to the project.
    path: String,
    /// The line, counted from 1.
    line: Option<usize>,
}

impl Place {
    /// A file may be named from here, or from the project's folder.
    fn parse(text: &str, project: &Path) -> Self {
        let numbered = text.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
        let (file, line) = numbered.map_or((text, None), |(file, line)| (file, Some(line)));
        let root = project.canonicalize().ok();
        let from_here = Path::new(file).canonicalize().ok();
        let inside = root.zip(from_here).and_then(|(root, file)| Some(file.strip_prefix(root).ok()?.to_owned()));
        let path = inside.map_or_else(|| file.to_owned(), |path| path.to_string_lossy().into_owned());
        let path = path.replace(std::path::MAIN_SEPARATOR, "/");
        Self { path: path.strip_prefix("./").unwrap_or(&path).to_owned(), line }
    }

    fn is_at(&self, report: &Report, request: &Request) -> bool {
        let same_file = report.facts.file(request.at.file()).path == self.path;
        let position = report.position(request.at);
        let covers = |line: usize| position.is_some_and(|at| (at.line..=at.end_line).contains(&line));
        same_file && self.line.is_none_or(covers)
    }

    fn shown(&self) -> String {
        self.line.map_or_else(|| format!("`{}`", self.path), |line| format!("`{}`, line {line}", self.path))
    }
}

/// Why there is no request at a place, and where there are some.
fn why(report: &Report, place: &Place) -> String {
    let of_file: Vec<_> = places(report).filter(|(path, _)| *path == place.path).collect();
    if !of_file.is_empty() {
        let lines: Vec<String> = of_file.iter().map(|(_, line)| line.to_string()).collect();
        return format!("that file makes some in line {}", lines.join(", "));
    }
    let file = report.facts.file_at(&place.path);
    // Most of what does not ship was not kept.
    let role = file.map_or_else(|| roles::of(&place.path, ""), |file| file.role);
    let known = match file {
        _ if !role.ships() => format!("the file {}, and what does not ship is not traced", is(role)),
        None => "the file was not read: it is not there, is ignored, or has nothing to do with Livepeer".to_owned(),
        Some(_) => "what it calls could not be followed to Livepeer".to_owned(),
    };
    let others: Vec<String> = places(report).take(NAMED).map(|(path, line)| format!("`{path}:{line}`")).collect();
    if others.is_empty() { known } else { format!("{known}; there are requests at {}", others.join(", ")) }
}

fn places(report: &Report) -> impl Iterator<Item = (&str, usize)> {
    report.facts.livepeer.requests.iter().filter_map(|request| {
        let line = report.position(request.at)?.line;
        Some((report.facts.file(request.at.file()).path.as_str(), line))
    })
}

fn is(role: Role) -> &'static str {
    match role {
        Role::Test => "is a test",
        Role::Documentation => "is documentation",
        Role::Example => "is an example",
        Role::Generated => "is generated",
        Role::Vendored => "is somebody else's",
        _ => "is no source code",
    }
}
