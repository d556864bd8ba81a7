//! Trees from the parser's events, without recursion.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, ScalarStyle};
use lp_ready_checks::facts::config::{Document, Entry, Format, Node, Value};
use lp_ready_checks::facts::file::{File, Span};

use super::scalar;

/// How many values may be copied for anchors and aliases of one file; a few lines of nested aliases would stand for
/// billions.
const MAX_COPIED: usize = 200_000;

/// Puts events together to documents.
pub(super) struct Builder<'a> {
    file: &'a File,
    /// Finished documents.
    pub(super) documents: Vec<Document>,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    copied: usize,
    /// How many values have been made so far; an anchor's size is the difference.
    made: usize,
}

/// A collection whose end has not been seen.
struct Open {
    start: usize,
    end: usize,
    anchor: usize,
    made_before: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, merged: Vec<Node>, key: Option<(Node, bool)> },
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a File) -> Self {
        Self { file, documents: Vec::new(), open: Vec::new(), anchors: HashMap::new(), copied: 0, made: 0 }
    }

    /// Takes the next event of the parser.
    ///
    /// # Errors
    /// When aliases stand for too much.
    pub(super) fn take(&mut self, event: Event<'_>, at: Range<usize>) -> Result<(), String> {
        match event {
            Event::DocumentStart(..) => self.anchors.clear(),
            Event::SequenceStart(_, anchor, _) => self.enter(at, anchor, Kind::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.enter(at, anchor, Kind::Map { entries: Vec::new(), merged: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(&at),
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar::value(&text, style, tag.as_deref());
                self.leaf(value, at, anchor, style == ScalarStyle::Plain && text == "<<");
            }
            Event::Alias(anchor) => self.alias(anchor, &at)?,
            _ => {}
        }
        Ok(())
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.file.span(range).or_else(|| self.file.span(0..0)).expect("the parser's offsets lie within the text")
    }

    fn leaf(&mut self, value: Value, at: Range<usize>, anchor: usize, merges: bool) {
        self.made += 1;
        let node = Node { span: self.span(at.clone()), value };
        self.remember(anchor, &node, 1);
        self.put(node, at.end, merges);
    }

    fn enter(&mut self, at: Range<usize>, anchor: usize, kind: Kind) {
        self.open.push(Open { start: at.start, end: at.end, anchor, made_before: self.made, kind });
        self.made += 1;
    }

    fn leave(&mut self, at: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        // The end of a block collection is an empty span somewhere behind it.
        let end = if at.is_empty() { open.end } else { at.end };
        let value = match open.kind {
            Kind::List(items) => Value::List(items),
            Kind::Map { entries, merged, .. } => Value::Map(merge(entries, merged)),
        };
        let node = Node { span: self.span(open.start..end.max(open.start)), value };
        self.remember(open.anchor, &node, self.made - open.made_before);
        self.put(node, end, false);
    }

    fn remember(&mut self, anchor: usize, node: &Node, size: usize) {
        if anchor != 0 && self.copied <= MAX_COPIED {
            self.copied += size;
            self.anchors.insert(anchor, (node.clone(), size));
        }
    }

    fn alias(&mut self, anchor: usize, at: &Range<usize>) -> Result<(), String> {
        let Some((node, size)) = self.anchors.get(&anchor).filter(|_| self.copied <= MAX_COPIED) else {
            let too_much = self.copied > MAX_COPIED;
            return Err(if too_much {
                "anchors and aliases stand for too many values"
            } else {
                "an alias stands within its own anchor"
            }
            .into());
        };
        self.copied += size;
        self.made += size;
        let node = node.clone();
        self.put(node, at.end, false);
        Ok(())
    }

    /// Puts a finished value where it belongs. `merges` marks a plain `<<`, which is a merge key in a key's place.
    fn put(&mut self, node: Node, end: usize, merges: bool) {
        let Some(open) = self.open.last_mut() else {
            let (file, format) = (self.file.id, Format::Yaml);
            self.documents.push(Document { file, format, root: node, strict: Ok(()) });
            return;
        };
        open.end = open.end.max(end);
        match &mut open.kind {
            Kind::List(items) => items.push(node),
            Kind::Map { entries, merged, key } => match key.take() {
                None => *key = Some((node, merges)),
                Some((_, true)) => merged.push(node),
                Some((name, false)) => {
                    entries.push(Entry { key: key_text(self.file, &name), key_span: name.span, value: node });
                }
            },
        }
    }
}

/// A key as text; a collection used as a key is taken as it is written.
fn key_text(file: &File, key: &Node) -> String {
    match &key.value {
        Value::Text(text) | Value::Number(text) => text.clone(),
        _ => file.slice(key.span).to_owned(),
    }
}

/// Puts merged entries in front, without those that the map itself or an earlier source has.
fn merge(entries: Vec<Entry>, merged: Vec<Node>) -> Vec<Entry> {
    if merged.is_empty() {
        return entries;
    }
    let mut seen: HashSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    let sources = merged.into_iter().flat_map(|node| match node.value {
        Value::List(items) => items,
        _ => vec![node],
    });
    let brought = sources.flat_map(|node| match node.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    });
    let mut all: Vec<Entry> = brought.filter(|entry| seen.insert(entry.key.clone())).collect();
    all.extend(entries);
    all
}
