//! `lp-ready: ignore[section/item] reason` in a comment: the findings of that check on its line, or on the line below.

use lp_ready_checks::facts::Facts;
use lp_ready_checks::facts::remark::{MARK, Remark};
use lp_ready_checks::verdict::{Finding, Place};

use super::lines;
use super::waivers::{Excuse, Excuses, Scope};
use crate::plan;

/// How such a comment is written.
const FORM: &str = "write `lp-ready: ignore[section/item] reason`";

/// What closes a comment, and is no part of the reason.
const CLOSERS: &[char] = &['*', '/', '-', '>', '}', '#', '%', ' ', '\t', '\r'];

/// A comment that asks for something.
#[derive(Debug, PartialEq, Eq)]
struct Ignore<'t> {
    ids: Vec<&'t str>,
    reason: &'t str,
}

/// Adds what comments excuse; those that cannot be taken are said.
pub(super) fn read(facts: &Facts, excuses: &mut Excuses, notices: &mut Vec<Finding>) {
    let remarks = &facts.remarks;
    for (at, remark) in remarks.iter().enumerate() {
        let file = facts.file(remark.at.file());
        match parse(file.slice(remark.at)) {
            None => {}
            Some(Err(message)) => notices.push(Finding::new(remark.at, "not heeded", message).help(FORM)),
            Some(Ok(ignore)) => {
                let scope = |last| Scope::Lines(remark.at.file(), lines::of(file, remark.at.range().start)..=last);
                let last = last_line(facts, remark, &remarks[at + 1..]);
                excuses.extend(ignore.ids.iter().map(|id| Excuse {
                    check: (*id).to_owned(),
                    reason: ignore.reason.to_owned(),
                    until: None,
                    at: Place::Span(remark.at),
                    scope: scope(last),
                }));
            }
        }
    }
}

/// The last line a remark speaks of: the one below, where it has its own, or the one below further remarks.
fn last_line(facts: &Facts, remark: &Remark, next: &[Remark]) -> usize {
    let end = |remark: &Remark| lines::of(facts.file(remark.at.file()), remark.at.range().end);
    if !remark.alone {
        return end(remark);
    }
    let start = |remark: &Remark| lines::of(facts.file(remark.at.file()), remark.at.range().start);
    let mut below = end(remark) + 1;
    for next in next.iter().take_while(|next| next.alone && next.at.file() == remark.at.file()) {
        if start(next) == below {
            below = end(next) + 1;
        }
    }
    below
}

/// What a remark asks for; `None` where it is prose, the error where it cannot be told.
fn parse(text: &str) -> Option<Result<Ignore<'_>, String>> {
    let asked = text.lines().next()?.strip_prefix(MARK)?.trim_start().strip_prefix("ignore")?;
    let rest = match asked.trim_start().strip_prefix('[') {
        Some(rest) => rest,
        // "lp-ready: ignores nothing" is prose.
        None if asked.starts_with(|c: char| c.is_alphanumeric()) => return None,
        None => return Some(Err("expected the ids of checks in brackets behind `ignore`".to_owned())),
    };
    let Some((ids, reason)) = rest.split_once(']') else {
        return Some(Err("expected `]` behind the ids of checks".to_owned()));
    };
    let ids: Vec<&str> = ids.split(',').map(str::trim).collect();
    if let Some(message) = ids.iter().find_map(|id| wrong_id(id)) {
        return Some(Err(message));
    }
    let reason = reason.trim_start_matches([':', '-', ' ', '\t', '\u{2013}', '\u{2014}']).trim_end_matches(CLOSERS);
    if reason.is_empty() {
        return Some(Err(format!("expected the reason why `{}` is ignored here", ids.join("`, `"))));
    }
    Some(Ok(Ignore { ids, reason }))
}

fn wrong_id(id: &str) -> Option<String> {
    if lp_ready_checks::all().any(|check| check.id == id) {
        return None;
    }
    if id.contains(['*', '?', '{']) {
        return Some(format!("expected the id of one check, found the glob `{id}`"));
    }
    Some(if id.is_empty() {
        "expected the id of a check".to_owned()
    } else {
        format!("no check is called `{id}`{}", plan::hint(id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text).expect("it asks for something").unwrap_err()
    }

    #[test]
    fn ids_and_a_reason_are_taken_without_what_closes_the_comment() {
        let one = Ignore { ids: vec!["byoc/ai_models"], reason: "generated at start" };
        for text in [
            "lp-ready: ignore[byoc/ai_models] generated at start",
            "lp-ready:ignore [ byoc/ai_models ]: generated at start */",
            "lp-ready: ignore[byoc/ai_models] - generated at start -->",
            "lp-ready: ignore[byoc/ai_models] generated at start */}\nmore",
        ] {
            assert_eq!(parse(text), Some(Ok(Ignore { ids: one.ids.clone(), ..one })), "{text}");
        }
        let two = parse("lp-ready: ignore[byoc/ai_models, error_handling/sdk_retry] x").unwrap().unwrap();
        assert_eq!(two.ids, ["byoc/ai_models", "error_handling/sdk_retry"]);
    }

    #[test]
    fn what_cannot_be_taken_is_said() {
        assert_eq!(
            error("lp-ready: ignore[byoc/ai_models]"),
            "expected the reason why `byoc/ai_models` is ignored here"
        );
        assert_eq!(error("lp-ready: ignore[byoc/ai_models] -->").as_str(), error("lp-ready: ignore[byoc/ai_models]"));
        assert_eq!(error("lp-ready: ignore[byoc/*] x"), "expected the id of one check, found the glob `byoc/*`");
        assert!(error("lp-ready: ignore[byoc/ai_model] x").ends_with("did you mean `byoc/ai_models`?"));
        assert!(error("lp-ready: ignore[] x").starts_with("expected the id"));
        assert!(error("lp-ready: ignore this").starts_with("expected the ids of checks in brackets"));
        assert!(error("lp-ready: ignore[byoc/ai_models x").starts_with("expected `]`"));
    }

    #[test]
    fn prose_is_left_alone() {
        assert_eq!(parse("lp-ready: see the runbook"), None);
        assert_eq!(parse("lp-ready: ignores nothing here"), None);
    }
}
