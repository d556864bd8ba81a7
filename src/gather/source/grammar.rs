//! What the nodes of each language's grammar stand for. A language is a table, not code.

use tree_sitter::{Language, Node};

use super::module::Import;

/// What a kind of node stands for. Field names are the grammar's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text literal; its fragments are literal, other named children are interpolated.
    Text,
    /// Literal characters within a text.
    Fragment,
    /// A word that is a text as it stands.
    Word,
    /// A number.
    Number,
    /// A truth value.
    Bool,
    /// No value.
    Null,
    /// A name.
    Name,
    /// A member, by the fields that hold the base and the member's name.
    Member(&'static str, &'static str),
    /// A member by a computed key.
    Index(&'static str, &'static str),
    /// A call, by the fields that hold the callee and the arguments; where the second names several nodes, each is an
    /// argument, where it names one container, its children are.
    Call(&'static str, &'static str),
    /// A call of a method, by the fields that hold what it is called on, its name and the arguments.
    Method(&'static str, &'static str, &'static str),
    /// Something made anew: its type, its arguments, and what it is filled with.
    New,
    /// An object without a type, its names and values side by side.
    Anonymous,
    /// An element of an array: a key and a value, or a value alone.
    Element,
    /// A name with what it lies in before it: `\A\B`.
    Path,
    /// An argument or field, by the fields that hold its name and value.
    Pair(&'static str, &'static str),
    /// A field whose name is its value too.
    Shorthand,
    /// `a..b`, `a..=b`.
    Range,
    /// Something spread into an object.
    Spread,
    /// An object literal; with the field that holds its type and the one that holds its body, where there are such.
    Object(&'static str, &'static str),
    /// A list.
    List,
    /// One or several values of a statement; one stands for itself.
    Values,
    /// An operation, by the fields that hold the left side, the operator and the right side.
    Binary(&'static str, &'static str, &'static str),
    /// One of two by a condition, by the fields that hold the condition and both sides; empty for the children in the
    /// order of `a if condition else b`.
    Choice(&'static str, &'static str, &'static str),
    /// `${name:-default}` of a shell.
    Expansion,
    /// Stands for its first named child, or for the field given.
    Through(&'static str),
    /// A binding, by the fields that hold the target and the value.
    Binding(&'static str, &'static str),
    /// A value given to what is declared elsewhere, by the fields that hold the target and the value.
    Assignment(&'static str, &'static str),
    /// A binding whose fields are the other way round: `open() as f`.
    Alias,
    /// A class, struct or enum, by the field that holds its name.
    Class(&'static str),
    /// A function, by the fields that hold its name and its parameters.
    Function(&'static str, &'static str),
    /// A value given back, in its first named child.
    Return,
    /// An error thrown, in its first named child.
    Throw,
    /// On to the next round of a loop.
    Continue,
    /// Out of a loop.
    Break,
    /// An operation on one value, by the operator it starts with.
    Unary,
    /// One way or another, by the fields that hold the condition and both ways.
    Branch(&'static str, &'static str, &'static str),
    /// Two commands, the second of which runs by how the first ended.
    Chain,
    /// One of several ways, by the field that holds what is asked.
    Switch(&'static str),
    /// One of those ways, by the field that holds its values; empty for the children that are patterns.
    Case(&'static str),
    /// A pattern that takes a variant apart: `Err(error)`, by the field that holds its name.
    Variant(&'static str),
    /// Whether a value fits a pattern, by the fields that hold both.
    Fits(&'static str, &'static str),
    /// A loop, with its body in the field of that name.
    Loop,
    /// A block whose errors are caught, in the field `body`.
    Try,
    /// What catches them.
    Handler,
    /// An import; the language's own function reads it.
    Import,
    /// Nothing: comments, delimiters.
    Skip,
}

/// A language: its parser and its table.
pub(super) struct Grammar {
    /// How people call it.
    pub name: &'static str,
    /// The parser.
    pub language: Language,
    /// What its nodes stand for, by the number of their kind.
    pub shapes: Vec<Option<Shape>>,
    /// Reads an import node.
    pub imports: fn(Node<'_>, &str, &mut Vec<Import>),
}

/// A row of a language's table.
pub(super) type Row = (&'static str, Shape);

impl Grammar {
    /// A grammar from its table. Several kinds of a grammar may share a name.
    pub(super) fn new(
        name: &'static str,
        language: Language,
        rows: &[Row],
        imports: fn(Node<'_>, &str, &mut Vec<Import>),
    ) -> Self {
        let kinds = u16::try_from(language.node_kind_count()).expect("grammars have fewer than 65,536 kinds");
        let shape = |id: u16| {
            let kind = language.node_kind_for_id(id).filter(|_| language.node_kind_is_named(id))?;
            rows.iter().find(|(row, _)| *row == kind).map(|(_, shape)| *shape)
        };
        let shapes = (0..kinds).map(shape).collect();
        Self { name, language, shapes, imports }
    }

    /// What a node stands for.
    pub(super) fn shape(&self, node: Node<'_>) -> Option<Shape> {
        self.shapes.get(usize::from(node.kind_id())).copied().flatten()
    }
}
