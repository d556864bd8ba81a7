//! Functions: their names, their parameters, and what they give back.

use tree_sitter::Node;

use super::super::expr::{Expr, Kind};
use super::super::grammar::Shape;
use super::super::lower::{first, named};
use super::super::module::{Function, Taken};
use super::{Scope, Walk, What};

/// What marks a method of Python that is read like a member.
const PROPERTIES: &[&str] = &["property", "cached_property", "computed_field", "hybrid_property"];

impl Walk<'_, '_, '_> {
    pub(super) fn function(&mut self, node: Node<'_>, name: &str, params: &str) {
        let name = match node.child_by_field_name(name) {
            Some(name) => self.lower.slice(name).to_owned(),
            None => self.name_given(node),
        };
        let list = if params.is_empty() { None } else { node.child_by_field_name(params) };
        let each: Vec<_> = list.into_iter().flat_map(named).collect();
        let taken = each.iter().enumerate().flat_map(|(at, param)| self.taken(at, *param)).collect();
        let params = each.iter().map(|param| self.param(*param)).collect();
        self.scopes.push(Scope { at: node.byte_range(), what: What::Function(self.module.functions.len()) });
        // `() => value`: an expression for a body is what it gives back.
        let body = node.child_by_field_name("body").filter(|body| self.lower.grammar.shape(*body).is_some());
        let returns = body.map(|body| self.lower.expr(body)).into_iter().collect();
        let decorators = self.decorators();
        let mut cursor = node.walk();
        let getter = node.children(&mut cursor).any(|child| child.kind() == "get")
            || decorators.iter().any(|mark| mark.last_name().is_some_and(|name| PROPERTIES.contains(&name)));
        let params_at = list.map_or(node.start_byte()..node.start_byte(), |list| list.byte_range());
        let at = node.byte_range();
        self.module.functions.push(Function { name, params, taken, params_at, getter, at, returns, decorators });
    }

    fn decorators(&self) -> Vec<Expr> {
        let Some(whole) = self.ancestors.last().filter(|outer| outer.kind() == "decorated_definition") else {
            return Vec::new();
        };
        let decorators = named(*whole).filter(|child| child.kind() == "decorator");
        decorators.filter_map(|decorator| first(decorator, "")).map(|decorator| self.lower.expr(decorator)).collect()
    }

    /// The name of a function that is the value of one: `const ask = async () => …`, `{ ask: () => … }`.
    fn name_given(&self, node: Node<'_>) -> String {
        let Some(holder) = self.ancestors.last() else { return String::new() };
        let target = match self.lower.grammar.shape(*holder) {
            Some(Shape::Binding(target, _) | Shape::Assignment(target, _) | Shape::Pair(target, _)) => {
                first(*holder, target)
            }
            _ => None,
        };
        let target = target.filter(|target| target.id() != node.id()).map(|target| self.lower.expr(target));
        target.as_ref().and_then(Expr::last_name).unwrap_or_default().to_owned()
    }

    fn param(&self, node: Node<'_>) -> String {
        let name = pattern(node).unwrap_or(node);
        let name = self.lower.bare(name);
        let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
        if plain { name.to_owned() } else { String::new() }
    }

    /// The names a parameter's pattern takes: `{ a, b: c, d = 1 }`.
    fn taken(&self, at: usize, param: Node<'_>) -> Vec<Taken> {
        let Some(object) = pattern(param).or(Some(param)).filter(|node| node.kind() == "object_pattern") else {
            return Vec::new();
        };
        let slice = |node: Node<'_>| self.lower.slice(node).to_owned();
        let taken = named(object).filter_map(|part| {
            let (field, name) = match part.kind() {
                "pair_pattern" => (first(part, "key")?, first(part, "value")?),
                "object_assignment_pattern" => (first(part, "left")?, first(part, "left")?),
                _ => (part, part),
            };
            let name = if name.kind() == "assignment_pattern" { first(name, "left")? } else { name };
            Some(Taken { name: slice(name), param: at, field: slice(field) })
        });
        taken.collect()
    }

    pub(super) fn returns(&mut self, value: Option<Expr>) {
        let Some(value) = value else { return };
        let innermost = self.scopes.iter().rev().find_map(|scope| match scope.what {
            What::Function(at) => Some(at),
            What::Class(_) => None,
        });
        let Some(function) = innermost else { return self.given_back(value) };
        let value = match value {
            // Go gives back a list; the first is the value, the rest are errors.
            Expr { kind: Kind::List(mut items), .. } if items.len() > 1 => items.swap_remove(0),
            value => value,
        };
        self.module.functions[function].returns.push(value);
    }
}

/// What stands for the name of a parameter, apart from its type and default.
fn pattern(param: Node<'_>) -> Option<Node<'_>> {
    ["pattern", "name", "left"].iter().find_map(|field| param.child_by_field_name(field))
}
