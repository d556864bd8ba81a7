//! What is given a value in ways only some languages have.

use tree_sitter::Node;

use super::super::expr::{Call, Expr, Kind};
use super::super::lower::{first, last};
use super::super::module::{Binding, Declared};
use super::{Walk, What};

impl<'n> Walk<'_, '_, 'n> {
    /// A value for what is declared elsewhere: a name nothing in the function declares is a member of the class.
    pub(super) fn assignment(&mut self, node: Node<'n>, target: &str, value: &str) {
        let fills = self.ancestors.last().is_some_and(|outer| outer.kind() == "initializer_expression");
        let operator = node.child_by_field_name("operator").map_or("=", |operator| self.lower.slice(operator));
        let (Some(target), Some(value)) = (first(node, target), last(node, value)) else { return };
        if fills || !matches!(operator, "=" | "??=") {
            return;
        }
        let (target, value) = (self.lower.expr(target), self.lower.expr(value));
        match target.kind {
            Kind::Name(name) if !self.is_local(&name) => {
                let (scope, class) = (0..self.lower.text.len(), Some(self.class_around()));
                self.module.bindings.push(Binding { name, value, at: target.at, scope, class });
            }
            _ => self.bind(target, value),
        }
    }

    /// `private readonly Client client`, `Client client` among parameters, of C#.
    pub(super) fn declares(&mut self, node: Node<'n>) {
        if self.lower.grammar.name != "C#" {
            return;
        }
        let of = node.child_by_field_name("type").or_else(|| self.ancestors.last()?.child_by_field_name("type"));
        let (Some(of), Some(name)) = (of, node.child_by_field_name("name")) else { return };
        if let Some(of) = self.lower.expr(of).last_name().filter(|of| of.starts_with(char::is_uppercase)) {
            let (name, of) = (self.lower.slice(name).to_owned(), of.to_owned());
            let (scope, _) = self.scope();
            self.module.declared.push(Declared { name, of, scope });
        }
    }

    /// Whether the functions around declare a name, or no class is around them.
    fn is_local(&self, name: &str) -> bool {
        let mut outer = self.scopes.iter().filter_map(|scope| match scope.what {
            What::Function(at) => Some((&scope.at, &self.module.functions[at])),
            What::Class(_) => None,
        });
        self.class_around().is_empty()
            || outer.any(|(at, function)| {
                let declares = |binding: &&Binding| binding.name == name && binding.class.is_none();
                function.params.iter().any(|param| param == name)
                    || self.module.bindings.iter().filter(declares).any(|binding| binding.scope == *at)
            })
    }

    /// `define('NAME', value)` of PHP: a constant wherever it is asked for.
    pub(super) fn defines(&mut self, call: &Call) {
        let (Some("define"), [name, value]) = (call.callee.last_name(), call.args.as_slice()) else { return };
        if let Some(literal) = name.value.literal().filter(|_| self.lower.grammar.name == "PHP") {
            let (scope, at) = (0..self.lower.text.len(), name.value.at.clone());
            let (name, value) = (literal.to_owned(), value.value.clone());
            self.module.bindings.push(Binding { name, value, at, scope, class: None });
        }
    }

    /// What a whole file gives back, as configuration files of PHP do.
    pub(super) fn given_back(&mut self, value: Expr) {
        let (scope, at) = (0..self.lower.text.len(), value.at.clone());
        self.module.bindings.push(Binding { name: "default".to_owned(), value, at, scope, class: None });
    }
}
