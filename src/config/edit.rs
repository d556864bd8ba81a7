//! Writing into a settings file without touching what else stands in it.

use jiff::civil::Date;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

/// Somebody's word, before it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Who gives it.
    pub by: String,
    /// The day it is about.
    pub on: Date,
    /// The last day it holds.
    pub until: Option<Date>,
    /// What it rests on.
    pub evidence: Vec<String>,
    /// What else there is to say.
    pub note: Option<String>,
}

/// The settings with this word on a check, in place of an earlier one on the same; `None` where the text is no TOML or
/// `attest` no table in it.
#[must_use]
pub fn attested(settings: &str, id: &str, word: &Word) -> Option<String> {
    let mut document: DocumentMut = settings.parse().ok()?;
    let all = document.entry("attest").or_insert_with(implicit).as_table_like_mut()?;
    let entry = all.entry(id).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
    set(entry, "by", Some(word.by.as_str().into()));
    set(entry, "on", day(word.on));
    set(entry, "until", word.until.and_then(day));
    set(entry, "evidence", evidence(&word.evidence));
    set(entry, "note", word.note.as_deref().map(Value::from));
    Some(document.to_string())
}

/// A table without a line of its own.
fn implicit() -> Item {
    let mut table = Table::new();
    table.set_implicit(true);
    Item::Table(table)
}

/// Sets a key, with what is written around its value, or takes it away.
fn set(entry: &mut dyn TableLike, key: &str, value: Option<Value>) {
    let Some(mut value) = value else {
        entry.remove(key);
        return;
    };
    match entry.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(entry.insert(key, Item::Value(value))),
    }
}

fn day(day: Date) -> Option<Value> {
    day.to_string().parse::<toml_edit::Datetime>().ok().map(Value::from)
}

fn evidence(texts: &[String]) -> Option<Value> {
    (!texts.is_empty()).then(|| Value::Array(texts.iter().map(String::as_str).collect::<Array>()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn word() -> Word {
        let evidence = vec!["docs/load.md".to_owned()];
        Word { by: "Jane".into(), on: date(2026, 9, 1), until: Some(date(2027, 3, 1)), evidence, note: None }
    }

    #[test]
    fn a_word_is_appended_and_everything_else_stays() {
        let settings = "# ours\nprofiles = [ \"ai\" ] # yes\n";
        let written = attested(settings, "byoc/ai_models", &word()).unwrap();
        let expected = "\n[attest.\"byoc/ai_models\"]\nby = \"Jane\"\non = 2026-09-01\nuntil = 2027-03-01\nevidence = [\"docs/load.md\"]\n";
        assert_eq!(written, format!("{settings}{expected}"));
        assert_eq!(attested("", "byoc/ai_models", &word()).unwrap(), &expected[1..]);
    }

    #[test]
    fn an_earlier_word_is_renewed_in_its_place() {
        let settings = "[attest.\"byoc/ai_models\"]\n# who\nby = 'Joe' # for now\non = 2026-01-01\nuntil = 2026-02-01\nnote = \"old\"\n\n[severities]\n";
        let renewed = attested(settings, "byoc/ai_models", &Word { until: None, ..word() }).unwrap();
        assert_eq!(
            renewed,
            "[attest.\"byoc/ai_models\"]\n# who\nby = \"Jane\" # for now\non = 2026-09-01\nevidence = [\"docs/load.md\"]\n\n[severities]\n"
        );
    }

    #[test]
    fn other_spellings_of_tables_are_kept() {
        let inline =
            attested("attest = { \"byoc/ai_models\" = { by = \"J\", on = 2026-01-01 } }\n", "byoc/ai_models", &word());
        assert!(inline.unwrap().starts_with("attest = { \"byoc/ai_models\" = { by = \"Jane\", on = 2026-09-01"));
        assert_eq!(attested("attest = 3", "byoc/ai_models", &word()), None);
    }
}
