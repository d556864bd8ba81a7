//! Structured files of every format: trees with spans, and what deploying files say of variables, nodes and images.

mod batch;
mod compose;
mod conf;
mod docker;
mod dockerfile;
mod gunicorn;
mod hcl;
mod json;
mod launch;
mod livepeer;
mod nginx;
mod script;
mod shell;
mod strict;
mod toml;
mod unit;
mod variables;
mod words;
mod yaml;

use lp_ready_checks::facts::config::Document;
use lp_ready_checks::facts::container::Image;
use lp_ready_checks::facts::env::Variable;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::Command;
use lp_ready_checks::facts::proxy::Pass;
use lp_ready_checks::facts::server::Gunicorn;

/// What one structured file says.
#[derive(Debug, Default)]
pub struct Read {
    /// Its documents. JSON that nobody takes is one document of `null` that says in `strict` what is wrong with it.
    pub documents: Vec<Document>,
    /// The variables it sets for the programs it deploys.
    pub variables: Vec<Variable>,
    /// The go-livepeer command lines in it.
    pub nodes: Vec<Command>,
    /// The gunicorn command lines in it.
    pub servers: Vec<Gunicorn>,
    /// What it hands to programs behind it, as an nginx configuration.
    pub proxies: Vec<Pass>,
    /// The image it describes.
    pub images: Vec<Image>,
    /// Why it could not be read, or not to its end, as a clause: "line 3: expected `:`".
    pub problem: Option<String>,
}

/// Reads a structured file by its name; a file of no known format says nothing.
#[must_use]
pub fn read(file: &File) -> Read {
    let Some(text) = file.text.as_deref() else { return Read::default() };
    let Some(format) = Format::of(file.name(), text) else { return Read::default() };
    let mut read = Read::default();
    read.problem = format.read(file, text, &mut read).err();
    compose::read(file, &mut read);
    launch::read(file, &mut read);
    read
}

/// Whether [`read`] knows the format of a file of this name, as far as the name alone tells.
#[must_use]
pub fn reads(name: &str) -> bool {
    Format::by_name(name).is_some()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
    Toml,
    Dockerfile,
    Unit,
    Shell,
    /// go-livepeer's own `-config` file.
    Conf,
    Nginx,
    Batch,
    /// Terraform and its kin.
    Hcl,
}

impl Format {
    /// Reads a file of this format; the error is a clause that says where it ended.
    fn read(self, file: &File, text: &str, read: &mut Read) -> Result<(), String> {
        match self {
            Self::Json => return json::read(file, text, read),
            Self::Yaml => return yaml::read(file, text, read),
            Self::Toml => return toml::read(file, text, read),
            Self::Hcl => return hcl::read(file, text, read),
            Self::Dockerfile => return dockerfile::read(file, text, read),
            // Any text is a valid one of these.
            Self::Unit => unit::read(file, text, read),
            Self::Shell => shell::read(file, text, read),
            Self::Conf => conf::read(file, text, read),
            Self::Nginx => nginx::read(file, text, read),
            Self::Batch => batch::read(file, text, read),
        }
        Ok(())
    }

    fn of(name: &str, text: &str) -> Option<Self> {
        let Some(named) = Self::by_name(name) else { return shell::is_script(text).then_some(Self::Shell) };
        match named {
            Self::Conf if conf::is_livepeer(text) => Some(Self::Conf),
            Self::Conf => nginx::is_nginx(text).then_some(Self::Nginx),
            format => Some(format),
        }
    }

    fn by_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let stem = name.strip_suffix(".template").unwrap_or(&name);
        Some(match stem.rsplit_once('.').map_or("", |(_, extension)| extension) {
            _ if is_dockerfile(&name) => Self::Dockerfile,
            _ if name == "procfile" => Self::Shell,
            "json" | "jsonc" | "webmanifest" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            "toml" => Self::Toml,
            "service" => Self::Unit,
            "sh" | "bash" | "zsh" | "ksh" => Self::Shell,
            "bat" | "cmd" => Self::Batch,
            "conf" | "cfg" => Self::Conf,
            "tf" | "hcl" => Self::Hcl,
            _ => return None,
        })
    }
}

fn is_dockerfile(name: &str) -> bool {
    let named =
        |word: &str| name == word || name.starts_with(&format!("{word}.")) || name.ends_with(&format!(".{word}"));
    (named("dockerfile") || named("containerfile")) && !name.ends_with(".dockerignore")
}

/// A clause with the line, counted from 1, that a byte of the text is on.
fn at_line(text: &str, offset: usize, what: &str) -> String {
    let before = &text.as_bytes()[..offset.min(text.len())];
    format!("line {}: {what}", 1 + before.iter().filter(|byte| **byte == b'\n').count())
}
