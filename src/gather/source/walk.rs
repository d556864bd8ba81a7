//! One pass over a file's syntax tree that collects what a [`Module`] holds.

mod assign;
mod cases;
mod classes;
mod flow;
mod functions;
mod variables;

use tree_sitter::{Node, Tree};

use super::expr::{Bytes, Expr, Kind, Object};
use super::flow::Jump;
use super::grammar::Shape;
use super::lower::{Lower, first, last, named};
use super::module::{Binding, Held, Literal, Module};
use super::patience::{self, Patience};

/// Nesting is followed this deep. Every call is taken in with the calls in it, which deep nesting makes dear.
const DEEPEST: usize = 5_000;

/// How far up from a literal its holders are looked for.
const HOLDERS: usize = 12;

/// How many nodes are visited between two looks at the clock.
const BETWEEN_LOOKS: usize = 64;

/// Collects what the tree holds. Iterative, so that no depth overflows the stack.
pub(super) fn walk(tree: &Tree, lower: Lower<'_>, patience: Patience, module: &mut Module) {
    let mut walk = Walk { lower, module, ancestors: Vec::new(), scopes: Vec::new() };
    let mut cursor = tree.walk();
    for nodes in 0_usize.. {
        if nodes.is_multiple_of(BETWEEN_LOOKS) && patience.is_over() {
            walk.module.problem = Some(patience::OVER.to_owned());
            return;
        }
        let node = cursor.node();
        let descend = walk.visit(node) && walk.may_descend();
        if descend && cursor.goto_first_child() {
            walk.ancestors.push(node);
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
            walk.ancestors.pop();
        }
    }
}

struct Walk<'m, 't, 'n> {
    lower: Lower<'t>,
    module: &'m mut Module,
    ancestors: Vec<Node<'n>>,
    scopes: Vec<Scope>,
}

/// A function or a class around the place the walk is at.
struct Scope {
    at: Bytes,
    /// The function's index, or the class's name.
    what: What,
}

enum What {
    Function(usize),
    Class(String),
}

impl<'n> Walk<'_, '_, 'n> {
    /// False, and said, where nesting is deeper than any that is written by hand.
    fn may_descend(&mut self) -> bool {
        let deep = self.ancestors.len() >= DEEPEST;
        if deep {
            self.module.problem.get_or_insert_with(|| "nested too deeply to be followed".to_owned());
        }
        !deep
    }

    /// Takes in a node; false where nothing below it matters.
    fn visit(&mut self, node: Node<'n>) -> bool {
        while self.scopes.last().is_some_and(|scope| scope.at.end <= node.start_byte()) {
            self.scopes.pop();
        }
        let Some(shape) = self.lower.grammar.shape(node) else { return true };
        match shape {
            Shape::Skip => return false,
            Shape::Import => {
                (self.lower.grammar.imports)(node, self.lower.text, &mut self.module.imports);
                self.default_export(node);
            }
            Shape::Call(..) | Shape::Method(..) | Shape::New => {
                let call = self.lower.expr(node);
                call.call().into_iter().for_each(|call| self.defines(call));
                self.module.calls.extend(call.call().is_some().then_some(call));
            }
            Shape::Text | Shape::Word => self.address(node),
            Shape::Member(..) | Shape::Index(..) => self.variable(node),
            Shape::Binding(..) if self.falls_back(node) => {}
            Shape::Binding(target, value) => {
                self.member_among_params(node);
                self.binding(first(node, target), last_value(node, value));
                self.declares(node);
                self.let_or_else(node);
            }
            Shape::Assignment(target, value) => self.assignment(node, target, value),
            Shape::Expansion => self.assigned_default(node),
            Shape::Alias => self.binding(node.child_by_field_name("alias"), first(node, "")),
            Shape::Object(of, _) if !of.is_empty() => self.members(node),
            Shape::Function(name, params) => self.function(node, name, params),
            Shape::Class(name) => self.class(node, name),
            Shape::Return => {
                let value = self.exit(node, Jump::Return);
                self.returns(value);
            }
            _ => self.way(node, shape),
        }
        true
    }

    /// Takes in what leads the code one way or another.
    fn way(&mut self, node: Node<'n>, shape: Shape) {
        match shape {
            Shape::Branch(condition, yes, no) | Shape::Choice(condition, yes, no) => {
                self.branch(node, condition, yes, no);
            }
            Shape::Chain => self.by_end_of(node),
            Shape::Case(value) => self.case(node, value),
            Shape::Loop => self.repeats(node),
            Shape::Try => self.tries(node),
            Shape::Throw => drop(self.exit(node, Jump::Throw)),
            Shape::Continue => drop(self.exit(node, Jump::Continue)),
            Shape::Break => drop(self.exit(node, Jump::Break)),
            _ => {}
        }
    }

    fn binding(&mut self, target: Option<Node<'_>>, value: Option<Node<'_>>) {
        let (Some(pattern), Some(value)) = (target, value) else { return };
        // What is declared without a value has its name for its last part.
        if value.id() == pattern.id() {
            return;
        }
        let (target, value) = (self.lower.expr(pattern), self.lower.expr(value));
        if pattern.kind() == "object_pattern" {
            self.defaults(pattern, &value);
        }
        self.bind(target, value);
    }

    fn bind(&mut self, target: Expr, value: Expr) {
        match target.kind {
            Kind::Name(name) => {
                let (scope, class) = self.scope();
                self.module.bindings.push(Binding { name, value, at: target.at, scope, class });
            }
            Kind::Member(base, name) => {
                let (scope, class) = match base.path().as_deref() {
                    Some(["this" | "self" | "cls" | "static"]) => (0..self.lower.text.len(), Some(self.class_around())),
                    Some(_) => (0..self.lower.text.len(), Some(String::new())),
                    None => return,
                };
                self.module.bindings.push(Binding { name, value, at: target.at, scope, class });
            }
            Kind::Object(pattern) => self.destructure(pattern, &value),
            Kind::List(targets) => self.bind_each(targets, value),
            // `let Ok(answer) = …`
            Kind::Call(variant) => variant.args.into_iter().take(1).for_each(|arg| self.bind(arg.value, value.clone())),
            _ => {}
        }
    }

    fn bind_each(&mut self, targets: Vec<Expr>, value: Expr) {
        let values = match value.kind {
            Kind::List(values) if values.len() == targets.len() => values,
            Kind::List(_) => return,
            // `value, err := call()`: the first name has the value.
            _ => vec![value],
        };
        for (target, value) in targets.into_iter().zip(values) {
            self.bind(target, value);
        }
    }

    /// `const { a, b: c } = value`.
    fn destructure(&mut self, pattern: Object, value: &Expr) {
        for field in pattern.fields {
            if let Some(name) = field.name {
                let kind = Kind::Member(Box::new(value.clone()), name);
                self.bind(field.value, Expr { at: value.at.clone(), kind });
            }
        }
    }

    /// `${name:=default}` of a shell gives the name its value, too.
    fn assigned_default(&mut self, node: Node<'_>) {
        let operator = node.child_by_field_name("operator").map(|operator| self.lower.slice(operator));
        let Kind::Default(name, _) = self.lower.expr(node).kind else { return };
        if matches!(operator, Some(":=" | "=")) {
            self.bind(*name, self.lower.expr(node));
        }
    }

    /// Whether a node is the `a = fallback` of a pattern that is given a value, which takes it in.
    fn falls_back(&self, node: Node<'_>) -> bool {
        let outer = self.ancestors.iter().rev().nth(1).map(Node::kind);
        node.kind() == "object_assignment_pattern" && outer == Some("variable_declarator")
    }

    /// `const { a = fallback } = value`: the names with a fallback, which the pattern as an object leaves out.
    fn defaults(&mut self, pattern: Node<'_>, value: &Expr) {
        for field in named(pattern).filter(|field| field.kind() == "object_assignment_pattern") {
            let (Some(name), Some(fallback)) = (first(field, "left"), first(field, "right")) else { continue };
            let (target, fallback) = (self.lower.slice(name).to_owned(), self.lower.expr(fallback));
            let member = Expr { at: value.at.clone(), kind: Kind::Member(Box::new(value.clone()), target.clone()) };
            let kind = Kind::Default(Box::new(member), Box::new(fallback));
            self.bind(Expr { at: name.byte_range(), kind: Kind::Name(target) }, Expr { at: field.byte_range(), kind });
        }
    }

    /// `export default value`.
    fn default_export(&mut self, node: Node<'_>) {
        if let Some(value) = node.child_by_field_name("value") {
            let (value, scope) = (self.lower.expr(value), 0..self.lower.text.len());
            let (name, at) = ("default".to_owned(), value.at.clone());
            self.module.bindings.push(Binding { name, value, at, scope, class: None });
        }
    }

    /// The fields of a typed literal are members of its type.
    fn members(&mut self, node: Node<'_>) {
        if let Kind::Object(Object { of: Some(of), fields, .. }) = self.lower.expr(node).kind {
            let class = of.last_name().unwrap_or_default().to_owned();
            for field in fields {
                if let Some(name) = field.name {
                    let scope = field.name_at.clone();
                    let binding =
                        Binding { name, value: field.value, at: field.name_at, scope, class: Some(class.clone()) };
                    self.module.bindings.push(binding);
                }
            }
        }
    }

    /// Where a name bound here can be seen, and the class it is a member of.
    fn scope(&self) -> (Bytes, Option<String>) {
        match self.scopes.last() {
            Some(Scope { at, what: What::Function(_) }) => (at.clone(), None),
            Some(Scope { at, what: What::Class(name) }) => (at.clone(), Some(name.clone())),
            None => (0..self.lower.text.len(), None),
        }
    }

    /// Notes a literal that may be an address.
    fn address(&mut self, node: Node<'_>) {
        if looks_like_address(self.lower.slice(node)) && !self.within_text() {
            self.module.addresses.push(Literal { value: self.lower.expr(node), held: self.held(node) });
        }
    }

    fn within_text(&self) -> bool {
        self.ancestors.last().is_some_and(|parent| self.lower.grammar.shape(*parent) == Some(Shape::Text))
    }

    fn held(&self, node: Node<'_>) -> Vec<Held> {
        let mut held = Vec::new();
        let mut inner = node;
        for outer in self.ancestors.iter().rev().take(HOLDERS) {
            held.extend(self.holder(*outer, inner));
            if outer.kind().ends_with("statement")
                || matches!(self.lower.grammar.shape(*outer), Some(Shape::Function(..)))
            {
                break;
            }
            inner = *outer;
        }
        held
    }

    fn holder(&self, outer: Node<'_>, inner: Node<'_>) -> Option<Held> {
        let name_of = |node: Node<'_>| last_name(&self.lower.expr(node));
        match self.lower.grammar.shape(outer)? {
            Shape::Pair(name, _) => first(outer, name)
                .filter(|name| name.id() != inner.id())
                .map(|name| Held::Key(self.lower.slice(name).trim_matches(['"', '\'', '`']).to_owned())),
            Shape::Binding(target, _) | Shape::Assignment(target, _) => {
                first(outer, target).map(|target| Held::Name(name_of(target)))
            }
            Shape::Call(callee, _) => outer
                .child_by_field_name(callee)
                .filter(|callee| callee.id() != inner.id())
                .map(|callee| Held::Argument(name_of(callee))),
            Shape::Method(base, name, _) => outer
                .child_by_field_name(name)
                .filter(|_| outer.child_by_field_name(base).is_none_or(|base| base.id() != inner.id()))
                .map(|name| Held::Argument(self.lower.bare(name).to_owned())),
            Shape::New => self.lower.expr(outer).call().map(|call| Held::Argument(last_name(&call.callee))),
            Shape::Element => first(outer, "")
                .filter(|key| key.id() != inner.id())
                .map(|key| Held::Key(self.lower.slice(key).trim_matches(['"', '\'']).to_owned())),
            Shape::Binary(_, operator, _) => {
                let operator = outer.child_by_field_name(operator)?;
                Some(Held::Operand(self.lower.slice(operator).to_owned()))
            }
            Shape::Choice(condition, yes, no) => {
                let production = self.lower.production_side(outer, condition, yes, no)?;
                (production.id() != inner.id()).then_some(Held::OutsideProduction)
            }
            Shape::Return => Some(Held::Name("return".to_owned())),
            Shape::Expansion => Some(Held::Operand(":-".to_owned())),
            _ => None,
        }
    }
}

fn last_name(expr: &Expr) -> String {
    expr.last_name().unwrap_or_default().to_owned()
}

fn last_value<'a>(node: Node<'a>, field: &str) -> Option<Node<'a>> {
    if field.is_empty() { last(node, "") } else { node.child_by_field_name(field) }
}

fn looks_like_address(text: &str) -> bool {
    text.len() < 4096 && (text.contains("://") || ["livepeer", "daydream"].iter().any(|word| text.contains(word)))
}
