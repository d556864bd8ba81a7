//! Classes: what they extend, and members that stand among the parameters of a constructor.

use tree_sitter::Node;

use super::super::expr::{Expr, Kind};
use super::super::lower::named;
use super::super::module::{Binding, Class};
use super::{Scope, Walk, What};

/// Nodes that name what a class extends.
const HERITAGE: &[&str] = &["argument_list", "base_clause", "base_list", "class_heritage", "extends_clause"];

impl Walk<'_, '_, '_> {
    pub(super) fn class(&mut self, node: Node<'_>, name: &str) {
        let name = node.child_by_field_name(name).map_or("", |name| self.lower.slice(name)).to_owned();
        let mut bases = Vec::new();
        named(node).filter(|child| HERITAGE.contains(&child.kind())).for_each(|child| self.bases(child, &mut bases));
        self.module.classes.push(Class { name: name.clone(), bases, at: node.byte_range() });
        self.scopes.push(Scope { at: node.byte_range(), what: What::Class(name) });
    }

    fn bases(&self, heritage: Node<'_>, found: &mut Vec<String>) {
        for child in named(heritage) {
            if HERITAGE.contains(&child.kind()) {
                self.bases(child, found);
            } else {
                found.extend(self.lower.expr(child).last_name().map(str::to_owned));
            }
        }
    }

    /// `constructor(private readonly url: string)`: the parameter is a member, too.
    pub(super) fn member_among_params(&mut self, node: Node<'_>) {
        let marked =
            |child: Node<'_>| matches!(child.kind(), "accessibility_modifier" | "readonly" | "override_modifier");
        let mut cursor = node.walk();
        if !node.children(&mut cursor).any(marked) {
            return;
        }
        let Some(name) = node.child_by_field_name("pattern") else { return };
        let value = Expr { at: name.byte_range(), kind: Kind::Name(self.lower.slice(name).to_owned()) };
        let (name, at) = (self.lower.slice(name).to_owned(), name.byte_range());
        let (scope, class) = (at.clone(), Some(self.class_around()));
        self.module.bindings.push(Binding { name, value, at, scope, class });
    }

    pub(super) fn class_around(&self) -> String {
        let class = self.scopes.iter().rev().find_map(|scope| match &scope.what {
            What::Class(name) => Some(name.clone()),
            What::Function(_) => None,
        });
        class.unwrap_or_default()
    }
}
