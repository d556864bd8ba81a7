//! Recognises go-livepeer command lines among others.

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::{Arg, Command, is_known};

use super::words::Word;

/// The node started by a whole command line, `docker run … livepeer/go-livepeer …` among them.
pub(super) fn command(file: &File, line: Vec<Arg>) -> Option<Command> {
    let image = line.iter().rposition(|arg| is_image(&arg.text));
    let program = image.or_else(|| line.iter().position(|arg| is_program(&arg.text)))?;
    let node = started(file, line[program + 1..].to_vec())?;
    let before = &line[..program];
    let host_network = before.iter().any(|arg| matches!(arg.text.as_str(), "--network=host" | "--net=host"))
        || before
            .windows(2)
            .any(|pair| matches!(pair[0].text.as_str(), "--network" | "--net") && pair[1].text == "host");
    Some(Command { image: image.map(|at| line[at].clone()), ports: published(before), host_network, ..node })
}

/// The values of `docker run -p`.
fn published(args: &[Arg]) -> Vec<Arg> {
    let is_flag = |arg: &Arg| matches!(arg.text.as_str(), "-p" | "--publish");
    let apart = args.windows(2).filter(|pair| is_flag(&pair[0])).map(|pair| pair[1].clone());
    let joined = args.iter().filter_map(|arg| {
        let text = arg.text.strip_prefix("--publish=")?.to_owned();
        Some(Arg { text, span: arg.span })
    });
    apart.chain(joined).collect()
}

/// The node a container starts, given its image and the words of its entry point and its command.
pub(super) fn container(file: &File, image: &str, entry: Vec<Arg>, args: Vec<Arg>) -> Option<Command> {
    let bare = entry.is_empty() && args.first().is_some_and(|arg| arg.text.starts_with('-'));
    let line: Vec<Arg> = entry.into_iter().chain(args).flat_map(|arg| inner_words(file, arg)).collect();
    if is_image(image) && bare { started(file, line) } else { command(file, line) }
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

fn is_program(text: &str) -> bool {
    matches!(text.rsplit(['/', '\\']).next(), Some("livepeer" | "livepeer.exe"))
}

fn started(file: &File, args: Vec<Arg>) -> Option<Command> {
    let flag = |arg: &Arg| arg.text.trim_start_matches('-').split('=').next().is_some_and(is_known);
    args.iter().any(|arg| arg.text.starts_with('-') && flag(arg)).then(|| Command::new(file.id, args))
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
