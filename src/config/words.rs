//! What a team gives its word for, and what it takes upon itself.

use jiff::civil::Date;
use lp_ready_checks::facts::team::Attestation;
use serde::Deserialize;
use toml::Spanned;

use super::Waiver;
use super::error::Wrong;
use super::values::{self, Ground, Text, Texts, wrong};

type Value = Spanned<toml::Value>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttestSettings {
    by: Text,
    on: Value,
    until: Option<Value>,
    evidence: Option<Spanned<Texts>>,
    note: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaiveSettings {
    reason: Text,
    until: Option<Value>,
    path: Option<Spanned<Texts>>,
}

/// An attestation under the id of its check.
pub(super) fn attestation(
    (id, settings): (Text, AttestSettings),
    ground: Ground<'_>,
) -> Result<(String, Attestation), Wrong> {
    let at = id.span();
    let on = values::past(&settings.on, ground)?;
    let until = settings.until.map(|until| not_before(&until, on)).transpose()?;
    let evidence = settings.evidence.map(|evidence| values::evidence(&evidence, ground)).transpose()?;
    let note = settings.note.map(|note| values::said(&note, "a note")).transpose()?;
    let by = values::said(&settings.by, "who gives their word")?;
    let attestation = Attestation { by, on, until, evidence: evidence.unwrap_or_default(), note, at };
    Ok((values::check_id(&id)?, attestation))
}

fn not_before(until: &Value, on: Date) -> Result<Date, Wrong> {
    let last = values::date(until)?;
    if last >= on {
        return Ok(last);
    }
    let message = format!("`until` is {last}, which is before `on`, {on}");
    Err(wrong(until.span(), message, Some("`until` is the last day on which the word holds")))
}

/// A waiver of the findings of a check.
pub(super) fn waiver((id, settings): (Text, WaiveSettings)) -> Result<Waiver, Wrong> {
    Ok(Waiver {
        at: id.span(),
        reason: values::said(&settings.reason, "why the findings do not count")?,
        until: settings.until.map(|until| values::date(&until)).transpose()?,
        paths: settings.path.map(|paths| values::paths(&paths)).transpose()?.unwrap_or_default(),
        id: values::check_id(&id)?,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::schema;

    /// What is wrong with settings: the text it is shown at, and the message.
    fn error(text: &str) -> (String, String) {
        let today = jiff::civil::date(2026, 9, 30);
        let wrong = schema::read(text, Ground { root: Path::new(env!("CARGO_MANIFEST_DIR")), today }).unwrap_err();
        (text[wrong.span].to_owned(), wrong.message)
    }

    fn attested(rest: &str) -> (String, String) {
        error(&format!("[attest.\"byoc/ai_models\"]\nby = \"Jane\"\n{rest}\n"))
    }

    #[test]
    fn dates_that_cannot_be_are_shown_at_their_place() {
        assert_eq!(attested("on = \"2026-02-30\"").0, "\"2026-02-30\"");
        assert!(attested("on = 2026-02-30").1.contains("2026-02-30") || !attested("on = 2026-02-30").1.is_empty());
        assert!(
            attested("on = \"2026-10-02\"").1.starts_with("`2026-10-02` is in the future, and today is 2026-09-30")
        );
        assert_eq!(
            attested("on = 2026-09-02\nuntil = 2026-09-01"),
            ("2026-09-01".into(), "`until` is 2026-09-01, which is before `on`, 2026-09-02".into())
        );
        assert!(attested("on = 7").1.starts_with("expected a date"));
    }

    #[test]
    fn evidence_has_to_be_there() {
        assert_eq!(attested("on = 2026-09-01\nevidence = \"docs/none.md\"").1, "the project has no `docs/none.md`");
        for outside in ["../x", "/etc/hosts", ""] {
            let (_, message) = attested(&format!("on = 2026-09-01\nevidence = [\"README.md\", \"{outside}\"]"));
            assert!(message.starts_with("expected a path within the project"), "{message}");
        }
    }

    #[test]
    fn words_need_a_known_check_a_name_and_a_reason() {
        assert_eq!(error("[attest.\"byoc/ai_model\"]\nby = \"J\"\non = 2026-09-01").0, "\"byoc/ai_model\"");
        assert_eq!(error("[attest.\"byoc/ai_models\"]\nby = \" \"\non = 2026-09-01").0, "\" \"");
        assert_eq!(attested("").1, "missing key `on`");
        assert_eq!(
            error("[waive.\"byoc/ai_models\"]\nreason = \"\"").1,
            "expected why the findings do not count, found an empty text"
        );
        assert_eq!(error("[waive.\"byoc/ai_models\"]").1, "missing key `reason`");
        assert_eq!(error("[waive.\"byoc/ai_models\"]\nreason = \"x\"\npath = \"a[\"").0, "\"a[\"");
        assert_eq!(error("[waive.\"byoc/ai_models\"]\nresaon = \"x\"").0, "resaon");
    }
}
