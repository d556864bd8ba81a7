//! Dockerfiles: instructions, variables, and the node an image starts.

mod keyword;

use std::ops::Range;

use lp_ready_checks::facts::container::{Image, Instruction};
use lp_ready_checks::facts::env::Variable;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::Arg;
use parse_dockerfile::{Command, Instruction as Parsed};

use super::variables::{assignment, variable};
use super::{Read, gunicorn, livepeer, words};
use keyword::keyword;

/// Reads a Dockerfile, up to the first error.
///
/// # Errors
/// Where and why it is no Dockerfile.
pub(super) fn read(file: &File, text: &str, read: &mut Read) -> Result<(), String> {
    let (mut keywords, mut stage) = (Vec::new(), Stage::default());
    let outcome = each_instruction(text, |parsed| {
        stage.take(file, &parsed);
        keywords.push(keyword(&parsed));
        match &parsed {
            Parsed::Env(env) => read.variables.extend(settings(file, text, env.arguments.span.clone())),
            Parsed::Arg(arg) => read.variables.extend(assignments(file, text, arg.arguments.span.clone())),
            _ => {}
        }
    });
    read.images.push(Image { file: file.id, instructions: instructions(file, text, &keywords) });
    let line: Vec<Arg> = stage.entry.iter().chain(&stage.command).cloned().collect();
    read.servers.extend(gunicorn::command(file, line));
    if let Some(mut node) = livepeer::container(file, stage.image, stage.entry, stage.command) {
        node.variables = livepeer::of_node(&read.variables);
        node.extended = true;
        read.nodes.push(node);
    }
    outcome
}

fn each_instruction(text: &str, mut each: impl FnMut(Parsed<'_>)) -> Result<(), String> {
    let failed = |error: parse_dockerfile::Error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        // The word it does not know is quoted, and may be an assignment with a secret in it.
        let (shown, rest) = message.split_once('=').unwrap_or((message, ""));
        format!("line {}: {shown}{}", error.line(), if rest.is_empty() { "" } else { "=…'" })
    };
    if text.trim().is_empty() {
        return Ok(());
    }
    for parsed in parse_dockerfile::parse_iter(text).map_err(failed)? {
        each(parsed.map_err(failed)?);
    }
    Ok(())
}

/// What the image runs, as far as the instructions read say; each `FROM` begins anew.
#[derive(Default)]
struct Stage {
    image: Option<Arg>,
    entry: Vec<Arg>,
    command: Vec<Arg>,
}

impl Stage {
    fn from(file: &File, from: &parse_dockerfile::FromInstruction<'_>) -> Self {
        let image = file.span(from.image.span.clone());
        let image = image.map(|span| Arg { text: from.image.value.to_string(), span });
        Self { image, ..Self::default() }
    }

    fn take(&mut self, file: &File, parsed: &Parsed<'_>) {
        match parsed {
            Parsed::From(from) => *self = Self::from(file, from),
            Parsed::Entrypoint(entry) => self.entry = line(file, &entry.arguments),
            Parsed::Cmd(command) => self.command = line(file, &command.arguments),
            _ => {}
        }
    }
}

fn line(file: &File, command: &Command<'_>) -> Vec<Arg> {
    match command {
        Command::Exec(items) => {
            let item = |item: &parse_dockerfile::UnescapedString<'_>| {
                Some(Arg { text: item.value.to_string(), span: file.span(item.span.clone())? })
            };
            items.value.iter().filter_map(item).collect()
        }
        Command::Shell(shell) => livepeer::args(file, words::words(shell.value), shell.span.start),
        _ => Vec::new(),
    }
}

/// Each instruction reaches from its keyword to the next one, without the comments and blank lines between them.
fn instructions(file: &File, text: &str, keywords: &[Range<usize>]) -> Vec<Instruction> {
    let ends = keywords.iter().skip(1).map(|next| next.start).chain([text.len()]);
    keywords.iter().zip(ends).filter_map(|(keyword, end)| instruction(file, text, keyword.clone(), end)).collect()
}

fn instruction(file: &File, text: &str, keyword: Range<usize>, end: usize) -> Option<Instruction> {
    let mut said = text.get(keyword.end..end)?.trim_end();
    while let Some((before, _)) = said.rsplit_once('\n').filter(|(_, last)| last.trim_start().starts_with('#')) {
        said = before.trim_end();
    }
    let span = file.span(keyword.start..keyword.end + said.len())?;
    Some(Instruction { keyword: text[keyword].to_ascii_uppercase(), text: said.trim_start().to_owned(), span })
}

/// The pairs of an `ENV`, or its old form of one name and everything behind it.
fn settings(file: &File, text: &str, range: Range<usize>) -> Vec<Variable> {
    let words = words::words(&text[range.clone()]);
    let pairs = words.first().is_some_and(|word| word.text.contains('='));
    if pairs || words.len() < 2 {
        return assignments(file, text, range);
    }
    let (name, value) = (range.start + words[0].range.start, range.start + words[1].range.start);
    let name = name..range.start + words[0].range.end;
    variable(file, name, value..range.end, &text[value..range.end]).into_iter().collect()
}

fn assignments(file: &File, text: &str, range: Range<usize>) -> Vec<Variable> {
    let words = words::words(&text[range.clone()]).into_iter();
    words.filter_map(|word| assignment(file, range.start + word.range.start..range.start + word.range.end)).collect()
}
