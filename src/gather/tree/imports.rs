//! Which files of the project a source file may mean by its imports, told from its text alone.
//!
//! This is generous: a file too many is read and says nothing. Which file an import really means is for tracing to tell.

mod namespaces;

use std::sync::LazyLock;

use regex::Regex;

use crate::gather::folders::ancestors;

/// Endings a JavaScript import may leave out, in the order bundlers try them.
pub(crate) const ENDINGS: [&str; 14] = [
    "",
    ".ts",
    ".tsx",
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".mts",
    ".vue",
    ".svelte",
    "/index.ts",
    "/index.tsx",
    "/index.js",
    "/index.jsx",
];

/// What an import may mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// The first of these paths that is a file.
    FirstOf(Vec<String>),
    /// Every source file of this folder, by its ending.
    Folder(String, &'static str),
}

/// What the imports of a file may mean. `go_modules` are the folders of go.mod files, with their modules' paths.
pub(super) fn of(path: &str, text: &str, go_modules: &[(String, String)]) -> Vec<Meant> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match path.rsplit('.').next().unwrap_or_default() {
        "py" => python(folder, text),
        "go" => go(folder, text, go_modules),
        "rs" => rust(path, folder, text),
        "php" => namespaces::php(folder, text),
        "cs" => namespaces::csharp(folder),
        "ts" | "tsx" | "js" | "jsx" | "mjs" | "cjs" | "mts" | "cts" | "vue" | "svelte" | "astro" => {
            javascript(folder, text)
        }
        _ => Vec::new(),
    }
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is valid")
}

fn javascript(folder: &str, text: &str) -> Vec<Meant> {
    static SPECIFIER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?-u)(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([!-~]{1,200}?)["']"#));
    SPECIFIER.captures_iter(text).filter_map(|found| specifier(folder, found.get(1)?.as_str())).collect()
}

/// Relative imports, and those whose first part is no package but an alias for a folder.
fn specifier(folder: &str, import: &str) -> Option<Meant> {
    let with_endings = |path: String| compiled(&path).into_iter().chain([path]).collect::<Vec<_>>();
    if import.starts_with('.') {
        let path = normalize(&join(folder, import))?;
        return Some(Meant::FirstOf(with_endings(path).iter().flat_map(|path| endings(path)).collect()));
    }
    let alias = import.split_once('/').filter(|(first, _)| matches!(*first, "@" | "~" | "#" | "$lib" | "src"));
    // `@lib/x`, `@components/x`: a scope of packages, or a folder by that name.
    let scoped = import.strip_prefix(['@', '~', '#']).filter(|rest| rest.contains('/'));
    let rests: Vec<&str> = alias.map(|(_, rest)| rest).into_iter().chain(scoped).collect();
    let tries = rests.iter().flat_map(|rest| ancestors(folder).map(move |outer| (outer, *rest)));
    let paths = tries.flat_map(|(outer, rest)| {
        ["src", "", "src/lib"].map(|inner| join(&join(outer, inner), rest)).into_iter().flat_map(|path| endings(&path))
    });
    let paths: Vec<String> = paths.collect();
    (!paths.is_empty()).then_some(Meant::FirstOf(paths))
}

fn endings(path: &str) -> Vec<String> {
    ENDINGS.iter().map(|ending| format!("{path}{ending}")).collect()
}

/// TypeScript sources are imported by the name of the JavaScript they become.
fn compiled(path: &str) -> Option<String> {
    [".js", ".jsx", ".mjs"].iter().find_map(|ending| path.strip_suffix(ending)).map(str::to_owned)
}

fn python(folder: &str, text: &str) -> Vec<Meant> {
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?m-u)^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+(?:\(([\s -(*-~]*)|([ \t!-'*-~]*))")
    });
    static IMPORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m-u)^[ \t]*import[ \t]+([\w.]+)"));
    let from = FROM.captures_iter(text).flat_map(|found| {
        let module = &found[1];
        // `from app import settings`: the name may be a module itself.
        let names = found.get(2).or(found.get(3)).map_or("", |names| names.as_str());
        let plain = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let names = names.split([',', ' ', '\t', '\r', '\n']).filter(plain);
        let dot = if module.ends_with('.') { "" } else { "." };
        let inner = names.map(|name| format!("{module}{dot}{name}"));
        std::iter::once(module.to_owned()).chain(inner).collect::<Vec<_>>()
    });
    let plain = IMPORT.captures_iter(text).map(|found| found[1].to_owned());
    from.chain(plain).map(|module| Meant::FirstOf(python_paths(folder, &module))).collect()
}

fn python_paths(folder: &str, module: &str) -> Vec<String> {
    let dots = module.len() - module.trim_start_matches('.').len();
    let rest = module.trim_start_matches('.').replace('.', "/");
    let files = |path: String| [format!("{path}.py"), format!("{path}/__init__.py")];
    if dots > 0 {
        return ancestors(folder).nth(dots - 1).map(|outer| files(join(outer, &rest)).to_vec()).unwrap_or_default();
    }
    ancestors(folder)
        .flat_map(|outer| ["", "src"].map(|inner| join(&join(outer, inner), &rest)))
        .flat_map(files)
        .collect()
}

/// A package's files see each other; an import names the folder of another package of the module.
fn go(folder: &str, text: &str, modules: &[(String, String)]) -> Vec<Meant> {
    static IMPORT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?m-u)^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([\w./~-]+)"[ \t]*\r?$"#));
    let own = std::iter::once(folder.to_owned());
    let others = IMPORT.captures_iter(text).filter_map(|found| {
        let import = found.get(1)?.as_str();
        modules.iter().find_map(|(root, path)| {
            let below = import.strip_prefix(path.as_str())?;
            (below.is_empty() || below.starts_with('/')).then(|| join(root, below.trim_start_matches('/')))
        })
    });
    own.chain(others).map(|folder| Meant::Folder(folder.trim_end_matches('/').to_owned(), ".go")).collect()
}

fn rust(path: &str, folder: &str, text: &str) -> Vec<Meant> {
    static MODULE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m-u)^[ \t]*(?:pub(?:\([a-z: ]+\))?[ \t]+)?mod[ \t]+(\w+)[ \t]*;"));
    static USE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u)\bcrate::([\w:]+)"));
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let files = |base: &str| [format!("{base}.rs"), format!("{base}/mod.rs")];
    let modules = MODULE.captures_iter(text).map(|found| {
        let inside = [join(folder, &found[1]), format!("{stem}/{}", &found[1])];
        Meant::FirstOf(inside.iter().flat_map(|base| files(base)).collect())
    });
    let source = path.find("src/").map_or(folder, |at| &path[..at + 3]);
    let used = USE.captures_iter(text).map(|found| {
        let names: Vec<&str> = found[1].split("::").filter(|name| !name.is_empty()).collect();
        let bases = (1..=names.len()).rev().map(|count| join(source, &names[..count].join("/")));
        Meant::FirstOf(bases.flat_map(|base| files(&base)).collect())
    });
    modules.chain(used).collect()
}

fn join(folder: &str, rest: &str) -> String {
    match (folder, rest) {
        ("", rest) => rest.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, rest) => format!("{folder}/{rest}"),
    }
}

/// A path without `.` and `..`; `None` when it leaves the project.
fn normalize(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_of(path: &str, text: &str) -> Vec<String> {
        let modules = [(String::new(), "example.com/app".to_owned())];
        let meant = of(path, text, &modules).into_iter().flat_map(|meant| match meant {
            Meant::FirstOf(paths) => paths,
            Meant::Folder(folder, ending) => vec![format!("{folder}/*{ending}")],
        });
        meant.collect()
    }

    #[test]
    fn javascript_imports_are_relative_or_by_an_alias() {
        let found = first_of("src/app/a.ts", "import x from '../lib/retry.js';\nconst y = require(\"./y\")");
        assert!(found.contains(&"src/lib/retry.ts".to_owned()), "{found:?}");
        assert!(found.contains(&"src/app/y/index.ts".to_owned()), "{found:?}");
        assert!(first_of("web/src/a.ts", "export * from '@/config'").contains(&"web/src/config.ts".to_owned()));
        assert!(first_of("a.ts", "import react from 'react'; import '../../out'").is_empty());
    }

    #[test]
    fn python_imports_are_modules_or_names_in_them() {
        let found =
            first_of("app/sub/a.py", "from ..core import settings, limits\nfrom . import local\nimport top.deep\n");
        for path in ["app/core.py", "app/core/settings.py", "app/sub/local.py", "top/deep.py", "src/top/deep.py"] {
            assert!(found.contains(&path.to_owned()), "{path} of {found:?}");
        }
    }

    #[test]
    fn go_packages_are_folders() {
        let found = first_of("cmd/main.go", "import (\n\t\"fmt\"\n\tgw \"example.com/app/internal/gateway\"\n)\n");
        assert_eq!(found, ["cmd/*.go", "internal/gateway/*.go"]);
    }

    #[test]
    fn php_classes_lie_below_a_folder_of_their_namespace() {
        let text = "<?php\nuse App\\Services\\Livepeer;\nrequire_once __DIR__ . '/../inc/config.php';\nconfig('services.x');\n";
        let found = first_of("app/Http/a.php", text);
        for path in ["app/Services/Livepeer.php", "app/inc/config.php", "config/services.php"] {
            assert!(found.contains(&path.to_owned()), "{path} of {found:?}");
        }
        assert_eq!(
            first_of("Api/a.cs", "using X;"),
            ["Api/Program.cs", "Program.cs", "Api/Startup.cs", "Startup.cs", "Api/*.cs"]
        );
    }

    #[test]
    fn rust_modules_are_declared_or_used() {
        let found = first_of("src/main.rs", "mod retry;\nuse crate::config::limits::LONG;\n");
        for path in ["src/retry.rs", "src/config/limits.rs", "src/config/mod.rs"] {
            assert!(found.contains(&path.to_owned()), "{path} of {found:?}");
        }
    }
}
