//! Addresses of gateways that stand in code and configuration, whether or not a request was traced to them.

use lp_ready_checks::facts::config::{Document, Entry, Node, Value};
use lp_ready_checks::facts::livepeer::{Address, Origin, Written};
use lp_ready_checks::gateway_selection::hosts;

use super::code::{Code, Spot};
use crate::gather::source::module::{Held, Literal, Module};

/// Calls that look at an address without going there.
const LOOKS: &[&str] = &[
    "includes",
    "startsWith",
    "endsWith",
    "indexOf",
    "replace",
    "replaceAll",
    "match",
    "test",
    "split",
    "log",
    "error",
    "warn",
    "info",
    "debug",
    "print",
    "println",
    "Println",
    "Printf",
    "Errorf",
    "Fatalf",
    "Error",
    "TypeError",
    "ValueError",
    "RuntimeError",
    "describe",
    "it",
    "expect",
    "startswith",
    "endswith",
    "echo",
    "printf",
    "add_argument_help",
    "warning",
    "Contains",
    "HasPrefix",
    "contains",
    "t",
    "starts_with",
    "ends_with",
    "toContain",
    "toBe",
    "compile",
    "preconnect",
    "dnsPrefetch",
    "str_contains",
    "str_starts_with",
    "str_ends_with",
    "strpos",
    "stripos",
    "preg_match",
    "in_array",
    "error_log",
    "StartsWith",
    "EndsWith",
    "IndexOf",
    "Equals",
    "WriteLine",
    "LogInformation",
    "LogWarning",
    "LogError",
    "LogDebug",
];

/// Keys whose value is shown or allowed, never called.
const SHOWN: &[&str] = &[
    "placeholder",
    "label",
    "title",
    "description",
    "hostname",
    "domains",
    "remotepatterns",
    "servers",
    "alt",
    "message",
    "error",
    "name",
    "help",
    "tooltip",
    "content",
    "comment",
    "href",
    "docs",
    "documentation",
    "homepage",
    "repository",
    "bugs",
    "note",
    "hint",
    "example",
    "examples",
    "summary",
    "text",
    "content-security-policy",
    "csp",
    "connect-src",
    "img-src",
    "allowedorigins",
    "cors",
    "image",
    "origin",
    "origins",
    "corsorigins",
    "cors_origins",
    "allowed_origins",
    "allow_origins",
    "alloworigins",
    "allowed_hosts",
    "allowedhosts",
    "allowlist",
    "whitelist",
    "blocklist",
    "blacklist",
    "denylist",
    "trusted_hosts",
    "trustedhosts",
    "trusted_origins",
    "trustedorigins",
    "host_permissions",
    "permissions",
    "matches",
    "externally_connectable",
    "content_security_policy",
    "contentsecuritypolicy",
    "connectsrc",
    "imgsrc",
    "mediasrc",
    "media-src",
    "framesrc",
    "frame-src",
    "defaultsrc",
    "default-src",
    "scriptsrc",
    "script-src",
    "directives",
];

/// Parts of names whose values are allowed or refused, never called.
const LISTED: &[&str] =
    &["allow", "block", "deny", "blacklist", "whitelist", "trusted", "origins", "csp", "cors", "safelist", "banned"];

impl<'a> Code<'a> {
    /// Every gateway address that is put to use in files that ship.
    pub(super) fn addresses(&self) -> Vec<Address> {
        let in_code = self
            .shipped()
            .flat_map(|module| module.addresses.iter().filter_map(|literal| self.address(module, literal)));
        let in_config = self.facts.documents.iter().flat_map(|document| self.in_document(document));
        in_code.chain(in_config).collect()
    }

    fn address(&self, module: &'a Module, literal: &'a Literal) -> Option<Address> {
        let text = self.text(Spot { module, expr: &literal.value });
        let at = self.span(module, &literal.value.at);
        let written = text.values.into_iter().find(|value| value.at == at && self.is_gateway(&value.text))?;
        let shown = written.text.contains(char::is_whitespace)
            || literal.held.is_empty()
            || literal.held.iter().any(only_shown);
        if shown {
            return None;
        }
        let written = Written { origin: origin(&literal.held), ..written };
        match self.use_of(module, &literal.held) {
            Use::None => None,
            Use::Offered => Some(Address { written, offered: true }),
            Use::Taken => Some(Address { written, offered: false }),
        }
    }

    fn is_gateway(&self, text: &str) -> bool {
        hosts::known(text).is_some_and(|host| host.class.is_gateway())
            || hosts::host_of(text)
                .is_some_and(|host| self.facts.livepeer.own_gateways.iter().any(|own| hosts::matches(&own.host, &host)))
    }

    /// Whether what holds an address is used anywhere.
    fn use_of(&self, module: &Module, held: &[Held]) -> Use {
        let key = held.iter().find_map(|held| match held {
            Held::Key(key) => Some(key.as_str()),
            _ => None,
        });
        let name = held.iter().find_map(|held| match held {
            Held::Name(name) => Some(name.as_str()),
            _ => None,
        });
        let passed = held.iter().any(|held| matches!(held, Held::Argument(_)));
        if passed || name == Some("return") {
            return Use::Taken;
        }
        let taken = |word: &str| if self.mentioned(module, word, 2) { Use::Taken } else { Use::None };
        match (key, name) {
            // A member of a map is taken where it is named, and offered where only the map is.
            (Some(key), Some(map)) => match taken(key) {
                Use::None if self.mentioned(module, map, 2) && !self.others_taken(map) => Use::Offered,
                found => found,
            },
            (Some(word), None) | (None, Some(word)) => taken(word),
            (None, None) => Use::Taken,
        }
    }

    /// Whether a word occurs in the module's file at least so often, or in any other module.
    fn mentioned(&self, module: &Module, word: &str, times: usize) -> bool {
        let count = |module: &Module| {
            let text = self.file(module).text.as_deref().unwrap_or_default();
            words(text, word).take(times).count()
        };
        count(module) >= times || self.modules.iter().any(|other| other.file != module.file && count(other) > 0)
    }

    /// Whether a map is only ever asked for members by name: those it names elsewhere are the ones that are taken.
    fn others_taken(&self, map: &str) -> bool {
        let mut asked = self.modules.iter().flat_map(|module| {
            let text = self.file(module).text.as_deref().unwrap_or_default();
            words(text, map).map(move |at| (&text[..at], &text[at + map.len()..]))
        });
        asked.all(|(before, behind)| {
            let member = behind.trim_start_matches('?').strip_prefix('.').is_some_and(starts_name);
            let quoted = behind.starts_with("[\"") || behind.starts_with("['");
            let defined = behind.trim_start().starts_with([':', '=']) && !behind.trim_start().starts_with("==");
            let imported = before.rsplit(['\n', ';']).next().is_some_and(|line| {
                let line = line.trim_start();
                line.starts_with("import") || line.starts_with("export {") || line.starts_with("from")
            });
            member || quoted || defined || imported
        })
    }

    fn in_document(&self, document: &Document) -> Vec<Address> {
        let file = self.facts.file(document.file);
        let describes_api = ["openapi", "swagger"].iter().any(|key| document.root.get(key).is_some());
        if !file.role.ships() || describes_api || LISTINGS.contains(&file.name()) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut open = vec![&document.root];
        while let Some(node) = open.pop() {
            open.extend(node.items());
            open.extend(node.entries().iter().filter(|entry| !is_shown(entry)).map(|entry| &entry.value));
            found.extend(self.in_node(node));
        }
        found
    }

    fn in_node(&self, node: &Node) -> Option<Address> {
        let Value::Text(text) = &node.value else { return None };
        let plain = !text.contains(char::is_whitespace) && self.is_gateway(text);
        let written = Written::new(text.clone(), node.span, Origin::Literal);
        plain.then_some(Address { written, offered: false })
    }
}

/// Files that list addresses for other purposes than calling them.
const LISTINGS: &[&str] =
    &["package.json", "package-lock.json", "mkdocs.yml", "docs.json", "mint.json", "vercel.json", "README.md"];

enum Use {
    None,
    Offered,
    Taken,
}

fn only_shown(held: &Held) -> bool {
    match held {
        Held::Key(key) => SHOWN.contains(&key.to_ascii_lowercase().as_str()),
        Held::Argument(callee) => LOOKS.contains(&callee.as_str()) || is_listed(callee),
        Held::Operand(operator) => {
            ["===", "==", "!==", "!=", "in", "not in", "<", ">", "=~"].contains(&operator.as_str())
        }
        Held::OutsideProduction => true,
        Held::Name(name) => is_listed(name),
    }
}

/// Whether a name says that it holds a list of what is let through or kept out.
fn is_listed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    LISTED.iter().any(|word| name.starts_with(word) || name.contains(&format!("_{word}")) || name.ends_with(word))
}

fn is_shown(entry: &Entry) -> bool {
    SHOWN.contains(&entry.key.to_ascii_lowercase().as_str())
}

fn origin(held: &[Held]) -> Origin {
    match held {
        [Held::Operand(operator), ..] if ["??", "||", "or", ":-"].contains(&operator.as_str()) => Origin::Literal,
        [Held::Argument(_), ..] => Origin::Literal,
        _ => Origin::Constant,
    }
}

/// Places where a word stands by itself.
pub(super) fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        !word.is_empty() && !text[..*at].ends_with(inside) && !text[at + word.len()..].starts_with(inside)
    })
}

fn starts_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
