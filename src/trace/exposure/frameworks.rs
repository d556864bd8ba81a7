//! The frameworks that build what browsers load, and the variables each of them takes for public.
//!
//! Sources: each framework's own page on environment variables, at the address beside its entry.

/// How code reads a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Access {
    /// `process.env.KEY`
    Process,
    /// `import.meta.env.KEY`
    Meta,
    /// `import { KEY } from` a module of the framework's.
    Module,
    /// A member of some object named `env`, checked or renamed before.
    Object,
}

/// A start of names that a framework takes for public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Prefix {
    pub(super) start: &'static str,
    /// The ways of reading in which the framework puts the value into what it builds.
    ways: &'static [Access],
}

/// A framework, by the packages that show it.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Framework {
    pub(in super::super) name: &'static str,
    pub(in super::super) packages: &'static [&'static str],
    pub(super) prefixes: &'static [Prefix],
}

impl Prefix {
    /// Whether a variable of this name, read so, is public. An object in between may stand for either way.
    pub(super) fn takes(&self, name: &str, access: Access) -> bool {
        name.len() > self.start.len() && name.starts_with(self.start) && self.reads(access)
    }

    pub(super) fn reads(&self, access: Access) -> bool {
        access == Access::Object || self.ways.contains(&access)
    }
}

const PROCESS: &[Access] = &[Access::Process];
const META: &[Access] = &[Access::Meta];
const MODULE: &[Access] = &[Access::Module];
const EITHER: &[Access] = &[Access::Process, Access::Meta];
const VITE: Prefix = Prefix { start: "VITE_", ways: META };

/// Every framework; what is built on another stands before it.
pub(in super::super) static FRAMEWORKS: &[Framework] = &[
    // nextjs.org/docs/app/guides/environment-variables
    Framework { name: "Next.js", packages: &["next"], prefixes: &[Prefix { start: "NEXT_PUBLIC_", ways: PROCESS }] },
    // create-react-app.dev/docs/adding-custom-environment-variables
    Framework {
        name: "Create React App",
        packages: &["react-scripts", "react-app-rewired", "@craco/craco"],
        prefixes: &[Prefix { start: "REACT_APP_", ways: PROCESS }],
    },
    // docs.expo.dev/guides/environment-variables
    Framework { name: "Expo", packages: &["expo"], prefixes: &[Prefix { start: "EXPO_PUBLIC_", ways: PROCESS }] },
    // svelte.dev/docs/kit/$env-static-public
    Framework {
        name: "SvelteKit",
        packages: &["@sveltejs/kit"],
        prefixes: &[Prefix { start: "PUBLIC_", ways: MODULE }, VITE],
    },
    // docs.astro.build/en/guides/environment-variables
    Framework {
        name: "Astro",
        packages: &["astro"],
        prefixes: &[Prefix { start: "PUBLIC_", ways: &[Access::Meta, Access::Module] }],
    },
    // nuxt.com/docs/guide/going-further/runtime-config
    Framework {
        name: "Nuxt",
        packages: &["nuxt", "nuxt3", "nuxt-edge"],
        prefixes: &[Prefix { start: "NUXT_PUBLIC_", ways: EITHER }, VITE],
    },
    // gatsbyjs.com/docs/how-to/local-development/environment-variables
    Framework { name: "Gatsby", packages: &["gatsby"], prefixes: &[Prefix { start: "GATSBY_", ways: PROCESS }] },
    // cli.vuejs.org/guide/mode-and-env.html
    Framework {
        name: "Vue CLI",
        packages: &["@vue/cli-service"],
        prefixes: &[Prefix { start: "VUE_APP_", ways: PROCESS }],
    },
    // qwik.dev/docs/env-variables
    Framework {
        name: "Qwik",
        packages: &["@builder.io/qwik", "@qwik.dev/core"],
        prefixes: &[Prefix { start: "PUBLIC_", ways: META }],
    },
    // rsbuild.rs/guide/advanced/env-vars
    Framework { name: "Rsbuild", packages: &["@rsbuild/core"], prefixes: &[Prefix { start: "PUBLIC_", ways: EITHER }] },
    // npmjs.com/package/@ngx-env/builder
    Framework {
        name: "ngx-env",
        packages: &["@ngx-env/builder"],
        prefixes: &[Prefix { start: "NG_APP_", ways: EITHER }],
    },
    // docs.redwoodjs.com/docs/environment-variables
    Framework {
        name: "Redwood",
        packages: &["@redwoodjs/core", "@redwoodjs/web", "@redwoodjs/vite"],
        prefixes: &[Prefix { start: "REDWOOD_ENV_", ways: PROCESS }],
    },
    // docs.plasmo.com/framework/env
    Framework { name: "Plasmo", packages: &["plasmo"], prefixes: &[Prefix { start: "PLASMO_PUBLIC_", ways: PROCESS }] },
    // storybook.js.org/docs/configure/environment-variables
    Framework {
        name: "Storybook",
        packages: &["storybook"],
        prefixes: &[Prefix { start: "STORYBOOK_", ways: EITHER }],
    },
    // bun.com/docs/bundler/fullstack
    Framework {
        name: "Bun",
        packages: &["bun-plugin-tailwind", "@types/bun", "bun-types"],
        prefixes: &[Prefix { start: "BUN_PUBLIC_", ways: PROCESS }],
    },
    // vite.dev/guide/env-and-mode
    Framework { name: "Vite", packages: &["vite"], prefixes: &[VITE] },
];
