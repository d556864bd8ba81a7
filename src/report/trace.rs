//! One request explained: what is known of it, and the places by which each thing was found out.

mod guards;
mod values;

use lp_ready_checks::facts::livepeer::{Model, Request};
use lp_ready_checks::verdict::Evidence;

use super::Report;
use super::requests::{self, Row};

/// One thing that is known of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aspect {
    /// What it is: `goes to`, `timeout`.
    pub name: String,
    /// What it comes to.
    pub says: String,
    /// The places that show it, in the order in which they lead there.
    pub places: Vec<Evidence>,
    /// Why it is not known as a whole, as a clause.
    pub open: Option<String>,
}

/// A request and everything that is known of it.
#[derive(Debug)]
pub struct Explained<'r> {
    /// The request in words.
    pub row: Row<'r>,
    /// What is known of it, in the order of the matrix' columns.
    pub aspects: Vec<Aspect>,
}

impl Aspect {
    fn new(name: &str, says: impl Into<String>) -> Self {
        Self { name: name.to_owned(), says: says.into(), places: Vec::new(), open: None }
    }

    fn at(self, places: Vec<Evidence>) -> Self {
        Self { places, ..self }
    }

    fn open(self, open: Option<String>) -> Self {
        Self { open, ..self }
    }
}

/// Explains a request of the report.
#[must_use]
pub fn explain<'r>(report: &'r Report, request: &Request) -> Explained<'r> {
    let row = requests::row(report, request);
    let mut aspects = vec![
        Aspect::new("request", request_in_words(&row)).at(vec![Evidence::new(request.at, "sends the request")]),
        values::destination(request, &row),
    ];
    aspects.extend(values::model(request, &row));
    aspects.extend([values::key(report, request, &row), Aspect::new("runs", row.runs)]);
    aspects.extend([guards::timeout(request, &row), guards::retry(report, request, &row)]);
    aspects.extend(guards::reactions(report, request));
    aspects.push(guards::logged(request));
    aspects.iter_mut().for_each(|aspect| clean(report, aspect));
    Explained { row, aspects }
}

fn request_in_words(row: &Row<'_>) -> String {
    match &row.pipeline {
        Some(pipeline) => format!("`{}` asks for {pipeline}", row.via),
        None => format!("`{}`", row.via),
    }
}

fn clean(report: &Report, aspect: &mut Aspect) {
    aspect.says = report.clean(&aspect.says);
    aspect.open = aspect.open.take().map(|why| report.clean(&why));
    for place in &mut aspect.places {
        place.label = report.clean(&place.label);
    }
}

/// Whether a request is known to name no model, or to name one.
fn asks_for_model(request: &Request) -> bool {
    request.pipeline.is_some() || matches!(request.model, Model::Named(_))
}
