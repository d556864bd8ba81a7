//! Command lines of go-livepeer nodes, wherever they stand.

mod flags;
mod reach;

use super::file::{FileId, Span};
pub use flags::{is_bool, is_known, nearest};
pub use reach::{Exposed, is_public};

/// One go-livepeer command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The file it stands in.
    pub file: FileId,
    /// Its arguments after the program's name, in order.
    pub args: Vec<Arg>,
    /// The image it runs in, where that is written beside it.
    pub image: Option<Arg>,
    /// The ports its container publishes, as written: `127.0.0.1:7935:7935`.
    pub ports: Vec<Arg>,
    /// Whether its container has the network of its host.
    pub host_network: bool,
    /// Whether its file is for a developer's machine or for tests, by its name: `docker-compose.local.yml`.
    pub trial: bool,
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
    /// The argument that holds the name.
    pub at: Span,
}

impl Command {
    /// A command line on a host, as far as is known.
    #[must_use]
    pub fn new(file: FileId, args: Vec<Arg>) -> Self {
        Self { file, args, image: None, ports: Vec::new(), host_network: false, trial: false }
    }

    /// The flags the node sees: everything after the first word that is no flag is lost to it, as it is to Go's
    /// `flag` package. What a shell or a template fills in is passed over.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag<'_>> {
        self.parsed().0
    }

    /// The word that ends the flags, and what stands behind it; Go's `flag` package reads neither.
    #[must_use]
    pub fn lost(&self) -> Option<(&Arg, &[Arg])> {
        let (word, rest) = self.args.get(self.parsed().1..)?.split_first()?;
        Some((word, rest))
    }

    /// The flags, and how many arguments they take up.
    fn parsed(&self) -> (Vec<Flag<'_>>, usize) {
        let (mut flags, mut at) = (Vec::new(), 0);
        while let Some(arg) = self.args.get(at) {
            let Some(written) = dashless(&arg.text) else {
                if !is_filled_in(&arg.text) {
                    break;
                }
                at += 1;
                continue;
            };
            let (name, value) = written.split_once('=').map_or((written, None), |(name, value)| (name, Some(value)));
            let next = self.args.get(at + 1).filter(|next| is_known(name) || dashless(&next.text).is_none());
            let alone = value.is_none() && (is_bool(name) || next.is_none() && !is_known(name));
            let (value, span) = match (value, next) {
                (Some(value), _) => (value, arg.span),
                (None, _) if alone => ("true", arg.span),
                (None, Some(next)) => (next.text.as_str(), next.span),
                (None, None) => break,
            };
            at += if alone || span == arg.span { 1 } else { 2 };
            flags.push(Flag { name, value, span, at: arg.span });
        }
        (flags, at)
    }

    /// A flag by its name; the last one where it is repeated, as the node takes it.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<Flag<'_>> {
        self.flags().into_iter().rev().find(|flag| flag.name == name)
    }

    /// A flag's value, unless it is empty or filled in elsewhere.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.flag(name).map(|flag| flag.value).filter(|value| !value.is_empty() && !is_filled_in(value))
    }

    /// Whether a switch is on.
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.flag(name).is_some_and(|flag| matches!(flag.value, "1" | "t" | "T" | "true" | "TRUE" | "True"))
    }

    /// Whether it is a gateway; `-broadcaster` is the older name.
    #[must_use]
    pub fn is_gateway(&self) -> bool {
        self.is_on("gateway") || self.is_on("broadcaster")
    }

    /// Whether it pays, or is paid, on a chain. The default network is `offchain` (go-livepeer
    /// `cmd/livepeer/starter/starter.go`).
    #[must_use]
    pub fn is_on_chain(&self) -> bool {
        self.value("network").is_some_and(|network| network != "offchain")
    }

    /// Where flags may come from that do not stand here: a variable, or a `-config` file.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&str> {
        let alone = |pair: &[Arg]| is_filled_in(&pair[1].text) && !takes_value(&pair[0].text);
        let filled = self.args.windows(2).find(|pair| alone(pair)).map(|pair| pair[1].text.as_str());
        let first = self.args.first().map(|arg| arg.text.as_str()).filter(|text| is_filled_in(text));
        filled.or(first).or_else(|| self.flag("config").map(|flag| flag.value))
    }
}

/// Whether a shell or a template puts something in place of a word.
#[must_use]
pub fn is_filled_in(text: &str) -> bool {
    text.starts_with(['$', '%']) || text.starts_with("{{") || text.starts_with('<') && text.ends_with('>')
}

/// Whether an argument is a flag whose value is the next one.
fn takes_value(text: &str) -> bool {
    dashless(text).is_some_and(|name| !name.contains('=') && !is_bool(name))
}

/// A flag's text without its one or two dashes; `None` for anything that is no flag.
fn dashless(text: &str) -> Option<&str> {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-'))?;
    (!name.is_empty() && !name.starts_with(['-', '='])).then_some(name)
}
