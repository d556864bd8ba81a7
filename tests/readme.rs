//! The parts of the README that the program itself writes: the table of checks, and the picture of a report.
//!
//! `INSTA_UPDATE=always` takes over what the program says now, as for snapshots.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::project::Project;
use support::{lp_ready, stdout, without_version};

/// A small application with the defects that most have.
const FILES: &[(&str, &str)] = &[
    ("package.json", "{ \"dependencies\": { \"@livepeer/ai\": \"^0.6.2\" } }\n"),
    (".gitignore", "node_modules\n.env*\n"),
    (
        "src/generate.ts",
        "\
import { Livepeer } from \"@livepeer/ai\";

const livepeer = new Livepeer({
  httpBearer: process.env.LIVEPEER_API_KEY,
  retryConfig: {
    strategy: \"backoff\",
    backoff: { initialInterval: 1, maxInterval: 50, exponent: 1.1, maxElapsedTime: 100 },
  },
});

export function generate(prompt: string) {
  return livepeer.generate.textToImage({ prompt, modelId: \"SG161222/RealVisXL_V4.0\" });
}
",
    ),
];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Holds a file of the repository to what it should say.
fn hold(path: &str, expected: &str) {
    let path = root(path);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, expected).expect("a file of the repository");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{} is not as the program has it now: run with INSTA_UPDATE=always", path.display());
}

/// The README with this between the comments that name a part of it.
fn readme_with(part: &str, text: &str) -> String {
    let readme = fs::read_to_string(root("README.md")).expect("a README");
    let (open, close) = (format!("<!-- {part} -->\n"), format!("<!-- /{part} -->"));
    let (before, rest) = readme.split_once(&open).expect("the part begins");
    let (_, after) = rest.split_once(&close).expect("the part ends");
    format!("{before}{open}{text}{close}{after}")
}

#[test]
fn the_table_of_checks_is_the_registry() {
    let head = "| check | what is true of a ready project | severity |\n|---|---|---|\n";
    let row = |check: &lp_ready_checks::check::Check| {
        let page = format!("[`{0}`](checks/{0}.md)", check.id);
        format!("| {page} | {} | {} |\n", check.title, check.severity.name())
    };
    let table: String = lp_ready_checks::all().map(row).collect();
    hold("README.md", &readme_with("checks", &format!("{head}{table}")));
}

#[test]
fn the_picture_is_a_report() {
    let project = Project::of(FILES);
    project.add_to_git(&[]);
    let audit = lp_ready(&project.root()).args(["audit", "--color", "always"]).env("COLUMNS", "96").output();
    let report = without_version(&stdout(&audit.expect("the program starts"))).replace(" [version]", "");
    hold("fixtures/report.svg", &anstyle_svg::Term::new().min_width_px(900).render_svg(&report));
}

#[test]
fn the_settings_it_shows_are_settings() {
    let project = Project::of(&[("docs/load-test.md", "")]);
    let readme = fs::read_to_string(root("README.md")).expect("a README");
    let blocks = readme.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let day = jiff::civil::date(2026, 9, 30);
    let mut read = 0;
    for (block, _) in blocks {
        let config = lp_ready::config::Config::parse(block, "README.md", &project.root(), day);
        assert!(config.is_ok(), "{}", config.err().map_or_else(String::new, |error| error.to_string()));
        read += 1;
    }
    assert!(read > 3, "{read}");
}
