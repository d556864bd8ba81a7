//! Languages that name classes, and leave it to others to find their files.

use std::sync::LazyLock;

use regex::Regex;

use super::{Meant, join, normalize, pattern};
use crate::gather::folders::ancestors;

/// Classes by their namespace, whose first part stands for a folder by another name; and files by their path.
pub(super) fn php(folder: &str, text: &str) -> Vec<Meant> {
    static USE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m-u)^[ \t]*use[ \t]+\\?(\w+(?:\\\w+)+)"));
    static REQUIRE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r#"(?-u)\b(?:require|include)(?:_once)?\b[ -!#-&(-:<-~]{0,80}["']/?([\w./-]{1,120}\.php)["']"#)
    });
    // `config('services.livepeer.url')` of Laravel.
    static CONFIG: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?-u)\bconfig\(["'](\w+)\."#));
    let below = |path: &str, inner: &[&str]| {
        let folders = ancestors(folder).flat_map(|outer| inner.iter().map(move |inner| join(outer, inner)));
        Meant::FirstOf(folders.filter_map(|folder| normalize(&join(&folder, path))).collect())
    };
    let classes = USE.captures_iter(text).filter_map(|found| {
        let path = format!("{}.php", found[1].replace('\\', "/"));
        let (_, rest) = path.split_once('/')?;
        Some(below(rest, &["app", "src", "lib", "includes"]))
    });
    let files = REQUIRE.captures_iter(text).map(|found| below(&found[1], &[""]));
    let settings = CONFIG.captures_iter(text).map(|found| below(&format!("{}.php", &found[1]), &["config"]));
    classes.chain(files).chain(settings).collect()
}

/// Nothing says which file a class is in: it is most often beside the one that names it. What the program hands to all
/// of them is set up where it starts.
pub(super) fn csharp(folder: &str) -> Vec<Meant> {
    let start = ["Program.cs", "Startup.cs"];
    let starts = start.map(|name| Meant::FirstOf(ancestors(folder).map(|outer| join(outer, name)).collect()));
    starts.into_iter().chain([Meant::Folder(folder.to_owned(), ".cs")]).collect()
}
