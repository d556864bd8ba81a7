//! What is known of the node that loads a file: its network, its default price, whether it runs models itself.

use crate::facts::Facts;
use crate::facts::env::Setter;
use crate::facts::file::FileId;
use crate::facts::node::Command;

use super::decimal::Decimal;
use super::uses;

/// The settings of a node that bear on its models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) network: Network,
    pub(super) base: Base,
    /// Whether it runs models itself.
    pub(super) worker: Answer,
    /// Whether it converts currencies by a feed other than the default.
    pub(super) own_feed: bool,
    /// Whether it is told images other than the default.
    pub(super) own_images: bool,
}

/// Whether a node settles its payments on a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Network {
    OnChain,
    OffChain,
    Unknown,
}

/// The price of models that have none of their own, `-pricePerUnit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Set,
    Unset,
    Unknown,
}

/// An answer that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    Unknown,
}

impl Settings {
    /// Those of a node whose command line is not in the project.
    pub(super) const UNKNOWN: Self = Self {
        network: Network::Unknown,
        base: Base::Unknown,
        worker: Answer::Unknown,
        own_feed: false,
        own_images: false,
    };

    /// Those of a command line, with its config file and the environment.
    pub(super) fn of(facts: &Facts, command: &Command) -> Self {
        let node = Sources::of(facts, command);
        Self {
            network: node.network(),
            base: node.base(),
            worker: node.worker(),
            own_feed: node.value("priceFeedAddr").is_some(),
            own_images: ["aiRunnerImageOverrides", "aiRunnerImage"].iter().any(|name| node.value(name).is_some()),
        }
    }

    /// Those of a file that several nodes load: the strictest.
    pub(super) fn and(self, other: Self) -> Self {
        let either = |one: Answer, two: Answer| if one == two { one } else { Answer::Unknown };
        match (self.network, other.network) {
            (Network::OnChain, _) | (Network::Unknown, Network::OffChain) => self,
            (_, Network::OnChain) | (Network::OffChain, Network::Unknown) => other,
            _ => Self { worker: either(self.worker, other.worker), ..self },
        }
    }
}

/// Whether a node runs models and nothing else, and is told none; it does not start then.
pub(super) fn lacks_models(facts: &Facts, command: &Command) -> bool {
    let node = Sources::of(facts, command);
    let other = ["orchestrator", "transcoder", "gateway", "broadcaster"];
    !node.open
        && node.switch("aiWorker") == Answer::Yes
        && other.iter().all(|mode| node.switch(mode) == Answer::No)
        && node.value("aiModels").is_none()
}

/// Where a node's flags come from, the ones that win first.
struct Sources<'a> {
    facts: &'a Facts,
    file: FileId,
    commands: Vec<&'a Command>,
    /// Whether it is told to read a config file that the project does not have.
    open: bool,
}

impl<'a> Sources<'a> {
    fn of(facts: &'a Facts, command: &'a Command) -> Self {
        let named = command.flag("config").map(|flag| flag.value);
        let configs: Vec<&Command> = named.map(|path| uses::nodes_in(facts, path)).unwrap_or_default();
        let open = named.is_some() && configs.is_empty();
        let callers = facts.nodes.iter().filter(|caller| {
            let config = caller.flag("config").map(|flag| flag.value);
            caller.file != command.file && config.is_some_and(|path| uses::is_named(facts.file(command.file), path))
        });
        Self { facts, file: command.file, commands: callers.chain([command]).chain(configs).collect(), open }
    }

    /// A flag's value, from the command line, the environment or a config file.
    fn value(&self, name: &str) -> Option<&'a str> {
        let flag = |command: &&'a Command| command.flag(name).map(|flag| flag.value);
        self.commands.iter().find_map(flag).or_else(|| self.environment(name))
    }

    fn environment(&self, name: &str) -> Option<&'a str> {
        let name = format!("LP_{}", name.to_uppercase());
        let variables =
            || self.facts.env.variables.iter().filter(|it| it.name == name && it.set_by != Setter::Template);
        let beside = variables().find(|variable| variable.name_span.file() == self.file);
        let loaded = || variables().find(|variable| variable.set_by == Setter::Dotenv);
        beside.or_else(loaded).map(|variable| variable.value.as_str())
    }

    fn network(&self) -> Network {
        match self.value("network").map(uses::expanded) {
            Some(None) => Network::Unknown,
            Some(Some("offchain")) => Network::OffChain,
            Some(Some(_)) => Network::OnChain,
            None if self.open => Network::Unknown,
            None => Network::OffChain,
        }
    }

    fn base(&self) -> Base {
        let written = self.value("pricePerUnit").map(uses::expanded);
        let number = |text: &str| {
            let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
            Decimal::parse(&text[..end])
        };
        match written {
            Some(Some(text)) => match number(text) {
                Some(price) if price.is_zero() => Base::Unset,
                Some(_) => Base::Set,
                None => Base::Unknown,
            },
            Some(None) => Base::Unknown,
            None if self.open => Base::Unknown,
            None => Base::Unset,
        }
    }

    fn worker(&self) -> Answer {
        self.switch("aiWorker")
    }

    fn switch(&self, name: &str) -> Answer {
        match self.value(name).map(uses::expanded) {
            Some(Some("true" | "1" | "t" | "T" | "TRUE" | "True")) => Answer::Yes,
            Some(None) => Answer::Unknown,
            None if self.open => Answer::Unknown,
            _ => Answer::No,
        }
    }
}
