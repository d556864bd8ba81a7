//! Whom documents tell to ask when something breaks: the Livepeer Discord, or somebody on call.

use std::sync::LazyLock;

use lp_ready_checks::facts::contact::Contact;
use lp_ready_checks::facts::file::{File, Role};
use regex::Regex;

/// Parts of the names of documents that people open in an incident.
const NAMES: &[&str] =
    &["readme", "runbook", "playbook", "security", "support", "incident", "oncall", "on-call", "on_call", "operations"];

/// Folders whose documents are for those who run the project.
const FOLDERS: &[&str] = &["docs", "doc", "documentation", "runbooks", "runbook", "ops"];

/// Endings of documents; none at all counts as well.
const ENDINGS: &[&str] = &["md", "mdx", "markdown", "rst", "adoc", "txt", "org"];

/// How many lines below a heading its contact is looked for.
const BELOW: usize = 2;

static INVITATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bdiscord(?:app)?\.(?:gg|com/invite)/livepeer\b"));

static CHANNEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)#builders\b"));

static LIVEPEER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\blivepeer\b|\bdiscord\b"));

/// The people who are asked in an incident.
const ON_CALL: &str = r"\bon[- ]?call\b|\bincident (?:contact|response|commander|manager|lead)\b|\bescalat(?:e|ion)\b";

static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i){ON_CALL}")));

/// They as a heading, a label, or what is to be done: a promise to customers is none of these.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    let label = format!(r"^[\s#>*|\d._-]*(?:the |primary |secondary )?(?:{ON_CALL})[^:.!?|]{{0,40}}(?:[:|]|$)");
    let deed = format!(r"\b(?:page|ping|contact|reach|notify|ask|phone|e-?mail|alert)\b.{{0,60}}(?:{ON_CALL})");
    pattern(&format!("(?i)(?:{label})|(?:{deed})"))
});

/// A way to reach somebody: an address, a number, a handle, a channel, a link.
static REACHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[\w.+-]+@[\w-]+\.\w+|\+\d[\d ()./-]{6,}\d|(?:^|[\s(`*])[@#][A-Za-z][\w.-]+|https?://[^\s)>]+")
});

static UNWRITTEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:TODO|TBD|FIXME|XXX)\b"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

/// Whether a document of this path is opened in an incident.
pub(super) fn may_tell(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
    // Asked of every file of a tree; few end so.
    if !ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    NAMES.iter().any(|known| stem.contains(known))
        || folder.split('/').any(|part| FOLDERS.iter().any(|known| part.eq_ignore_ascii_case(known)))
}

/// Whether a document tells whom to ask.
pub(super) fn tells(text: &str) -> bool {
    !places(text).is_empty()
}

/// The contacts that the documents name.
pub(super) fn of(files: &[File]) -> Vec<Contact> {
    let documents = files.iter().filter(|file| file.role == Role::Documentation && may_tell(&file.path));
    let found = documents.flat_map(|file| {
        let text = file.text.as_deref().unwrap_or_default();
        places(text).into_iter().filter_map(|(range, who)| Some(Contact { at: file.span(range)?, who }))
    });
    found.collect()
}

/// Where a text names a contact, the line each, and who it is.
fn places(text: &str) -> Vec<(std::ops::Range<usize>, &'static str)> {
    if !INVITATION.is_match(text) && !CHANNEL.is_match(text) && !NAMED.is_match(text) {
        return Vec::new();
    }
    let lines: Vec<(usize, &str)> = lines(text).collect();
    let who = |at: usize| {
        let line = lines[at].1;
        let around = &lines[at.saturating_sub(BELOW)..lines.len().min(at + BELOW + 1)];
        let below = &lines[at..lines.len().min(at + BELOW + 1)];
        let in_any = |part: &[(usize, &str)], what: &Regex| part.iter().any(|(_, line)| what.is_match(line));
        if INVITATION.is_match(line) || CHANNEL.is_match(line) && in_any(around, &LIVEPEER) {
            Some("the Livepeer Discord")
        } else if TOLD.is_match(line) && in_any(below, &REACHED) && !in_any(below, &UNWRITTEN) {
            Some("whom to reach in an incident")
        } else {
            None
        }
    };
    let named = (0..lines.len()).filter_map(|at| {
        let (start, line) = lines[at];
        who(at).map(|who| (start..start + line.len(), who))
    });
    named.collect()
}

/// The lines with where each starts, without blanks around it.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at + (line.len() - line.trim_start().len()).min(line.len());
        *at += line.len();
        Some((start, line.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_incidents_are_told_by_their_names() {
        for path in ["README.md", "a/readme", "docs/a.md", "x/RUNBOOK.rst", "ops/gateway.md", "docs/OnCall.txt"] {
            assert!(may_tell(path), "{path}");
        }
        for path in ["content/post.md", "src/readme.ts", "CHANGELOG.md", "docs/a.png"] {
            assert!(!may_tell(path), "{path}");
        }
    }

    #[test]
    fn contacts_are_told_from_words() {
        for text in [
            "https://discord.gg/livepeer",
            "Discord: <https://discord.com/invite/livepeer>",
            "Ask on the Livepeer Discord\nin #builders",
            "On-call: jane@example.com",
            "## On call\n\n- primary: @jane",
            "Incident response: #video-oncall in Slack",
            "Escalation: +49 30 1234567",
            "| Incident lead | https://example.pagerduty.com/x |",
            "- **On-call engineer**: jane@example.com",
            "Page the engineer on call: https://example.pagerduty.com/x",
            "ESCALATION\n==========\n* first: Jane, jane@example.com",
        ] {
            assert!(tells(text), "{text}");
        }
        for text in [
            "Livepeer has a Discord",
            "#builders of houses",
            "https://discord.gg/livepeerfans-of-other",
            "On-call: TODO @jane",
            "nobody is on call",
            "We are on-call for you day and night! https://example.com",
            "We escalate problems to https://example.com",
            "In an incident, stay calm.",
            "Escalate it.\n\n\n\nme@example.com",
        ] {
            assert!(!tells(text), "{text}");
        }
    }
}
