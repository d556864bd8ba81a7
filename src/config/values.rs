//! Values of settings, each with its place, so that whatever is wrong with one can be shown there.

use std::fmt;
use std::ops::Range;
use std::path::{Component, Path};

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use toml::Spanned;

use super::error::Wrong;
use super::globs;
use crate::{plan, suggest};

/// A text and where it stands.
pub(super) type Text = Spanned<String>;

/// What values are held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The project's folder.
    pub(super) root: &'a Path,
    /// The day the settings are read on.
    pub(super) today: Date,
}

/// One text, or a list of them.
#[derive(Debug, Default, Clone)]
pub(super) struct Texts(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMany)
    }
}

struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts(vec![text.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = items.next_element()? {
            texts.push(text);
        }
        Ok(Texts(texts))
    }
}

/// What is wrong with the value at a place.
pub(super) fn wrong(span: Range<usize>, message: impl Into<String>, help: Option<&str>) -> Wrong {
    Wrong { span, message: message.into(), help: help.map(str::to_owned) }
}

/// A value that is none of the known ones.
pub(super) fn unknown(name: &Text, what: &str, known: &[&str]) -> Wrong {
    let help = did_you_mean(name.get_ref(), known);
    wrong(name.span(), format!("unknown {what} `{}`", name.get_ref()), Some(&help))
}

pub(super) fn did_you_mean(typed: &str, known: &[&str]) -> String {
    match suggest::nearest(typed, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("it is one of {}", suggest::choices(known.iter().copied())),
    }
}

/// The id of a check there is.
pub(super) fn check_id(id: &Text) -> Result<String, Wrong> {
    let typed = id.get_ref();
    if lp_ready_checks::all().any(|check| check.id == typed) {
        return Ok(typed.clone());
    }
    Err(wrong(id.span(), format!("no check is called `{typed}`{}", plan::hint(typed)), None))
}

/// A text that says something, without blanks around it.
pub(super) fn said(text: &Text, what: &str) -> Result<String, Wrong> {
    match text.get_ref().trim() {
        "" => Err(wrong(text.span(), format!("expected {what}, found an empty text"), None)),
        said => Ok(said.to_owned()),
    }
}

/// A date, as TOML writes dates or as a text.
pub(super) fn date(value: &Spanned<toml::Value>) -> Result<Date, Wrong> {
    let text = match value.get_ref() {
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    parse_date(&text).map_err(|message| wrong(value.span(), message, None))
}

/// A date written as in 2026-09-30.
pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    Date::strptime("%Y-%m-%d", text.trim())
        .map_err(|_| format!("expected a date that there is, as in `2026-09-30`, found `{text}`"))
}

/// A day that has come. Dates are those of UTC: where the sun rises earlier it is tomorrow there already.
pub(super) fn past(value: &Spanned<toml::Value>, ground: Ground<'_>) -> Result<Date, Wrong> {
    let day = date(value)?;
    if day <= ground.today.tomorrow().unwrap_or(Date::MAX) {
        return Ok(day);
    }
    let message = format!("`{day}` is in the future, and today is {}", ground.today);
    Err(wrong(value.span(), message, Some("give the day on which it was done or looked at")))
}

/// Evidence that can be looked at: addresses, or paths of files the project has.
pub(super) fn evidence(texts: &Spanned<Texts>, ground: Ground<'_>) -> Result<Vec<String>, Wrong> {
    let found = texts.get_ref().0.iter().map(|text| is_evidence(text, ground.root).map(|()| text.clone()));
    found.collect::<Result<_, _>>().map_err(|message| {
        wrong(texts.span(), message, Some("name a file by its path from the project's folder, or give an address"))
    })
}

/// Whether there is such evidence; what is wrong with it otherwise.
pub(crate) fn is_evidence(text: &str, root: &Path) -> Result<(), String> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return Ok(());
    }
    let inside = Path::new(text).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if text.is_empty() || !inside {
        return Err(format!("expected a path within the project or an address, found `{text}`"));
    }
    if root.join(text).exists() { Ok(()) } else { Err(format!("the project has no `{text}`")) }
}

/// Globs of paths.
pub(super) fn paths(texts: &Spanned<Texts>) -> Result<Vec<String>, Wrong> {
    let patterns = texts.get_ref().0.clone();
    if patterns.iter().any(|pattern| pattern.trim_matches(['/', '.', ' ']).is_empty()) || patterns.is_empty() {
        return Err(wrong(texts.span(), "expected a path or a glob, found nothing", None));
    }
    globs::set(&patterns).map_err(|error| wrong(texts.span(), format!("invalid glob: {error:#}"), None))?;
    Ok(patterns)
}
