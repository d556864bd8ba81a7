//! Reading structured files of every format, good and bad.

use std::sync::Arc;

use lp_ready::gather::config::{Read, read};
use lp_ready_checks::facts::config::{Node, Value};
use lp_ready_checks::facts::env::{Environment, Setter};
use lp_ready_checks::facts::file::{File, FileId, Role};

fn file(path: &str, text: &str) -> File {
    File {
        id: FileId::new(0),
        path: path.into(),
        role: Role::Config,
        text: Some(Arc::from(text)),
        tracked: Some(true),
        ignored: false,
    }
}

fn root(path: &str, text: &str) -> Node {
    let read = read(&file(path, text));
    assert_eq!(read.problem, None, "{path}");
    read.documents.into_iter().next().expect("a document").root
}

fn problem(path: &str, text: &str) -> String {
    read(&file(path, text)).problem.expect("a problem")
}

/// What stands under a node's span.
fn under(path: &str, text: &str, node: &Node) -> String {
    file(path, text).slice(node.span).to_owned()
}

fn variables(read: &Read) -> Vec<(&str, &str)> {
    read.variables.iter().map(|variable| (variable.name.as_str(), variable.value.as_str())).collect()
}

fn args(read: &Read) -> Vec<Vec<&str>> {
    read.nodes.iter().map(|node| node.args.iter().map(|arg| arg.text.as_str()).collect()).collect()
}

#[test]
fn json_has_spans_on_keys_and_values() {
    let text = "{\n  \"a\": [1, -2.5e3],\n  \"ü\": {\"b\": \"x\\ny\"}\n}";
    let root = root("a.json", text);
    assert_eq!(under("a.json", text, root.at(&["ü", "b"]).unwrap()), "\"x\\ny\"");
    assert_eq!(root.at(&["ü", "b"]).unwrap().text(), Some("x\ny"));
    assert_eq!(root.get("a").unwrap().items()[1].value, Value::Number("-2.5e3".into()));
    assert_eq!(file("a.json", text).slice(root.entries()[1].key_span), "\"ü\"");
}

#[test]
fn lenient_json_says_what_a_strict_reader_stumbles_over() {
    let flaw = |text: &str| {
        let file = file("a.json", text);
        let read = read(&file);
        assert_eq!(read.problem, None, "{text}");
        let flaw = read.documents[0].strict.clone().expect_err(text);
        (flaw.at.range().start, flaw.message)
    };
    let says = |at: usize, message: &str| (at, message.to_owned());
    assert_eq!(flaw("[1, // one\n2]"), says(4, "invalid character '/' looking for beginning of value"));
    assert_eq!(flaw("[1,]"), says(3, "invalid character ']' looking for beginning of value"));
    assert_eq!(flaw("{\"a\": 1,}"), says(8, "invalid character '}' looking for beginning of object key string"));
    assert_eq!(flaw("\u{feff}[]"), says(0, "invalid character 'ï' looking for beginning of value"));
    assert_eq!(flaw("{\"a\": 1 /* one */}"), says(8, "invalid character '/' after object key:value pair"));
    assert_eq!(flaw(""), says(0, "unexpected end of JSON input"));
    assert_eq!(flaw("[\"a\n\"]"), says(3, r"invalid character '\n' in string literal"));
}

#[test]
fn broken_json_is_a_problem_and_keeps_the_strict_readers_words() {
    let broken = |text: &str| {
        let read = read(&file("a.json", text));
        let flaw = read.documents[0].strict.clone().expect_err("not strict");
        assert_eq!(read.documents[0].root.value, Value::Null);
        (read.problem.expect("a problem"), flaw.message)
    };
    let (problem, strict) = broken("[\n  {\"a\": 1\n  {\"b\": 2}\n]");
    assert!(problem.starts_with("line "), "{problem}");
    assert_eq!(strict, "invalid character '{' after object key:value pair");
    assert_eq!(broken("[1").1, "unexpected end of JSON input");
    assert_eq!(broken("[01]").1, "invalid character '1' after array element");
    assert_eq!(broken("[1.]").1, "invalid character ']' after decimal point in numeric literal");
    assert_eq!(broken("[tru]").1, "invalid character ']' in literal true (expecting 'e')");
    assert_eq!(broken("[\"a\\x\"]").1, "invalid character 'x' in string escape code");
    assert_eq!(broken("['a']").1, r"invalid character '\'' looking for beginning of value");
    assert_eq!(broken("{a: 1}").1, "invalid character 'a' looking for beginning of object key string");
    assert_eq!(broken("[] []").1, "invalid character '[' after top-level value");
    assert_eq!(broken("{\"a\" 1}").1, "invalid character '1' after object key");
    assert_eq!(broken("[1e]").1, "invalid character ']' in exponent of numeric literal");
}

#[test]
fn strict_json_is_strict() {
    for text in ["[]", " {\"a\": [1, 2.5, -0, 1e+5, true, false, null, \"\\u00e9\\n\"], \"b\": {}} \r\n", "\"x\""] {
        assert_eq!(read(&file("a.json", text)).documents[0].strict, Ok(()), "{text}");
    }
}

#[test]
fn a_byte_order_mark_and_carriage_returns_do_not_shift_spans() {
    let json = "\u{feff}{\r\n\"a\": 7}";
    assert_eq!(under("a.json", json, root("a.json", json).get("a").unwrap()), "7");
    let toml = "\u{feff}a = 7\r\nb = \"x\"\r\n";
    assert_eq!(under("a.toml", toml, root("a.toml", toml).get("b").unwrap()), "\"x\"");
    let yaml = "\u{feff}a: 7\r\nb: x\r\n";
    assert_eq!(under("a.yml", yaml, root("a.yml", yaml).get("b").unwrap()), "x");
}

#[test]
fn deep_nesting_is_an_error_in_every_format() {
    let deep = 100_000;
    for text in ["[".repeat(deep), "{\"a\":".repeat(deep), format!("{}{}", "[".repeat(deep), "]".repeat(deep))] {
        assert!(problem("a.json", &text).starts_with("line 1: "));
        assert!(!problem("a.yaml", &text).is_empty());
    }
    let indented: String = (0..2_000).map(|depth| format!("{}- \n", " ".repeat(depth))).collect();
    assert!(!problem("a.yaml", &indented).is_empty());
    assert!(!problem("a.toml", &format!("a = {}", "[".repeat(deep))).is_empty());
    assert!(!problem("a.toml", &format!("{}a = 1", "a.".repeat(deep))).is_empty());
    let image = format!("FROM a\nCMD {}\nRUN {}", "[".repeat(deep), "$(".repeat(deep));
    let _ = read(&file("Dockerfile", &image));
    let _ = read(&file("a.sh", &format!("livepeer {}", "$(".repeat(deep))));
}

#[test]
fn a_line_of_ten_megabytes_is_read() {
    let long = "x".repeat(10 << 20);
    assert_eq!(
        root("a.json", &format!("{{\"a\": \"{long}\"}}")).get("a").unwrap().text().map(str::len),
        Some(10 << 20)
    );
    assert_eq!(root("a.yaml", &format!("a: {long}")).get("a").unwrap().text().map(str::len), Some(10 << 20));
    assert_eq!(root("a.toml", &format!("a = '{long}'")).get("a").unwrap().text().map(str::len), Some(10 << 20));
    assert_eq!(read(&file("Dockerfile", &format!("FROM a\nENV A={long}"))).variables.len(), 1);
}

#[test]
fn yaml_has_types_spans_and_several_documents() {
    let text = "a: 1\nb: '1'\nc: !!str 1\nd: yes\ne: true\nf: ~\ng: [x, {h: 0x1F}]\n---\n- second\n...\n---\nthird\n";
    let documents = read(&file("a.yaml", text)).documents;
    assert_eq!(documents.len(), 3);
    let value = |key: &str| documents[0].root.get(key).unwrap().value.clone();
    assert_eq!(value("a"), Value::Number("1".into()));
    assert_eq!(value("b"), Value::Text("1".into()));
    assert_eq!(value("c"), Value::Text("1".into()));
    assert_eq!(value("d"), Value::Text("yes".into()));
    assert_eq!(value("e"), Value::Bool(true));
    assert_eq!(value("f"), Value::Null);
    let list = documents[0].root.get("g").unwrap();
    assert_eq!(under("a.yaml", text, list), "[x, {h: 0x1F}]");
    assert_eq!(under("a.yaml", text, &list.items()[1]), "{h: 0x1F}");
    assert_eq!(documents[2].root.text(), Some("third"));
}

#[test]
fn block_collections_end_with_their_last_value() {
    let text = "a:\n  b: 1\n  c:\n    - x\n    - y\n\n\nd: 2\n";
    assert_eq!(under("a.yaml", text, root("a.yaml", text).get("a").unwrap()), "b: 1\n  c:\n    - x\n    - y");
}

#[test]
fn yaml_aliases_and_merge_keys_are_resolved() {
    let text = "base: &base\n  image: a\n  cpu: 1\nmore: &more {cpu: 2, mem: 3}\none:\n  <<: *base\n  cpu: 9\ntwo:\n  <<: [*more, *base]\nthree: *base\nfour: {'<<': 1}\n";
    let root = root("a.yaml", text);
    let get = |path: &[&str]| root.at(path).map(|node| under("a.yaml", text, node));
    assert_eq!(get(&["one", "image"]).as_deref(), Some("a"));
    assert_eq!(get(&["one", "cpu"]).as_deref(), Some("9"));
    assert_eq!(get(&["two", "cpu"]).as_deref(), Some("2"));
    assert_eq!(get(&["two", "image"]).as_deref(), Some("a"));
    assert_eq!(get(&["three", "cpu"]).as_deref(), Some("1"));
    assert_eq!(get(&["four", "<<"]).as_deref(), Some("1"));
}

#[test]
fn yaml_bombs_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    assert!(problem("a.yaml", &bomb).contains("too many values"));
    let mut chain = String::from("a0: &a0 [x]\n");
    for level in 1..100_000 {
        chain.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert!(problem("a.yaml", &chain).contains("too many values"));
    assert!(problem("a.yaml", "a: &a [*a]").contains("anchor"));
    assert!(problem("a.yaml", "a: *b").starts_with("line 1: "));
}

#[test]
fn helm_templates_are_no_yaml_and_expressions_in_strings_are() {
    let templates = [
        "metadata:\n  name: {{ .Values.name }}\n",
        "a: 1\n{{- if .Values.on }}\nb: 2\n{{- end }}\n",
        "a:\n  {{- toYaml .Values.a | nindent 2 }}\n",
        "{% if x %}\na: 1\n{% endif %}\n",
    ];
    for text in templates {
        assert!(problem("templates/a.yaml", text).contains("template"), "{text}");
    }
    assert_eq!(root("ci.yml", "a: ${{ secrets.A }}").get("a").unwrap().text(), Some("${{ secrets.A }}"));
    assert_eq!(root("p.yml", "a: '{{ $labels.x }}'").get("a").unwrap().text(), Some("{{ $labels.x }}"));
}

#[test]
fn errors_tell_the_line() {
    assert!(problem("a.yaml", "a: 1\nb: [1\nc: 2\n").starts_with("line "));
    assert!(problem("a.toml", "a = 1\nb = \n").starts_with("line 2: "));
    assert!(problem("a.json", "{\n\"a\" 1}").starts_with("line 2: expected colon"));
    assert!(problem("Dockerfile", "FROM a\nFLY b\n").starts_with("line 2: "));
}

#[test]
fn toml_has_spans() {
    let text = "[tool.a]\nb = [1, 'x']\nc.d = 2026-01-01\n[[e]]\nf = true\n[[e]]\nf = 1_000\n";
    let root = root("a.toml", text);
    assert_eq!(under("a.toml", text, &root.at(&["tool", "a", "b"]).unwrap().items()[1]), "'x'");
    assert_eq!(root.at(&["tool", "a", "c", "d"]).unwrap().text(), Some("2026-01-01"));
    assert_eq!(root.get("e").unwrap().items()[1].get("f").unwrap().value, Value::Number("1_000".into()));
    let a = &root.get("tool").unwrap().entries()[0];
    assert_eq!(file("a.toml", text).slice(a.key_span), "a");
}

#[test]
fn dockerfiles_give_instructions_variables_and_nodes() {
    let text = "# syntax=docker/dockerfile:1\nARG TAG=v1\nFROM livepeer/go-livepeer:${TAG} AS node\nENV A=1 B=\"two words\" \\\n    # a comment\n    C=3\nenv OLD some value\n\n# the node\nENTRYPOINT [\"livepeer\"]\nCMD [\"-orchestrator\", \"-aiModels\", \"/etc/aiModels.json\"]\n# the end\n";
    let file = file("deploy/Dockerfile", text);
    let read = read(&file);
    assert_eq!(read.problem, None);
    let expected = [("TAG", "v1"), ("A", "1"), ("B", "two words"), ("C", "3"), ("OLD", "some value")];
    assert_eq!(variables(&read), expected);
    let variable = &read.variables[2];
    assert_eq!((file.slice(variable.name_span), file.slice(variable.value_span)), ("B", "two words"));
    assert_eq!((variable.set_by, variable.folder.as_str()), (Setter::Deployment, "deploy"));
    let instructions: Vec<_> = read.images[0].instructions.iter().map(|it| it.keyword.as_str()).collect();
    assert_eq!(instructions, ["ARG", "FROM", "ENV", "ENV", "ENTRYPOINT", "CMD"]);
    assert_eq!(file.slice(read.images[0].instructions[4].span), "ENTRYPOINT [\"livepeer\"]");
    assert_eq!(args(&read), [["-orchestrator", "-aiModels", "/etc/aiModels.json"]]);
    assert_eq!(read.nodes[0].flag("aiModels").map(|flag| file.slice(flag.span)), Some("/etc/aiModels.json"));
}

#[test]
fn the_last_stage_decides_what_an_image_runs() {
    let text = "FROM livepeer/go-livepeer\nCMD -gateway -network offchain\nFROM alpine\nCMD sh -c 'echo'\n";
    assert!(args(&read(&file("Dockerfile", text))).is_empty());
    let shell = "FROM debian\nCMD exec ./livepeer -gateway \\\n  -network offchain\n";
    assert_eq!(args(&read(&file("a.Dockerfile", shell))), [["-gateway", "-network", "offchain"]]);
}

#[test]
fn compose_environments_have_two_forms() {
    let text = "services:\n  a:\n    image: x\n    environment:\n      A: ${A:-http://localhost}\n      B: 5\n      C:\n      D: \"q\"\n  b:\n    build: .\n    environment:\n      - E=${E}\n      - \"F=a=b\"\n      - G\n";
    let file = file("docker-compose.prod.yml", text);
    let read = read(&file);
    let expected = [("A", "${A:-http://localhost}"), ("B", "5"), ("D", "q"), ("E", "${E}"), ("F", "a=b")];
    assert_eq!(variables(&read), expected);
    assert!(read.variables.iter().all(|variable| variable.environment == Environment::Production));
    assert!(read.variables.iter().all(|variable| file.slice(variable.value_span) == variable.value));
    assert!(read.variables.iter().all(|variable| file.slice(variable.name_span) == variable.name));
}

#[test]
fn compose_commands_of_nodes_are_read_in_every_spelling() {
    let spellings = [
        "command: -gateway -network=offchain",
        "command: \"-gateway -network=offchain\"",
        "command: '-gateway\n      -network=offchain'",
        "command: >-\n      -gateway\n      -network=offchain",
        "command: [-gateway, -network=offchain]",
        "command:\n      - -gateway\n      # between\n      - -network=offchain",
        "entrypoint: livepeer\n    command: -gateway -network=offchain",
        "entrypoint: [sh, -c, \"exec livepeer -gateway -network=offchain\"]",
        "entrypoint: [/usr/local/bin/livepeer, -gateway]\n    command: [-network=offchain]",
    ];
    for spelling in spellings {
        let text = format!("services:\n  node:\n    image: livepeer/go-livepeer:v0.9.1\n    {spelling}\n");
        let file = file("compose.yaml", &text);
        let read = read(&file);
        assert_eq!(args(&read), [["-gateway", "-network=offchain"]], "{spelling}");
        let network = read.nodes[0].flag("network").unwrap();
        assert_eq!((network.value, file.slice(network.span)), ("offchain", "-network=offchain"), "{spelling}");
    }
    let other = "services:\n  a:\n    image: nginx\n    command: -gateway\n";
    assert!(args(&read(&file("compose.yaml", other))).is_empty());
}

#[test]
fn kubernetes_manifests_and_task_definitions_are_read() {
    let text = "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: node\n          image: livepeer/go-livepeer:v0.9.1\n          args:\n            - -orchestrator\n            - -aiModels=/models/aiModels.json\n          env:\n            - name: LP_NETWORK\n              value: arbitrum-one-mainnet\n            - name: SECRET\n              valueFrom: {secretKeyRef: {name: a, key: b}}\n";
    let manifest = read(&file("node.yaml", text));
    assert_eq!(args(&manifest), [["-orchestrator", "-aiModels=/models/aiModels.json"]]);
    assert_eq!(variables(&manifest), [("LP_NETWORK", "arbitrum-one-mainnet")]);
    let text = r#"{"containerDefinitions": [{"image": "livepeer/go-livepeer", "command": ["-gateway"], "environment": [{"name": "A", "value": "1"}]}]}"#;
    let task = read(&file("task.json", text));
    assert_eq!((args(&task), variables(&task)), (vec![vec!["-gateway"]], vec![("A", "1")]));
}

#[test]
fn units_are_read() {
    let text = "[Service]\n# Environment=NO=1\nEnvironment=\"A=1 2\" B=3\nEnvironment=C=4\nExecStart=/usr/bin/livepeer -orchestrator \\\n  -aiModels /etc/m.json \\\n  -network arbitrum-one-mainnet\nRestart=always\n";
    let read = read(&file("livepeer.service", text));
    assert_eq!(variables(&read), [("A", "1 2"), ("B", "3"), ("C", "4")]);
    assert_eq!(args(&read), [["-orchestrator", "-aiModels", "/etc/m.json", "-network", "arbitrum-one-mainnet"]]);
}

#[test]
fn shell_lines_are_read() {
    let text = "#!/bin/sh\n# livepeer -gateway\ndocker run --name livepeer -v /a:/b \\\n  livepeer/go-livepeer:0.8 \\\n  -network=offchain \\\n  -aiModels=\"/root/a b.json\" # models\nnohup ./livepeer -gateway -ethUrl '$URL' &\nlivepeer_cli -http 7935\necho livepeer\n";
    let read = read(&file("run.sh", text));
    assert_eq!(
        args(&read),
        [vec!["-network=offchain", "-aiModels=/root/a b.json"], vec!["-gateway", "-ethUrl", "$URL"]]
    );
}

#[test]
fn config_files_of_the_node_are_read() {
    let text =
        "# node\nnetwork arbitrum-one-mainnet\norchestrator\nmonitor true\naiModels /root/aiModels.json # models\n";
    let file = file("livepeer.conf", text);
    let read = read(&file);
    let node = &read.nodes[0];
    assert_eq!(node.flag("network").map(|flag| flag.value), Some("arbitrum-one-mainnet"));
    assert_eq!(node.flag("aiModels").map(|flag| file.slice(flag.span)), Some("/root/aiModels.json"));
    assert!(node.is_on("orchestrator") && node.is_on("monitor"));
    assert!(self::read(&self::file("nginx.conf", "server {\n  listen 80;\n}\n")).nodes.is_empty());
}

#[test]
fn flags_end_at_the_first_word_that_is_none() {
    let text = "livepeer -monitor true -network offchain\n";
    let read = read(&file("a.sh", text));
    assert_eq!(read.nodes[0].flag("network"), None);
    assert_eq!(read.nodes[0].flags().len(), 1);
}

#[test]
fn files_that_say_nothing_are_fine() {
    for (path, text) in [("a.json", ""), ("a.yaml", ""), ("a.toml", ""), ("Dockerfile", ""), ("a.yaml", "# only\n")] {
        let _ = read(&file(path, text));
    }
    assert!(read(&file("notes.txt", "{{{{")).problem.is_none());
    assert!(read(&file("a.dockerignore", "a")).images.is_empty());
}

const NAMES: [&str; 9] =
    ["a.json", "a.yaml", "a.toml", "Dockerfile", "compose.yml", "a.service", "a.sh", "livepeer.conf", "Procfile"];

proptest::proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(parts in proptest::collection::vec(PIECES, 0..24)) {
        let text = parts.concat();
        for name in NAMES {
            let file = file(name, &text);
            let read = read(&file);
            for variable in &read.variables {
                let _ = file.slice(variable.value_span);
            }
        }
    }
}

/// Pieces of every format, for texts that get past a reader's first line.
const PIECES: &str = r#"(\PC{1,3}|\n|\r\n|\{|\}|\[|\]|"|'|: |, |- |&a |\*a|<<|#|=|\\|FROM a\n|ENV |CMD |RUN <<E\n|services:\n  a:\n    image: go-livepeer\n    command: |livepeer -gateway |Environment=|\$\{X:-|\u{feff}|é)"#;
