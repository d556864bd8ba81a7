//! Recognises go-livepeer command lines among others.

use lp_ready_checks::facts::env::Variable;
use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::{Arg, Command, Container, Program, is_known};

use super::docker;
use super::variables::assignment;
use super::words::Word;
use crate::gather::env::environment;

/// Words that may stand between an option-like word and the program it starts.
const STARTERS: &[&str] = &["--", "-c", "-lc", "-E", "-H", "-n"];

/// The node started by a whole command line, `docker run … livepeer/go-livepeer …` among them.
pub(super) fn command(file: &File, line: Vec<Arg>) -> Option<Command> {
    let image = line.iter().rposition(|arg| is_image(&arg.text));
    let program = image.or_else(|| program(&line))?;
    let (before, rest) = line.split_at(program);
    let (named, args) = rest.split_first()?;
    let args: Vec<Arg> = args.iter().take_while(|arg| !is_operator(&arg.text)).cloned().collect();
    let mut command = started(file, Program::Binary(named.clone()), args)?;
    command.variables = before.iter().filter_map(|arg| variable(file, arg)).collect();
    if image.is_some() {
        command.program = Program::Image(named.clone());
        command.container = Some(docker::container(before));
    }
    Some(command)
}

/// The node a container starts, given its image and the words of its entry point and its command.
pub(super) fn container(file: &File, image: Option<Arg>, entry: Vec<Arg>, args: Vec<Arg>) -> Option<Command> {
    let bare = entry.is_empty() && args.first().is_some_and(|arg| arg.text.starts_with('-'));
    let line: Vec<Arg> = entry.into_iter().chain(args).flat_map(|arg| inner_words(file, arg)).collect();
    match image.filter(|image| is_image(&image.text)) {
        Some(image) if bare => started(file, Program::Image(image), line),
        Some(image) => command(file, line).map(|command| Command { program: Program::Image(image), ..command }),
        None => command(file, line),
    }
}

/// Whether this names an image of go-livepeer.
pub(super) fn is_image(text: &str) -> bool {
    let repository = text.rsplit('/').next().unwrap_or(text).split([':', '@']).next().unwrap_or_default();
    !text.starts_with('-') && repository.starts_with("go-livepeer")
}

/// The words of a line as arguments, with their places in the file. `base` is where the line begins.
pub(super) fn args(file: &File, words: Vec<Word>, base: usize) -> Vec<Arg> {
    let placed = |word: Word| {
        let span = file.span(word.range.start + base..word.range.end + base)?;
        Some(Arg { text: word.text, span })
    };
    words.into_iter().filter_map(placed).collect()
}

/// The variables of these that a node reads.
pub(super) fn of_node(variables: &[Variable]) -> Vec<Variable> {
    variables.iter().filter(|variable| variable.name.starts_with("LP_")).cloned().collect()
}

/// A node with these arguments, if one of them is a flag of go-livepeer.
pub(super) fn started(file: &File, program: Program, args: Vec<Arg>) -> Option<Command> {
    let flag = |arg: &Arg| arg.text.trim_start_matches('-').split('=').next().is_some_and(is_known);
    args.iter().any(|arg| arg.text.starts_with('-') && flag(arg)).then(|| Command {
        file: file.id,
        program,
        args,
        variables: Vec::new(),
        container: None::<Container>,
        environment: environment(&file.path),
        extended: false,
    })
}

/// The first word that names the program and is no option's value: `docker run --name livepeer …` starts another.
fn program(line: &[Arg]) -> Option<usize> {
    line.iter().enumerate().position(|(at, arg)| {
        let before = at.checked_sub(1).map_or("", |before| line[before].text.as_str());
        is_program(&arg.text) && (!before.starts_with('-') || before.contains('=') || STARTERS.contains(&before))
    })
}

pub(super) fn is_program(text: &str) -> bool {
    matches!(text.rsplit(['/', '\\', '=']).next(), Some("livepeer" | "livepeer.exe"))
}

/// Whether a shell ends the command at this word of a text it is handed.
fn is_operator(text: &str) -> bool {
    matches!(text, "&&" | "||" | ";" | "|" | "&")
}

/// `LP_MONITOR=true livepeer …`, and what `docker run -e` hands on.
fn variable(file: &File, arg: &Arg) -> Option<Variable> {
    let range = arg.span.range();
    let at = file.slice(arg.span).find("LP_").filter(|at| *at <= "--env=\"".len())?;
    assignment(file, range.start + at..range.end)
}

/// The words of `sh -c "livepeer …"`; any other argument is a word of its own.
fn inner_words(file: &File, arg: Arg) -> Vec<Arg> {
    let words = super::words::words(&arg.text);
    if words.len() < 2 || !words.iter().any(|word| is_program(&word.text)) {
        return vec![arg];
    }
    locate(file, arg.span.range(), &arg.text, words)
}

/// Places words of a text that stands, perhaps quoted or folded, in this range of the file.
pub(super) fn locate(file: &File, range: std::ops::Range<usize>, text: &str, words: Vec<Word>) -> Vec<Arg> {
    let Some(whole) = file.span(range.clone()) else { return Vec::new() };
    let raw = file.slice(whole);
    if let Some(shift) = raw.find(text).filter(|_| !text.is_empty()) {
        return args(file, words, range.start + shift);
    }
    let mut from = 0;
    let mut place = |word: Word| {
        let found = raw[from..].find(&word.text).map(|at| from + at..from + at + word.text.len());
        let span = found.and_then(|found| {
            from = found.end;
            file.span(range.start + found.start..range.start + found.end)
        });
        Arg { text: word.text, span: span.unwrap_or(whole) }
    };
    words.into_iter().map(&mut place).collect()
}
