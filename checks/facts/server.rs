//! Command lines of application servers: what runs a project's code and answers its visitors.

use super::file::FileId;
use super::node::Arg;

/// A gunicorn command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gunicorn {
    /// The file it stands in.
    pub file: FileId,
    /// The program's name.
    pub program: Arg,
    /// Its arguments, in order.
    pub args: Vec<Arg>,
}

impl Gunicorn {
    /// The value of an option, by its short and its long name; the last one given.
    #[must_use]
    pub fn option(&self, short: &str, long: &str) -> Option<(&str, &Arg)> {
        let value = |at: usize| {
            let arg = &self.args[at];
            let joined = |name: &str| arg.text.strip_prefix(name).filter(|rest| !rest.is_empty());
            if !short.is_empty() && arg.text == short || arg.text == long {
                return self.args.get(at + 1).map(|next| (next.text.as_str(), next));
            }
            let long = joined(long).and_then(|rest| rest.strip_prefix('='));
            let short = || Some(short).filter(|short| !short.is_empty()).and_then(joined);
            let short = || short().filter(|_| !arg.text.starts_with("--")).map(|rest| rest.trim_start_matches('='));
            long.or_else(short).map(|text| (text, arg))
        };
        (0..self.args.len()).rev().find_map(value)
    }
}
