//! Expressions of every language as one kind of tree: what tracing computes with.

use std::ops::Range;

/// A range of bytes in the file's text.
pub type Bytes = Range<usize>;

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// Where.
    pub at: Bytes,
    /// What.
    pub kind: Kind,
}

/// What an expression is, as far as tracing cares.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A text: literal parts and interpolated expressions in order. A plain literal has one part.
    Text(Vec<Part>),
    /// A number, as written.
    Number(String),
    /// A truth value.
    Bool(bool),
    /// `null`, `None`, `nil`, `undefined`.
    Null,
    /// A variable, constant, function or type by its name.
    Name(String),
    /// A member of something: `a.b`, `a["b"]`, `a::b`.
    Member(Box<Expr>, String),
    /// A call.
    Call(Box<Call>),
    /// An object, dictionary, struct or map literal.
    Object(Object),
    /// A list, tuple or array.
    List(Vec<Expr>),
    /// The first of two that has a value: `a ?? b`, `a || b`, `a or b`, `${a:-b}`.
    Default(Box<Expr>, Box<Expr>),
    /// One of two, by a condition.
    Choice(Box<Expr>, Box<Expr>),
    /// Two texts joined, or two numbers added.
    Sum(Box<Expr>, Box<Expr>),
    /// Two numbers multiplied.
    Product(Box<Expr>, Box<Expr>),
    /// Two conditions that must both hold; as a value, the second: `a && b`.
    Both(Box<Expr>, Box<Expr>),
    /// What holds when its condition does not.
    Not(Box<Expr>),
    /// Two values compared.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// The numbers from one to another; those that are not written have no end. The last is among them where it is
    /// `closed`.
    Range {
        /// The first.
        from: Option<Box<Expr>>,
        /// The last, or the one behind it.
        to: Option<Box<Expr>>,
        /// Whether `to` is among them.
        closed: bool,
    },
    /// A function's value; its body is not part of the expression.
    Function,
    /// Anything else.
    Other,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`, `===`, `is`, `-eq`.
    Equal,
    /// `!=`, `!==`, `is not`, `-ne`.
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// The first is among the second.
    In,
    /// The first is not among the second.
    NotIn,
    /// The first is an instance of the second.
    IsA,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Literal characters, unescaped.
    Literal(String),
    /// An interpolated expression.
    Hole(Expr),
}

/// A call: of a function, a method, a constructor or a command.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is called.
    pub callee: Expr,
    /// With what.
    pub args: Vec<Arg>,
}

/// An argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// Its name, where it is passed by name; `*` where a whole list or dictionary is spread out.
    pub name: Option<String>,
    /// Its value.
    pub value: Expr,
}

/// An object, dictionary, struct or map literal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// Its type, where one is written.
    pub of: Option<Box<Expr>>,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// What is spread into it.
    pub spreads: Vec<Expr>,
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name; `None` where the name is computed.
    pub name: Option<String>,
    /// Where the name stands.
    pub name_at: Bytes,
    /// Its value.
    pub value: Expr,
}

impl Comparison {
    /// The comparison an operator stands for, in any language.
    #[must_use]
    pub fn of(operator: &str) -> Option<Self> {
        Some(match operator {
            "==" | "===" | "is" | "=" | "-eq" => Self::Equal,
            "!=" | "!==" | "is not" | "<>" | "-ne" => Self::Unequal,
            "<" | "-lt" => Self::Less,
            "<=" | "-le" => Self::LessOrEqual,
            ">" | "-gt" => Self::Greater,
            ">=" | "-ge" => Self::GreaterOrEqual,
            "in" => Self::In,
            "not in" => Self::NotIn,
            "instanceof" => Self::IsA,
            _ => return None,
        })
    }
}

impl Expr {
    /// The text, if it is a plain literal.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(parts) => match parts.as_slice() {
                [] => Some(""),
                [Part::Literal(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The call, if it is one.
    #[must_use]
    pub fn call(&self) -> Option<&Call> {
        match &self.kind {
            Kind::Call(call) => Some(call),
            _ => None,
        }
    }

    /// Whether this expression, or one that is a part of it, is what is looked for.
    pub fn any<'e>(&'e self, is: &mut dyn FnMut(&'e Self) -> bool) -> bool {
        is(self) || self.parts().into_iter().any(|part| part.any(is))
    }

    /// The expressions it is made of.
    fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Text(parts) => {
                let holes = parts.iter().filter_map(|part| match part {
                    Part::Hole(hole) => Some(hole),
                    Part::Literal(_) => None,
                });
                holes.collect()
            }
            Kind::Member(base, _) | Kind::Not(base) => vec![base],
            Kind::Call(call) => std::iter::once(&call.callee).chain(call.args.iter().map(|arg| &arg.value)).collect(),
            Kind::Object(object) => object.fields.iter().map(|field| &field.value).chain(&object.spreads).collect(),
            Kind::List(items) => items.iter().collect(),
            Kind::Range { from, to, .. } => from.iter().chain(to).map(Box::as_ref).collect(),
            Kind::Default(one, other)
            | Kind::Choice(one, other)
            | Kind::Sum(one, other)
            | Kind::Product(one, other)
            | Kind::Both(one, other)
            | Kind::Compare(_, one, other) => vec![one, other],
            _ => Vec::new(),
        }
    }

    /// The names of a chain such as `process.env.KEY`, outermost last; calls and indexes in it are left out.
    #[must_use]
    pub fn path(&self) -> Option<Vec<&str>> {
        match &self.kind {
            Kind::Name(name) => Some(vec![name]),
            Kind::Member(base, field) => {
                let mut path = base.path()?;
                path.push(field);
                Some(path)
            }
            _ => None,
        }
    }

    /// The name an expression begins with: `error` of `error.response` and of `error.json()`.
    #[must_use]
    pub fn root(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            Kind::Member(base, _) => base.root(),
            Kind::Call(call) => call.callee.root(),
            _ => None,
        }
    }

    /// The calls a chain such as `client.retry(3).post(url)` is made of, from its end.
    pub fn chain(&self) -> impl Iterator<Item = &Call> {
        std::iter::successors(self.call(), |call| match &call.callee.kind {
            Kind::Member(base, _) => base.call(),
            _ => None,
        })
    }

    /// The last name of a callee: `post` of `axios.post` and of `client().post`.
    #[must_use]
    pub fn last_name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) | Kind::Member(_, name) => Some(name),
            _ => None,
        }
    }
}

impl Call {
    /// The value of an argument passed by name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Expr> {
        self.args.iter().find(|arg| arg.name.as_deref() == Some(name)).map(|arg| &arg.value)
    }

    /// The value of the argument at a position, those passed by name left out.
    #[must_use]
    pub fn positional(&self, at: usize) -> Option<&Expr> {
        self.args.iter().filter(|arg| arg.name.is_none()).nth(at).map(|arg| &arg.value)
    }
}

impl Object {
    /// The field of a name; the last where it is repeated.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().rev().find(|field| field.name.as_deref() == Some(name))
    }
}
