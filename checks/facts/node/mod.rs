//! Command lines of go-livepeer nodes, wherever they stand, and what the node makes of them.

mod flags;
mod image;
mod settings;

use super::env::{Environment, Variable};
use super::file::{FileId, Span};
pub use flags::{Kind, is_bool, is_known, kind, names, replacement};
pub use image::Reference;
pub use settings::{Answer, Port, Setting, Settings, written};

/// One go-livepeer command line.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// The file it stands in.
    pub file: FileId,
    /// What is started.
    pub program: Program,
    /// Its arguments after the program's name, in order.
    pub args: Vec<Arg>,
    /// The variables set beside it that the node reads: `LP_MONITOR` is `-monitor`.
    pub variables: Vec<Variable>,
    /// The container it runs in, as far as it is described beside it.
    pub container: Option<Container>,
    /// Whose node it is, by the words of the file's path.
    pub environment: Environment,
    /// Whether others may add arguments or replace them, as `docker run` does with an image's.
    pub extended: bool,
}

/// What a command line starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// A container's image, as written.
    Image(Arg),
    /// A program, as written.
    Binary(Arg),
    /// Nothing by itself: a file for `-config`.
    Config,
}

/// A container beside which a command line stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Container {
    /// Its names, as others on its network call it.
    pub names: Vec<String>,
    /// The ports that are published, as written: `8935:8935`, `127.0.0.1:5935:5935/tcp`.
    pub ports: Vec<Arg>,
    /// Whether it has a network of its own: neither the host's nor another container's.
    pub own_network: bool,
    /// The secrets it is given, by name; `None` where that is not said in this format.
    pub secrets: Option<Vec<String>>,
    /// The dotenv files its variables are read from, as written.
    pub env_files: Vec<String>,
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

/// What Go's `flag` package makes of a command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed<'a> {
    /// The flags the node sees, in order.
    pub flags: Vec<Flag<'a>>,
    /// The flag at the end that still wants its value.
    pub wanting: Option<&'a Arg>,
    /// The first word that is no flag, where reading stops.
    pub stopped: Option<&'a Arg>,
    /// What stands behind it and is lost.
    pub lost: &'a [Arg],
    /// Whether a word may stand for further arguments, such as `$ARGS`.
    pub open: bool,
}

impl Command {
    /// Reads the arguments as Go's `flag` package does: up to the first word that is no flag.
    ///
    /// A word of variables alone may stand for any number of arguments, and is skipped.
    #[must_use]
    pub fn parsed(&self) -> Parsed<'_> {
        let mut parsed = Parsed::default();
        let mut at = 0;
        while let Some(arg) = self.args.get(at) {
            at += 1;
            let Some(dashless) = dashless(&arg.text) else {
                if stands_for_more(&arg.text) {
                    parsed.open = true;
                    continue;
                }
                parsed.stopped = Some(arg);
                parsed.lost = &self.args[at..];
                break;
            };
            match dashless.split_once('=') {
                Some((name, value)) => parsed.flags.push(Flag { name, value, span: arg.span }),
                None => at += self.take(dashless, at, &mut parsed),
            }
        }
        parsed
    }

    /// A flag without `=`: how many words behind it are its value.
    fn take<'a>(&'a self, name: &'a str, at: usize, parsed: &mut Parsed<'a>) -> usize {
        let (flag, next) = (&self.args[at - 1], self.args.get(at));
        // What an unknown flag takes cannot be known; a word that looks like a flag is taken for one.
        let alone = !is_known(name) && next.is_none_or(|next| dashless(&next.text).is_some());
        match next {
            _ if is_bool(name) || alone => parsed.flags.push(Flag { name, value: "true", span: flag.span }),
            Some(value) => {
                parsed.flags.push(Flag { name, value: &value.text, span: value.span });
                return 1;
            }
            None => parsed.wanting = Some(flag),
        }
        0
    }

    /// The flags the node sees: everything after the first word that is no flag is lost to it.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag<'_>> {
        self.parsed().flags
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

    /// Whether it is for a developer's machine or for tests.
    #[must_use]
    pub fn is_trial(&self) -> bool {
        matches!(self.environment, Environment::Development | Environment::Test)
    }

    /// The image it runs from, if it is a container's.
    #[must_use]
    pub fn image(&self) -> Option<Reference<'_>> {
        match &self.program {
            Program::Image(image) => Some(Reference::new(&image.text)),
            Program::Binary(_) | Program::Config => None,
        }
    }
}

/// A flag's text without its one or two dashes; `None` for anything that is no flag.
fn dashless(text: &str) -> Option<&str> {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-'))?;
    (!name.is_empty() && !name.starts_with(['-', '='])).then_some(name)
}

/// Whether a word is made of variables alone, which may hold flags: `$ARGS`, `${ARGS[@]}`, `$(ARGS)`, `%ARGS%`, `"$@"`.
fn stands_for_more(text: &str) -> bool {
    text.starts_with('$') || text.starts_with("{{") || text.len() > 1 && text.starts_with('%')
}
