//! What the body of a request says of one of its fields, wherever it is put together.

use lp_ready_checks::facts::livepeer::{Origin, Text, Written};

use super::code::{Code, Spot};
use crate::gather::source::expr::{Bytes, Call, Expr, Kind, Object};
use crate::gather::source::flow::within;

/// How deep a request's body is followed.
const DEPTH: usize = 6;

/// What a body says of a field.
pub(super) enum Said<'a> {
    /// The field's value.
    Value(Spot<'a>),
    /// The field stands within a text, such as JSON given to curl.
    Written(Text),
    /// It is not there; whether a body was seen at all.
    Nothing {
        /// Whether there is one.
        body: bool,
    },
    /// Some of it could not be seen, and why.
    Unseen(String),
}

/// What a search of a body comes to.
enum Search<'a> {
    /// The field's value.
    Found(Spot<'a>),
    /// The field stands within a text, such as JSON given to curl.
    Written(Text),
    /// All of it was seen, and the field is not there.
    Absent,
    /// Some of it could not be seen, and why.
    Unseen(String),
}

impl<'a> Code<'a> {
    /// What the body of a call says of a field.
    pub(super) fn said_of(&self, spot: Spot<'a>, call: &'a Call, field: &Field) -> Said<'a> {
        let (mut unseen, mut saw_body) = (None, false);
        let put_together = self.put_together(spot, call);
        let bodies: Vec<Spot<'a>> = match put_together {
            Some(made) => self.body_put_together(spot, made).into_iter().collect(),
            None => call.args.iter().map(|arg| spot.with(&arg.value)).collect(),
        };
        for body in bodies {
            match self.search(body, field, DEPTH) {
                Search::Found(value) => return Said::Value(value),
                Search::Written(text) => return Said::Written(text),
                Search::Unseen(why) => unseen = unseen.or(Some(why)),
                Search::Absent => saw_body |= is_body(self.follow(body).expr),
            }
        }
        match (self.appended(spot, call, field), unseen) {
            (Some(value), _) => Said::Value(value),
            (None, Some(why)) => Said::Unseen(why),
            (None, None) if self.data_from_elsewhere(spot, call) => {
                Said::Unseen("its body is read from a file or a variable".to_owned())
            }
            (None, None) if put_together.is_some() && !saw_body => {
                Said::Unseen("its body could not be followed".to_owned())
            }
            (None, None) => Said::Nothing { body: saw_body },
        }
    }

    fn search(&self, spot: Spot<'a>, field: &Field, depth: usize) -> Search<'a> {
        let Some(depth) = depth.checked_sub(1) else { return Search::Absent };
        let target = self.follow(spot);
        match &target.expr.kind {
            Kind::Object(object) => self.search_object(target, object, field, depth),
            Kind::Call(call) => self.search_call(target, call, field, depth),
            Kind::Text(_) => self.search_text(target, field),
            Kind::Sum(..) => self.search_sum(target, field),
            Kind::List(items) => self.search_all(items.iter().map(|item| target.with(item)), field, depth),
            Kind::Name(name) if is_plumbing(name) => Search::Absent,
            Kind::Name(name) => Search::Unseen(format!("`{name}` could not be followed")),
            Kind::Member(base, name) if is_plumbing(name) || base.last_name().is_some_and(is_plumbing) => {
                Search::Absent
            }
            Kind::Member(..) => {
                let path = target.expr.path().unwrap_or_default().join(".");
                Search::Unseen(format!("`{path}` could not be followed"))
            }
            Kind::Choice(yes, no) | Kind::Default(yes, no) => {
                self.search_all([yes, no].into_iter().map(|side| target.with(side)), field, depth)
            }
            _ => Search::Absent,
        }
    }

    fn search_all(&self, spots: impl Iterator<Item = Spot<'a>>, field: &Field, depth: usize) -> Search<'a> {
        let mut unseen = None;
        for spot in spots {
            match self.search(spot, field, depth) {
                Search::Absent => {}
                Search::Unseen(why) => unseen = unseen.or(Some(why)),
                found => return found,
            }
        }
        unseen.map_or(Search::Absent, Search::Unseen)
    }

    fn search_object(&self, spot: Spot<'a>, object: &'a Object, field: &Field, depth: usize) -> Search<'a> {
        let own = object.fields.iter().find(|own| own.name.as_deref().is_some_and(|name| field.is(name)));
        if let Some(own) = own {
            return Search::Found(spot.with(&own.value));
        }
        // A part of a form: `['name' => 'model_id', 'contents' => …]`.
        if object.field("name").and_then(|name| name.value.literal()).is_some_and(|name| field.is(name))
            && let Some(contents) = object.field("contents")
        {
            return Search::Found(spot.with(&contents.value));
        }
        let containers = object.fields.iter().filter(|own| own.name.as_deref().is_none_or(|name| !is_aside(name)));
        let nested = containers.map(|own| &own.value).filter(|value| is_container(value)).chain(&object.spreads);
        self.search_all(nested.map(|value| spot.with(value)), field, depth)
    }

    /// `JSON.stringify({…})`, `components.TextToImageParams(…)`, `bytes.NewBuffer(body)`.
    fn search_call(&self, spot: Spot<'a>, call: &'a Call, field: &Field, depth: usize) -> Search<'a> {
        let own = call.args.iter().find(|arg| arg.name.as_deref().is_some_and(|name| field.is(name)));
        if let Some(own) = own {
            return Search::Found(spot.with(&own.value));
        }
        // A form is filled by later calls, see `appended`.
        if call.callee.last_name().is_some_and(|name| name.contains("Form") || name == "NewWriter") {
            return Search::Absent;
        }
        // The members of a class of C# may go by other names in JSON.
        let typed = |name: &str| name.ends_with("Params") || name.ends_with("Request") && spot.module.language != "C#";
        let wraps = call.callee.last_name().is_some_and(|name| WRAPPERS.contains(&name) || typed(name));
        // `request.json()` is somebody else's body.
        if !wraps || call.args.is_empty() {
            return Search::Unseen("its body is computed by a call".to_owned());
        }
        self.search_all(call.args.iter().map(|arg| spot.with(&arg.value)), field, depth)
    }

    /// `{"model_id": "…"}` and `model_id=…` as text, as shells write bodies.
    fn search_text(&self, spot: Spot<'a>, field: &Field) -> Search<'a> {
        let text = self.text(spot);
        let found = text.values.iter().find_map(|value| field.within(&value.text));
        match found {
            Some(model) => {
                let at = self.span(spot.module, &spot.expr.at);
                let written = self.origin_within(spot, &model).unwrap_or(Written::new(model, at, Origin::Literal));
                Search::Written(Text { values: vec![written], ..Text::default() })
            }
            None => Search::Absent,
        }
    }

    /// `"{\"prompt\": \"" + prompt + "\"}"`; other texts that are put together, addresses for example, are no bodies.
    fn search_sum(&self, spot: Spot<'a>, field: &Field) -> Search<'a> {
        let text = self.text(spot);
        let is_body = text.values.iter().any(|value| value.text.contains('{'));
        match self.search_text(spot, field) {
            Search::Absent if is_body && text.open.is_some() => {
                Search::Unseen("its body is put together from texts".to_owned())
            }
            found => found,
        }
    }

    /// Where a model that is part of a text comes from, when an interpolated part holds all of it.
    fn origin_within(&self, spot: Spot<'a>, model: &str) -> Option<Written> {
        let Kind::Text(parts) = &spot.expr.kind else { return None };
        parts.iter().find_map(|part| match part {
            crate::gather::source::expr::Part::Hole(hole) => {
                self.text(spot.with(hole)).values.into_iter().find(|value| value.text == model)
            }
            crate::gather::source::expr::Part::Literal(_) => None,
        })
    }

    /// `curl -d @file`, `curl -d "$1"`: a body that stands nowhere in the script.
    fn data_from_elsewhere(&self, spot: Spot<'a>, call: &'a Call) -> bool {
        let flags = ["-d", "--data", "--data-raw", "--data-binary", "--json", "--post-data", "--post-file"];
        let words = call.args.iter().map(|arg| &arg.value);
        let given = words
            .clone()
            .zip(words.skip(1))
            .filter(|(flag, _)| flag.literal().is_some_and(|flag| flags.contains(&flag)));
        call.callee.literal().is_some()
            && given.into_iter().any(|(_, value)| {
                value.literal().is_some_and(|text| text.starts_with('@')) || {
                    let text = self.text(spot.with(value));
                    value.literal().is_none() && text.values.iter().all(|value| !value.text.contains('{'))
                }
            })
    }

    /// `form.append("model_id", value)` and `body.model_id = value`, on the variable that is sent.
    fn appended(&self, spot: Spot<'a>, call: &'a Call, field: &Field) -> Option<Spot<'a>> {
        let around = spot.module.function_around(&spot.expr.at).map(|function| function.at.clone());
        let inside = |at: &Bytes| around.as_ref().is_none_or(|around| within(at, around));
        let text = self.file(spot.module).text.as_deref().unwrap_or_default();
        let sent = text.get(spot.expr.at.clone()).unwrap_or_default();
        let body = self.put_together(spot, call).and_then(|made| self.body_put_together(spot, made));
        let body = body.filter(|body| std::ptr::eq(body.module, spot.module));
        let body = body.and_then(|body| text.get(body.expr.at.clone())).unwrap_or_default();
        let is_sent = |name: &str| words_of(sent).chain(words_of(body)).any(|word| word == name);
        let fills = spot.module.calls.iter().filter(|expr| inside(&expr.at) && expr.at != spot.expr.at);
        let fills = fills.filter_map(Expr::call).filter(|fill| fill.args.len() >= 2 && !std::ptr::eq(*fill, call));
        let filled: Vec<(&str, &'a Expr)> = fills
            .filter_map(|fill| {
                let verb = fill.callee.last_name()?;
                // `form.Add(new StringContent(model), "model_id")`
                let (name, value) =
                    if verb == "Add" && fill.positional(1)?.literal().is_some() { (1, 0) } else { (0, 1) };
                let name = fill.positional(name).and_then(Expr::literal)?;
                (FILLS.contains(&verb) && field.is(name)).then_some(())?;
                Some((fill.callee.root()?, fill.positional(value)?))
            })
            .collect();
        let assigned =
            spot.module.bindings.iter().filter(|binding| {
                binding.class.as_deref() == Some("") && field.is(&binding.name) && inside(&binding.at)
            });
        let mut assigned = assigned.filter(|binding| {
            text.get(binding.at.clone()).and_then(|target| words_of(target).next()).is_some_and(is_sent)
        });
        // Of several forms, the one that is sent; a form that is sent under another name is filled all the same.
        let own = filled.iter().find(|(form, _)| is_sent(form));
        let alone = filled.first().filter(|_| filled.iter().all(|(form, _)| *form == filled[0].0));
        own.or(alone)
            .map(|(_, value)| *value)
            .or_else(|| assigned.next_back().map(|binding| &binding.value))
            .map(|value| spot.with(value))
    }
}

/// The names in a piece of code.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').filter(|word| !word.is_empty())
}

/// A field by its names, in lower case with the underscores of JSON; code spells them in many ways.
pub(super) struct Field(pub(super) &'static [&'static str]);

impl Field {
    fn is(&self, name: &str) -> bool {
        let simple = |name: &str| name.to_ascii_lowercase().replace(['_', '-'], "");
        self.0.iter().any(|own| simple(own) == simple(name))
    }

    fn within(&self, text: &str) -> Option<String> {
        self.0.iter().find_map(|name| {
            let json = text.find(&format!("\"{name}\"")).and_then(|at| {
                let rest =
                    text[at + name.len() + 2..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
                rest.split_once('"').map(|(value, _)| value.to_owned())
            });
            json.or_else(|| text.strip_prefix(&format!("{name}=")).map(|value| value.trim_matches('"').to_owned()))
        })
    }
}

/// Methods that put a field into a form.
const FILLS: &[&str] = &["append", "set", "WriteField", "text", "add_field", "Add", "AddField", "AddParameter"];

/// Calls that only wrap a body.
const WRAPPERS: &[&str] = &[
    "stringify",
    "dumps",
    "Marshal",
    "NewBuffer",
    "NewBufferString",
    "NewReader",
    "String",
    "Pointer",
    "Ptr",
    "dict",
    "json",
    "to_string",
    "from",
    "into",
    "encode",
    "model_dump",
    "Body",
    "Blob",
    "body",
    "json_encode",
    "wp_json_encode",
    "http_build_query",
    "Serialize",
    "SerializeObject",
    "StringContent",
    "FormUrlEncodedContent",
    "Create",
    "GetBytes",
    "UploadHandlerRaw",
];

fn is_container(expr: &Expr) -> bool {
    matches!(expr.kind, Kind::Object(_) | Kind::Call(_) | Kind::Name(_) | Kind::Member(..) | Kind::Text(_))
        || matches!(&expr.kind, Kind::List(items) if items.iter().all(|item| matches!(item.kind, Kind::Object(_))))
}

fn is_body(expr: &Expr) -> bool {
    matches!(expr.kind, Kind::Object(_) | Kind::Call(_))
}

/// Fields that never hold a request's body.
fn is_aside(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !matches!(
        name.as_str(),
        "body" | "data" | "json" | "request" | "params" | "form" | "files" | "requestbody" | "input" | "multipart"
    ) && !name.ends_with("params")
        && !name.ends_with("request")
}

/// Arguments that are not the body: contexts, the client itself, addresses.
fn is_plumbing(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "ctx", "context", "url", "uri", "endpoint", "client", "core", "livepeer", "sdk", "headers", "config",
        "options", "timeout", "method", "cancel", "encoding",
    ]
    .iter()
    .any(|word| name.contains(word))
}
