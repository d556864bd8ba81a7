//! Which functions answer a visitor themselves, and are no worker's behind it.

use super::entries::Entry;
use crate::gather::source::expr::{Call, Expr};
use crate::gather::source::module::Module;

/// Decorators and methods that make a function answer: Flask's, FastAPI's, Django REST framework's; Express's, Hono's.
const ROUTES: &[&str] = &["route", "get", "post", "put", "patch", "delete", "all", "api_view", "action", "api_route"];

/// What Next.js and SvelteKit call the functions of a route's file.
const VERBS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Whether a function answers a visitor.
pub(super) fn answers(entry: &Entry<'_>) -> bool {
    if entry.module.language == "Python" {
        return is_view(entry);
    }
    let Some(function) = entry.function else { return false };
    let exported = VERBS.contains(&function.name.as_str());
    // `app.post("/image", async (request, response) => …)`
    let routes = |call: &Call| {
        let path = call.positional(0).and_then(Expr::literal).is_some_and(|path| path.starts_with('/'));
        path && call.callee.last_name().is_some_and(|name| ROUTES.contains(&name))
    };
    let handed = |module: &Module| module.calls_passed(&function.at).any(|(_, call)| routes(call));
    exported || function.name.is_empty() && handed(entry.module)
}

/// Whether it is a view of a Python framework.
pub(super) fn is_view(entry: &Entry<'_>) -> bool {
    let Some(function) = entry.function.filter(|_| entry.module.language == "Python") else { return false };
    let routes = |decorator: &Expr| {
        let callee = decorator.call().map_or(decorator, |call| &call.callee);
        callee.last_name().is_some_and(|name| ROUTES.contains(&name))
    };
    // Django's views take the request first.
    let django = function.params.iter().find(|param| *param != "self").is_some_and(|param| param == "request");
    function.decorators.iter().any(routes) || django
}
