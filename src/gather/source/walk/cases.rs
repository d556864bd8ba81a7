//! The cases of a `switch` or `match`, each as a branch with a condition of its own.

use tree_sitter::Node;

use super::super::expr::{Bytes, Comparison, Expr, Kind};
use super::super::flow::Branch;
use super::super::grammar::Shape;
use super::super::lower::{first, last, named};
use super::super::module::Binding;
use super::Walk;
use super::flow::listed;

/// Cases without statements that run into the next one.
const FALLS_THROUGH: &[&str] = &["switch_case", "case_statement", "switch_section"];

/// Patterns that take everything.
const WILDCARDS: &[&str] = &["_", "*"];

/// The word that begins a case without patterns.
const DEFAULT: &str = "default";

impl<'n> Walk<'_, '_, 'n> {
    /// One case, by the field that holds its values.
    pub(super) fn case(&mut self, node: Node<'n>, field: &str) {
        let subject = self.subject();
        let patterns = patterns(node, field);
        let at = match patterns.as_slice() {
            [first, ..] => first.start_byte()..end_of_patterns(node, &patterns),
            [] if self.lower.slice(node).starts_with(DEFAULT) => node.start_byte()..node.start_byte() + DEFAULT.len(),
            [] => return,
        };
        let Some(condition) =
            self.asked(node, field, subject.as_ref()).or_else(|| self.rest_of_cases(node, subject.as_ref()))
        else {
            return;
        };
        self.captures(&patterns, node.byte_range(), subject.as_ref());
        let then = at.end..self.end_of_case(node, at.end);
        let nothing = then.end..then.end;
        let condition = Expr { at, kind: condition.kind };
        self.module.flow.branches.push(Branch { condition, then, otherwise: nothing.clone(), rest: nothing });
    }

    /// What the cases are compared with; nothing where each is a condition by itself.
    fn subject(&self) -> Option<Expr> {
        let subject = self.ancestors.iter().rev().find_map(|outer| match self.lower.grammar.shape(*outer) {
            Some(Shape::Switch(subject)) => Some(first(*outer, subject)),
            _ => None,
        });
        subject.flatten().map(|subject| self.lower.expr(subject)).filter(|subject| subject.kind != Kind::Bool(true))
    }

    /// What a case asks for; `None` where it takes everything that gets to it.
    fn asked(&self, node: Node<'n>, field: &str, subject: Option<&Expr>) -> Option<Expr> {
        let patterns = patterns(node, field);
        let taken: Option<Vec<Expr>> = patterns.iter().map(|pattern| self.pattern(*pattern, subject)).collect();
        let taken = taken.and_then(any);
        let guard = guard(node, &patterns).map(|guard| self.lower.expr(guard));
        match (taken, guard) {
            (Some(taken), Some(guard)) => Some(both(taken, guard)),
            (taken, guard) => taken.or(guard),
        }
    }

    /// What no other case takes.
    fn rest_of_cases(&self, node: Node<'n>, subject: Option<&Expr>) -> Option<Expr> {
        let others = named(node.parent()?).filter(|case| case.id() != node.id());
        let asked = others.filter_map(|case| match self.lower.grammar.shape(case) {
            Some(Shape::Case(field)) => self.asked(case, field, subject),
            _ => None,
        });
        any(asked.collect()).map(|others| Expr { at: others.at.clone(), kind: Kind::Not(Box::new(others)) })
    }

    /// What a pattern asks of the subject; `None` where it takes everything.
    fn pattern(&self, node: Node<'_>, subject: Option<&Expr>) -> Option<Expr> {
        let inner = |node: Option<Node<'_>>| self.pattern(node?, subject);
        let at = node.byte_range();
        if WILDCARDS.contains(&self.lower.slice(node)) || self.capture(node).is_some() {
            return None;
        }
        match (node.kind(), subject) {
            ("match_pattern" | "case_pattern", _) => inner(named(node).next()),
            ("captured_pattern", _) => inner(last(node, "")),
            ("and_pattern", _) => Some(both(inner(first(node, "left"))?, inner(last(node, "right"))?)),
            ("or_pattern" | "union_pattern", _) => any(named(node).filter_map(|one| inner(Some(one))).collect()),
            ("negated_pattern", _) => inner(named(node).next()).map(|one| Expr { at, kind: Kind::Not(Box::new(one)) }),
            // `>= 500`
            ("relational_pattern", Some(subject)) => {
                let value = named(node).next()?;
                let operator = self.lower.text[at.start..value.start_byte()].trim();
                let value = Box::new(self.lower.expr(value));
                let kind = Comparison::of(operator)
                    .map_or(Kind::Other, |how| Kind::Compare(how, Box::new(subject.clone()), value));
                Some(Expr { at, kind })
            }
            (_, Some(subject)) => {
                let list = Expr { at: at.clone(), kind: Kind::List(listed(self.lower.expr(node))) };
                Some(Expr { at, kind: Kind::Compare(Comparison::In, Box::new(subject.clone()), Box::new(list)) })
            }
            // A `switch` may ask nothing; its cases are conditions.
            (_, None) => any(listed(self.lower.expr(node))),
        }
    }

    /// The name a pattern gives to whatever gets to it: `s if s >= 500`, `case code:`, `var code`.
    fn capture<'p>(&self, node: Node<'p>) -> Option<Node<'p>> {
        let plain = |node: &Node<'p>| {
            self.lower.slice(*node).chars().all(|c| c.is_lowercase() || c == '_' || c.is_ascii_digit())
        };
        let inner = match node.kind() {
            "match_pattern" | "case_pattern" => named(node).next()?,
            "declaration_pattern" => return node.child_by_field_name("name"),
            _ => node,
        };
        match inner.kind() {
            "identifier" if inner.id() != node.id() => Some(inner).filter(plain),
            "dotted_name" if inner.named_child_count() == 1 => Some(inner).filter(plain),
            _ => None,
        }
    }

    /// Gives the names that patterns capture the value of the subject.
    fn captures(&mut self, patterns: &[Node<'n>], scope: Bytes, subject: Option<&Expr>) {
        let Some(subject) = subject else { return };
        for pattern in patterns {
            let inner = named(*pattern).next();
            if let Some(variant) =
                inner.filter(|inner| matches!(self.lower.grammar.shape(*inner), Some(Shape::Variant(_))))
            {
                self.bind_within(variant, &scope, subject);
                continue;
            }
            let whole = inner.filter(|inner| inner.kind() == "captured_pattern");
            let name = self.capture(*pattern).or_else(|| whole.and_then(|whole| named(whole).next()));
            let Some(name) = name else { continue };
            let (at, name) = (name.byte_range(), self.lower.slice(name).to_owned());
            let binding = Binding { name, value: subject.clone(), at, scope: scope.clone(), class: None };
            self.module.bindings.push(binding);
        }
    }

    /// Gives the names within a variant's pattern the value of the subject: `Err(error)`.
    fn bind_within(&mut self, variant: Node<'n>, scope: &Bytes, subject: &Expr) {
        let Kind::Call(call) = self.lower.expr(variant).kind else { return };
        for arg in call.args {
            if let Kind::Name(name) = arg.value.kind {
                let (value, at, scope) = (subject.clone(), arg.value.at, scope.clone());
                self.module.bindings.push(Binding { name, value, at, scope, class: None });
            }
        }
    }

    /// Where a case ends: one without statements falls through to those that follow.
    fn end_of_case(&self, node: Node<'n>, behind: usize) -> usize {
        let mut end = node.end_byte();
        let mut next = node.next_named_sibling();
        while !self.lower.text[behind..end].contains(char::is_alphanumeric) {
            let Some(case) = next.filter(|_| FALLS_THROUGH.contains(&node.kind())) else { break };
            end = case.end_byte();
            next = case.next_named_sibling();
        }
        end
    }
}

/// The patterns of a case, by the field that holds them; empty for the children that are patterns.
fn patterns<'p>(node: Node<'p>, field: &str) -> Vec<Node<'p>> {
    let mut cursor = node.walk();
    match field {
        "" => named(node).filter(|child| child.kind().ends_with("_pattern") || child.kind() == "discard").collect(),
        field => node.children_by_field_name(field, &mut cursor).filter(Node::is_named).collect(),
    }
}

/// What else must hold: `if code >= 500` behind a pattern.
fn guard<'p>(node: Node<'p>, patterns: &[Node<'p>]) -> Option<Node<'p>> {
    let clause = named(node).find(|child| child.kind() == "when_clause").or_else(|| node.child_by_field_name("guard"));
    let condition = || patterns.iter().find_map(|pattern| pattern.child_by_field_name("condition"));
    clause.and_then(|clause| named(clause).next()).or_else(condition)
}

/// Where patterns end, and what else must hold.
fn end_of_patterns(node: Node<'_>, patterns: &[Node<'_>]) -> usize {
    patterns.iter().chain(&guard(node, patterns)).map(Node::end_byte).max().unwrap_or_default()
}

fn both(one: Expr, other: Expr) -> Expr {
    Expr { at: one.at.start..other.at.end, kind: Kind::Both(Box::new(one), Box::new(other)) }
}

/// Whether one of several holds.
fn any(conditions: Vec<Expr>) -> Option<Expr> {
    conditions.into_iter().reduce(|one, other| Expr { at: one.at.start..other.at.end, kind: either(one, other) })
}

/// Either of two conditions; two lists for the same subject are one.
fn either(one: Expr, other: Expr) -> Kind {
    match (one.kind, other.kind) {
        (Kind::Compare(Comparison::In, subject, items), Kind::Compare(Comparison::In, same, more))
            if subject == same =>
        {
            let at = items.at.start..more.at.end;
            let mut items = listed(*items);
            items.extend(listed(*more));
            Kind::Compare(Comparison::In, subject, Box::new(Expr { at, kind: Kind::List(items) }))
        }
        (left, right) => {
            Kind::Default(Box::new(Expr { at: one.at, kind: left }), Box::new(Expr { at: other.at, kind: right }))
        }
    }
}
