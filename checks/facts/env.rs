//! Environment variables and where they get their values: dotenv files, compose files, units, images.

use super::file::{FileId, Span};

/// Every place of the project that gives variables values.
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// The dotenv files, templates among them.
    pub files: Vec<EnvFile>,
    /// Every variable set anywhere: dotenv files, compose `environment:`, `ENV` of an image, `Environment=` of a unit.
    pub variables: Vec<Variable>,
}

/// A dotenv file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvFile {
    /// The file.
    pub file: FileId,
    /// When its values are in force.
    pub environment: Environment,
    /// Whether it is a template that people copy, such as `.env.example`.
    pub template: bool,
    /// Lines that no dotenv reader takes.
    pub errors: Vec<Span>,
}

/// A variable given a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The value, unquoted; `${…}` stands as written.
    pub value: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Where the value stands, without quotes.
    pub value_span: Span,
    /// When the value is in force.
    pub environment: Environment,
    /// What kind of place sets it.
    pub set_by: Setter,
    /// The folder whose programs see it, relative to the root; empty for the root.
    pub folder: String,
}

/// What kind of place sets a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setter {
    /// A dotenv file that programs load.
    Dotenv,
    /// A template of one, which no program loads.
    Template,
    /// Anything that deploys: compose files, manifests, images, units, hosting configuration.
    Deployment,
}

/// When values are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Environment {
    /// In production, by the file's name or by `lp-ready.toml`.
    Production,
    /// Before production, on servers.
    Staging,
    /// On a developer's machine.
    Development,
    /// In tests.
    Test,
    /// The name does not say: `.env`, a compose file.
    Unnamed,
}
