//! Which answers a series counts.

use crate::facts::alerts::{Matcher, Matching, Series};

/// Which answers are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Counted {
    /// 503.
    pub(in super::super) unavailable: bool,
    /// 500.
    pub(in super::super) broken: bool,
    /// 404, which stands for 4xx.
    pub(in super::super) refused: bool,
    /// 200.
    pub(in super::super) fine: bool,
}

/// Labels that hold a status, without what is between their words.
const LABELS: &[&str] = &[
    "status",
    "code",
    "statuscode",
    "httpstatus",
    "httpcode",
    "httpstatuscode",
    "httpresponsestatuscode",
    "responsecode",
    "respcode",
    "statusclass",
    "statusfamily",
    "codeclass",
    "envoyresponsecode",
    "envoyresponsecodeclass",
];

/// How a class of statuses is written.
const CLASS: &[&str] = &["5xx", "5XX", "5"];

/// What the node's counter has in `error_code` where it found nobody to do the work; go-livepeer
/// `server/ai_process.go`. Any other error is one of 500.
const NO_CAPACITY: &str = "no orchestrators available within 2s timeout";

impl Counted {
    /// Whether it counts what went well, and no failure of the gateway's.
    pub(super) fn is_success(self) -> bool {
        self.fine && !self.unavailable && !self.broken
    }

    /// What it leaves out.
    pub(super) fn rest(self) -> Self {
        Self { unavailable: !self.unavailable, broken: !self.broken, refused: !self.refused, fine: !self.fine }
    }
}

/// Whether a label holds a status, by its name.
pub(super) fn is_status(label: &str) -> bool {
    let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    LABELS.contains(&bare.to_ascii_lowercase().as_str())
}

/// Whether a name speaks of failures.
pub(super) fn speaks_of_failures(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["503", "5xx", "error", "fail", "unavailable"].iter().any(|word| name.contains(word))
}

/// Which answers several series count together; `None` where that cannot be told of one of them, or where they count
/// all there are.
pub(super) fn of_all(series: &[&Series]) -> Option<Counted> {
    let each: Option<Vec<Counted>> = series.iter().map(|series| of(series)).collect();
    let all = each?.into_iter().reduce(|one, other| Counted {
        unavailable: one.unavailable || other.unavailable,
        broken: one.broken || other.broken,
        refused: one.refused || other.refused,
        fine: one.fine || other.fine,
    })?;
    (!(all.fine && all.unavailable)).then_some(all)
}

/// Which answers a series counts, by its labels or its name.
fn of(series: &Series) -> Option<Counted> {
    if series.metric.ends_with("livepeer_ai_request_errors") {
        return of_node(series);
    }
    let asked: Vec<&Matcher> = series.labels.iter().filter(|asked| is_status(&asked.label)).collect();
    let taken = |status: &str, class: &[&str]| -> Option<bool> {
        asked.iter().map(|asked| takes(asked, status, class)).try_fold(true, |all, takes| Some(all && takes?))
    };
    if !asked.is_empty() {
        return Some(Counted {
            unavailable: taken("503", CLASS)?,
            broken: taken("500", CLASS)?,
            refused: taken("404", &["4xx", "4XX", "4"])?,
            fine: taken("200", &["2xx", "2XX", "2"])?,
        });
    }
    by_name(&series.metric)
}

/// The counter of a node: no status, but the error in words.
fn of_node(series: &Series) -> Option<Counted> {
    let asked = || series.labels.iter().filter(|asked| asked.label == "error_code");
    let taken = |error: &str| asked().map(|asked| asked.takes(error)).try_fold(true, |all, takes| Some(all && takes?));
    Some(Counted { unavailable: taken(NO_CAPACITY)?, broken: taken("an error of another kind")?, ..Counted::default() })
}

/// Metrics that count one status: `HTTPCode_Target_5XX_Count`, `app_503_total`.
fn by_name(metric: &str) -> Option<Counted> {
    let metric = metric.to_ascii_lowercase();
    if metric.contains("503") {
        Some(Counted { unavailable: true, ..Counted::default() })
    } else if metric.contains("5xx") {
        Some(Counted { unavailable: true, broken: true, ..Counted::default() })
    } else if metric.contains("4xx") {
        Some(Counted { refused: true, ..Counted::default() })
    } else {
        None
    }
}

/// Whether a status is taken, written as it is or as its class. What leaves any spelling out leaves it out.
fn takes(asked: &Matcher, status: &str, class: &[&str]) -> Option<bool> {
    let positive = matches!(asked.matching, Matching::Equal | Matching::Matches);
    let mut found = Vec::new();
    for spelling in std::iter::once(&status).chain(class) {
        found.push(asked.takes(spelling)?);
    }
    Some(if positive { found.contains(&true) } else { !found.contains(&false) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(label: &str, matching: Matching, value: &str) -> Option<Counted> {
        let labels = vec![Matcher { label: label.into(), matching, value: value.into() }];
        of(&Series { metric: "x".into(), labels })
    }

    #[test]
    fn statuses_are_known_in_every_spelling() {
        let all = Some(Counted { unavailable: true, broken: true, ..Counted::default() });
        let only = Some(Counted { unavailable: true, ..Counted::default() });
        assert_eq!(counted("status", Matching::Matches, "5.."), all);
        assert_eq!(counted("code", Matching::Matches, "5\\d{2}"), all);
        assert_eq!(counted("status_class", Matching::Equal, "5xx"), all);
        assert_eq!(counted("http.status_code", Matching::Matches, "5.*"), all);
        assert_eq!(counted("http_response_status_code", Matching::Equal, "503"), only);
        assert_eq!(
            counted("statusCode", Matching::Matches, "502|503|504").map(|c| (c.unavailable, c.broken)),
            Some((true, false))
        );
        assert!(counted("status", Matching::MatchesNot, "5..").is_some_and(Counted::is_success));
        assert_eq!(counted("status", Matching::Matches, "["), None);
        assert_eq!(counted("pipeline", Matching::Equal, "llm"), None);
    }

    #[test]
    fn errors_of_a_node_are_told_apart() {
        let of_node = |matching, value: &str| {
            let labels = vec![Matcher { label: "error_code".into(), matching, value: value.into() }];
            of(&Series { metric: "livepeer_ai_request_errors".into(), labels }).map(|c| (c.unavailable, c.broken))
        };
        assert_eq!(of_node(Matching::Matches, "no orchestrators available.*"), Some((true, false)));
        assert_eq!(of_node(Matching::MatchesNot, "no orchestrators available.*"), Some((false, true)));
    }
}
