//! Where a file runs by what it says of itself, by its name, and by its folder in the package it belongs to.

use lp_ready_checks::facts::livepeer::Side;

use super::super::code::Code;
use super::kinds::{self, Kind};
use crate::gather::roles;
use crate::gather::source::module::Module;

/// How sure a file's own side is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// It runs there, whoever imports it.
    Is(Side),
    /// It runs there unless all that imports it runs elsewhere.
    Likely(Side),
    /// Whoever imports it decides.
    Open,
}

const BROWSER: Own = Own::Is(Side::Browser);
const SERVER: Own = Own::Is(Side::Server);

/// Modules that are imported on servers only, and those that are imported in browsers only.
const SERVER_IMPORTS: &[&str] = &[
    "server-only",
    "express",
    "fastify",
    "koa",
    "@hapi/hapi",
    "@nestjs/common",
    "@nestjs/core",
    "fs",
    "fs/promises",
    "child_process",
    "net",
    "http",
    "https",
    "next/server",
    "next/headers",
    "@vercel/node",
    "aws-lambda",
    "frog",
    "frog/next",
    "@remix-run/node",
    "@sveltejs/kit/node",
    "$env/static/private",
    "$env/dynamic/private",
    "ws",
];
const BROWSER_IMPORTS: &[&str] = &["client-only", "react-dom/client"];

/// Folders at the top of a package that hold a server, whatever is built from the rest.
const SERVER_FOLDERS: &[&str] = &[
    "api",
    "server",
    "servers",
    "backend",
    "functions",
    "netlify",
    "supabase",
    "worker",
    "workers",
    "scripts",
    "lambda",
];

/// Special files of Next's app router; each is a server component unless it says otherwise.
const APP_FILES: &[&str] =
    &["page", "layout", "template", "default", "loading", "not-found", "opengraph-image", "sitemap"];

impl<'a> Code<'a> {
    /// Where a file runs, as far as it tells by itself.
    pub(super) fn own_side(&self, module: &Module) -> Own {
        let imports = |names: &[&str]| {
            let text = self.file(module).text.as_deref().unwrap_or_default();
            let valued = module.imports.iter().filter(|import| !super::reach::is_type(text, import));
            valued.into_iter().any(|import| names.contains(&import.module.as_str()))
        };
        // A game runs on its players' machines.
        if module.imports.iter().any(|import| import.module.starts_with("UnityEngine")) {
            return Own::Is(Side::Unknown);
        }
        if !matches!(module.language, "JavaScript" | "TypeScript") {
            return SERVER;
        }
        let node = || module.imports.iter().any(|import| import.module.starts_with("node:"));
        match module.directive.as_deref() {
            Some("use client") => BROWSER,
            Some("use server") => SERVER,
            _ if imports(BROWSER_IMPORTS) => BROWSER,
            _ if imports(SERVER_IMPORTS) || node() => SERVER,
            _ => self.by_name(module).unwrap_or_else(|| self.by_package(module)),
        }
    }

    fn by_name(&self, module: &Module) -> Option<Own> {
        let file = self.file(module);
        let (stem, path) = (stem(file.name()), format!("/{}", file.path));
        let server = stem.ends_with(".server") || stem == "+server" || stem.ends_with("+api");
        if server || path.contains("/.server/") || roles::is_build_settings(file.name()) {
            return Some(SERVER);
        }
        (stem.ends_with(".client") || path.contains("/.client/")).then_some(BROWSER)
    }

    fn by_package(&self, module: &Module) -> Own {
        let file = self.file(module);
        let kind = self.packages.around(file.folder()).find_map(|package| Some((package.folder, kinds::of(package)?)));
        let component = matches!(extension(file.name()), "vue" | "svelte");
        let Some((folder, kind)) = kind else { return self.without_package(module, component) };
        let inside = file.path[folder.len()..].trim_start_matches('/');
        let path = inside.strip_prefix("src/").unwrap_or(inside);
        let top = inside.split('/').next().unwrap_or_default();
        let in_server = format!("/{}", file.folder()).split('/').any(|folder| folder == "server");
        match kind {
            Kind::Next => next(path, in_server),
            Kind::Remix => remix(inside, in_server),
            _ if in_server && kind != Kind::Page && kind != Kind::Native => SERVER,
            Kind::SvelteKit if component || stem(file.name()).starts_with('+') => BROWSER,
            Kind::Nuxt => nuxt(inside, component),
            Kind::Astro if path.starts_with("pages/") || path.starts_with("actions/") => SERVER,
            Kind::SvelteKit | Kind::Astro => Own::Open,
            Kind::Program if in_pages(inside) => self.by_page(module),
            Kind::Program => SERVER,
            Kind::Gatsby if path.starts_with("api/") || inside.starts_with("gatsby-") => SERVER,
            Kind::Native | Kind::Page | Kind::Gatsby => page(inside, top),
        }
    }

    /// Code that no manifest speaks for, or one that does not tell.
    fn without_package(&self, module: &Module, component: bool) -> Own {
        let file = self.file(module);
        let path = format!("/{}", file.path);
        let drawn = self.packages.around(file.folder()).next().is_some();
        match () {
            () if component => BROWSER,
            () if path.contains("/server/") || path.contains("/pages/api/") => SERVER,
            () if stem(file.name()) == "route" && path.contains("/app/") => SERVER,
            () if !drawn && (path.contains("/api/") || path.contains("/routes/")) => SERVER,
            () => self.by_page(module),
        }
    }

    /// A script that takes hold of the page it is in, and of nothing that only a bundler or a server would give it.
    fn by_page(&self, module: &Module) -> Own {
        let text = self.file(module).text.as_deref().unwrap_or_default();
        let holds = PAGE_WORDS.iter().any(|word| text.contains(word));
        let alone = module.imports.iter().all(|import| import.module.starts_with('.')) && !text.contains("require(");
        if holds && alone { BROWSER } else { Own::Open }
    }
}

/// What only a script in a page says.
const PAGE_WORDS: &[&str] = &[
    "document.getElementById",
    "document.querySelector",
    "document.addEventListener",
    "document.createElement",
    "window.location",
    "new XMLHttpRequest",
    "jQuery(",
    "$(document)",
];

/// nextjs.org/docs/app/getting-started/project-structure
fn next(path: &str, in_server: bool) -> Own {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = stem(name);
    let rooted = |folder: &str| path.starts_with(folder);
    match path.contains('/') {
        false if matches!(stem, "middleware" | "proxy" | "instrumentation") => SERVER,
        _ if in_server || rooted("pages/api/") || rooted("pages/_document") => SERVER,
        _ if rooted("app/") && (stem == "route" || APP_FILES.contains(&stem)) => SERVER,
        _ if rooted("pages/") => BROWSER,
        _ => Own::Open,
    }
}

/// remix.run/docs/en/main/file-conventions
fn remix(path: &str, in_server: bool) -> Own {
    let route = path.starts_with("app/routes/") || path.starts_with("app/root.");
    if in_server {
        SERVER
    } else if route {
        BROWSER
    } else {
        Own::Open
    }
}

/// nuxt.com/docs/guide/directory-structure
fn nuxt(path: &str, component: bool) -> Own {
    let path = path.strip_prefix("app/").unwrap_or(path);
    let taken_in = ["composables/", "plugins/", "stores/", "utils/", "middleware/"];
    if component || taken_in.iter().any(|folder| path.starts_with(folder)) { BROWSER } else { Own::Open }
}

/// A page has all of its source in browsers, but for a server that lies beside it.
fn page(path: &str, top: &str) -> Own {
    let drawn = matches!(extension(path), "tsx" | "jsx" | "vue" | "svelte");
    match top {
        _ if SERVER_FOLDERS.contains(&top) && path.contains('/') => SERVER,
        "src" | "app" | "components" | "screens" | "pages" | "hooks" => Own::Likely(Side::Browser),
        _ if drawn => Own::Likely(Side::Browser),
        _ => Own::Open,
    }
}

/// Whether a path lies among the files that a program hands out as they are.
fn in_pages(path: &str) -> bool {
    ["public", "static", "assets", "www", "client", "frontend"].iter().any(|folder| {
        path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) || path.contains(&format!("/{folder}/"))
    })
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}
