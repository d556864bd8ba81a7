//! Members that are named as environment variables are.

use tree_sitter::Node;

use super::super::module::is_variable;
use super::Walk;

/// Names of variables are no longer than this, quotes and brackets included.
const LONGEST: usize = 80;

impl<'n> Walk<'_, '_, 'n> {
    /// Takes in `process.env.KEY` and `env["KEY"]`: nothing else tells where a variable is read.
    pub(super) fn variable(&mut self, node: Node<'n>) {
        // The name stands last; asked of every member of a file, so without lowering it.
        let text = self.lower.slice(node).trim_end_matches(['"', '\'', '`', ']']);
        let rest = text.trim_end_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        if (2..LONGEST).contains(&(text.len() - rest.len())) {
            let member = self.lower.expr(node);
            self.module.variables.extend(member.last_name().is_some_and(is_variable).then_some(member));
        }
    }
}
