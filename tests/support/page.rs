//! A check's page as tests read it: its sections and the small projects under their headings.

use super::project::Tracked;

/// A heading of the second level and the examples below it.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) examples: Vec<Example>,
}

/// A heading of the third level: a small project, and what is expected of it.
#[derive(Default)]
pub(crate) struct Example {
    pub(crate) title: String,
    pub(crate) prose: String,
    pub(crate) files: Vec<File>,
    pub(crate) expected: Vec<Expected>,
}

/// A code block.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tracked: Tracked,
    pub(crate) executable: bool,
}

/// A `→` line: where a finding is, and part of its message. No line means the file as a whole, or what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) path: String,
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

impl Example {
    /// Whether the project is to have no repository.
    pub(crate) fn without_git(&self) -> bool {
        format!("{} {}", self.title, self.prose).to_lowercase().contains("no git")
    }
}

/// The title of a page and its sections.
///
/// # Panics
/// Where the page is not written as pages are; the message says at which line.
pub(crate) fn parse(markdown: &str) -> (String, Vec<Section>) {
    let mut title = String::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(fence) = fence(line) {
            let body = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim_end() != fence.0);
            let body: String = body.map(|line| format!("{line}\n")).collect();
            if let Some(example) = last_example(&mut sections) {
                example.files.push(file(fence.1, body, at + 1));
            }
        } else if let Some(heading) = line.strip_prefix("### ") {
            let section = sections.last_mut().expect("an example stands in a section");
            section.examples.push(Example { title: heading.trim().to_owned(), ..Example::default() });
        } else if let Some(heading) = line.strip_prefix("## ") {
            sections.push(Section { title: heading.trim().to_owned(), examples: Vec::new() });
        } else if let Some(heading) = line.strip_prefix("# ") {
            heading.trim().clone_into(&mut title);
        } else if let Some(example) = last_example(&mut sections) {
            match line.strip_prefix("→") {
                Some(rest) => example.expected.push(expected(rest, at + 1)),
                None => example.prose.extend([line, " "]),
            }
        }
    }
    (title, sections)
}

fn last_example(sections: &mut [Section]) -> Option<&mut Example> {
    sections.last_mut()?.examples.last_mut()
}

/// What closes a fence, and its info string.
fn fence(line: &str) -> Option<(&str, &str)> {
    let marks = line.len() - line.trim_start_matches('`').len();
    (marks >= 3).then(|| line.split_at(marks))
}

/// A block. Its `·` keep scanners from taking an invented token for a leak, and are left out.
fn file(info: &str, text: String, line: usize) -> File {
    let text = text.replace('·', "");
    let mut file = File { path: String::new(), text, tracked: Tracked::default(), executable: false };
    for word in info.split_whitespace().skip(1) {
        match word.split_once('=') {
            Some(("path", path)) => path.clone_into(&mut file.path),
            Some(("tracked", "false")) => file.tracked = Tracked::No,
            Some(("tracked", "true")) => file.tracked = Tracked::Forced,
            None if word == "executable" => file.executable = true,
            _ => panic!("line {line}: expected `path=…`, `tracked=true|false` or `executable`, found `{word}`"),
        }
    }
    assert!(!file.path.is_empty(), "line {line}: a block of an example needs a language and `path=…`");
    file
}

/// Reads "`path:line` part of the message"; the line may be left out.
fn expected(text: &str, line: usize) -> Expected {
    let mut parts = text.trim().splitn(3, '`');
    let place = parts.nth(1).unwrap_or_else(|| panic!("line {line}: expected → `path:line` and part of a message"));
    let message = parts.next().unwrap_or_default().trim().to_owned();
    match place.rsplit_once(':').and_then(|(path, number)| Some((path, number.parse().ok()?))) {
        Some((path, number)) => Expected { path: path.to_owned(), line: Some(number), message },
        None => Expected { path: place.to_owned(), line: None, message },
    }
}
