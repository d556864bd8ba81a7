//! Keys that ship by their name or by a setting: one outcome for each, however often it is used.

use super::names::{self, Named};
use super::uses::Use;
use crate::facts::Facts;
use crate::facts::exposed::Exposed;
use crate::facts::file::Span;
use crate::facts::livepeer::Side;
use crate::verdict::{Finding, Outcome, Place};

/// The way out of every finding here.
pub(super) const HELP: &str =
    "call Livepeer from your server, and read the key there from a variable that no bundler takes for public";

/// Whether what ships is a key: by its name, or because a request carries it.
pub(super) fn is_key(facts: &Facts, exposed: &Exposed, uses: &[Use<'_>]) -> bool {
    let names = std::iter::once(&exposed.name).chain(&exposed.of);
    let speaks = |at: Span| facts.file(at.file()).text.as_deref().is_some_and(|text| text.contains("ivepeer"));
    let named = names.map(|name| names::of(name)).any(|named| match named {
        Named::Livepeer => true,
        Named::Somebodys => exposed.reads.iter().any(|read| speaks(read.at)),
        Named::None => false,
    });
    named || uses.iter().any(|used| used.takes(&exposed.name))
}

/// What a key that ships comes to.
pub(super) fn outcome(exposed: &Exposed, uses: &[Use<'_>]) -> Outcome {
    let uses: Vec<&Use<'_>> = uses.iter().filter(|used| used.takes(&exposed.name)).collect();
    // A setting with a path of its own is handed over as a whole; other values go where code names them.
    let whole = exposed.name.contains('.');
    let ships = whole
        || exposed.reads.iter().any(|read| read.runs != Side::Server)
        || uses.iter().any(|used| used.runs == Side::Browser);
    let name = &exposed.name;
    if names::is_cors(name) {
        return cors(exposed, &uses, ships);
    }
    if ships {
        let message = format!("`{name}` is a key that {} gives to every visitor", exposed.by);
        return Outcome::Bad(finding(exposed, &uses, "in what browsers load", message).help(HELP));
    }
    let so_far = if exposed.reads.is_empty() { "nothing reads it yet" } else { "only server code reads it so far" };
    let message = format!("`{name}` is a key that {} takes for public, though {so_far}", exposed.by);
    let help = format!("give it a name that {} keeps to the server", exposed.by);
    Outcome::Doubtful(finding(exposed, &uses, "public by its name", message).help(help))
}

/// A key that is meant for browsers. Livepeer Studio, `middleware/auth.ts`: restricted ones may not generate.
fn cors(exposed: &Exposed, uses: &[&Use<'_>], ships: bool) -> Outcome {
    let name = &exposed.name;
    if ships && uses.iter().any(|used| used.generates && used.goes_to_studio()) {
        let message = format!("`{name}` is a CORS key: AI routes of Livepeer Studio answer it with 403");
        let help = "call AI routes from your server, with a backend key that stays there";
        return Outcome::Bad(finding(exposed, uses, "in what browsers load", message).help(help));
    }
    if !ships {
        return Outcome::Aside;
    }
    let message = format!("`{name}` lets every visitor change the assets and streams whose ids they see");
    let help = "create and change streams from your server with a backend key; playback needs no key at all";
    Outcome::Doubtful(finding(exposed, uses, "in what browsers load", message).help(help))
}

/// A finding with the whole way: where it is read, where it is set, and what it is used for.
fn finding(exposed: &Exposed, uses: &[&Use<'_>], label: &str, message: String) -> Finding {
    let reads = exposed.reads.iter();
    let read = reads.clone().find(|read| read.runs == Side::Browser);
    let read = read.or_else(|| reads.clone().find(|read| read.runs == Side::Unknown)).or_else(|| reads.clone().next());
    let mut places = read.map(|read| read.at).into_iter().chain(exposed.set.iter().copied());
    let at = places.next().or_else(|| uses.first().map(|used| used.at));
    let place = at.map_or_else(|| Place::Missing(exposed.name.clone()), Place::from);
    let mut finding = Finding::new(place, label, message);
    for set in places {
        finding = finding.because(set, format!("`{}` is set", exposed.name));
    }
    for used in uses.iter().filter(|used| Some(used.at) != at) {
        finding = finding.because(used.at, format!("the key of `{}`", used.via));
    }
    finding
}
