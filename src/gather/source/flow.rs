//! Where the code goes one way or another: branches, loops, and what catches errors.

use super::expr::{Bytes, Expr};

/// The ways through one file.
#[derive(Debug, Default)]
pub struct Flow {
    /// Every branch by a condition: `if`, `elif`, `a ? b : c`, and each case of a `switch` or `match`.
    pub branches: Vec<Branch>,
    /// Every loop.
    pub loops: Vec<Loop>,
    /// Every handler of errors.
    pub handlers: Vec<Handler>,
    /// Every jump out of a place.
    pub exits: Vec<Exit>,
}

/// A way that is taken by a condition.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The condition. Of a case it is the comparison of what is asked with the case's values.
    pub condition: Expr,
    /// What runs when it holds.
    pub then: Bytes,
    /// What runs when it does not; empty where there is nothing.
    pub otherwise: Bytes,
    /// What stands behind the branch in the same block; runs too, unless the branch leaves.
    pub rest: Bytes,
}

/// A loop.
#[derive(Debug, Clone)]
pub struct Loop {
    /// The whole of it.
    pub at: Bytes,
    /// What goes before its body.
    pub head: Bytes,
    /// What is repeated.
    pub body: Bytes,
    /// The condition under which it goes on, where it has one.
    pub condition: Option<Expr>,
    /// The name that is given each item, and the items, where it goes through some.
    pub each: Option<(Expr, Expr)>,
}

/// What catches errors of a block.
#[derive(Debug, Clone)]
pub struct Handler {
    /// The block whose errors it catches.
    pub tried: Bytes,
    /// The name the error is given; empty where it has none.
    pub name: String,
    /// The classes it catches; none where it catches all of them.
    pub classes: Vec<Expr>,
    /// What it does.
    pub body: Bytes,
}

/// A jump.
#[derive(Debug, Clone)]
pub struct Exit {
    /// Where.
    pub at: Bytes,
    /// Which.
    pub kind: Jump,
    /// What is given back or thrown.
    pub value: Option<Expr>,
}

/// The kinds of jumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// Out of the function, with a value.
    Return,
    /// Out of the function, with an error.
    Throw,
    /// To the next round of a loop.
    Continue,
    /// Out of a loop or a `switch`.
    Break,
}

/// Whether one range lies in another.
#[must_use]
pub fn within(inner: &Bytes, outer: &Bytes) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
