//! Infrastructure that renews a Livepeer key by itself: Terraform, CloudFormation, scheduled workflows.

use std::ops::Range;
use std::sync::LazyLock;

use lp_ready_checks::facts::config::{Document, Node};
use lp_ready_checks::facts::file::{File, Role};
use lp_ready_checks::facts::rotation::Rotation;
use regex::Regex;

/// What a rule has to speak of to be about a key of Livepeer's.
const LIVEPEER: &str = "livepeer";

const SECONDS_A_DAY: f64 = 86_400.0;

static RESOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?m)^[ \t]*resource\s+"(aws_secretsmanager_secret_rotation|google_secret_manager_secret)"\s+"[^"]*"\s*\{"#,
    )
});

static AFTER_DAYS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\bautomatically_after_days\s*=\s*"?(\d+)"?"#));
static SCHEDULE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\bschedule_expression\s*=\s*"rate\((\d+) days?\)""#));
static ROTATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\brotation\s*\{"));
static PERIOD: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\brotation_period\s*=\s*"(\d+)s""#));
static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^[ \t]*(?:#|//).*$"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

/// Every rule that renews a key of Livepeer's.
pub(super) fn of(files: &[File], documents: &[Document]) -> Vec<Rotation> {
    let terraform = files.iter().filter(|file| file.role == Role::Config && file.name().ends_with(".tf"));
    let mut found: Vec<Rotation> = terraform.flat_map(of_terraform).collect();
    for document in documents {
        let file = &files[document.file.index()];
        found.extend(of_template(file, &document.root));
        found.extend(of_workflow(file, &document.root));
    }
    found
}

fn of_terraform(file: &File) -> Vec<Rotation> {
    let text = file.text.as_deref().unwrap_or_default();
    let code = COMMENT.replace_all(text, |comment: &regex::Captures<'_>| " ".repeat(comment[0].len()));
    let rule = |found: regex::Captures<'_>| {
        let (whole, kind) = (found.get(0)?, found.get(1)?.as_str());
        let block = block(&code, whole.range());
        // What a comment says of the block counts as much as its name.
        let about = text.get(block.clone())?.to_ascii_lowercase().contains(LIVEPEER);
        let body = code.get(block)?;
        let renews = kind.starts_with("aws") || ROTATION.is_match(body);
        (about && renews).then_some(())?;
        let start = whole.start() + whole.as_str().len() - whole.as_str().trim_start().len();
        let at = file.span(start..whole.end())?;
        Some(Rotation { at, by: kind.to_owned(), days: days(body) })
    };
    RESOURCE.captures_iter(&code).filter_map(rule).collect()
}

/// From the start of a block's head to the brace that closes it; braces in texts close nothing.
fn block(code: &str, head: Range<usize>) -> Range<usize> {
    let (mut depth, mut quoted, mut escaped) = (1_usize, false, false);
    for (at, byte) in code.bytes().enumerate().skip(head.end) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return head.start..at;
        }
    }
    head.start..code.len()
}

fn days(body: &str) -> Option<f64> {
    let number = |pattern: &Regex| pattern.captures(body)?.get(1)?.as_str().parse::<f64>().ok();
    let in_days = number(&AFTER_DAYS).or_else(|| number(&SCHEDULE));
    in_days.or_else(|| number(&PERIOD).map(|seconds| seconds / SECONDS_A_DAY))
}

/// The rotation schedules of a CloudFormation template.
fn of_template(file: &File, root: &Node) -> Vec<Rotation> {
    let resources = root.get("Resources").map(Node::entries).unwrap_or_default();
    let rule = |entry: &lp_ready_checks::facts::config::Entry| {
        let kind = entry.value.get("Type")?.text()?;
        let about = file.slice(entry.value.span).to_ascii_lowercase().contains(LIVEPEER)
            || entry.key.to_ascii_lowercase().contains(LIVEPEER);
        (kind == "AWS::SecretsManager::RotationSchedule" && about).then_some(())?;
        let days = entry.value.at(&["Properties", "RotationRules", "AutomaticallyAfterDays"]);
        Some(Rotation { at: entry.key_span, by: kind.to_owned(), days: days.and_then(Node::number) })
    };
    resources.iter().filter_map(rule).collect()
}

/// A workflow that is named after rotating, runs on a schedule and speaks of Livepeer.
fn of_workflow(file: &File, root: &Node) -> Option<Rotation> {
    let name = root.get("name").and_then(Node::text).unwrap_or_default();
    let names_it = |text: &str| {
        let text = text.to_ascii_lowercase();
        ["key", "secret", "credential", "token"].iter().any(|what| text.contains(what)) && text.contains("rotat")
    };
    let is_one = file.path.starts_with(".github/workflows/") && (names_it(file.name()) || names_it(name));
    let cron = root.at(&["on", "schedule"])?.items().iter().find_map(|item| item.get("cron"))?;
    let about = file.slice(root.get("jobs")?.span).to_ascii_lowercase().contains(LIVEPEER);
    let days = cron.text().and_then(between);
    (is_one && about).then(|| Rotation { at: cron.span, by: file.path.clone(), days })
}

/// The most days between two runs of a schedule.
fn between(cron: &str) -> Option<f64> {
    let fields: Vec<&str> = cron.split_whitespace().collect();
    let [_, _, day, month, weekday] = fields.as_slice() else { return None };
    match (*day, *month, *weekday) {
        ("*", "*", "*") => Some(1.0),
        ("*", "*", _) => Some(7.0),
        (_, "*", _) => Some(31.0),
        (_, every, "*") => every.strip_prefix("*/")?.parse::<f64>().ok().map(|months| months * 31.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{between, block};

    #[test]
    fn a_block_ends_with_its_own_brace() {
        let code = "a { b = \"}\" c { d = \"\\\"}${x}\" } e } f";
        assert_eq!(&code[block(code, 0..3)], "a { b = \"}\" c { d = \"\\\"}${x}\" } e ");
        assert_eq!(block("a { b", 0..3), 0..5);
    }

    #[test]
    fn the_days_between_two_runs_are_told_from_the_schedule() {
        for (cron, days) in [
            ("0 4 * * *", Some(1.0)),
            ("0 4 * * 1", Some(7.0)),
            ("0 4 1 * *", Some(31.0)),
            ("0 4 1 */2 *", Some(62.0)),
            ("0 4 1 1,7 *", None),
            ("@monthly", None),
        ] {
            assert_eq!(between(cron), days, "{cron}");
        }
    }
}
