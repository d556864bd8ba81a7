//! Variables that deploying files set.

use std::ops::Range;

use lp_ready_checks::facts::env::{Environment, Setter, Variable};
use lp_ready_checks::facts::file::File;

/// A variable with its name and value at these bytes of the file.
pub(super) fn variable(file: &File, name: Range<usize>, value: Range<usize>, text: &str) -> Option<Variable> {
    let (name_span, value_span) = (file.span(name)?, file.span(value)?);
    Some(Variable {
        name: file.slice(name_span).to_owned(),
        value: text.to_owned(),
        name_span,
        value_span,
        environment: environment(file.name()),
        set_by: Setter::Deployment,
        folder: file.folder().to_owned(),
    })
}

/// The variable of a `NAME=value` at these bytes, where the whole or the value may stand in quotes.
pub(super) fn assignment(file: &File, range: Range<usize>) -> Option<Variable> {
    let text = file.text.as_deref()?;
    let range = unquoted(text, range);
    let equals = range.start + text.get(range.clone())?.find('=')?;
    let value = unquoted(text, equals + 1..range.end);
    let name = range.start..equals;
    is_name(&text[name.clone()]).then(|| variable(file, name, value.clone(), &text[value]))?
}

/// A range without the quotes around it.
pub(super) fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or_default();
    let quoted =
        inner.len() >= 2 && ['"', '\''].iter().any(|quote| inner.starts_with(*quote) && inner.ends_with(*quote));
    if quoted { range.start + 1..range.end - 1 } else { range }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

/// When the values of a deploying file are in force, by the words of its name.
pub(super) fn environment(name: &str) -> Environment {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(['.', '-', '_']);
    words
        .find_map(|word| match word {
            "prod" | "production" | "live" => Some(Environment::Production),
            "staging" | "stage" | "preprod" => Some(Environment::Staging),
            "dev" | "develop" | "development" | "local" | "override" => Some(Environment::Development),
            "test" | "tests" | "ci" | "e2e" => Some(Environment::Test),
            _ => None,
        })
        .unwrap_or(Environment::Unnamed)
}
