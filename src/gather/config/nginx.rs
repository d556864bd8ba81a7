//! nginx: which programs it hands requests to, and how long it waits for them.
//!
//! <https://nginx.org/en/docs/http/ngx_http_proxy_module.html>, with its kin for FastCGI, uwsgi and gRPC.

use std::collections::HashMap;
use std::ops::Range;

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::proxy::Pass;

use super::Read;
use super::words::{self, Word};

/// How far out it is looked for what holds in a block.
const DEPTH: usize = 16;

/// How requests are handed on, by the beginning of the directives' names.
const PROTOCOLS: &[&str] = &["proxy", "fastcgi", "uwsgi", "grpc"];

/// What the directives of one block say; those around it hold in it too, wherever in their block they stand.
#[derive(Default)]
struct Scope {
    /// The block around it; the file's own is around itself.
    outer: usize,
    /// The upstream whose servers are listed here.
    upstream: Option<String>,
    /// By protocol.
    timeouts: HashMap<&'static str, Word>,
    includes: bool,
    passes: Vec<(&'static str, Word)>,
}

/// Whether a text is an nginx configuration that hands requests on.
pub(super) fn is_nginx(text: &str) -> bool {
    text.contains("_pass ") && text.contains('{')
}

/// Reads a configuration.
pub(super) fn read(file: &File, text: &str, read: &mut Read) {
    let mut upstreams: HashMap<String, Vec<String>> = HashMap::new();
    let (mut scopes, mut here) = (vec![Scope::default()], 0);
    for (directive, end) in directives(text) {
        match end {
            '{' => {
                scopes.push(Scope { outer: here, upstream: upstream(&directive), ..Scope::default() });
                here = scopes.len() - 1;
            }
            '}' => here = scopes[here].outer,
            _ => scopes[here].take(&directive, &mut upstreams),
        }
    }
    for at in 0..scopes.len() {
        let passes = scopes[at].passes.iter();
        read.proxies.extend(passes.filter_map(|pass| passed(file, &scopes, at, pass, &upstreams)));
    }
}

/// Where requests are handed on, with what holds there.
fn passed(
    file: &File,
    scopes: &[Scope],
    at: usize,
    (protocol, to): &(&'static str, Word),
    upstreams: &HashMap<String, Vec<String>>,
) -> Option<Pass> {
    let around: Vec<&Scope> = std::iter::successors(Some(at), |at| (*at != 0).then(|| scopes[*at].outer))
        .take(DEPTH)
        .map(|at| &scopes[at])
        .collect();
    let timeout = around.iter().find_map(|scope| scope.timeouts.get(protocol));
    let span = |word: &Word| file.span(word.range.clone());
    Some(Pass {
        file: file.id,
        hosts: hosts(&to.text, upstreams),
        at: span(to)?,
        read_timeout: timeout.and_then(|word| Some((span(word)?, time(&word.text)))),
        includes: around.iter().any(|scope| scope.includes),
    })
}

fn upstream(directive: &[Word]) -> Option<String> {
    match directive {
        [name, of, ..] if name.text == "upstream" => Some(of.text.clone()),
        _ => None,
    }
}

impl Scope {
    fn take(&mut self, directive: &[Word], upstreams: &mut HashMap<String, Vec<String>>) {
        let [name, argument, ..] = directive else { return };
        if let (Some(upstream), "server") = (&self.upstream, name.text.as_str()) {
            upstreams.entry(upstream.clone()).or_default().push(host(&argument.text).to_owned());
        }
        // The types of files and what a server block consists of say nothing of time.
        let harmless = ["mime.types", "conf.d", "sites-enabled", "modules"];
        self.includes |= name.text == "include" && !harmless.iter().any(|part| argument.text.contains(part));
        for protocol in PROTOCOLS {
            match name.text.strip_prefix(protocol) {
                Some("_pass") => self.passes.push((protocol, argument.clone())),
                Some("_read_timeout") => drop(self.timeouts.insert(protocol, argument.clone())),
                _ => {}
            }
        }
    }
}

/// The directives in order, each with the character that ends it: `;`, `{`, or the `}` behind it.
fn directives(text: &str) -> Vec<(Vec<Word>, char)> {
    let mut found = Vec::new();
    let (mut start, mut quote, mut comment) = (0, None, false);
    for (at, character) in text.char_indices() {
        match (quote, character) {
            // What stands before a comment in the same directive is lost with it: comments stand between directives.
            _ if comment => (comment, start) = (character != '\n', at + character.len_utf8()),
            (Some(open), _) => quote = quote.filter(|_| open != character),
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') => comment = true,
            // `${NAME}` of a template.
            (None, '{') if text[..at].ends_with('$') => quote = Some('}'),
            (None, ';' | '{' | '}') => {
                found.push((placed(text, start..at), character));
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn placed(text: &str, range: Range<usize>) -> Vec<Word> {
    let base = range.start;
    let words = words::words(&text[range]).into_iter();
    words.map(|word| Word { range: word.range.start + base..word.range.end + base, ..word }).collect()
}

/// The hosts an address means, upstreams looked up.
fn hosts(to: &str, upstreams: &HashMap<String, Vec<String>>) -> Option<Vec<String>> {
    let host = host(to);
    match upstreams.get(host) {
        _ if host.contains('$') => None,
        Some(servers) => Some(servers.clone()),
        None => Some(vec![host.to_owned()]),
    }
}

fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or(rest)
}

/// `300`, `300s`, `5m`, `1h` or `500ms`, in milliseconds. <https://nginx.org/en/docs/syntax.html>
fn time(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "ms" => 1.0,
        "" | "s" => 1000.0,
        "m" => 60_000.0,
        "h" => 3_600_000.0,
        "d" => 86_400_000.0,
        _ => return None,
    };
    Some(digits.parse::<f64>().ok()? * unit)
}
