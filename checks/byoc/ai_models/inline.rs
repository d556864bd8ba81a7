//! Models named on the command line itself: `pipeline:model_id:warm`, divided by commas.
//!
//! From go-livepeer `core/ai.go`, `ParseAIModelConfigs`.

use crate::facts::file::Span;
use crate::verdict::{Evidence, Finding, Outcome};

use super::pipeline;
use super::settings::{Base, Network, Settings};
use super::uses::Use;

/// What Go's `strconv.ParseBool` takes.
static TRUTHS: [&str; 12] = ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"];

/// What is wrong with a line of models.
pub(super) fn outcomes(used: &Use<'_>, value: &str) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = value.split(',').flat_map(|model| of_model(model, used.at)).collect();
    outcomes.extend(unpriced(used.at, &used.settings));
    if outcomes.is_empty() {
        let count = value.split(',').count();
        outcomes.push(Outcome::Good(Evidence::new(used.at, format!("{count} on the command line"))));
    }
    outcomes
}

/// A path to a file that is not there; the node takes it for a line of models.
pub(super) fn missing_file(used: &Use<'_>, near: Option<&str>) -> Outcome {
    let message = format!("`{}` is no file of the project; the node takes it for a model and exits", used.value);
    let finding = Finding::new(used.at, format!("the node: `{MALFORMED}`"), message);
    match near {
        Some(path) => Outcome::Bad(finding.help(format!("did you mean `{path}`?"))),
        None => Outcome::Doubtful(finding.help("check in the file, or name one that is mounted by its absolute path")),
    }
}

const MALFORMED: &str = "invalid AI model config expected <pipeline>:<model_id>:<warm>";

fn of_model(model: &str, at: Span) -> Option<Outcome> {
    let mut parts = model.split(':');
    let (Some(name), Some(_), Some(warm)) = (parts.next(), parts.next(), parts.next()) else {
        let message = format!("the node exits: `{MALFORMED}`");
        let help = "write `pipeline:model_id:warm`, or the path of an existing file";
        return Some(Outcome::Bad(
            Finding::new(at, format!("`{model}` has fewer than three parts"), message).help(help),
        ));
    };
    if !TRUTHS.contains(&warm) {
        let message = format!(
            "`{warm}` is no truth value; the node exits: `strconv.ParseBool: parsing \"{warm}\": invalid syntax`"
        );
        let help = "end each model with `:true` or `:false`; a model id with a `:` in it needs an aiModels file";
        return Some(Outcome::Bad(Finding::new(at, "not a truth value", message).help(help)));
    }
    if pipeline::is_known(name) {
        return None;
    }
    let message = format!("`{name}` is no pipeline; the node panics: `Pipeline is not valid capability: {name}`");
    Some(Outcome::Bad(Finding::new(at, "no such pipeline", message).help(pipeline::advice(name))))
}

fn unpriced(at: Span, settings: &Settings) -> Option<Outcome> {
    if settings.network == Network::OffChain || settings.base == Base::Set {
        return None;
    }
    let sure = settings.network == Network::OnChain && settings.base == Base::Unset;
    let when = if sure { "no `-pricePerUnit` is set, so" } else { "on chain, without `-pricePerUnit`," };
    let message = format!("models named in `-aiModels` itself have no price; {when} the node panics");
    let finding = Finding::new(at, "has no price", message)
        .help("set `-pricePerUnit`, or give each model its price in an aiModels file");
    Some(if sure { Outcome::Bad(finding) } else { Outcome::Doubtful(finding) })
}
