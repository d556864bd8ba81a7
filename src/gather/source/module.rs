//! What one source file says, in the terms tracing needs.

use lp_ready_checks::facts::file::FileId;

use super::expr::{Bytes, Call, Expr};
use super::flow::{Flow, within};

/// One parsed source file.
#[derive(Debug)]
pub struct Module {
    /// The file.
    pub file: FileId,
    /// The language, as people call it.
    pub language: &'static str,
    /// What it takes from other files and packages, and what it hands on from them.
    pub imports: Vec<Import>,
    /// Every name or member that is given a value, in order.
    pub bindings: Vec<Binding>,
    /// Every name that is declared with a type and no value, where types are classes to look into.
    pub declared: Vec<Declared>,
    /// Every call, in order.
    pub calls: Vec<Expr>,
    /// Every member that is named as environment variables are, in order: `process.env.KEY`.
    pub variables: Vec<Expr>,
    /// Every function that has a body, in order.
    pub functions: Vec<Function>,
    /// Every class, struct or enum, in order.
    pub classes: Vec<Class>,
    /// Every branch, loop and handler, in order.
    pub flow: Flow,
    /// Text literals that look like addresses.
    pub addresses: Vec<Literal>,
    /// Comments that speak to lp-ready.
    pub remarks: Vec<Bytes>,
    /// The text of the directive at the top, such as `use client`.
    pub directive: Option<String>,
    /// Why it could not be read, or not as a whole, as a clause.
    pub problem: Option<String>,
}

/// A name taken from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The name it goes by here; empty where everything is taken in unnamed.
    pub local: String,
    /// The file or package, as written.
    pub module: String,
    /// What of it.
    pub item: Item,
    /// Where.
    pub at: Bytes,
}

/// What an import takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// The module itself, as a namespace.
    Whole,
    /// Its default export.
    Default,
    /// One of its names.
    Named(String),
    /// Every one of its names.
    Everything,
}

/// A name or member given a value.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The name, without `this` or `self`.
    pub name: String,
    /// Its value.
    pub value: Expr,
    /// Where the name stands.
    pub at: Bytes,
    /// Where the name can be seen by itself.
    pub scope: Bytes,
    /// The class, struct or enum whose member it is.
    pub class: Option<String>,
}

/// A name declared with a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The name.
    pub name: String,
    /// Its type.
    pub of: String,
    /// Where the name can be seen by itself.
    pub scope: Bytes,
}

/// A function with a body.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its name; empty where it has none.
    pub name: String,
    /// The names of its parameters, in order; empty for patterns.
    pub params: Vec<String>,
    /// The names that patterns among them take out of what is passed.
    pub taken: Vec<Taken>,
    /// Where the parameters stand, their defaults among them.
    pub params_at: Bytes,
    /// Whether it is read like a member, without a call.
    pub getter: bool,
    /// The whole of it.
    pub at: Bytes,
    /// What it gives back.
    pub returns: Vec<Expr>,
    /// What it is decorated with, from the outside in.
    pub decorators: Vec<Expr>,
}

/// A name that a parameter takes out of what is passed: `({ path: name }) => …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The name.
    pub name: String,
    /// The position of the parameter.
    pub param: usize,
    /// The field it is taken from.
    pub field: String,
}

/// A class, struct or enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// The names of what it extends.
    pub bases: Vec<String>,
    /// The whole of it.
    pub at: Bytes,
}

/// A text literal and what holds it, from the inside out.
#[derive(Debug, Clone)]
pub struct Literal {
    /// The text.
    pub value: Expr,
    /// What holds it, up to the statement.
    pub held: Vec<Held>,
}

/// What holds an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The value of a key or an attribute.
    Key(String),
    /// The value of a name.
    Name(String),
    /// An argument of a call, by the last name of what is called.
    Argument(String),
    /// A side of an operation, by its operator.
    Operand(String),
    /// The side of a choice that production does not take.
    OutsideProduction,
}

impl Module {
    /// The calls that are passed what stands at a place, within whatever argument.
    pub fn calls_passed<'m>(&'m self, at: &Bytes) -> impl Iterator<Item = (&'m Expr, &'m Call)> + use<'m> {
        let at = at.clone();
        let calls = self.calls.iter().filter_map(|expr| Some((expr, expr.call()?)));
        calls.filter(move |(expr, call)| expr.at != at && call.args.iter().any(|arg| within(&at, &arg.value.at)))
    }

    /// The innermost class around a place.
    #[must_use]
    pub fn class_around(&self, at: &Bytes) -> Option<&Class> {
        self.classes.iter().filter(|class| within(at, &class.at)).min_by_key(|class| class.at.len())
    }

    /// The innermost function around a place.
    #[must_use]
    pub fn function_around(&self, at: &Bytes) -> Option<&Function> {
        self.functions.iter().filter(|function| within(at, &function.at)).min_by_key(|function| function.at.len())
    }
}

/// Whether a name is written as environment variables are: `UPPER_SNAKE`.
#[must_use]
pub fn is_variable(name: &str) -> bool {
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}
