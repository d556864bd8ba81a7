//! What a file is for, told from its path and, for generated code, from its first lines.

use std::collections::HashSet;
use std::sync::LazyLock;

use lp_ready_checks::facts::file::Role;

use super::{deployments, env};

/// Folders the walk never enters: other people's code, caches and build products that are rebuilt at will.
const CLOSED_FOLDERS: &str = ".git .gradle .hg .mypy_cache .next .nuxt .parcel-cache .pnpm-store .pytest_cache .ruff_cache .svelte-kit \
    .svn .terraform .tox .turbo .venv .yarn __pycache__ bower_components node_modules site-packages";

/// Among them the Solidity libraries that Foundry checks out below `lib`, WordPress itself, and Unity's packages.
const VENDORED_FOLDERS: &str = "vendor vendors vendored third_party third-party thirdparty pods forge-std ds-test openzeppelin-contracts \
    openzeppelin-contracts-upgradeable solmate solady wp-admin wp-includes packagecache";

const GENERATED_FOLDERS: &str = "dist out coverage generated __generated__ _generated .output .vercel storybook-static";

const TEST_FOLDERS: &str = "test tests __test__ __tests__ __mocks__ __fixtures__ __snapshots__ mocks fixtures testdata test-data \
    test_data testing e2e cypress playwright";

const EXAMPLE_FOLDERS: &str = "example examples sample samples _examples cookbook";

const DOCUMENTATION_FOLDERS: &str = "docs doc documentation";

const GENERATED_NAMES: &str = "bun.lock cargo.lock composer.lock flake.lock gemfile.lock go.sum go.work.sum npm-shrinkwrap.json \
    package-lock.json packages.lock.json pdm.lock pipfile.lock pnpm-lock.yaml podfile.lock poetry.lock \
    pubspec.lock uv.lock yarn.lock";

const GENERATED_ENDINGS: &str = ".min.js .min.mjs .min.css .bundle.js .chunk.js .map .pb.go .pb.gw.go _pb2.py _pb2_grpc.py _pb.js _pb.ts \
    _pb.d.ts .g.dart .freezed.dart .gen.go .gen.ts .designer.cs .g.cs .snap";

const PROSE: &str = "md mdx markdown rst adoc asciidoc txt org tex";

const PROSE_NAMES: &str = "readme license licence changelog contributing authors notice copying";

const CODE: &str = "astro bash bat c cc cjs cmd cpp cs cts cxx dart ex exs fish go gs h hpp htm html java js jsx kt kts liquid \
    lua m mjs mm mts php pl ps1 psm1 py pyi r rb rs scala sh sol svelte swift ts tsx vue zsh";

const CONFIG: &str = "cfg conf config hcl ini j2 json json5 jsonc nix plist properties service socket tf tfvars timer toml tpl \
    webmanifest xml yaml yml";

const CONFIG_NAMES: &str = ".babelrc .dockerignore .eslintrc .gcloudignore .gitignore .npmrc .prettierrc .pypirc .yarnrc _headers \
    _redirects caddyfile containerfile dockerfile go.mod go.work jenkinsfile justfile makefile pipfile procfile \
    tiltfile vagrantfile";

/// Endings of files that hold no text: they are not even opened.
const MEDIA: &str = "7z a aac apk avi avif bin bmp br bz2 class db dll dmg dylib eot exe flac gif glb gz heic icns ico ipa jar \
    jpeg jpg m4a m4s m4v mkv mov mp3 mp4 o ogg onnx otf parquet pdf pickle pkl png psd pt pth pyc rar rlib \
    safetensors so tar tgz tif tiff ttf war wasm wav webm webp woff woff2 xz zip zst";

/// What the file at `path` (relative to the root, with `/`) is for; `head` is the start of its text.
#[must_use]
pub fn of(path: &str, head: &str) -> Role {
    let (folders, name) = split(path);
    if is_vendored(path) {
        Role::Vendored
    } else if env::is_dotenv(path, head) {
        if any_of(&folders, TEST_FOLDERS) { Role::Test } else { Role::Env }
    } else if is_build_product(&folders, &name) {
        Role::Generated
    } else if is_test(&folders, &name) {
        Role::Test
    } else if any_of(&folders, EXAMPLE_FOLDERS) || is_example_name(&name) {
        Role::Example
    } else if is_prose(&folders, &name) {
        Role::Documentation
    } else if says_generated(head) {
        Role::Generated
    } else {
        match by_name(&name) {
            // A script without an extension.
            Role::Other if head.starts_with("#!") => Role::Source,
            role => role,
        }
    }
}

/// Whether a file is other people's code, by its folders.
#[must_use]
pub fn is_vendored(path: &str) -> bool {
    // Asked of every file with a word that credentials stand beside.
    let names = |folder: &str, list: &str| list.split(' ').any(|listed| listed.eq_ignore_ascii_case(folder));
    path.rsplit('/').skip(1).any(|folder| names(folder, VENDORED_FOLDERS) || names(folder, CLOSED_FOLDERS))
}

/// Whether a folder of this name is never entered.
#[must_use]
pub fn is_closed(folder: &str) -> bool {
    listed(folder, CLOSED_FOLDERS)
}

/// Whether the name says that the file holds no text.
#[must_use]
pub fn is_media(name: &str) -> bool {
    // Asked of every file of a tree.
    static ENDINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| MEDIA.split(' ').collect());
    extension(name).is_some_and(|extension| ENDINGS.contains(extension))
}

/// Whether the name is one of a package's manifest, a compose file or an image's recipe: programs start here, and
/// read their env files here.
#[must_use]
pub fn is_manifest(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        name.as_str(),
        "package.json"
            | "pyproject.toml"
            | "setup.py"
            | "pipfile"
            | "go.mod"
            | "cargo.toml"
            | "composer.json"
            | "gemfile"
    ) || is_requirements(&name)
        || compose(&name)
        || dockerfile(&name)
        || name.ends_with(".csproj")
}

/// Whether the name is a compose file's.
#[must_use]
pub fn is_compose(name: &str) -> bool {
    compose(&name.to_ascii_lowercase())
}

fn compose(lower: &str) -> bool {
    let yaml = lower.ends_with(".yml") || lower.ends_with(".yaml");
    yaml && (lower.starts_with("docker-compose") || lower.starts_with("compose"))
}

/// Whether the name is a Dockerfile's, whatever it is called after.
#[must_use]
pub fn is_dockerfile(name: &str) -> bool {
    dockerfile(&name.to_ascii_lowercase())
}

fn dockerfile(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name == "dockerfile"
        || name == "containerfile"
        || name.starts_with("dockerfile.") && !matches!(ending, "dockerignore" | "md" | "sh" | "js" | "ts" | "py")
        || ending == "dockerfile"
}

/// Whether a file is small and steers how others are read, so that it is kept whatever it says.
#[must_use]
pub fn is_always_kept(name: &str) -> bool {
    matches!(name, ".gitignore" | ".dockerignore" | "lp-ready.toml" | "tsconfig.json" | "jsconfig.json")
        || name.ends_with(".dockerignore")
        // Empty or broken, a list of models holds none of the words that files are kept for.
        || name.eq_ignore_ascii_case("aimodels.json")
        // What scrapes a node's metrics names hosts and ports only.
        || name.starts_with("prometheus") && (name.ends_with(".yml") || name.ends_with(".yaml"))
        || is_password_file(name)
        || deployments::is_deployment(name)
        || is_manifest(name)
        || is_build_settings(name)
}

/// Whether the name is one that people give the file of a keystore's password; it holds nothing else.
fn is_password_file(name: &str) -> bool {
    let stem = name.strip_suffix(".txt").unwrap_or(name).trim_start_matches('.').replace('_', "-");
    listed(&stem, "eth-secret eth-acct-secret eth-password ethpassword keystore-password")
}

/// Whether the name is that of the settings by which a framework builds what browsers load.
#[must_use]
pub fn is_build_settings(name: &str) -> bool {
    let stem = name.split_once(".config.").map(|(stem, _)| stem);
    name == "app.json"
        || stem.is_some_and(|stem| {
            matches!(stem, "app" | "astro" | "next" | "nuxt" | "rsbuild" | "svelte" | "vite" | "webpack")
        })
}

fn is_requirements(name: &str) -> bool {
    name.starts_with("requirements") && (name.ends_with(".txt") || name.ends_with(".in"))
}

fn split(path: &str) -> (Vec<String>, String) {
    let mut parts: Vec<String> = path.split('/').map(str::to_ascii_lowercase).collect();
    let name = parts.pop().unwrap_or_default();
    (parts, name)
}

/// Whether a list, its words parted by blanks, has this one.
fn listed(word: &str, list: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn any_of(folders: &[String], list: &str) -> bool {
    folders.iter().any(|folder| listed(folder, list))
}

/// The last extension, `None` for `.gitignore` and the like.
fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension)
}

fn is_build_product(folders: &[String], name: &str) -> bool {
    // `build/` holds scripts and Dockerfiles as often as bundles.
    let bundle = extension(name).is_some_and(|extension| listed(extension, "js mjs css html json txt"));
    listed(name, GENERATED_NAMES)
        || GENERATED_ENDINGS.split(' ').any(|ending| name.ends_with(ending))
        || any_of(folders, GENERATED_FOLDERS)
        || is_dotnet_output(folders, name)
        || bundle && folders.iter().any(|folder| folder == "build")
}

/// `obj/` and `bin/Debug/` of .NET; `bin/` alone holds scripts of other languages.
fn is_dotnet_output(folders: &[String], name: &str) -> bool {
    let inner = folders.iter().skip(1).map(String::as_str).chain([name]);
    folders.iter().zip(inner).any(|(folder, inner)| match folder.as_str() {
        "bin" => matches!(inner, "debug" | "release"),
        "obj" => matches!(inner, "debug" | "release" | "project.assets.json"),
        _ => false,
    })
}

fn is_test(folders: &[String], name: &str) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let marked =
        [".test", ".spec", ".e2e", ".cy", "_test", "_spec", ".stories", ".mock"].iter().any(|end| stem.ends_with(end));
    any_of(folders, TEST_FOLDERS)
        // Test projects of .NET.
        || folders.iter().any(|folder| folder.ends_with(".tests") || folder.ends_with(".test"))
        || listed(extension, CODE) && (marked || stem.starts_with("test_") || stem == "conftest" || stem == "tests")
        || listed(extension, CODE) && folders.iter().any(|folder| folder == "spec")
}

fn is_example_name(name: &str) -> bool {
    // `mail.template.html` ships; `settings.template.json` is copied and filled in.
    let code = extension(name).is_some_and(|extension| listed(extension, CODE));
    let words = if code { "example sample" } else { "example sample template tmpl dist" };
    name.split('.').skip(1).any(|part| listed(part, words))
}

fn is_prose(folders: &[String], name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let prose = extension(name).is_some_and(|extension| listed(extension, PROSE)) && !is_requirements(name);
    let nameless = extension(name).is_none() && listed(stem, PROSE_NAMES);
    // Deeper down `docs` is a route of a site as often as documentation.
    let root = folders.first().is_some_and(|folder| listed(folder, DOCUMENTATION_FOLDERS));
    prose || nameless || root
}

fn says_generated(head: &str) -> bool {
    head.lines().take(12).any(|line| {
        let line = line.to_ascii_lowercase();
        line.contains("@generated")
            || line.contains("generated") && line.contains("do not edit")
            || line.contains("autogenerated by")
            || line.contains("auto-generated by")
    })
}

fn by_name(name: &str) -> Role {
    let extension = extension(name).unwrap_or("");
    if listed(name, CONFIG_NAMES) || is_dockerfile(name) || is_requirements(name) || listed(extension, CONFIG) {
        Role::Config
    } else if listed(extension, CODE) {
        Role::Source
    } else {
        Role::Other
    }
}

#[cfg(test)]
mod tests;
