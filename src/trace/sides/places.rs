//! Parts of a file that run elsewhere than the rest of it.

use lp_ready_checks::facts::livepeer::Side;

use super::super::code::Code;
use crate::gather::source::expr::Bytes;
use crate::gather::source::flow::within;
use crate::gather::source::module::{Function, Module};

/// Functions that frameworks run on the server alone, wherever they stand: of Next's pages, of Remix, of Gatsby.
const SERVER_FUNCTIONS: &[&str] =
    &["getServerSideProps", "getStaticProps", "getStaticPaths", "loader", "action", "getServerData"];

impl<'a> Code<'a> {
    /// Where a place runs, when that is not where its file does.
    pub(super) fn side_of_place(&self, module: &Module, at: &Bytes) -> Option<Side> {
        let file = self.file(module);
        if file.name().ends_with(".astro") {
            let text = file.text.as_deref().unwrap_or_default();
            let opened = text.find("---").map_or(0, |open| open + 3);
            let closed = text[opened..].find("\n---").map_or(0, |length| opened + length);
            return Some(if at.end <= closed { Side::Server } else { Side::Browser });
        }
        self.server_parts(module).any(|function| within(at, &function.at)).then_some(Side::Server)
    }

    /// The functions of a file that run on the server alone.
    pub(super) fn server_parts(&self, module: &'a Module) -> impl Iterator<Item = &'a Function> {
        let text = self.file(module).text.as_deref().unwrap_or_default();
        let script = matches!(module.language, "JavaScript" | "TypeScript");
        module.functions.iter().filter(move |function| {
            script && (SERVER_FUNCTIONS.contains(&function.name.as_str()) || is_action(module, function, text))
        })
    }
}

/// Whether a function opens with `"use server"`.
fn is_action(module: &Module, function: &Function, text: &str) -> bool {
    let body = text.get(function.at.clone()).unwrap_or_default();
    ["\"use server\"", "'use server'"].iter().any(|directive| {
        body.match_indices(directive).any(|(at, _)| {
            let start = function.at.start + at;
            let own =
                module.function_around(&(start..start + directive.len())).is_some_and(|own| own.at == function.at);
            own && body[..at].trim_end().ends_with('{')
        })
    })
}
