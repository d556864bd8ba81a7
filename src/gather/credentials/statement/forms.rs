//! The forms of such statements in configuration.

use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

/// A name as configuration has it.
const NAME: &str = r"(?P<name>[A-Za-z_/][A-Za-z0-9_./-]{1,79})";

/// A name that can only be a secret's or Livepeer's. What apps carry to every user is often called a key, too.
const TELLING: &str = r"(?P<name>[A-Za-z0-9_.-]{0,60}(?i:secret|livepeer|studio)[A-Za-z0-9_.-]{0,60})";

/// A value in quotation marks, or bare as in YAML.
const VALUE: &str = r#"(?:"(?P<double>[^"\n]{6,})"|'(?P<single>[^'\n]{6,})'|(?P<bare>[^\s"'`<>,;]{6,}))"#;

/// The text of an element.
const TEXT: &str = r#"(?P<text>[^\s<>"]{6,})"#;

/// Keys whose value is a name.
const NAMED: &str = r#"["']?(?:[Nn]ame|[Kk]ey|ParameterKey)["']?\s*[:=]\s*["']?"#;

/// Keys whose value is what has that name.
const HAS_VALUE: &str = r#"["']?(?:[Vv]alue|ParameterValue)["']?[ \t]*[:=][ \t]*"#;

/// Members that may stand between the two; any other could begin something else.
const BETWEEN: &str = concat!(
    r#"(?:["']?(?:scope|[Tt]ype|sensitive|secure|description|sync|overwrite|enabled)"#,
    r#"["']?[ \t]*[:=][ \t]*["']?[\w .-]{0,80}["']?[\s,]+){0,3}"#
);

/// Lines of a block, none of which opens another, down to its default.
const DEFAULT: &str =
    r#"(?:[ \t]*["']?\w+["']?[ \t]*[:=][ \t]*[^\s{][^\n{}]*\n){0,5}[ \t]*["']?[Dd]efault["']?[ \t]*[:=][ \t]*"#;

/// Attributes of an element beside its name.
const ATTRIBUTES: &str = r#"(?:\s+[\w:.-]+="[^"<>]{0,80}"){0,3}"#;

/// A key of a value, and the start of a value as long as a secret: what every form of [`MEMBERS`] ends with. Its
/// alternatives start with plain letters, which are searched for with vector instructions.
pub(super) static VALUED: LazyLock<Regex> = LazyLock::new(|| {
    let keys = r"(?:value|Value|ParameterValue|default|Default)";
    compile(&format!(r#"\b{keys}["']?[ \t]*[:=][ \t]*["']?[^\s"'`,;<>{{}}\[\]]{{6}}"#))
});

/// A name and a value as members of one thing.
pub(super) static MEMBERS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compiled(&[
        // `- name: KEY` above `value: …`: Kubernetes, ECS, Render, CloudFormation, `<add key="…" value="…"/>`.
        format!(r#"(?:^|[\s{{,("'\[]){NAMED}{NAME}["']?[\s,;]+{BETWEEN}{HAS_VALUE}{VALUE}"#),
        // `variable "key" {` or `key:` above `default = …`: Terraform, inputs of workflows, CloudFormation.
        format!(r#"{NAME}["']?\s*(?:[:=]?\s*\{{|:)[ \t]*\r?\n{DEFAULT}{VALUE}"#),
    ])
});

/// Elements with a name: Android, resx, property lists, projects of MSBuild and Maven.
pub(super) static ELEMENTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compiled(&[
        format!(
            r#"<[\w.-]+{ATTRIBUTES}\s+(?:name|key)="{TELLING}"{ATTRIBUTES}\s*>\s*(?:<value>\s*|<!\[CDATA\[)?{TEXT}"#
        ),
        format!(r"<key>{TELLING}</key>\s*<string>\s*{TEXT}"),
        format!(r"<{TELLING}>\s*{TEXT}\s*</"),
    ])
});

fn compiled(forms: &[String]) -> Vec<Regex> {
    forms.iter().map(|form| compile(form)).collect()
}

/// Classes are ASCII, which compiles many times as fast; every expression ends and captures at ASCII characters.
fn compile(form: &str) -> Regex {
    RegexBuilder::new(form).unicode(false).build().expect("valid, as a test holds")
}
