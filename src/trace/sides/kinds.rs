//! What kind of program a package is, as far as that says where its code runs.

use super::super::exposure::packages::Package;

/// What is built from a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Next,
    SvelteKit,
    Nuxt,
    Astro,
    /// Remix, and React Router as a framework.
    Remix,
    /// Expo and React Native.
    Native,
    Gatsby,
    /// A page that a bundler builds, with no server of its own.
    Page,
    /// A program that a server runs.
    Program,
}

/// Packages that show a kind, the more telling ones first.
const SHOWN: &[(&str, Kind)] = &[
    ("next", Kind::Next),
    ("@sveltejs/kit", Kind::SvelteKit),
    ("nuxt", Kind::Nuxt),
    ("nuxt3", Kind::Nuxt),
    ("astro", Kind::Astro),
    ("@remix-run/react", Kind::Remix),
    ("@remix-run/node", Kind::Remix),
    ("@react-router/dev", Kind::Remix),
    ("expo", Kind::Native),
    ("react-native", Kind::Native),
    ("gatsby", Kind::Gatsby),
    ("react-scripts", Kind::Page),
    ("@vue/cli-service", Kind::Page),
    ("@angular/core", Kind::Page),
    ("plasmo", Kind::Page),
];

/// Frameworks that render on a server in ways this module does not know.
const OTHER_SERVERS: &[&str] = &[
    "@tanstack/react-start",
    "@solidjs/start",
    "solid-start",
    "@builder.io/qwik-city",
    "@qwik.dev/router",
    "vike",
    "vite-plugin-ssr",
    "@redwoodjs/core",
    "@analogjs/platform",
    "electron",
];

const BUNDLERS: &[&str] = &["vite", "@rsbuild/core", "parcel", "parcel-bundler", "webpack", "esbuild", "rollup"];

/// Libraries that draw a page.
const DRAWING: &[&str] =
    &["react-dom", "react", "vue", "svelte", "solid-js", "preact", "lit", "@builder.io/qwik", "jquery", "three"];

/// Libraries that only programs on servers are made with.
const SERVING: &[&str] = &[
    "express",
    "fastify",
    "koa",
    "hono",
    "@hapi/hapi",
    "@nestjs/core",
    "ws",
    "socket.io",
    "@hono/node-server",
    "polka",
    "restify",
    "discord.js",
    "telegraf",
    "bullmq",
    "pg",
    "@elizaos/core",
    "mongoose",
];

/// Commands that run a program.
const RUNNERS: &[&str] = &["node ", "nodemon ", "tsx ", "ts-node", "bun run ", "bun src", "deno run", "pm2 "];

/// The kind of a package, where its manifest tells.
pub(super) fn of(package: &Package<'_>) -> Option<Kind> {
    let any = |names: &[&str]| names.iter().any(|name| package.needs(name));
    if let Some((_, kind)) = SHOWN.iter().find(|(name, _)| package.needs(name)) {
        return Some(*kind);
    }
    if any(OTHER_SERVERS) {
        return None;
    }
    match (any(DRAWING), any(BUNDLERS)) {
        (true, true) => Some(Kind::Page),
        (false, false) => {
            let runs = ["start", "dev", "serve"].iter().filter_map(|name| package.script(name));
            let runs = runs.into_iter().any(|script| RUNNERS.iter().any(|runner| script.starts_with(runner)));
            (any(SERVING) || runs).then_some(Kind::Program)
        }
        _ => None,
    }
}
