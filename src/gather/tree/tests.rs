use std::fs;

use super::*;
use crate::gather::credentials::Rules;
use crate::gather::text;

struct Project {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let project = Self { _folder: folder, root };
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Makes it a repository that tracks these paths.
    fn track(&self, paths: &[&str]) {
        let repository = git2::Repository::init(&self.root).unwrap();
        let mut index = repository.index().unwrap();
        for path in paths {
            index.add_path(Path::new(path)).unwrap();
        }
        index.write().unwrap();
    }

    fn read(&self) -> Tree {
        self.read_with(&Config::default())
    }

    fn read_with(&self, config: &Config) -> Tree {
        let rules = Rules::default();
        read(&self.root, config, &Interest::new(&rules).unwrap(), &Index::read(&self.root)).unwrap()
    }
}

fn paths(tree: &Tree) -> Vec<&str> {
    tree.files.iter().map(|seen| seen.path.as_str()).collect()
}

#[test]
fn files_that_matter_are_kept_in_order() {
    let project = Project::new(&[
        ("src/b.ts", "fetch('https://livepeer.example')"),
        ("src/a.ts", "import '@livepeer/ai'"),
        ("src/plain.ts", "export const x = 1"),
        ("README.md", "livepeer"),
        ("test/a.test.ts", "livepeer"),
        ("package.json", "{}"),
        (".env.example", "A="),
        ("node_modules/x/index.js", "livepeer"),
        ("vendor/x/package.json", "livepeer"),
        ("dist/index.js", "livepeer"),
        (".github/workflows/ci.yml", "env: LIVEPEER_KEY"),
    ]);
    let tree = project.read();
    assert_eq!(paths(&tree), [".env.example", ".github/workflows/ci.yml", "package.json", "src/a.ts", "src/b.ts"]);
    assert_eq!(tree.problems, []);
    assert!(tree.files.iter().all(|seen| !seen.ignored && !seen.secret_only));
}

#[test]
fn ignored_files_are_no_source_but_their_env_files_are_read() {
    let project = Project::new(&[
        (".gitignore", ".env*\n/scratch\n*.log\nvenv\n"),
        (".env", "LIVEPEER_KEY=1"),
        ("web/package.json", "{}"),
        ("web/.env.local", "A=1"),
        ("lib/.env", "A=1"),
        ("scratch/a.ts", "livepeer"),
        ("scratch/package.json", "{}"),
        ("scratch/.env", "A=1"),
        ("a.log", "livepeer"),
    ]);
    let tree = project.read();
    assert_eq!(paths(&tree), [".env", ".gitignore", "web/.env.local", "web/package.json"]);
    assert!(tree.files[0].ignored && tree.files[2].ignored && !tree.files[1].ignored);
}

#[test]
fn a_tracked_file_is_seen_whatever_a_rule_says() {
    let project = Project::new(&[
        (".gitignore", "secret/\n.env\nnode_modules\n"),
        ("secret/gateway.ts", "livepeer"),
        ("app/.env", "A=1"),
        ("node_modules/x/a.js", "livepeer"),
    ]);
    project.track(&["secret/gateway.ts", "app/.env", "node_modules/x/a.js"]);
    let tree = project.read();
    assert_eq!(paths(&tree), [".gitignore", "app/.env", "secret/gateway.ts"]);
    assert!(tree.files[1].ignored && tree.files[2].ignored);
}

#[test]
fn a_repository_above_the_root_has_its_say() {
    let project = Project::new(&[(".gitignore", "app/out\n"), ("app/a.ts", "livepeer"), ("app/out/b.ts", "livepeer")]);
    project.track(&["app/a.ts"]);
    let root = project.root.join("app");
    let rules = Rules::default();
    let tree = read(&root, &Config::default(), &Interest::new(&rules).unwrap(), &Index::read(&root)).unwrap();
    assert_eq!(paths(&tree), ["a.ts"]);
}

#[test]
fn configured_globs_are_not_looked_at() {
    let project = Project::new(&[("old/a.ts", "livepeer"), ("src/a.ts", "livepeer"), ("old/.env", "A=1")]);
    let config = Config { ignore: vec!["old/".into()], ..Config::default() };
    assert_eq!(paths(&project.read_with(&config)), ["src/a.ts"]);
    let broken = Config { ignore: vec!["a[".into()], ..Config::default() };
    let rules = Rules::default();
    let result = read(&project.root, &broken, &Interest::new(&rules).unwrap(), &Index::default());
    assert!(format!("{:#}", result.unwrap_err()).contains("`a[` is not a glob"));
}

#[test]
fn odd_contents_do_no_harm() {
    let project = Project::new(&[("a\nb\u{1b}[0m.ts", "livepeer")]);
    project.write("binary.ts", b"livepeer\0");
    project.write("wide.ts", b"\xFF\xFEl\0i\0v\0e\0p\0e\0e\0r\0");
    project.write("broken.ts", b"livepeer \xFF\xFE");
    project.write("long.ts", &[b"livepeer ".repeat(1_200_000), vec![b'\n']].concat());
    project.write("huge.ts", &vec![b'x'; text::LIMIT + 1]);
    project.write("huge.md", &vec![b'x'; text::LIMIT + 1]);
    project.write("huge.mp4", &vec![b'x'; text::LIMIT + 1]);
    project.write("huge.dat", &vec![0; text::LIMIT + 1]);
    let tree = project.read();
    assert_eq!(paths(&tree), ["a\nb\u{1b}[0m.ts", "broken.ts", "long.ts", "wide.ts"]);
    assert_eq!(&*tree.files[1].text, "livepeer \u{FFFD}\u{FFFD}");
    let said: Vec<_> = tree.problems.iter().map(|problem| (problem.path.as_str(), problem.what.as_str())).collect();
    let expected = [("binary.ts", "no text: it holds NUL bytes"), ("huge.ts", "too large to read: more than 16 MB")];
    assert_eq!(said, expected);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_left_alone() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[("src/a.ts", "livepeer")]);
    symlink("nowhere", project.root.join("broken.ts")).unwrap();
    symlink("..", project.root.join("src/loop")).unwrap();
    symlink("a.ts", project.root.join("src/b.ts")).unwrap();
    let pipe = project.root.join("pipe.ts");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let tree = project.read();
    assert_eq!(paths(&tree), ["src/a.ts"]);
    assert_eq!(tree.problems, []);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new(&[("src/a.ts", "livepeer"), ("closed/a.ts", "livepeer"), ("b.ts", "livepeer")]);
    for path in ["closed", "b.ts"] {
        fs::set_permissions(project.root.join(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let tree = project.read();
    let privileged = fs::read(project.root.join("b.ts")).is_ok();
    fs::set_permissions(project.root.join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    if !privileged {
        let said: Vec<_> = tree.problems.iter().map(|problem| (problem.path.as_str(), problem.what.as_str())).collect();
        let denied = "cannot be read: permission denied";
        assert_eq!(said, [("b.ts", denied), ("closed", denied)]);
    }
}

#[test]
fn a_root_must_be_a_folder() {
    let project = Project::new(&[("a.ts", "livepeer")]);
    let missing = root(&project.root.join("missing")).unwrap_err();
    assert!(format!("{missing:#}").contains("expected a project's folder"), "{missing:#}");
    let file = root(&project.root.join("a.ts")).unwrap_err();
    assert!(format!("{file:#}").contains("found a file; try `lp-ready audit"), "{file:#}");
}
