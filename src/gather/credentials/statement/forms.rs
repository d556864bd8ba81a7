//! The forms of such statements in configuration, markup and code.

use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

/// One form: an expression with the group `name` and one group of the value.
#[derive(Debug)]
pub(super) struct Form {
    /// A text that stands in every statement of this form.
    pub mark: &'static str,
    /// How it is written.
    pub regex: Regex,
}

/// A name as configuration and code have it.
const NAME: &str = r"(?P<name>[A-Za-z_/$][A-Za-z0-9_./$-]{1,79})";

/// A value in quotation marks.
const QUOTED: &str = r#"(?:"(?P<double>[^"\n]{6,})"|'(?P<single>[^'\n]{6,})')"#;

/// A value in quotation marks, or bare as in YAML.
const VALUE: &str = r#"(?:"(?P<double>[^"\n]{6,})"|'(?P<single>[^'\n]{6,})'|(?P<bare>[^\s"'`<>,;]{6,}))"#;

/// A bare value on a line of its own, which no colon makes a key.
const OWN_LINE: &str = r#"[ \t]+(?P<bare>[^\s"'`<>,;{}\[\]()]{5,}[^\s"'`<>,;{}\[\]():])[ \t]*(?:\r?\n|$)"#;

/// The text of an element.
const TEXT: &str = r#"(?P<text>[^\s<>"]{6,})"#;

/// Keys whose value is a name.
const NAMED: &str = r#"["']?(?:android:)?(?:name|key|Name|Key|ParameterKey)["']?\s*(?:=>|[:=])\s*["']?"#;

/// Keys whose value is what has that name.
const VALUED: &str = r#"["']?(?:android:)?(?:value|Value|ParameterValue)["']?\s*(?:=>|[:=])\s*"#;

/// Keys that may stand between the two; any other could begin something else.
const BESIDE: &str = "(?:scope|type|Type|sensitive|secure|description|sync|overwrite|enabled|visibility)";

/// What follows such a key.
const PLAIN: &str = r#"["']?[ \t]*[:=][ \t]*["']?[\w .-]{0,80}["']?[\s,]+"#;

/// Lines of a block, none of which opens another, down to its default.
const DEFAULT: &str =
    r#"(?:[ \t]*["']?\w+["']?[ \t]*[:=][ \t]*[^\s{][^\n{}]*\n){0,5}[ \t]*["']?[Dd]efault["']?[ \t]*[:=][ \t]*"#;

/// What assigns a value or falls back to it.
const ASSIGNS: &str = r"(?:=>|:=|\?\?|\|\||\?:|[:=])";

/// Attributes of an element beside its name.
const ATTRIBUTES: &str = r#"(?:\s+[\w:.-]+="[^"<>]{0,80}"){0,3}"#;

/// A type or a property's accessors behind a name.
const TYPED: &str = r"(?:\s*:\s+&?(?:'static\s+)?[A-Za-z][\w.<>?|\[\] ]{0,40}| +[sS]tring|\s*\{\s*get;[^}\n]{0,30}\})";

/// All forms.
pub(super) static FORMS: LazyLock<Vec<Form>> =
    LazyLock::new(|| [members(), elements(), lines()].into_iter().flatten().collect());

/// A name and a value as members of one thing.
fn members() -> Vec<Form> {
    let between = format!(r#"(?:["']?{BESIDE}{PLAIN}){{0,3}}"#);
    vec![
        // `- name: KEY` above `value: …`: Kubernetes, ECS, Render, CloudFormation, `<add key="…" value="…"/>`.
        form("alue", format!(r#"(?:^|[\s{{,("'\[]){NAMED}{NAME}["']?[\s,;]+{between}{VALUED}{VALUE}"#)),
        // The other way round. The value has to come first, or it could be that of a name before it.
        form("alue", format!(r"[{{(\[-]\s*{VALUED}{VALUE}[\s,]+{NAMED}{NAME}")),
        // `variable "key" {` or `key:` above `default = …`: Terraform, inputs of workflows, CloudFormation.
        form("efault", format!(r#"{NAME}["']?\s*(?:[:=]?\s*\{{|:)[ \t]*\r?\n{DEFAULT}{VALUE}"#)),
    ]
}

/// Elements with a name: Android, resx, property lists, projects of MSBuild and Maven.
fn elements() -> Vec<Form> {
    let open = format!(r#"<[\w.-]+{ATTRIBUTES}\s+(?:name|key)="{NAME}"{ATTRIBUTES}\s*>"#);
    vec![
        form("</", format!(r"{open}\s*(?:<value>\s*|<!\[CDATA\[)?{TEXT}")),
        form("</key>", format!(r"<key>{NAME}</key>\s*<string>\s*{TEXT}")),
        form("</", format!(r"<{NAME}>\s*{TEXT}\s*</")),
    ]
}

/// A name apart from its value in code.
fn lines() -> Vec<Form> {
    let name = format!(r#"{NAME}["'`)\]]{{0,2}}[ \t]*"#);
    vec![
        form("\n", format!(r"{name}{ASSIGNS}[ \t]*\(?[ \t]*\r?\n[ \t]*{QUOTED}")),
        form("\n", format!(r"{name}\r?\n[ \t]*{ASSIGNS}\s*{QUOTED}")),
        form("\n", format!(r#"{NAME}["']?:[ \t]*(?:[>|][+-]?[ \t]*)?\r?\n{OWN_LINE}"#)),
        form("=", format!(r"{NAME}{TYPED}\s*=>?\s*{QUOTED}")),
        form("#define", format!(r"#define[ \t]+{NAME}[ \t]+{QUOTED}")),
        form("ENV ", format!(r"(?m:^)[ \t]*ENV[ \t]+{NAME}[ \t]+{VALUE}[ \t]*(?m:$)")),
        form(
            "ConfigField",
            format!(r#"ConfigField[ (]+["']String["'],\s*["']{NAME}["'],\s*["']\\?["']?(?P<text>[^\s"'\\]{{6,}})"#),
        ),
    ]
}

/// Classes are ASCII, which compiles many times as fast; every expression ends and captures at ASCII characters.
fn form(mark: &'static str, regex: String) -> Form {
    let regex = RegexBuilder::new(&regex).unicode(false).build();
    Form { mark, regex: regex.expect("valid, as a test holds") }
}
