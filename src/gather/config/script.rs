//! Variables of a shell script that hold arguments: `ARGS="$ARGS -monitor"`, `ARGS+=(-monitor)`.

use std::collections::HashMap;

use lp_ready_checks::facts::file::File;
use lp_ready_checks::facts::node::Arg;

use super::{livepeer, words};

/// How many arguments one variable may hold; a loop of assignments in a script is read once, but a script can be long.
const MAX_ARGS: usize = 500;

/// What variables hold at one place of a script, as the arguments they stand for.
#[derive(Default)]
pub(super) struct Variables {
    held: HashMap<String, Vec<Arg>>,
}

impl Variables {
    /// Takes a command for an assignment if it is one, `local` and its kin before it; conditions around it are left
    /// out of account.
    pub(super) fn assign(&mut self, file: &File, line: &[Arg]) {
        let declares =
            |arg: &Arg| matches!(arg.text.as_str(), "local" | "export" | "declare" | "readonly" | "-a" | "then" | "do");
        let line = &line[line.iter().take_while(|arg| declares(arg)).count()..];
        let Some((first, items)) = line.split_first() else { return };
        let Some((name, text)) = first.text.split_once('=') else { return };
        let (name, appends) = name.strip_suffix('+').map_or((name, false), |name| (name, true));
        if name.is_empty() || !name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric()) {
            return;
        }
        let value = match text {
            "(" => items.to_vec(),
            _ if items.is_empty() => livepeer::locate(file, first.span.range(), text, words::words(text)),
            _ => return,
        };
        let mut held = if appends { self.held.remove(name).unwrap_or_default() } else { Vec::new() };
        held.extend(self.expand(value));
        held.truncate(MAX_ARGS);
        self.held.insert(name.to_owned(), held);
    }

    /// The line with the words that are such variables replaced by what they hold.
    pub(super) fn expand(&self, line: Vec<Arg>) -> Vec<Arg> {
        let words = line.into_iter().flat_map(|arg| match name(&arg.text).and_then(|name| self.held.get(name)) {
            Some(held) => held.clone(),
            None => vec![arg],
        });
        words.take(MAX_ARGS).collect()
    }
}

/// The variable a word stands for: `$ARGS`, `${ARGS}`, `${ARGS[@]}`, `${ARGS[*]}`.
fn name(word: &str) -> Option<&str> {
    let rest = word.strip_prefix('$')?;
    let inner = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(rest);
    Some(inner.strip_suffix("[@]").or_else(|| inner.strip_suffix("[*]")).unwrap_or(inner))
}
