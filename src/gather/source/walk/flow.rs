//! Branches, loops and handlers, as the walk meets them.

use tree_sitter::Node;

use super::super::expr::{Bytes, Expr, Kind};
use super::super::flow::{Branch, Exit, Handler, Jump, Loop};
use super::super::grammar::Shape;
use super::super::lower::{first, last, named};
use super::Walk;

impl<'n> Walk<'_, '_, 'n> {
    /// `if`, `elif`, `a ? b : c`, by the fields that hold the condition and both ways.
    pub(super) fn branch(&mut self, node: Node<'n>, condition: &str, yes: &str, no: &str) {
        // `a ?: b` asks for a value and goes no way.
        if node.kind() == "conditional_expression" && !yes.is_empty() && node.child_by_field_name(yes).is_none() {
            return;
        }
        // Python writes its choice as `a if condition else b`.
        let asked = if condition.is_empty() { named(node).nth(1) } else { first_of(node, condition) };
        let Some(asked) = asked else { return };
        let ways: Vec<_> = named(node).filter(|child| self.is_way(*child)).collect();
        let otherwise = match node.child_by_field_name(no).or(ways.first().copied()) {
            Some(other) => other.start_byte()..node.end_byte(),
            None => self.following_ways(node),
        };
        let then = match (yes.is_empty(), node.child_by_field_name(yes)) {
            (false, Some(yes)) => yes.byte_range(),
            (true, _) if condition.is_empty() => first(node, "").map_or(0..0, |yes| yes.byte_range()),
            _ => asked.end_byte()..ways.first().map_or(node.end_byte(), Node::start_byte),
        };
        let branch = Branch { condition: self.lower.expr(asked), then, otherwise, rest: self.rest(node) };
        self.module.flow.branches.push(branch);
    }

    /// `let Ok(answer) = … else { … }`
    pub(super) fn let_or_else(&mut self, node: Node<'n>) {
        let Some(otherwise) = node.child_by_field_name("alternative") else { return };
        let fits = self.lower.declared_fits(node);
        let condition = Expr { at: fits.at.clone(), kind: Kind::Not(Box::new(fits)) };
        let end = node.end_byte();
        let branch = Branch { condition, then: otherwise.byte_range(), otherwise: end..end, rest: self.rest(node) };
        self.module.flow.branches.push(branch);
    }

    /// `a || b` and `a && b` of a shell.
    pub(super) fn by_end_of(&mut self, node: Node<'n>) {
        let (Some(first), Some(second)) = (first(node, ""), last(node, "")) else { return };
        let asked = self.lower.expr(first);
        let at = asked.at.clone();
        let condition = match self.lower.text[first.end_byte()..second.start_byte()].trim() {
            "||" => Expr { at, kind: Kind::Not(Box::new(asked)) },
            "&&" => asked,
            _ => return,
        };
        let end = node.end_byte();
        self.module.flow.branches.push(Branch {
            condition,
            then: second.byte_range(),
            otherwise: end..end,
            rest: end..end,
        });
    }

    /// Whether a node is a further way of the branch it stands in: `elif`, `else`.
    fn is_way(&self, node: Node<'_>) -> bool {
        matches!(node.kind(), "elif_clause" | "else_if_clause" | "else_clause")
    }

    /// What an `elif` leaves over: the ways behind it.
    fn following_ways(&self, node: Node<'n>) -> Bytes {
        match self.ancestors.last() {
            Some(whole) if is_elif(node) => node.end_byte()..whole.end_byte(),
            _ => node.end_byte()..node.end_byte(),
        }
    }

    /// What stands behind a statement in its block.
    fn rest(&self, node: Node<'n>) -> Bytes {
        let mut end = node.end_byte();
        for outer in self.ancestors.iter().rev() {
            match outer.kind() {
                "if_statement" if is_elif(node) => end = outer.end_byte(),
                "expression_statement" => {}
                _ => return end..outer.end_byte(),
            }
        }
        end..end
    }

    pub(super) fn repeats(&mut self, node: Node<'n>) {
        let Some(body) = node.child_by_field_name("body") else { return };
        let head = named(node).next().filter(|head| head.id() != body.id());
        // Go writes either a clause with fields of its own, or a condition and nothing else.
        let (plain, clause) = head.into_iter().partition::<Vec<_>, _>(|head| self.lower.grammar.shape(*head).is_some());
        let field = |names: &[&str]| {
            let within = |name: &&str| clause.iter().find_map(|clause| clause.child_by_field_name(name));
            names.iter().find_map(|name| node.child_by_field_name(name).or_else(|| within(name)))
        };
        let mut item = field(&["left", "pattern", "variable"]);
        let mut items = field(&["right", "value"]);
        if let ("foreach_statement", [of, each, _], None) =
            (node.kind(), named(node).collect::<Vec<_>>().as_slice(), item)
        {
            (items, item) = (Some(*of), last(*each, "").or(Some(*each)));
        }
        let each = item.zip(items).map(|(item, items)| (self.lower.expr(item), self.lower.expr(items)));
        let condition = field(&["condition"])
            .filter(|condition| condition.kind() != "empty_statement")
            .or(plain.first().copied().filter(|_| each.is_none()));
        self.module.flow.loops.push(Loop {
            at: node.byte_range(),
            head: node.start_byte()..body.start_byte(),
            body: body.byte_range(),
            condition: condition.map(|condition| self.lower.expr(condition)),
            each,
        });
    }

    pub(super) fn tries(&mut self, node: Node<'n>) {
        let Some(tried) = node.child_by_field_name("body").map(|body| body.byte_range()) else { return };
        for clause in named(node).filter(|child| self.lower.grammar.shape(*child) == Some(Shape::Handler)) {
            let Some(body) = last(clause, "") else { continue };
            // `except (A, B) as error` is one pattern in some grammars, two fields in others.
            let declared = named(clause).find(|child| child.kind() == "catch_declaration").unwrap_or(clause);
            let stated =
                declared.child_by_field_name("type").filter(|of| self.lower.grammar.shape(*of) != Some(Shape::Skip));
            let class = clause.child_by_field_name("value").or(stated);
            let pattern = class.filter(|class| class.kind() == "as_pattern");
            let name = ["parameter", "alias", "name"]
                .iter()
                .find_map(|field| declared.child_by_field_name(field))
                .or_else(|| pattern.and_then(|pattern| pattern.child_by_field_name("alias")));
            let classes = class.map(|class| listed(self.lower.expr(class))).unwrap_or_default();
            self.module.flow.handlers.push(Handler {
                tried: tried.clone(),
                name: name.map_or("", |name| self.lower.bare(name)).to_owned(),
                classes,
                body: body.byte_range(),
            });
        }
    }

    /// Takes in a jump; gives back what it carries.
    pub(super) fn exit(&mut self, node: Node<'n>, kind: Jump) -> Option<Expr> {
        let value = first(node, "").map(|value| self.lower.expr(value));
        self.module.flow.exits.push(Exit { at: node.byte_range(), kind, value: value.clone() });
        value
    }
}

fn is_elif(node: Node<'_>) -> bool {
    matches!(node.kind(), "elif_clause" | "else_if_clause")
}

/// The first child in a field, or the first named child where the grammar has no such field.
fn first_of<'a>(node: Node<'a>, field: &str) -> Option<Node<'a>> {
    node.child_by_field_name(field).or_else(|| named(node).next())
}

/// The items of a list, or the one expression.
pub(super) fn listed(expr: Expr) -> Vec<Expr> {
    match expr.kind {
        Kind::List(items) => items,
        _ => vec![expr],
    }
}
