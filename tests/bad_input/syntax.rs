//! Texts that are no JSON, YAML, TOML, env file or program, or more of one than anybody can bear.

use super::support::audited::{KEY, audit};
use super::{GATEWAY, OF_SOURCE, SECRETS, ready};

const DEEP: usize = 100_000;
const TOO_DEEP: &str = "nested too deeply to be followed";

#[test]
fn invalid_configuration_is_said_without_what_it_holds() {
    let project = ready();
    project.write("deploy/a.json", &format!("{{\n\"livepeer\": \"{KEY}\" \"{KEY}\"}}"));
    project.write("deploy/b.yaml", &format!("livepeer: [a\nkey: \"{KEY}\n"));
    project.write("deploy/c.toml", &format!("livepeer = 1\nkey = {KEY}{KEY}\n"));
    project.write("deploy/Dockerfile", "FROM scratch\nLIVEPEER_TOKEN=invented-by-hand livepeer\n");
    project.write("deploy/compose.yml", &format!("services:\n\t- livepeer: {KEY}\n"));
    let audited = audit(&project);
    let paths: Vec<_> = audited.problems().into_iter().map(|(path, _)| path).collect();
    let files = ["deploy/Dockerfile", "deploy/a.json", "deploy/b.yaml", "deploy/c.toml", "deploy/compose.yml"];
    assert_eq!(paths, files);
    assert!(audited.problems().iter().all(|(_, what)| what.starts_with("line ")));
    assert_eq!(audited.status(GATEWAY), "unknown");
    assert!(!audited.terminal.contains("invented-by-hand"), "{}", audited.terminal);
}

#[test]
fn lines_of_an_env_file_that_nobody_takes_are_said() {
    let project = ready();
    project.write(".env.production", &format!("A=1\nLIVEPEER_API_KEY {KEY}\n===\nB=\"{KEY}\n"));
    project.write(".env.example", "not an assignment\n");
    project.add_to_git(&[]);
    let audited = audit(&project);
    assert_eq!(audited.problems(), [(".env.production", "line 2: expected `NAME=value` (and 2 more)")]);
    assert_eq!(audited.status(GATEWAY), "unknown");
}

#[test]
fn bombs_of_yaml_are_refused() {
    let project = ready();
    let mut bomb = String::from("livepeer: x\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    project.write("deploy/bomb.yaml", &bomb);
    let audited = audit(&project);
    let problems = audited.problems();
    assert!(matches!(problems.as_slice(), [("deploy/bomb.yaml", what)] if what.contains("too many values")));
    assert_eq!(audited.status(GATEWAY), "unknown");
}

#[test]
fn deep_configuration_is_said() {
    let project = ready();
    project.write("deploy/a.json", &format!("{{\"livepeer\": {}", "[".repeat(DEEP)));
    project.write("deploy/b.yaml", &format!("livepeer: {}", "[".repeat(DEEP)));
    project.write("deploy/c.toml", &format!("livepeer = {}", "[".repeat(DEEP)));
    let audited = audit(&project);
    let paths: Vec<_> = audited.problems().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["deploy/a.json", "deploy/b.yaml", "deploy/c.toml"]);
    assert_eq!(audited.status(GATEWAY), "unknown");
}

/// In each of them the brackets are never closed, so that the parser finds no way through.
#[test]
fn deep_source_is_survived() {
    let project = ready();
    let pieces = ["[", "f(", "{", "a.", "a + ", "!", "`${", "() => ", "<a>"];
    for (at, piece) in pieces.into_iter().enumerate() {
        project.write(&format!("src/deep{at}.tsx"), &format!("const a = 'livepeer';\n{}", piece.repeat(DEEP)));
    }
    for (at, piece) in ["[", "f(", "{1: ", "a."].into_iter().enumerate() {
        project.write(&format!("src/deep{at}.py"), &format!("a = 'livepeer'\n{}", piece.repeat(DEEP)));
    }
    project.write("src/deep.go", &format!("package main // livepeer\nvar a = {}", "[".repeat(DEEP)));
    project.write("src/deep.rs", &format!("// livepeer\nfn a() {{ {}", "(".repeat(DEEP)));
    project.write("src/deep.sh", &format!("# livepeer\n{}", "$(".repeat(DEEP)));
    let audited = audit(&project);
    let problems = audited.problems();
    assert!(problems.iter().all(|(_, what)| ["cannot be parsed", TOO_DEEP].contains(what)), "{problems:?}");
    assert_eq!(problems.len(), 16, "{problems:?}");
    assert!(OF_SOURCE[1..].iter().all(|id| audited.status(id) == "unknown"));
}

#[test]
fn deep_source_that_is_well_formed_is_read_as_far_as_hands_write_it() {
    let project = ready();
    let nest =
        |open: &str, close: &str, deep: usize| format!("livepeer = {}{};\n", open.repeat(deep), close.repeat(deep));
    project.write("src/a.ts", &nest("[", "]", DEEP));
    project.write("src/b.py", &nest("[", "]", DEEP));
    project.write("src/c.ts", &nest("f(", ")", DEEP));
    project.write("src/d.py", &nest("f(", ")", DEEP));
    project.write("src/e.ts", &nest("f([", "])", 500));
    project.write("deploy/a.json", &format!("{{\"livepeer\": {}{}}}", "[".repeat(100), "]".repeat(100)));
    let audited = audit(&project);
    assert_eq!(audited.problems(), ["src/a.ts", "src/b.py", "src/c.ts", "src/d.py"].map(|path| (path, TOO_DEEP)));
    assert!(OF_SOURCE[1..].iter().all(|id| audited.status(id) == "unknown"));
}

/// Each of them costs a parser or what follows it far more than its length.
#[test]
fn source_that_would_take_for_ever_is_given_up() {
    let project = ready();
    project.write("src/comments.ts", &format!("livepeer\n{}", "/* ".repeat(500_000)));
    let calls = format!("{}{};", "f(".repeat(40), ")".repeat(40));
    project.write("src/calls.ts", &format!("livepeer;{}", calls.repeat(16_000)));
    let audited = audit(&project);
    let problems = audited.problems();
    assert!(problems.iter().all(|(_, what)| *what == "cannot be parsed in a reasonable time"), "{problems:?}");
    let paths: Vec<_> = problems.into_iter().map(|(path, _)| path).collect();
    // A fast machine may follow the calls in time.
    assert!(paths.ends_with(&["src/comments.ts"]), "{paths:?}");
    assert!(OF_SOURCE.iter().all(|id| audited.status(id) == "unknown"));
}

#[test]
fn imports_in_a_circle_come_to_an_end() {
    let project = ready();
    for (this, next) in [(1, 2), (2, 3), (3, 1)] {
        project.write(
            &format!("src/c{this}.ts"),
            &format!(
                "import {{ a as b, k }} from './c{next}';\nexport * from './c{next}';\nexport const a = b;\nexport const k = a + k;\nfetch(a + '/text-to-image', {{ headers: {{ k }} }});\n"
            ),
        );
    }
    project.write("app/a.py", "from .b import x\ny = x\nrequests.post(y + '/text-to-image', json={'model_id': y})\n");
    project.write("app/b.py", "from .a import y\nx = y\n");
    let audited = audit(&project);
    assert_eq!(audited.problems(), []);
    assert!(audited.speaks_of("app/a.py") || audited.status(GATEWAY) != "fail");
}

#[test]
fn source_that_is_no_program_is_searched_for_secrets_all_the_same() {
    let project = ready();
    project.write(
        "src/merge.ts",
        &format!("<<<<<<< HEAD\nconst livepeerKey = '{KEY}'\n=======\n}}}}}} ((( [\n>>>>>>> x\n"),
    );
    assert_eq!(audit(&project).status(SECRETS), "fail");
}

#[test]
fn names_that_stand_for_each_other_in_a_circle_end() {
    let project = ready();
    project.write("src/circle.ts", "const a = b.x;\nconst b = a.y;\nconst c = { ...d };\nconst d = { ...c.e };\nfetch(a.livepeer, c);\nfetch(d.livepeer, { ...c });\n");
    project.write(
        "src/circle.py",
        "import livepeer_ai\nself.a = self.b.c\nself.b = self.a.c\nrequests.post(self.a.url, json=self.b.body)\n",
    );
    let audited = audit(&project);
    assert_eq!(audited.problems(), []);
}

#[test]
fn source_that_no_parser_finds_its_way_out_of_is_given_up() {
    let project = ready();
    project.write("src/lost.tsx", &format!("// livepeer\n{}", "a<b,".repeat(40_000)));
    let audited = audit(&project);
    assert_eq!(audited.problems(), [("src/lost.tsx", "cannot be parsed in a reasonable time")]);
    assert_eq!(audited.status(GATEWAY), "unknown");
}
