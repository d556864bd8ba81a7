//! The status of every answer gets into a log.

use crate::check::{Check, Need, Severity};
use crate::facts::Facts;
use crate::facts::livepeer::Request;
use crate::facts::reaction::Logged;
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// The status of every answer gets into a log.
pub static CHECK: Check = Check {
    id: "monitoring/status_logging",
    title: "the status of every answer gets into a log",
    page: include_str!("status_logging.md"),
    severity: Severity::Important,
    profiles: &[],
    needs: &[Need::Source],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let outcomes = facts.livepeer.requests.iter().map(of_request);
    Verdict::every(outcomes, || Verdict::NotApplicable("no request to a gateway was found".into()))
}

fn of_request(request: &Request) -> Outcome {
    let via = &request.via;
    match request.logged {
        Logged::Here(at) => Outcome::Good(Evidence::new(at, "the status is logged or counted")),
        Logged::InError => Outcome::Untold(format!(
            "the status of a `{via}` call gets into an error; whether anybody logs that could not be told"
        )),
        Logged::WithError => Outcome::Untold(format!(
            "an error of a `{via}` call is logged; whether its text names the status could not be told"
        )),
        Logged::Nowhere => {
            let message = format!("the status of this `{via}` call is neither logged nor counted");
            let help = "log the status, the pipeline and the time of every answer, also of those that went well";
            Outcome::Bad(Finding::new(request.at, "leaves no trace", message).help(help))
        }
    }
}
