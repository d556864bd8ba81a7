//! The languages, one table each.

mod bash;
mod csharp;
mod go;
mod php;
mod python;
mod rust;
mod typescript;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::grammar::Grammar;

static TYPESCRIPT: LazyLock<Grammar> = LazyLock::new(typescript::typescript);
static TSX: LazyLock<Grammar> = LazyLock::new(typescript::tsx);
static PYTHON: LazyLock<Grammar> = LazyLock::new(python::grammar);
static GO: LazyLock<Grammar> = LazyLock::new(go::grammar);
static RUST: LazyLock<Grammar> = LazyLock::new(rust::grammar);
static PHP: LazyLock<Grammar> = LazyLock::new(php::grammar);
static CSHARP: LazyLock<Grammar> = LazyLock::new(csharp::grammar);
static BASH: LazyLock<Grammar> = LazyLock::new(bash::grammar);

/// The grammar for a file, by its name.
pub(super) fn grammar_for(name: &str) -> Option<&'static Grammar> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    // Asked of every file of a tree; few are named in capitals.
    let capitals = extension.bytes().any(|byte| byte.is_ascii_uppercase());
    let extension = if capitals { Cow::Owned(extension.to_ascii_lowercase()) } else { Cow::Borrowed(extension) };
    // JavaScript is read by the TSX grammar, a superset; TypeScript proper keeps its own, for `<T>x` casts.
    Some(match &*extension {
        "ts" | "mts" | "cts" => &TYPESCRIPT,
        "tsx" | "js" | "jsx" | "mjs" | "cjs" | "vue" | "svelte" | "astro" => &TSX,
        "py" | "pyw" => &PYTHON,
        "go" => &GO,
        "rs" => &RUST,
        "php" | "phtml" => &PHP,
        "cs" => &CSHARP,
        "sh" | "bash" | "zsh" | "ksh" => &BASH,
        _ => return None,
    })
}

/// The grammar for a file without an ending, by its first line.
pub(super) fn by_shebang(text: &str) -> Option<&'static Grammar> {
    let line = text.strip_prefix("#!")?.lines().next()?;
    let program = line.split(['/', ' ']).rfind(|word| !word.is_empty() && !word.starts_with('-'))?;
    Some(match program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.') {
        "sh" | "bash" | "zsh" | "ksh" | "dash" => &BASH,
        "python" => &PYTHON,
        "php" => &PHP,
        "node" | "bun" | "deno" => &TSX,
        _ => return None,
    })
}
