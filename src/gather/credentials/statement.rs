//! Statements in which the name that tells what a value is does not stand right before it: a line above, in an
//! element's attribute, behind a type. Each is written anew as `NAME="value"`, in which every rule by name finds it.

mod forms;

use std::ops::Range;

use regex::bytes::Captures;

use super::found::Found;
use super::rule::Rule;
use forms::FORMS;

/// Bytes of a value at most; no key is longer.
const LIMIT: usize = 4096;

/// A name and its value, wherever they stand.
#[derive(Debug)]
pub(super) struct Statement {
    /// The statement as `NAME="value"`.
    text: String,
    /// Where the value starts in it.
    start: usize,
    /// Where the value stands in the file.
    value: Range<usize>,
    /// From the name to the value in the file, whichever is first.
    whole: Range<usize>,
}

/// The statements of a file.
pub(super) fn all(text: &str) -> Vec<Statement> {
    let forms = FORMS.iter().filter(|form| text.contains(form.mark));
    forms
        .flat_map(|form| form.regex.captures_iter(text.as_bytes()))
        .filter_map(|captures| Statement::of(text, &captures))
        .collect()
}

impl Statement {
    fn of(text: &str, captures: &Captures<'_>) -> Option<Self> {
        let name = captures.name("name")?;
        let (value, quote) = [("double", "\""), ("single", "'"), ("text", "\""), ("bare", "")]
            .into_iter()
            .find_map(|(group, quote)| captures.name(group).map(|value| (value.range(), quote)))?;
        let head = format!("{}={quote}", text.get(name.range())?);
        let written = text.get(value.clone()).filter(|value| value.len() <= LIMIT)?;
        Some(Self {
            text: format!("{head}{written}{quote}"),
            start: head.len(),
            whole: name.start().min(value.start)..name.end().max(value.end),
            value,
        })
    }

    /// What a rule finds in the statement, as matches in the file.
    pub(super) fn find<'a>(&self, rule: &Rule, path: &'a str, text: &'a str) -> Vec<Found<'a>> {
        let inside = |found: &Found<'_>| found.value.start >= self.start;
        let moved = |at: usize| at - self.start + self.value.start;
        let found =
            rule.find(path, &self.text).into_iter().filter(inside).map(|found| {
                Found::new(path, text, self.whole.clone(), moved(found.value.start)..moved(found.value.end))
            });
        found.filter(|found| !rule.is_allowed(found)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::all;

    fn found(text: &str) -> Vec<String> {
        all(text).into_iter().map(|statement| statement.text).collect()
    }

    #[test]
    fn a_value_is_joined_with_its_name() {
        for text in [
            "- name: API_KEY\n  value: value1",
            "- name: API_KEY\n  scope: RUN_TIME\n  type: SECRET\n  value: value1",
            "- value: value1\n  name: API_KEY",
            "- ParameterKey: API_KEY\n  ParameterValue: value1",
            "- key: API_KEY\r\n  value: value1\r\n",
            "API_KEY:\n  value1",
            "API_KEY: >-\n  value1",
            "API_KEY:\n  type: string\n  default: value1",
            "ENV API_KEY value1",
        ] {
            assert_eq!(found(text), ["API_KEY=value1"], "{text}");
        }
        for text in [
            "{ \"name\": \"API_KEY\",\n  \"value\": \"value1\" }",
            "{ \"value\": \"value1\", \"name\": \"API_KEY\" }",
            "{ name: \"API_KEY\", value: \"value1\" }",
            "variable \"API_KEY\" {\n  type = string\n  default = \"value1\"\n}",
            "<string name=\"API_KEY\">value1</string>",
            "<key>API_KEY</key>\n\t<string>value1</string>",
            "<meta-data android:name=\"API_KEY\"\n  android:value=\"value1\" />",
            "<data name=\"API_KEY\" xml:space=\"preserve\">\n  <value>value1</value>\n</data>",
            "<API_KEY>value1</API_KEY>",
            "const API_KEY =\n    \"value1\";",
            "private const string API_KEY\n    = \"value1\";",
            "API_KEY = (\n    \"value1\"\n)",
            "public string API_KEY { get; set; } = \"value1\";",
            "const API_KEY: &str = \"value1\";",
            "const API_KEY string = \"value1\"",
            "#define API_KEY \"value1\"",
            "buildConfigField(\"String\", \"API_KEY\", \"\\\"value1\\\"\")",
        ] {
            assert!(found(text).contains(&"API_KEY=\"value1\"".to_owned()), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn a_value_is_not_joined_with_its_neighbours_name() {
        for text in [
            "- name: API_KEY\n  valueFrom:\n    secretKeyRef:\n      name: keys\n      key: api_key\n- name: OTHER\n",
            "- name: API_KEY\n- value: value1\n",
            "[{ \"name\": \"API_KEY\" }, { \"value\": \"value1\" }]",
            "[{ \"id\": 1, \"value\": \"value1\" }, { \"name\": \"API_KEY\" }]",
            "variable \"API_KEY\" {\n}\nvariable \"region\" {\n}\ndefault = \"value1\"",
            "const API_KEY = load();\n\"value1\"",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        let two = "- name: A_KEY\n  value: value1\n- name: B_KEY\n  value: value2\n";
        assert_eq!(found(two), ["A_KEY=value1", "B_KEY=value2"]);
    }
}
