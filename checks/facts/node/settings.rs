//! What a node is told in the end: its command line, the variables beside it and its config file as one.
//!
//! Precedence and names are those of `peterbourgon/ff` v3.4.0, which go-livepeer reads them with
//! (`cmd/livepeer/livepeer.go`): a flag before `LP_FLAG` before a line of the `-config` file.

use super::super::Facts;
use super::super::env::{Setter, Variable};
use super::super::file::{File, Role, Span};
use super::{Arg, Command, Parsed, Program, names};

/// An answer that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// It depends on what the project does not show.
    Unknown,
}

/// A flag that is given a value somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting<'a> {
    /// The flag's name.
    pub name: &'a str,
    /// Its value, as written.
    pub value: &'a str,
    /// Where the value stands.
    pub span: Span,
}

/// What a node is told, and what is not known of it.
#[derive(Debug, Clone)]
pub struct Settings<'a> {
    /// The command line.
    pub command: &'a Command,
    /// How the node reads it.
    pub parsed: Parsed<'a>,
    /// Whether it may be told more than the project shows.
    pub open: bool,
    /// What wins comes first.
    given: Vec<Setting<'a>>,
}

/// A published port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Port {
    /// The port inside the container.
    pub inside: u16,
    /// Whether it is published on the machine's own loopback only.
    pub loopback: bool,
}

impl Facts {
    /// The nodes the project runs for its users: in files that ship, and not a developer's own.
    #[must_use]
    pub fn deployed_nodes(&self) -> Vec<Settings<'_>> {
        // A script without a telling name is no more than a text by its role.
        let ships = |command: &&Command| {
            let role = self.file(command.file).role;
            role.ships() || role == Role::Other
        };
        let read = |file: &Command| self.nodes.iter().any(|caller| self.config_of(caller).is_some_and(|it| it == file));
        let commands = self.nodes.iter().filter(ships).filter(|command| !command.is_trial());
        let commands = commands.filter(|command| command.program != Program::Config || !read(command));
        commands.map(|command| Settings::of(self, command)).filter(|node| !node.is_for_trying_out(self)).collect()
    }

    /// The config file a command line names, if the project has it: of those with its name the one whose folders agree
    /// the most with the path.
    fn config_of<'a>(&'a self, command: &Command) -> Option<&'a Command> {
        let path = command.flag("config")?.value;
        let name = path.rsplit(['/', '\\']).next()?;
        let named = self.nodes.iter().filter(|node| node.program == Program::Config);
        named.filter(|node| self.file(node.file).name() == name).max_by_key(|node| {
            let tail = self.file(node.file).path.rsplit('/').zip(path.rsplit('/'));
            tail.take_while(|(one, two)| one == two).count()
        })
    }
}

impl<'a> Settings<'a> {
    /// What a node is told.
    #[must_use]
    pub fn of(facts: &'a Facts, command: &'a Command) -> Self {
        let parsed = command.parsed();
        let flag = |flag: &super::Flag<'a>| Setting { name: flag.name, value: flag.value, span: flag.span };
        let mut given: Vec<Setting<'a>> = parsed.flags.iter().rev().map(flag).collect();
        given.extend(command.variables.iter().filter_map(of_variable));
        given.extend(loaded(facts, command).filter_map(of_variable));
        let config = facts.config_of(command);
        given.extend(config.iter().flat_map(|config| config.flags()).rev().map(|it| flag(&it)));
        let unread = config.is_none() && given.iter().any(|setting| setting.name == "config");
        let open = parsed.open || unread || command.extended || command.program == Program::Config;
        Self { command, parsed, open, given }
    }

    /// What a flag is set to.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Setting<'a>> {
        // An empty variable is none to ff; an empty flag says nothing to the node either.
        self.given.iter().find(|setting| setting.name == name && !setting.value.is_empty()).copied()
    }

    /// What a flag is set to, where that can be read.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(|setting| written(setting.value))
    }

    /// Every flag that is given a value, what wins first.
    pub fn given(&self) -> impl Iterator<Item = &Setting<'a>> {
        self.given.iter()
    }

    /// Whether a flag is certainly not set.
    #[must_use]
    pub fn lacks(&self, name: &str) -> bool {
        !self.open && self.get(name).is_none()
    }

    /// Whether a switch that is off by itself is on.
    #[must_use]
    pub fn switch(&self, name: &str) -> Answer {
        match self.get(name).map(|setting| written(setting.value)) {
            Some(Some("1" | "t" | "T" | "true" | "TRUE" | "True")) => Answer::Yes,
            Some(Some(_)) => Answer::No,
            Some(None) => Answer::Unknown,
            None if self.open => Answer::Unknown,
            None => Answer::No,
        }
    }

    /// Whether it settles payments on a chain.
    #[must_use]
    pub fn on_chain(&self) -> Answer {
        match self.get("network").map(|setting| written(setting.value)) {
            Some(Some("offchain")) => Answer::No,
            Some(Some(_)) => Answer::Yes,
            Some(None) => Answer::Unknown,
            None if self.open => Answer::Unknown,
            None => Answer::No,
        }
    }

    /// The flag that makes it a gateway.
    #[must_use]
    pub fn gateway(&self) -> Option<Setting<'a>> {
        ["gateway", "broadcaster"].iter().find_map(|name| self.get(name).filter(|_| self.switch(name) == Answer::Yes))
    }

    /// Where the node shows: at the flag that says what it is, at its first word, or at its program.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        let modes = ["gateway", "broadcaster", "orchestrator", "transcoder", "aiWorker", "remoteSigner", "redeemer"];
        let mode = modes.iter().find_map(|name| self.get(name)).map(|setting| setting.span);
        let program = || match &self.command.program {
            Program::Image(arg) | Program::Binary(arg) => Some(arg.span),
            Program::Config => None,
        };
        mode.or_else(|| self.command.args.first().map(|arg| arg.span)).or_else(program)
    }

    /// The ports its container publishes.
    #[must_use]
    pub fn published(&self) -> Vec<(Port, &'a Arg)> {
        let ports = self.command.container.iter().flat_map(|container| &container.ports);
        ports.flat_map(|arg| ports_of(&arg.text).into_iter().map(move |port| (port, arg))).collect()
    }

    /// Whether it is a developer's own: off chain, without a signer that pays, and no service of a machine.
    fn is_for_trying_out(&self, facts: &Facts) -> bool {
        let service = facts.file(self.command.file).name().ends_with(".service");
        let pays = ["remoteSignerUrl", "remoteSigner", "ethUrl"];
        !service && self.on_chain() == Answer::No && pays.iter().all(|name| self.lacks(name))
    }
}

fn of_variable(variable: &Variable) -> Option<Setting<'_>> {
    let flag = variable.name.strip_prefix("LP_").filter(|_| !variable.value.is_empty())?;
    let name = names().find(|name| name.to_uppercase() == flag)?;
    Some(Setting { name, value: &variable.value, span: variable.value_span })
}

/// The variables of the dotenv files that the container is given.
fn loaded<'a>(facts: &'a Facts, command: &'a Command) -> impl Iterator<Item = &'a Variable> {
    let paths = command.container.iter().flat_map(|container| &container.env_files);
    let folder = facts.file(command.file).folder();
    let file = move |path: &'a String| -> Option<&'a File> {
        let path = path.trim_start_matches("./");
        facts.file_at(&if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") })
    };
    paths.filter_map(file).flat_map(|file| {
        let of_file = |it: &&Variable| it.name_span.file() == file.id && it.set_by == Setter::Dotenv;
        facts.env.variables.iter().filter(of_file)
    })
}

/// A value with the default of a `${NAME:-default}` in place; `None` where it depends on an environment or is to be
/// filled in.
#[must_use]
pub fn written(value: &str) -> Option<&str> {
    let inner = value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    let default = inner.and_then(|inner| inner.split_once(":-").or_else(|| inner.split_once('-')));
    let value = default.map_or(value, |(_, default)| default);
    let open = value.contains(['$', '%', '<', '[']) || value.contains("{{") || value.contains("YOUR");
    (!open).then_some(value)
}

/// The ports of `[IP:][HOST:]CONTAINER[/PROTOCOL]`, ranges too.
fn ports_of(text: &str) -> Vec<Port> {
    let text = text.split('/').next().unwrap_or_default();
    let (outside, inside) = text.rsplit_once(':').unwrap_or(("", text));
    let loopback = ["127.", "localhost", "[::1]"].iter().any(|host| outside.starts_with(host));
    let (first, last) = inside.split_once('-').unwrap_or((inside, inside));
    let (Ok(first), Ok(last)) = (first.parse::<u16>(), last.parse::<u16>()) else { return Vec::new() };
    // A range of thousands of media ports is no list of doors.
    (first..=last).take(64).map(|inside| Port { inside, loopback }).collect()
}

#[cfg(test)]
mod tests {
    use super::{ports_of, written};

    #[test]
    fn published_ports_are_read_in_every_spelling() {
        let inside = |text: &str| ports_of(text).iter().map(|port| port.inside).collect::<Vec<_>>();
        assert_eq!(inside("8935:5935/tcp"), [5935]);
        assert_eq!(inside("5935"), [5935]);
        assert_eq!(inside("7935-7937:7935-7937"), [7935, 7936, 7937]);
        assert!(inside("${PORT}:${PORT}").is_empty());
        assert!(ports_of("127.0.0.1:5935:5935")[0].loopback && !ports_of("0.0.0.0:5935:5935")[0].loopback);
    }

    #[test]
    fn values_are_read_where_they_are_written() {
        assert_eq!(written("${A:-b}"), Some("b"));
        for open in ["$A", "<password>", "[password]", "%A%", "{{ a }}", "YOUR_URL"] {
            assert_eq!(written(open), None, "{open}");
        }
    }
}
