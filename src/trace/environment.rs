//! Reads of environment variables in every language's spelling, and the values the project gives them.

use lp_ready_checks::facts::env::{Setter, Variable};
use lp_ready_checks::facts::livepeer::{HOLE, Origin, Written};

use super::code::{Code, Spot};
use crate::gather::folders;
use crate::gather::source::expr::{Call, Expr, Kind};
use crate::gather::source::module::is_variable;

/// A read of a variable.
pub(super) struct Read<'a> {
    pub(super) name: String,
    /// The read itself.
    pub(super) at: Spot<'a>,
    /// What the same call falls back to, in the module it is written in.
    pub(super) default: Option<Spot<'a>>,
}

/// Objects whose upper-case members are variables.
const OBJECTS: &[&[&str]] = &[
    &["process", "env"],
    &["import.meta", "env"],
    &["Bun", "env"],
    &["os", "environ"],
    &["environ"],
    &["env"],
    &["ENV"],
    &["_ENV"],
    &["_SERVER"],
];

/// Modules that give variables out by their names: SvelteKit's, Astro's, and those of React Native.
const ENV_MODULES: &[&str] = &["$env/", "astro:env/", "@env", "react-native-config"];

/// Whether a module gives variables out; those that end with a slash have parts.
pub(super) fn gives_variables(module: &str) -> bool {
    ENV_MODULES.iter().any(|own| if own.ends_with('/') { module.starts_with(own) } else { module == *own })
}

/// Functions that read a variable, in lower case and without underscores: the standard ones and the names people give
/// their own helpers.
const FUNCTIONS: &[&str] = &[
    "getenv",
    "getenvironmentvariable",
    "lookupenv",
    "env",
    "envor",
    "envordefault",
    "getenvor",
    "getenvordefault",
    "getenvwithdefault",
    "getenvdefault",
    "envstring",
    "getenvstring",
    "mustenv",
    "mustgetenv",
    "requireenv",
    "requiredenv",
    "optionalenv",
    "optionenv",
    "varos",
    "readenv",
    "config",
    "getstring",
    // elizaOS
    "getsetting",
];

impl<'a> Code<'a> {
    /// The variable an expression reads, followed through names.
    pub(super) fn env_read(&self, spot: Spot<'a>) -> Option<Read<'a>> {
        direct(spot)
            .or_else(|| self.imported_variable(spot))
            .or_else(|| self.destructured(spot))
            .or_else(|| self.shell_variable(spot))
    }

    /// `import { KEY } from "$env/static/private"`, or `"@env"` of React Native.
    pub(super) fn imported_variable(&self, spot: Spot<'a>) -> Option<Read<'a>> {
        let foreign = self.foreign(spot)?;
        let name = foreign.name.filter(|name| gives_variables(&foreign.package) && is_variable(name))?;
        Some(Read { name, at: spot, default: None })
    }

    /// A name that stands for a read by a definition: `const { KEY } = process.env`, `const url = process.env.URL`.
    fn destructured(&self, spot: Spot<'a>) -> Option<Read<'a>> {
        let target = self.follow(spot);
        if std::ptr::eq(target.expr, spot.expr) { None } else { direct(target) }
    }

    pub(super) fn shell_variable(&self, spot: Spot<'a>) -> Option<Read<'a>> {
        match &spot.expr.kind {
            Kind::Name(name) if spot.module.language == "shell" && self.definitions(spot).is_empty() => {
                Some(Read { name: name.clone(), at: spot, default: None })
            }
            _ => None,
        }
    }

    /// The values the project gives a variable where a module's programs see it.
    pub(super) fn env_values(&self, spot: Spot<'a>, name: &str) -> Vec<Written> {
        let folder = self.file(spot.module).folder();
        let set = |variable: &&Variable| variable.name == name && variable.set_by != Setter::Template;
        let near = |variable: &&Variable| folders::holds(&variable.folder, folder);
        let all: Vec<_> = self.facts.env.variables.iter().filter(set).collect();
        let nearby: Vec<_> = all.iter().copied().filter(near).collect();
        let chosen = if nearby.is_empty() { all } else { nearby };
        chosen.into_iter().filter(|variable| !variable.value.is_empty()).map(written).collect()
    }
}

fn written(variable: &Variable) -> Written {
    let origin = Origin::Env { name: variable.name.clone(), environment: variable.environment };
    Written::new(unexpanded(&variable.value), variable.value_span, origin)
}

/// A value with a hole for each `${…}` and `$NAME` in it; a default within takes its place.
fn unexpanded(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        text.push_str(before);
        let Some((inner, tail)) = after.split_once('}') else { return format!("{text}{HOLE}") };
        match inner.split_once(":-") {
            Some((_, default)) => text.push_str(default),
            None => text.push(HOLE),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The variable an expression reads by itself.
pub(super) fn direct(spot: Spot<'_>) -> Option<Read<'_>> {
    match &spot.expr.kind {
        Kind::Member(base, name) if is_variable(name) => {
            let path = base.path()?;
            OBJECTS.contains(&path.as_slice()).then(|| Read { name: name.clone(), at: spot, default: None })
        }
        Kind::Call(call) => called(spot, call),
        _ => None,
    }
}

fn called<'a>(spot: Spot<'a>, call: &'a Call) -> Option<Read<'a>> {
    let name = call.positional(0).and_then(Expr::literal).filter(|name| is_variable(name))?.to_owned();
    let callee = call.callee.last_name()?;
    let simple = callee.to_ascii_lowercase().replace('_', "");
    let base = match &call.callee.kind {
        Kind::Member(base, _) => base.path().unwrap_or_default(),
        _ => Vec::new(),
    };
    // `os.environ.get`, `Deno.env.get`, `env::var`, `process.env.get`.
    let getter = matches!(callee, "get" | "var" | "setdefault")
        && base.last().is_some_and(|of| of.to_ascii_lowercase().starts_with("env"));
    if !getter && !FUNCTIONS.contains(&simple.as_str()) {
        return None;
    }
    let default = call.named("default").or_else(|| call.positional(1));
    Some(Read { name, at: spot, default: default.map(|expr| spot.with(expr)) })
}

#[cfg(test)]
mod tests {
    use super::{gives_variables, unexpanded};

    #[test]
    fn expansions_leave_holes_and_defaults_fill_them() {
        assert_eq!(unexpanded("https://${HOST}/x"), "https://\u{FFFC}/x");
        assert_eq!(unexpanded("${URL:-https://a.example}/x"), "https://a.example/x");
        assert_eq!(unexpanded("plain"), "plain");
        assert_eq!(unexpanded("${open"), "\u{FFFC}");
    }

    #[test]
    fn only_modules_of_variables_give_them() {
        for module in ["$env/static/public", "astro:env/client", "@env", "react-native-config"] {
            assert!(gives_variables(module), "{module}");
        }
        for module in ["@envelop/core", "@env-tools/keys", "react-native-config-reader", "env"] {
            assert!(!gives_variables(module), "{module}");
        }
    }
}
