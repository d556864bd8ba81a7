use super::all;

fn found(path: &str, text: &str) -> Vec<String> {
    all(path, text).into_iter().map(|statement| statement.text).collect()
}

#[test]
fn a_value_is_joined_with_its_name() {
    for (path, text) in [
        ("a.yaml", "- name: API_KEY\n  value: value1"),
        ("a.yml", "- name: API_KEY\n  scope: RUN_TIME\n  type: SECRET\n  value: value1"),
        ("a.yaml", "- ParameterKey: API_KEY\n  ParameterValue: value1"),
        ("a.yaml", "- key: API_KEY\r\n  value: value1\r\n"),
        ("a.yaml", "API_KEY:\n  type: string\n  default: value1"),
    ] {
        assert_eq!(found(path, text), ["API_KEY=value1"], "{text}");
    }
    for (path, text) in [
        ("a.json", "{ \"name\": \"API_KEY\",\n  \"value\": \"value1\" }"),
        ("a.tf", "variable \"API_KEY\" {\n  type = string\n  default = \"value1\"\n}"),
        ("a.tf", "env {\n  name  = \"API_KEY\"\n  value = \"value1\"\n}"),
        ("Web.config", "<add key=\"API_KEY\" value=\"value1\" />"),
    ] {
        assert_eq!(found(path, text), ["API_KEY=\"value1\""], "{text}");
    }
    for (path, text) in [
        ("a.xml", "<string name=\"API_SECRET\">value1</string>"),
        ("a.plist", "<key>API_SECRET</key>\n\t<string>value1</string>"),
        ("a.resx", "<data name=\"API_SECRET\" xml:space=\"preserve\">\n  <value>value1</value>\n</data>"),
        ("a.csproj", "<API_SECRET>value1</API_SECRET>"),
    ] {
        assert_eq!(found(path, text), ["API_SECRET=\"value1\""], "{text}");
    }
}

#[test]
fn a_value_is_not_joined_with_its_neighbours_name() {
    for (path, text) in [
        (
            "a.yaml",
            "- name: API_KEY\n  valueFrom:\n    secretKeyRef:\n      name: keys\n      key: api_key\n- name: OTHER\n",
        ),
        ("a.yaml", "- name: API_KEY\n- value: value1\n"),
        ("a.json", "[{ \"name\": \"API_KEY\" }, { \"value\": \"value1\" }]"),
        ("a.tf", "variable \"API_KEY\" {\n}\nvariable \"region\" {\n}\ndefault = \"value1\""),
        ("a.xml", "<string name=\"api_key\">value1</string>"),
        ("a.ts", "{ name: \"API_KEY\", value: \"value1\" }"),
        ("a.yaml", "- name: REGION\n  value: value1 # of the key"),
    ] {
        assert_eq!(found(path, text), [""; 0], "{text}");
    }
    let two = "- name: A_KEY\n  value: value1\n- name: B_KEY\n  value: value2\n";
    assert_eq!(found("a.yaml", two), ["A_KEY=value1", "B_KEY=value2"]);
}

#[test]
fn a_value_stands_where_it_stands_in_the_file() {
    let text = format!("{}é\n- name: API_KEY\n  value: value1\n", "# a comment of some length\n".repeat(40));
    let statements = all("a.yaml", &text);
    assert_eq!(statements.iter().map(|one| &text[one.value.clone()]).collect::<Vec<_>>(), ["value1"]);
}
