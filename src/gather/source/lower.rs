//! From syntax nodes to expressions, by a language's table and nothing else.

mod created;

use tree_sitter::Node;

use super::expr::{Arg, Bytes, Call, Comparison, Expr, Field, Kind, Object, Part};
use super::grammar::{Grammar, Shape};
use super::unescape::unescape;

/// How deep an expression is followed; what lies deeper is [`Kind::Other`].
const DEPTH: usize = 40;

/// Lowers the nodes of one file.
#[derive(Clone, Copy)]
pub(super) struct Lower<'t> {
    pub(super) grammar: &'static Grammar,
    pub(super) text: &'t str,
}

impl<'t> Lower<'t> {
    /// The expression a node stands for.
    pub(super) fn expr(self, node: Node<'_>) -> Expr {
        self.at_depth(node, DEPTH)
    }

    fn at_depth(self, node: Node<'_>, depth: usize) -> Expr {
        let kind = match (depth.checked_sub(1), self.grammar.shape(node)) {
            (Some(depth), Some(Shape::Through(field))) => {
                let inner = if field.is_empty() { self.content(node) } else { node.child_by_field_name(field) };
                return inner.map_or_else(|| other(node), |inner| self.at_depth(inner, depth));
            }
            (Some(depth), Some(shape)) => self.kind(node, shape, depth),
            // C# has no named node for it.
            (Some(_), None) if node.kind() == "this" => Kind::Name("this".to_owned()),
            _ => Kind::Other,
        };
        Expr { at: node.byte_range(), kind }
    }

    fn kind(self, node: Node<'_>, shape: Shape, depth: usize) -> Kind {
        let lower = |node: Option<Node<'_>>| Box::new(node.map_or_else(missing, |node| self.at_depth(node, depth)));
        match shape {
            Shape::Text => Kind::Text(self.parts(node, depth)),
            Shape::Word => Kind::Text(vec![Part::Literal(self.slice(node).to_owned())]),
            Shape::Number => Kind::Number(self.slice(node).to_owned()),
            Shape::Bool => Kind::Bool(self.slice(node).eq_ignore_ascii_case("true")),
            Shape::Null => Kind::Null,
            Shape::Name | Shape::Shorthand => self.name(node),
            Shape::Member(base, field) => match last(node, field) {
                Some(field_node) => Kind::Member(lower(first(node, base)), self.bare(field_node).to_owned()),
                None => Kind::Other,
            },
            Shape::Index(base, key) => self.index(node, base, key, depth),
            Shape::Call(callee, args) => self.call(node, callee, args, depth),
            Shape::Variant(name) => self.call(node, name, "", depth),
            Shape::Fits(pattern, value) => self.fits(node, [pattern, value], depth).kind,
            Shape::Method(base, name, args) => self.method_call(node, [base, name, args], depth),
            Shape::New => self.created(node, depth),
            Shape::Anonymous => self.anonymous(node, depth),
            Shape::Path => path(self.slice(node), node.byte_range()),
            Shape::Object(of, body) => self.object(node, of, body, depth),
            Shape::Values if named(node).nth(1).is_none() => self.inner(first(node, ""), depth),
            Shape::List | Shape::Values => Kind::List(named(node).map(|item| self.at_depth(item, depth)).collect()),
            Shape::Binary(left, operator, right) => self.binary(node, [left, operator, right], depth),
            Shape::Choice(condition, yes, no) => self.choice(node, [condition, yes, no], depth),
            Shape::Expansion => self.expansion(node, depth),
            // An assignment has the value it assigns, also where it stands within an expression.
            Shape::Binding(_, value) | Shape::Assignment(_, value) | Shape::Pair(_, value) => {
                self.inner(last(node, value), depth)
            }
            Shape::Alias => self.inner(first(node, ""), depth),
            Shape::Function(..) => Kind::Function,
            Shape::Unary => self.unary(node, depth),
            Shape::Range => self.range(node, depth),
            _ => Kind::Other,
        }
    }

    fn choice(self, node: Node<'_>, [condition, yes, no]: [&str; 3], depth: usize) -> Kind {
        let lower = |node: Option<Node<'_>>| Box::new(node.map_or_else(missing, |node| self.at_depth(node, depth)));
        match self.production_side(node, condition, yes, no) {
            Some(side) => self.inner(Some(side), depth),
            // `a ?: b`
            None if first(node, yes).is_none() => Kind::Default(lower(first(node, condition)), lower(last(node, no))),
            None => Kind::Choice(lower(first(node, yes)), lower(last(node, no))),
        }
    }

    /// Whether a value fits a pattern: it is among what the pattern takes.
    fn fits(self, node: Node<'_>, [pattern, value]: [&str; 2], depth: usize) -> Expr {
        let lower = |node: Option<Node<'_>>| node.map_or_else(missing, |node| self.at_depth(node, depth));
        let (pattern, value) = (lower(first(node, pattern)), lower(last(node, value)));
        let patterns = Expr { at: pattern.at.clone(), kind: Kind::List(vec![pattern]) };
        Expr { at: value.at.clone(), kind: Kind::Compare(Comparison::In, Box::new(value), Box::new(patterns)) }
    }

    /// Whether what a statement declares fits the pattern it is declared by: `let Ok(answer) = …`.
    pub(super) fn declared_fits(self, node: Node<'_>) -> Expr {
        self.fits(node, ["pattern", "value"], DEPTH)
    }

    /// `!a`, `not a`; what only refers or dereferences stands for its operand.
    fn unary(self, node: Node<'_>, depth: usize) -> Kind {
        let text = self.slice(node);
        match last(node, "") {
            Some(operand) if text.starts_with('!') || text.starts_with("not") => {
                Kind::Not(Box::new(self.at_depth(operand, depth)))
            }
            Some(operand) if text.starts_with(['&', '*']) => self.at_depth(operand, depth).kind,
            _ => Kind::Other,
        }
    }

    /// `a..b`, `a..=b`, with either end left out.
    fn range(self, node: Node<'_>, depth: usize) -> Kind {
        let text = self.slice(node);
        let Some(dots) = text.find("..").map(|at| node.start_byte() + at) else { return Kind::Other };
        let end = |node: Node<'_>| Box::new(self.at_depth(node, depth));
        let (from, to): (Vec<_>, Vec<_>) = named(node).partition(|end| end.start_byte() < dots);
        let closed = self.text[dots..].starts_with("..=");
        Kind::Range { from: from.into_iter().next().map(end), to: to.into_iter().next().map(end), closed }
    }

    fn inner(self, node: Option<Node<'_>>, depth: usize) -> Kind {
        node.map_or(Kind::Other, |node| self.at_depth(node, depth).kind)
    }

    fn name(self, node: Node<'_>) -> Kind {
        match self.slice(node) {
            "undefined" | "nil" | "None" => Kind::Null,
            name => Kind::Name(name.to_owned()),
        }
    }

    fn index(self, node: Node<'_>, base: &str, key: &str, depth: usize) -> Kind {
        let (Some(base), Some(key)) = (first(node, base), last(node, key)) else {
            return Kind::Other;
        };
        match self.at_depth(key, depth).literal() {
            Some(key) => Kind::Member(Box::new(self.at_depth(base, depth)), key.to_owned()),
            None => Kind::Other,
        }
    }

    fn call(self, node: Node<'_>, callee_field: &str, args_field: &str, depth: usize) -> Kind {
        let Some(callee) = node.child_by_field_name(callee_field) else { return Kind::Other };
        let mut cursor = node.walk();
        let containers: Vec<_> = if args_field.is_empty() {
            named(node).filter(|child| child.id() != callee.id()).collect()
        } else {
            node.children_by_field_name(args_field, &mut cursor).collect()
        };
        let args = self.args(containers, depth);
        Kind::Call(Box::new(Call { callee: self.at_depth(callee, depth), args }))
    }

    fn args(self, containers: impl IntoIterator<Item = Node<'t>>, depth: usize) -> Vec<Arg> {
        let mut args = Vec::new();
        for container in containers {
            if container.kind() == "token_tree" {
                args.extend(self.tokens(container, depth));
            } else if self.grammar.shape(container).is_some() {
                args.push(Arg { name: None, value: self.at_depth(container, depth) });
            } else {
                args.extend(named(container).filter_map(|arg| self.arg(arg, depth)));
            }
        }
        args
    }

    fn arg(self, node: Node<'_>, depth: usize) -> Option<Arg> {
        match self.grammar.shape(node) {
            Some(Shape::Skip) => None,
            Some(Shape::Spread) => {
                Some(Arg { name: Some("*".to_owned()), value: self.at_depth(first(node, "")?, depth) })
            }
            // `...$rest` where arguments have nodes of their own.
            Some(Shape::Pair("name", "")) if self.grammar.shape(last(node, "")?) == Some(Shape::Spread) => {
                self.arg(last(node, "")?, depth)
            }
            Some(Shape::Pair(name, value)) => Some(Arg {
                name: first(node, name).map(|name| self.slice(name).to_owned()),
                value: self.at_depth(last(node, value)?, depth),
            }),
            _ => Some(Arg { name: None, value: self.at_depth(node, depth) }),
        }
    }

    /// The arguments of a Rust macro: its tokens, parted at commas. What is no single expression is left unknown.
    fn tokens(self, tree: Node<'_>, depth: usize) -> Vec<Arg> {
        let mut groups: Vec<Vec<Node<'_>>> = vec![Vec::new()];
        let mut cursor = tree.walk();
        for token in tree.children(&mut cursor).skip(1) {
            match token.kind() {
                "," => groups.push(Vec::new()),
                ")" | "]" | "}" => {}
                _ => groups.last_mut().expect("there is always a group").push(token),
            }
        }
        let value = |group: &Vec<Node<'_>>| match group.as_slice() {
            [one] => self.at_depth(*one, depth),
            [first, .., last] => dotted(self.text, first.start_byte()..last.end_byte()),
            [] => missing(),
        };
        groups.iter().filter(|group| !group.is_empty()).map(|group| Arg { name: None, value: value(group) }).collect()
    }

    fn object(self, node: Node<'_>, of: &str, body: &str, depth: usize) -> Kind {
        let of_node = if of.is_empty() { None } else { node.child_by_field_name(of) };
        let Some(body) = (if body.is_empty() { Some(node) } else { node.child_by_field_name(body) }) else {
            return Kind::Other;
        };
        let mut object = Object { of: of_node.map(|of| Box::new(self.at_depth(of, depth))), ..Object::default() };
        let mut items = Vec::new();
        for child in named(body).map(|child| self.element(child)) {
            match self.grammar.shape(child) {
                Some(Shape::Element) => object.fields.extend(self.keyed(child, depth)),
                Some(Shape::Pair(name, value)) => object.fields.extend(self.field(child, name, value, depth)),
                Some(Shape::Shorthand) => object.fields.push(self.shorthand(child)),
                Some(Shape::Spread) => object.spreads.extend(first(child, "").map(|value| self.at_depth(value, depth))),
                Some(Shape::Function(name, _)) => object.fields.extend(self.field(child, name, "", depth)),
                Some(Shape::Skip | Shape::Binding(..)) => {}
                _ => items.push(self.at_depth(child, depth)),
            }
        }
        if object.fields.is_empty() && object.spreads.is_empty() && !items.is_empty() {
            return Kind::List(items);
        }
        Kind::Object(object)
    }

    fn field(self, pair: Node<'_>, name: &str, value: &str, depth: usize) -> Option<Field> {
        let name_node = first(pair, name)?;
        let value = match self.grammar.shape(pair) {
            Some(Shape::Function(..)) => Expr { at: pair.byte_range(), kind: Kind::Function },
            _ => self.at_depth(last(pair, value)?, depth),
        };
        let name = self.at_depth(name_node, depth);
        let name = match &name.kind {
            Kind::Name(name) | Kind::Number(name) => Some(name.clone()),
            _ => name.literal().map(str::to_owned),
        };
        Some(Field { name, name_at: name_node.byte_range(), value })
    }

    fn shorthand(self, node: Node<'_>) -> Field {
        // Rust wraps the name in a node of its own.
        let name = node.named_child(0).unwrap_or(node);
        Field {
            name: Some(self.slice(name).to_owned()),
            name_at: name.byte_range(),
            value: Expr { at: name.byte_range(), kind: self.name(name) },
        }
    }

    fn binary(self, node: Node<'_>, [left, operator, right]: [&str; 3], depth: usize) -> Kind {
        let (Some(left), Some(right)) = (first(node, left), last(node, right)) else { return Kind::Other };
        let lower = |node| Box::new(self.at_depth(node, depth));
        let operator = node.child_by_field_name(operator).map(|operator| self.slice(operator));
        match operator.unwrap_or_default() {
            "??" | "||" | "or" => Kind::Default(lower(left), lower(right)),
            "&&" | "and" => Kind::Both(lower(left), lower(right)),
            "+" | "." => Kind::Sum(lower(left), lower(right)),
            "*" => Kind::Product(lower(left), lower(right)),
            operator => match Comparison::of(operator) {
                Some(_) if node.child_by_field_name("operators").is_some() => self.chain(node, depth),
                Some(comparison) => Kind::Compare(comparison, lower(left), lower(right)),
                None => Kind::Other,
            },
        }
    }

    /// `a <= b < c` of Python: each pair holds.
    fn chain(self, node: Node<'_>, depth: usize) -> Kind {
        let operands: Vec<_> = named(node).collect();
        let mut cursor = node.walk();
        let operators = node.children_by_field_name("operators", &mut cursor);
        let pairs = operators.zip(operands.windows(2)).map(|(operator, pair)| {
            let side = |node: Node<'_>| Box::new(self.at_depth(node, depth));
            let kind = match Comparison::of(self.slice(operator)) {
                Some(comparison) => Kind::Compare(comparison, side(pair[0]), side(pair[1])),
                None => Kind::Other,
            };
            Expr { at: pair[0].start_byte()..pair[1].end_byte(), kind }
        });
        let both = |one: Expr, other: Expr| Expr {
            at: one.at.start..other.at.end,
            kind: Kind::Both(Box::new(one), Box::new(other)),
        };
        pairs.reduce(both).map_or(Kind::Other, |expr| expr.kind)
    }

    /// `${name}`, `${name:-default}`; other forms of it change the value and are left unknown.
    fn expansion(self, node: Node<'_>, depth: usize) -> Kind {
        let Some(name) = named(node).find(|child| child.kind() == "variable_name") else { return Kind::Other };
        let variable = Expr { at: name.byte_range(), kind: self.name(name) };
        let operator = node.child_by_field_name("operator").map(|operator| self.slice(operator));
        match (operator, named(node).find(|child| child.start_byte() >= name.end_byte())) {
            (None, _) => variable.kind,
            (Some(":-" | "-" | ":=" | "="), Some(value)) => {
                Kind::Default(Box::new(variable), Box::new(self.at_depth(value, depth)))
            }
            (Some(":-" | "-" | ":=" | "=" | ":?" | "?" | "%" | "%%" | "#" | "##"), _) => variable.kind,
            _ => Kind::Other,
        }
    }

    /// The side of a choice that production takes, where the condition asks which environment this is.
    pub(super) fn production_side<'n>(self, node: Node<'n>, condition: &str, yes: &str, no: &str) -> Option<Node<'n>> {
        let condition = if condition.is_empty() { named(node).nth(1) } else { node.child_by_field_name(condition) };
        let asked = self.slice(condition?).to_ascii_lowercase();
        let negated = asked.contains("!=") || asked.starts_with('!') || asked.starts_with("not ");
        let production =
            ["production", "isprod", "is_prod", ".prod", "\"prod\"", "'prod'"].iter().any(|word| asked.contains(word));
        let development = ["development", "isdev", "is_dev", ".dev", "\"dev\"", "'dev'", "debug"]
            .iter()
            .any(|word| asked.contains(word));
        match (production, development) {
            (true, false) => {
                if negated {
                    last(node, no)
                } else {
                    first(node, yes)
                }
            }
            (false, true) => {
                if negated {
                    first(node, yes)
                } else {
                    last(node, no)
                }
            }
            _ => None,
        }
    }

    fn parts(self, node: Node<'_>, depth: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        if node.named_child_count() == 0 {
            let text = self.slice(node);
            if let Some(verbatim) = text.strip_prefix("@\"").and_then(|text| text.strip_suffix('"')) {
                return vec![Part::Literal(verbatim.replace("\"\"", "\""))];
            }
            let inner = text.strip_prefix(['\'', '"', '`']).and_then(|text| text.strip_suffix(['\'', '"', '`']));
            return vec![Part::Literal(inner.unwrap_or(text).to_owned())];
        }
        for child in named(node) {
            match self.grammar.shape(child) {
                Some(Shape::Fragment) => literal(&mut parts, &unescape(self.slice(child))),
                Some(Shape::Skip) => {}
                _ => match self.at_depth(child, depth) {
                    Expr { kind: Kind::Text(inner), .. } => splice(&mut parts, inner),
                    hole => parts.push(Part::Hole(hole)),
                },
            }
        }
        parts
    }

    /// The first child that stands for something, where delimiters are children too.
    fn content(self, node: Node<'_>) -> Option<Node<'_>> {
        named(node).find(|child| self.grammar.shape(*child) != Some(Shape::Skip))
    }

    /// A name without marks around it: the `name` of `$name` and of `name<T>`.
    pub(super) fn bare(self, node: Node<'_>) -> &'t str {
        match self.grammar.shape(node) {
            Some(Shape::Through(field)) => {
                first(node, field).map_or_else(|| self.slice(node), |inner| self.bare(inner))
            }
            _ => self.slice(node),
        }
    }

    pub(super) fn slice(self, node: Node<'_>) -> &'t str {
        &self.text[node.byte_range()]
    }
}

/// The child in a field, or the first named child where no field is named.
pub(super) fn first<'a>(node: Node<'a>, field: &str) -> Option<Node<'a>> {
    if field.is_empty() { named(node).next() } else { node.child_by_field_name(field) }
}

/// The child in a field, or the last named child where no field is named.
pub(super) fn last<'a>(node: Node<'a>, field: &str) -> Option<Node<'a>> {
    if field.is_empty() { named(node).last() } else { node.child_by_field_name(field) }
}

/// The named children that are no comments. By a cursor: finding the nth child anew each time is quadratic.
pub(super) fn named(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child();
    std::iter::from_fn(move || {
        let child = more.then(|| cursor.node())?;
        more = cursor.goto_next_sibling();
        Some(child)
    })
    .filter(|child| child.is_named() && !child.is_extra())
}

fn literal(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Literal(before)) => before.push_str(text),
        _ => parts.push(Part::Literal(text.to_owned())),
    }
}

fn splice(parts: &mut Vec<Part>, inner: Vec<Part>) {
    for part in inner {
        match part {
            Part::Literal(text) => literal(parts, &text),
            hole => parts.push(hole),
        }
    }
}

fn other(node: Node<'_>) -> Expr {
    Expr { at: node.byte_range(), kind: Kind::Other }
}

fn missing() -> Expr {
    Expr { at: 0..0, kind: Kind::Other }
}

/// `\A\B` as a member chain, from its text.
fn path(text: &str, at: Bytes) -> Kind {
    let mut names = text.split('\\').filter(|name| !name.is_empty());
    let start = Kind::Name(names.next().unwrap_or_default().to_owned());
    names.fold(start, |base, name| Kind::Member(Box::new(Expr { at: at.clone(), kind: base }), name.to_owned()))
}

/// `a.b.c` as a member chain, from its text.
fn dotted(text: &str, at: Bytes) -> Expr {
    let mut names = text[at.clone()].split(['.', ':']).map(str::trim).filter(|name| !name.is_empty()).peekable();
    let plain = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let Some(base) = names.next() else { return missing() };
    let mut expr = Expr { at: at.clone(), kind: Kind::Name(base.trim_start_matches('&').to_owned()) };
    for name in names {
        if !plain(name) {
            return Expr { at, kind: Kind::Other };
        }
        expr = Expr { at: at.clone(), kind: Kind::Member(Box::new(expr), name.to_owned()) };
    }
    expr
}
