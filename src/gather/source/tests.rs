//! What each language's table makes of real shapes of code.

mod flow;
mod more;

use std::sync::Arc;

use lp_ready_checks::facts::file::{File, FileId, Role};

use super::expr::{Expr, Kind, Part};
use super::module::{Item, Module};

fn module(name: &str, text: &str) -> Module {
    let file = File {
        id: FileId::new(0),
        path: name.to_owned(),
        role: Role::Source,
        text: Some(Arc::from(text)),
        tracked: None,
        ignored: false,
    };
    super::read(&file).expect("the language is read")
}

/// An expression in one line, for comparing.
fn show(expr: &Expr) -> String {
    match &expr.kind {
        Kind::Text(parts) => {
            let part = |part: &Part| match part {
                Part::Literal(text) => text.clone(),
                Part::Hole(hole) => format!("{{{}}}", show(hole)),
            };
            format!("'{}'", parts.iter().map(part).collect::<String>())
        }
        Kind::Number(number) => number.clone(),
        Kind::Bool(value) => value.to_string(),
        Kind::Null => "null".to_owned(),
        Kind::Name(name) => name.clone(),
        Kind::Member(base, name) => format!("{}.{name}", show(base)),
        Kind::Call(call) => {
            let arg = |arg: &super::expr::Arg| match &arg.name {
                Some(name) => format!("{name}={}", show(&arg.value)),
                None => show(&arg.value),
            };
            format!("{}({})", show(&call.callee), call.args.iter().map(arg).collect::<Vec<_>>().join(", "))
        }
        Kind::Object(object) => {
            let field = |f: &super::expr::Field| format!("{}: {}", f.name.as_deref().unwrap_or("?"), show(&f.value));
            let mut inner: Vec<_> = object.fields.iter().map(field).collect();
            inner.extend(object.spreads.iter().map(|spread| format!("...{}", show(spread))));
            let of = object.of.as_ref().map(|of| show(of)).unwrap_or_default();
            format!("{of}{{{}}}", inner.join(", "))
        }
        Kind::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Kind::Default(value, fallback) => format!("({} ?? {})", show(value), show(fallback)),
        Kind::Choice(yes, no) => format!("({} : {})", show(yes), show(no)),
        Kind::Sum(left, right) => format!("({} + {})", show(left), show(right)),
        Kind::Product(left, right) => format!("({} * {})", show(left), show(right)),
        Kind::Both(left, right) => format!("({} && {})", show(left), show(right)),
        Kind::Not(inner) => format!("!{}", show(inner)),
        Kind::Compare(comparison, left, right) => format!("({} {comparison:?} {})", show(left), show(right)),
        Kind::Range { from, to, closed } => show_range(from.as_deref(), to.as_deref(), *closed),
        Kind::Function => "fn".to_owned(),
        Kind::Other => "_".to_owned(),
    }
}

fn show_range(from: Option<&Expr>, to: Option<&Expr>, closed: bool) -> String {
    let end = |end: Option<&Expr>| end.map_or_else(String::new, show);
    format!("{}..{}{}", end(from), if closed { "=" } else { "" }, end(to))
}

fn bindings(module: &Module) -> Vec<String> {
    module.bindings.iter().map(|binding| format!("{} = {}", binding.name, show(&binding.value))).collect()
}

fn calls(module: &Module) -> Vec<String> {
    module.calls.iter().map(show).collect()
}

fn imports(module: &Module) -> Vec<String> {
    let item = |item: &Item| match item {
        Item::Whole => "*".to_owned(),
        Item::Default => "default".to_owned(),
        Item::Named(name) => name.clone(),
        Item::Everything => "**".to_owned(),
    };
    module
        .imports
        .iter()
        .map(|import| format!("{} = {} of {}", import.local, item(&import.item), import.module))
        .collect()
}

/// What a TypeScript file may hold.
const TYPESCRIPT: &str = r#"
import { Livepeer as LP, type X } from "@livepeer/ai";
import cfg, * as all from './cfg';
export { base as url } from "./base";
export * from "./more";
const { key, host: h = "x", ...rest } = settings;
const url = `https://${process.env.HOST ?? "dream.example"}/text-to-image`;
class Api { private base = url; constructor(public token: string = "t") { this.client = new LP({ httpBearer: token, ...opts }); } }
enum Model { Fast = "a/b" }
const wait = (5 * 60) * 1000;
async function go(a: string, { b }) { return (await api.generate.textToImage({ modelId, "prompt": a as string }))!; }
"#;

#[test]
fn typescript_takes_names_and_hands_them_on() {
    assert_eq!(
        imports(&module("a.ts", TYPESCRIPT)),
        [
            "LP = Livepeer of @livepeer/ai",
            "X = X of @livepeer/ai",
            "cfg = default of ./cfg",
            "all = * of ./cfg",
            "url = base of ./base",
            " = ** of ./more",
        ]
    );
}

#[test]
fn typescript() {
    let module = module("a.ts", TYPESCRIPT);
    assert_eq!(
        bindings(&module),
        [
            "key = settings.key",
            "h = 'x'",
            "url = 'https://{(process.env.HOST ?? 'dream.example')}/text-to-image'",
            "base = url",
            "token = token",
            "token = 't'",
            "client = LP({httpBearer: token, ...opts})",
            "Fast = 'a/b'",
            "wait = ((5 * 60) * 1000)",
        ]
    );
    assert_eq!(
        calls(&module),
        ["LP({httpBearer: token, ...opts})", "api.generate.textToImage({modelId: modelId, prompt: a})"]
    );
    assert_eq!(
        module.functions.iter().find(|f| f.name == "go").map(|f| f.params.clone()),
        Some(vec!["a".into(), String::new()])
    );
}

#[test]
fn python() {
    let module = module(
        "a.py",
        r#"
import os, livepeer_ai as lp
from livepeer_ai import Livepeer
from .config import settings as s, BASE
URL = os.getenv("GATEWAY", "https://a.example") + "/llm"
class Settings(Base):
    url: str = "https://b.example"
    def __init__(self, key: str = "k"):
        self.key = key
def go(x, *, y=2):
    with Livepeer(http_bearer=key, retry_config=RetryConfig("backoff", None)) as client:
        return client.generate.text_to_image(request={"prompt": f"{x} {y!r}", **extra})
host = os.environ["HOST"] if x else None
"#,
    );
    assert_eq!(
        imports(&module),
        [
            "os = * of os",
            "lp = * of livepeer_ai",
            "Livepeer = Livepeer of livepeer_ai",
            "s = settings of .config",
            "BASE = BASE of .config"
        ]
    );
    assert_eq!(
        bindings(&module),
        [
            "URL = (os.getenv('GATEWAY', 'https://a.example') + '/llm')",
            "url = 'https://b.example'",
            "key = 'k'",
            "key = key",
            "y = 2",
            "client = Livepeer(http_bearer=key, retry_config=RetryConfig('backoff', null))",
            "host = (os.environ.HOST : null)",
        ]
    );
    assert_eq!(calls(&module)[3], "client.generate.text_to_image(request={prompt: '{x} {y}', ...extra})");
}

#[test]
fn go() {
    let module = module(
        "a.go",
        r#"package main
import (
	livepeer "github.com/livepeer/livepeer-ai-go"
	"github.com/livepeer/livepeer-ai-go/models/components"
	"github.com/x/y/v2"
)
const base = "https://a.example"
func main() {
	s := livepeer.New(livepeer.WithSecurity("k"), livepeer.WithServerIndex(0))
	res, err := s.Generate.TextToImage(ctx, components.TextToImageParams{Prompt: "p", ModelID: livepeer.String("a/b")})
	c := &Client{baseURL: base + "/x", models: []string{"a", "b"}, m: map[string]string{"k": "v"}}
	c.key = os.Getenv("KEY")
}
func url() (string, error) { return base, nil }
"#,
    );
    assert_eq!(
        imports(&module),
        [
            "livepeer = * of github.com/livepeer/livepeer-ai-go",
            "components = * of github.com/livepeer/livepeer-ai-go/models/components",
            "y = * of github.com/x/y/v2"
        ]
    );
    let bindings = bindings(&module);
    assert!(bindings.contains(&"base = 'https://a.example'".to_owned()));
    assert!(bindings.contains(&"s = livepeer.New(livepeer.WithSecurity('k'), livepeer.WithServerIndex(0))".to_owned()));
    assert!(bindings.contains(&"res = s.Generate.TextToImage(ctx, components.TextToImageParams{Prompt: 'p', ModelID: livepeer.String('a/b')})".to_owned()));
    assert!(bindings.contains(&"baseURL = (base + '/x')".to_owned()));
    assert!(
        bindings.contains(
            &"c = Client{baseURL: (base + '/x'), models: ['a', 'b'], m: map[string]string{k: 'v'}}".to_owned()
        ) || bindings.iter().any(|b| b.starts_with("c = ")),
        "{bindings:?}"
    );
    assert!(bindings.contains(&"key = os.Getenv('KEY')".to_owned()));
    assert_eq!(module.functions[1].returns.iter().map(show).collect::<Vec<_>>(), ["base"]);
}

#[test]
fn rust() {
    let module = module(
        "a.rs",
        r#"
use std::env;
use livepeer_rs::{Livepeer, LivepeerEnv as Env};
const BASE: &str = "https://a.example";
impl Api { fn new() -> Self { Self { base: env::var("BASE").unwrap_or("https://b.example".to_string()), key } } }
async fn go() { let url = format!("{}/text-to-image", self.base); client.post(&url).json(&body).send().await?; }
"#,
    );
    assert_eq!(
        imports(&module),
        ["env = env of std", "Livepeer = Livepeer of livepeer_rs", "Env = LivepeerEnv of livepeer_rs"]
    );
    let bindings = bindings(&module);
    assert_eq!(bindings[0], "BASE = 'https://a.example'");
    assert_eq!(bindings[1], "base = env.var('BASE').unwrap_or('https://b.example'.to_string())");
    assert!(bindings.contains(&"url = format('{}/text-to-image', self.base)".to_owned()), "{bindings:?}");
}

#[test]
fn shell() {
    let module = module(
        "a.sh",
        r#"#!/bin/bash
URL="${AI_GATEWAY_URL:-https://a.example}"
MODEL='a/b'
curl -X POST "$URL/text-to-image" -d '{"model_id":"'"$MODEL"'"}' -F model_id=$MODEL
"#,
    );
    assert_eq!(bindings(&module), ["URL = '{(AI_GATEWAY_URL ?? 'https://a.example')}'", "MODEL = 'a/b'"]);
    assert_eq!(
        calls(&module),
        [r#"'curl'('-X', 'POST', '{URL}/text-to-image', '-d', '{"model_id":"{MODEL}"}', '-F', 'model_id={MODEL}')"#]
    );
}

#[test]
fn components_are_read_where_they_hold_script() {
    let module = module(
        "a.vue",
        "<template><p>{{ a(1) }}</p></template>\n<script setup lang=\"ts\">\nconst u: string = f('https://a.example')\n</script>\n",
    );
    assert_eq!(bindings(&module), ["u = f('https://a.example')"]);
    assert_eq!(module.addresses.len(), 1);
    let astro = self::module("a.astro", "---\nconst a = g()\n---\n<b/>\n<script>h()</script>");
    assert_eq!(calls(&astro), ["g()", "h()"]);
}

#[test]
fn deep_nesting_is_walked_without_recursion() {
    let module = module("a.js", &format!("x = {}1{}", "[".repeat(50_000), "]".repeat(50_000)));
    assert_eq!(module.bindings.len(), 1);
}

/// Every row of every table must name a kind and fields its grammar has.
#[test]
fn tables_fit_their_grammars() {
    for name in ["a.ts", "a.tsx", "a.py", "a.go", "a.rs", "a.sh", "a.php", "a.cs"] {
        let grammar = super::languages::grammar_for(name).expect("known");
        assert!(grammar.shapes.iter().flatten().count() > 10, "{name}");
    }
}
