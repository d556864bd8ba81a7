//! Regular expressions as gitleaks writes them: RE2's, compiled when first needed.

use std::iter::Peekable;
use std::str::Chars;
use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};

/// Bytes a compiled expression may take; gitleaks' own largest take a fifth of it.
const SIZE: usize = 32 << 20;

/// A regular expression.
#[derive(Debug)]
pub(super) struct Pattern {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// An expression that is compiled when first needed.
    pub(super) fn lazy(source: &str) -> Self {
        Self { source: source.to_owned(), compiled: OnceLock::new() }
    }

    /// An expression that is known to be valid.
    ///
    /// # Errors
    /// What is wrong with it, as a clause.
    pub(super) fn checked(source: &str) -> Result<Self, String> {
        let pattern = Self::lazy(source);
        let regex = compile(source)?;
        pattern.compiled.get_or_init(|| Some(regex));
        Ok(pattern)
    }

    /// The compiled expression; `None` when it is invalid.
    pub(super) fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(&self.source).ok()).as_ref()
    }

    /// Whether an expression has to be compiled with Unicode's classes, which takes many times as long.
    #[cfg(test)]
    pub(super) fn needs_unicode(source: &str) -> bool {
        RegexBuilder::new(&translated(source)).unicode(false).size_limit(SIZE).dfa_size_limit(SIZE).build().is_err()
    }

    /// Whether it matches anywhere in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text.as_bytes()))
    }
}

/// Classes such as `\w` are ASCII, as in RE2, unless the expression has other characters.
fn compile(source: &str) -> Result<Regex, String> {
    let source = translated(source);
    let build = |unicode| RegexBuilder::new(&source).unicode(unicode).size_limit(SIZE).dfa_size_limit(SIZE).build();
    build(false).or_else(|_| build(true)).map_err(|error| reason(&error))
}

/// The last line of the error, which says what is wrong; the others draw the expression.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

/// RE2's syntax in the regex crate's: the few characters that only the latter takes for syntax are escaped.
fn translated(source: &str) -> String {
    let (mut out, mut chars, mut class) = (String::with_capacity(source.len()), source.chars().peekable(), false);
    while let Some(c) = chars.next() {
        match c {
            '\\' => escape(&mut out, &mut chars),
            '[' if class && chars.peek() != Some(&':') => out.push_str("\\["),
            '[' if class => posix(&mut out, &mut chars),
            '[' => {
                class = true;
                open(&mut out, &mut chars);
            }
            ']' => {
                class = false;
                out.push(c);
            }
            '&' | '~' | '-' if class && chars.peek() == Some(&c) => out.extend(['\\', c]),
            '{' if !class && !is_repetition(&chars) => out.push_str("\\{"),
            _ => out.push(c),
        }
    }
    out
}

/// An escape; `\Q…\E` becomes its characters.
fn escape(out: &mut String, chars: &mut Peekable<Chars<'_>>) {
    match chars.next() {
        Some('Q') => {
            let rest: String = chars.clone().collect();
            let (quoted, skipped) = rest.split_once("\\E").map_or((rest.as_str(), 0), |(quoted, _)| (quoted, 2));
            out.push_str(&regex::escape(quoted));
            (0..quoted.chars().count() + skipped).for_each(|_| _ = chars.next());
        }
        // A class in braces, `\pL` and `\x{…}` alike, goes through whole.
        Some(c @ ('p' | 'P' | 'x')) if chars.peek() == Some(&'{') => {
            out.extend(['\\', c]);
            chars.by_ref().take_while(|c| *c != '}').for_each(|c| out.push(c));
            out.push('}');
        }
        Some(c) => out.extend(['\\', c]),
        None => out.push('\\'),
    }
}

/// A bracket first in a class, negated or not, stands for itself.
fn open(out: &mut String, chars: &mut Peekable<Chars<'_>>) {
    out.push('[');
    if let Some(c) = chars.next_if_eq(&'^') {
        out.push(c);
    }
    if chars.next_if_eq(&']').is_some() {
        out.push_str("\\]");
    }
}

/// `[:alpha:]` within a class.
fn posix(out: &mut String, chars: &mut Peekable<Chars<'_>>) {
    out.push('[');
    chars.by_ref().take_while(|c| *c != ']').for_each(|c| out.push(c));
    out.push(']');
}

fn is_repetition(chars: &Peekable<Chars<'_>>) -> bool {
    let inner: String = chars.clone().take_while(|c| *c != '}').take(12).collect();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let (low, high) = inner.split_once(',').unwrap_or((&inner, ""));
    !low.is_empty() && digits(low) && digits(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Pattern::checked(pattern).unwrap_or_else(|why| panic!("{pattern}: {why}")).is_match(text)
    }

    #[test]
    fn re2_is_read_as_re2_reads_it() {
        for (pattern, text) in [
            (r"^[^[]+$", "abc"),
            (r"[[:alpha:]]{3}", "abc"),
            (r"\$\{\{.*}}", "${{ x }}"),
            (r"^{{x}}$", "{{x}}"),
            (r"[]a]", "]"),
            (r"[a&&b]", "&"),
            (r"\Qa.b\E+$", "a.bb"),
            (r"\x{41}\p{Greek}?", "A"),
            (r"(?i)[\w.-]{0,50}?(?:key)[ ]{0,3}", "KEY"),
            (r"é", "é"),
            (r"a{2,3}$", "aaa"),
        ] {
            assert!(matches(pattern, text), "{pattern}");
        }
        assert!(!matches(r"^\w$", "é"));
    }

    #[test]
    fn what_is_wrong_is_one_clause() {
        assert_eq!(Pattern::checked("(a").unwrap_err(), "unclosed group");
        assert!(Pattern::checked("((a{1000}){1000}){1000}").is_err());
    }
}
