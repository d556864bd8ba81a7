//! What is made by `new`, calls of methods, and arrays with keys.

use tree_sitter::Node;

use super::super::expr::{Arg, Call, Expr, Field, Kind, Object};
use super::super::grammar::Shape;
use super::{Lower, first, last, named};

/// How far up from `new()` its type is looked for.
const TYPED: usize = 4;

impl<'t> Lower<'t> {
    /// `$base->name(…)`, `Base::name(…)`.
    pub(super) fn method_call(self, node: Node<'_>, [base, name, args]: [&str; 3], depth: usize) -> Kind {
        let fields = (node.child_by_field_name(base), node.child_by_field_name(name));
        let (Some(base), Some(name)) = fields else { return Kind::Other };
        let kind = Kind::Member(Box::new(self.at_depth(base, depth)), self.bare(name).to_owned());
        let callee = Expr { at: base.start_byte()..name.end_byte(), kind };
        Kind::Call(Box::new(Call { callee, args: self.args(node.child_by_field_name(args), depth) }))
    }

    /// `new Client(…) { Timeout = … }`: a call of its type, in which what it is filled with counts as arguments by name;
    /// a list or a dictionary is what it is filled with.
    pub(super) fn created(self, node: Node<'_>, depth: usize) -> Kind {
        let args = named(node).find(|child| matches!(child.kind(), "arguments" | "argument_list"));
        let filling = named(node).find(|child| child.kind() == "initializer_expression");
        let Some(of) = type_of(node).map(|of| self.at_depth(of, depth)) else {
            return filling.map_or(Kind::Other, |filling| self.filled(filling, depth));
        };
        let mut args = self.args(args, depth);
        match filling.map(|filling| (sets_members(filling), self.filled(filling, depth))) {
            Some((true, Kind::Object(object))) => args.extend(object.fields.into_iter().map(by_name)),
            Some((_, Kind::Object(object))) => return Kind::Object(Object { of: Some(Box::new(of)), ..object }),
            Some((_, list)) => return list,
            None => {}
        }
        Kind::Call(Box::new(Call { callee: of, args }))
    }

    /// `{ A = 1 }`, `{ ["a"] = 1 }`, `{ { "a", 1 } }`, `{ 1, 2 }`.
    fn filled(self, filling: Node<'_>, depth: usize) -> Kind {
        let mut object = Object::default();
        let mut items = Vec::new();
        for child in named(filling) {
            match child.kind() {
                "assignment_expression" => object.fields.extend(self.field(child, "left", "right", depth)),
                "initializer_expression" => object.fields.extend(self.field(child, "", "", depth)),
                _ => items.push(self.at_depth(child, depth)),
            }
        }
        if items.is_empty() { Kind::Object(object) } else { Kind::List(items) }
    }

    /// `new { name = value, other }`.
    pub(super) fn anonymous(self, node: Node<'_>, depth: usize) -> Kind {
        let mut object = Object::default();
        let mut cursor = node.walk();
        let children: Vec<_> = node.children(&mut cursor).collect();
        for part in children.split(|child| matches!(child.kind(), "," | "{" | "}")) {
            let (name, value) = match part {
                [name, equals, value] if equals.kind() == "=" => (self.slice(*name), *value),
                // `new { member }` goes by the member's own name.
                [value] if value.is_named() => (self.slice(last(*value, "").unwrap_or(*value)), *value),
                _ => continue,
            };
            let (name, name_at) = (Some(name.to_owned()), part[0].byte_range());
            object.fields.push(Field { name, name_at, value: self.at_depth(value, depth) });
        }
        Kind::Object(object)
    }

    /// An element that has no key stands for its value.
    pub(super) fn element<'n>(self, node: Node<'n>) -> Node<'n> {
        let is_element = self.grammar.shape(node) == Some(Shape::Element);
        first(node, "").filter(|_| is_element && named(node).nth(1).is_none()).unwrap_or(node)
    }

    /// `'key' => value`; a variable for a key names nothing.
    pub(super) fn keyed(self, node: Node<'_>, depth: usize) -> Option<Field> {
        let computed = first(node, "").is_some_and(|key| key.kind() == "variable_name");
        let field = self.field(node, "", "", depth)?;
        Some(if computed { Field { name: None, ..field } } else { field })
    }
}

/// The type of what is made; `new()` has that of what it is given to.
fn type_of(node: Node<'_>) -> Option<Node<'_>> {
    let stated = node.child_by_field_name("type");
    match node.kind() {
        "object_creation_expression" => {
            stated.or_else(|| first(node, "").filter(|of| !matches!(of.kind(), "arguments" | "anonymous_class")))
        }
        "implicit_object_creation_expression" => {
            let around = std::iter::successors(node.parent(), Node::parent).take(TYPED);
            around.into_iter().find_map(|outer| outer.child_by_field_name("type"))
        }
        _ => stated,
    }
}

/// Whether members are set by their names, and not entries by their keys.
fn sets_members(filling: Node<'_>) -> bool {
    let target = first(filling, "").and_then(|entry| entry.child_by_field_name("left"));
    target.is_some_and(|target| target.kind() == "identifier")
}

fn by_name(field: Field) -> Arg {
    Arg { name: field.name.or_else(|| Some("*".to_owned())), value: field.value }
}
