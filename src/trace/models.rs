//! The model a request names.

use lp_ready_checks::facts::livepeer::Model;

use super::bodies::{Field, Said};
use super::code::{Code, Spot};
use crate::gather::source::expr::Call;

/// The field that names it, and what the pipeline of language models calls it as well.
const MODEL: Field = Field(&["model_id"]);
const LANGUAGE_MODEL: Field = Field(&["model_id", "model"]);

impl<'a> Code<'a> {
    /// The model a call asks for.
    pub(super) fn model(&self, spot: Spot<'a>, call: &'a Call, pipeline: Option<&str>) -> Model {
        let field = if pipeline == Some("llm") { LANGUAGE_MODEL } else { MODEL };
        match self.said_of(spot, call, &field) {
            Said::Value(value) => Model::Named(self.text(value)),
            Said::Written(text) => Model::Named(text),
            Said::Unseen(why) => Model::Unknown(why),
            Said::Nothing { body } if body || pipeline.is_some() => Model::Omitted,
            Said::Nothing { .. } => Model::Unknown("its body could not be followed".to_owned()),
        }
    }
}
