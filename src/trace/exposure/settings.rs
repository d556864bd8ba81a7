//! Settings that put values into what browsers load.

use lp_ready_checks::facts::config::Node;
use lp_ready_checks::facts::file::Span;

use super::super::code::{Code, Spot};
use super::objects::objects;
use crate::gather::roles;
use crate::gather::source::expr::{Expr, Field, Kind};
use crate::gather::source::module::Module;

/// The name of what makes every variable public.
pub(super) const WHOLE: &str = "process.env";

/// A name that a setting makes public.
pub(in super::super) struct Published {
    pub(super) name: String,
    /// The setting, as the subject of a sentence.
    pub(super) by: String,
    /// The variables it takes the value from.
    pub(super) of: Vec<String>,
    pub(super) at: Span,
    /// The folder whose code it is for.
    pub(super) folder: String,
}

/// A field of a settings file whose own fields are public: the file's name up to `.config`, the path of fields, and
/// what stands before a name.
const FIELDS: &[(&str, &[&str], &str)] = &[
    // nextjs.org/docs/app/api-reference/config/next-config-js/env
    ("next", &["env"], ""),
    ("next", &["publicRuntimeConfig"], "publicRuntimeConfig."),
    // nuxt.com/docs/guide/going-further/runtime-config
    ("nuxt", &["runtimeConfig", "public"], "runtimeConfig.public."),
    ("nuxt", &["publicRuntimeConfig"], "publicRuntimeConfig."),
    // vite.dev/config/shared-options#define
    ("vite", &["define"], ""),
    ("nuxt", &["define"], ""),
    ("astro", &["define"], ""),
    ("svelte", &["define"], ""),
    ("rsbuild", &["define"], ""),
    // docs.expo.dev/guides/environment-variables
    ("app", &["extra"], "extra."),
];

impl<'a> Code<'a> {
    /// The modules of files that configure a build.
    pub(super) fn settings(&self) -> impl Iterator<Item = &'a Module> {
        let facts = self.facts;
        self.shipped().filter(move |module| roles::is_build_settings(facts.file(module.file).name()))
    }

    /// Everything that a setting makes public.
    pub(super) fn published(&self) -> &[Published] {
        self.published.get_or_init(|| self.find_published())
    }

    fn find_published(&self) -> Vec<Published> {
        let in_fields = self.settings().flat_map(|module| self.in_fields(module));
        let in_plugins = self.settings().flat_map(|module| self.in_plugins(module));
        let localized =
            self.shipped().filter(|module| module.language == "PHP").flat_map(|module| self.localized(module));
        in_fields.chain(in_plugins).chain(self.in_app_json()).chain(localized).collect()
    }

    /// Whether a setting makes something public under this name.
    pub(in super::super) fn is_published(&self, name: &str) -> bool {
        self.published().iter().any(|setting| setting.name == name)
    }

    fn in_fields(&self, module: &'a Module) -> Vec<Published> {
        let file = self.file(module).name();
        let stem = file.split_once(".config.").map_or(file, |(stem, _)| stem);
        let rows = FIELDS.iter().filter(|(of, ..)| *of == stem);
        let found = rows.flat_map(|(_, path, before)| {
            let by = format!("`{}` of `{file}`", path.join("."));
            self.fields_at(module, path)
                .into_iter()
                .filter_map(move |(at, field)| self.published_by(at, field, before, &by))
        });
        found.collect()
    }

    /// The fields of every object that stands at a path of fields, each with the spot of the object.
    fn fields_at(&self, module: &'a Module, path: &[&str]) -> Vec<(Spot<'a>, &'a Field)> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let outer = objects(module).into_iter().filter_map(|object| object.field(first));
        let inner = outer.filter_map(|field| {
            let start = Spot { module, expr: &field.value };
            rest.iter().try_fold(start, |spot, name| self.field(spot, name).into_iter().next())
        });
        let mut fields = Vec::new();
        for spot in inner.map(|spot| self.follow(spot)) {
            if let Kind::Object(object) = &spot.expr.kind {
                fields.extend(object.fields.iter().map(|field| (spot, field)));
            }
        }
        fields
    }

    /// `new DefinePlugin({…})`, `new EnvironmentPlugin([…])` of webpack and its kin.
    fn in_plugins(&self, module: &'a Module) -> Vec<Published> {
        let mut found = Vec::new();
        for call in module.calls.iter().filter_map(Expr::call) {
            let Some(plugin) = call.callee.last_name().filter(|name| PLUGINS.contains(name)) else { continue };
            let Some(given) = call.positional(0).map(|expr| self.follow(Spot { module, expr })) else { continue };
            let by = format!("`{plugin}` of `{}`", self.file(module).name());
            match &given.expr.kind {
                Kind::Object(object) => {
                    found.extend(object.fields.iter().filter_map(|field| self.published_by(given, field, "", &by)));
                }
                Kind::List(items) => found.extend(items.iter().filter_map(|item| {
                    let name = item.literal()?.to_owned();
                    Some(self.publish(given.module, &item.at, name, by.clone(), Vec::new()))
                })),
                _ => {}
            }
        }
        found
    }

    fn published_by(&self, spot: Spot<'a>, field: &'a Field, before: &str, by: &str) -> Option<Published> {
        let written = field.name.as_deref()?;
        let name = ["process.env.", "import.meta.env."].iter().find_map(|start| written.strip_prefix(start));
        let value = spot.with(&field.value);
        let whole = written == WHOLE;
        let nothing = match &field.value.kind {
            Kind::Null | Kind::Bool(_) | Kind::Number(_) => true,
            _ if whole => !self.is_environment(value),
            // An empty default of Nuxt's is there to be overridden.
            _ => before.is_empty() && field.value.literal() == Some(""),
        };
        let name = format!("{before}{}", name.unwrap_or(written));
        (!nothing).then(|| self.publish(spot.module, &field.name_at, name, by.to_owned(), self.variables_in(value)))
    }

    /// Whether a value is the whole environment: `process.env`, `loadEnv(…)`, or a text made of either.
    fn is_environment(&self, spot: Spot<'a>) -> bool {
        let target = self.follow(spot);
        match &target.expr.kind {
            Kind::Call(call) if call.callee.last_name() == Some("loadEnv") => {
                call.positional(2).and_then(Expr::literal) == Some("")
            }
            Kind::Call(call) => {
                call.callee.last_name() == Some("stringify") && {
                    call.positional(0).is_some_and(|inner| self.is_environment(target.with(inner)))
                }
            }
            _ => target.expr.path().is_some_and(|path| path == ["process", "env"]),
        }
    }

    fn variables_in(&self, spot: Spot<'a>) -> Vec<String> {
        let mut found = Vec::new();
        spot.expr.any(&mut |part| {
            found.extend(self.env_read(spot.with(part)).map(|read| read.name));
            false
        });
        found.sort();
        found.dedup();
        found
    }

    /// `extra` of Expo's `app.json`.
    fn in_app_json(&self) -> Vec<Published> {
        let named = self.facts.documents.iter().filter(|document| self.facts.file(document.file).name() == "app.json");
        let mut found = Vec::new();
        for document in named {
            let extra = document.root.at(&["expo", "extra"]).or_else(|| document.root.get("extra"));
            let folder = self.facts.file(document.file).folder();
            found.extend(extra.map(Node::entries).unwrap_or_default().iter().map(|entry| Published {
                name: format!("extra.{}", entry.key),
                by: "`extra` of `app.json`".to_owned(),
                of: Vec::new(),
                at: entry.key_span,
                folder: folder.to_owned(),
            }));
        }
        found
    }

    /// `wp_localize_script($handle, 'object', ['field' => $value])` prints the array into every page of a WordPress site.
    fn localized(&self, module: &'a Module) -> Vec<Published> {
        let calls = module.calls.iter().filter_map(Expr::call);
        let localizes = calls.filter(|call| call.callee.last_name() == Some("wp_localize_script"));
        let mut found = Vec::new();
        for call in localizes {
            let Some(object) = call.positional(1).and_then(Expr::literal) else { continue };
            let Some(given) = call.positional(2).map(|expr| self.follow(Spot { module, expr })) else { continue };
            if let Kind::Object(fields) = &given.expr.kind {
                let by = "`wp_localize_script`";
                let before = format!("{object}.");
                found.extend(fields.fields.iter().filter_map(|field| self.published_by(given, field, &before, by)));
            }
        }
        found
    }

    fn publish(
        &self,
        module: &Module,
        at: &std::ops::Range<usize>,
        name: String,
        by: String,
        of: Vec<String>,
    ) -> Published {
        let folder = self.file(module).folder().to_owned();
        Published { name, by, of, at: self.span(module, at), folder }
    }
}

/// Plugins of bundlers that put values in the place of names.
const PLUGINS: &[&str] = &["DefinePlugin", "EnvironmentPlugin"];
