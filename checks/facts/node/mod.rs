//! Command lines of go-livepeer nodes, wherever they stand.

mod flags;

use super::file::{FileId, Span};
pub use flags::{is_bool, is_known};

/// One go-livepeer command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The file it stands in.
    pub file: FileId,
    /// Its arguments after the program's name, in order.
    pub args: Vec<Arg>,
}

/// One argument, as the node would see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arg {
    /// The text, unquoted; `${…}` stands as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A flag with its value, as the node's flag package reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag<'a> {
    /// The name, without dashes.
    pub name: &'a str,
    /// The value; `true` for a switch that stands alone.
    pub value: &'a str,
    /// The argument that holds the value.
    pub span: Span,
}

impl Command {
    /// The flags the node sees: everything after the first word that is no flag is lost to it, as it is to Go's
    /// `flag` package.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag<'_>> {
        let mut flags = Vec::new();
        let mut args = self.args.iter();
        while let Some(arg) = args.next() {
            let Some(written) = dashless(&arg.text) else { break };
            flags.push(match written.split_once('=') {
                Some((name, value)) => Flag { name, value, span: arg.span },
                None if is_bool(written) => Flag { name: written, value: "true", span: arg.span },
                None => match args.next() {
                    Some(value) => Flag { name: written, value: &value.text, span: value.span },
                    None => break,
                },
            });
        }
        flags
    }

    /// A flag by its name; the last one where it is repeated, as the node takes it.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<Flag<'_>> {
        self.flags().into_iter().rev().find(|flag| flag.name == name)
    }

    /// Whether a switch is on.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.flag(name).is_some_and(|flag| matches!(flag.value, "1" | "t" | "T" | "true" | "TRUE" | "True"))
    }
}

/// A flag's text without its one or two dashes; `None` for anything that is no flag.
fn dashless(text: &str) -> Option<&str> {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-'))?;
    (!name.is_empty() && !name.starts_with(['-', '='])).then_some(name)
}
