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

/// Words of a name that say its value is to be kept from others.
const SECRET_WORDS: &[&str] = &[
    "apikey",
    "auth",
    "bearer",
    "credential",
    "credentials",
    "dsn",
    "jwt",
    "key",
    "mnemonic",
    "pass",
    "passphrase",
    "passwd",
    "password",
    "private",
    "pwd",
    "secret",
    "secrets",
    "seed",
    "token",
];

/// Last words of a name that say its value only has to do with a secret: where it is, what it is called, how long it holds.
const ABOUT_WORDS: &[&str] = &[
    "addr",
    "address",
    "algorithm",
    "count",
    "enabled",
    "endpoint",
    "expiry",
    "file",
    "header",
    "host",
    "id",
    "issuer",
    "length",
    "limit",
    "name",
    "path",
    "prefix",
    "ttl",
    "type",
    "uri",
    "url",
];

/// What people write where a value is to be filled in.
const PLACEHOLDERS: &[&str] = &[
    "...",
    "changeme",
    "change-me",
    "change_me",
    "dummy",
    "example",
    "insert",
    "placeholder",
    "replace",
    "todo",
    "xxx",
    "your",
];

impl Variable {
    /// The value, or what stands in for it: the default of a `${NAME:-default}` that is all of it.
    #[must_use]
    pub fn taken(&self) -> &str {
        let inner = self.value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
        inner.and_then(|inner| inner.split_once(":-")).map_or(self.value.as_str(), |(_, default)| default)
    }

    /// Whether the variable holds a secret, as far as its name and the look of its value tell: a name such as
    /// `STRIPE_SECRET` or an address with a password in it, and no placeholder, reference or sealed value.
    #[must_use]
    pub fn looks_secret(&self) -> bool {
        (names_secret(&self.name) || holds_password(&self.value)) && !self.is_placeholder()
    }

    /// Whether the value only stands for one: empty, a reference, sealed, or to be filled in.
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        let value = self.value.trim().to_ascii_lowercase();
        let open = value.is_empty() || value.starts_with(['<', '$', '{', '[']) || value.starts_with("encrypted:");
        let switch =
            matches!(value.as_str(), "true" | "false" | "null" | "none" | "0" | "1" | "test" | "secret" | "password");
        open || switch || PLACEHOLDERS.iter().any(|word| value.contains(word))
    }
}

fn names_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(['_', '-', '.']).collect();
    let public = words.windows(2).any(|pair| matches!(pair, ["public" | "publishable" | "anon", "key" | "token"]));
    let about = words.last().is_some_and(|last| ABOUT_WORDS.contains(last));
    let ends =
        |word: &str| ["apikey", "passphrase", "password", "secret", "token"].iter().any(|end| word.ends_with(end));
    !public && !about && words.iter().any(|word| SECRET_WORDS.contains(word) || ends(word))
}

/// Whether a value is an address with a password in it: `scheme://user:password@host`.
fn holds_password(value: &str) -> bool {
    let authority = value.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(rest));
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    user.split_once(':').is_some_and(|(_, password)| !password.is_empty() && !password.starts_with('$'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_secrets() {
        for name in [
            "LIVEPEER_API_KEY",
            "JWT_SECRET",
            "LP_ETHPASSWORD",
            "orch-secret",
            "APIKEY",
            "VITE_STUDIO_KEY",
            "DB_PASS",
            "MNEMONIC",
        ] {
            assert!(names_secret(name), "{name}");
        }
        for name in [
            "PORT",
            "NEXT_PUBLIC_URL",
            "TOKEN_ADDRESS",
            "MAX_TOKENS",
            "JWT_PUBLIC_KEY",
            "KEY_ID",
            "SECRET_NAME",
            "MONKEY",
            "AUTHOR",
        ] {
            assert!(!names_secret(name), "{name}");
        }
    }

    #[test]
    fn addresses_tell_passwords() {
        assert!(holds_password("postgres://app:kR7vQ2@db:5432/app"));
        for value in [
            "postgres://db/app",
            "https://x.test/@user:1",
            "redis://cache:6379",
            "postgres://app:$PASS@db/app",
            "user@x.test",
        ] {
            assert!(!holds_password(value), "{value}");
        }
    }
}
