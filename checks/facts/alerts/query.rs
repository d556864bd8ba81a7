//! What a rule asks, as one kind of tree, whichever language it is written in.

use regex::Regex;

/// A query.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// A number.
    Number(f64),
    /// Series by their name and labels.
    Series(Series),
    /// A function of its arguments, by its name in lower case.
    Call(String, Vec<Self>),
    /// Many series made one, or one per value of some labels.
    Aggregate {
        /// `sum`, `avg`, `quantile` …
        operator: String,
        /// The labels that stay; `None` where those that go are named.
        by: Option<Vec<String>>,
        /// The labels that go, where those are named.
        without: Vec<String>,
        /// The number it is given, as that of `quantile(0.95, …)`.
        parameter: Option<Box<Self>>,
        /// What is made one.
        of: Box<Self>,
    },
    /// Two queries and an operator between them.
    Binary(Operator, Box<Self>, Box<Self>),
    /// What could not be read.
    Opaque,
}

/// Series by their name and labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The name; empty where only labels are given.
    pub metric: String,
    /// What is asked of the labels.
    pub labels: Vec<Matcher>,
}

/// What is asked of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matcher {
    /// The label.
    pub label: String,
    /// How its value is held against [`Matcher::value`].
    pub matching: Matching,
    /// A value, or a regular expression for a whole value.
    pub value: String,
}

/// How a label's value is held against what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `=~`
    Matches,
    /// `!~`
    MatchesNot,
}

/// What stands between two queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `<` or `<=`
    Below,
    /// `>` or `>=`
    Above,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `and`, `or`, `unless`: both sides are looked at for themselves.
    Set,
    /// `^`, `%`, `atan2`
    Other,
}

/// A value held against a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison<'q> {
    /// What is compared.
    pub value: &'q Query,
    /// How; the value is on the left.
    pub operator: Operator,
    /// With what.
    pub threshold: f64,
}

impl Query {
    /// A comparison of this with a number.
    #[must_use]
    pub fn compared(self, operator: Operator, threshold: f64) -> Self {
        Self::Binary(operator, Box::new(self), Box::new(Self::Number(threshold)))
    }

    /// This query and every one that is a part of it.
    #[must_use]
    pub fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        let mut at = 0;
        while let Some(query) = all.get(at).copied() {
            match query {
                Self::Call(_, args) => all.extend(args),
                Self::Aggregate { of, parameter, .. } => all.extend(parameter.iter().chain([of]).map(Box::as_ref)),
                Self::Binary(_, left, right) => all.extend([left.as_ref(), right.as_ref()]),
                Self::Number(_) | Self::Series(_) | Self::Opaque => {}
            }
            at += 1;
        }
        all
    }

    /// Every series it reads.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.all().into_iter().filter_map(|query| match query {
            Self::Series(series) => Some(series),
            _ => None,
        })
    }

    /// The number it comes to, where it is made of numbers alone.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.number()?, right.number()?);
                Some(match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left / right,
                    _ => return None,
                })
            }
            _ => None,
        }
    }

    /// Every comparison of a value with a number, those on either side of `and` and `or` among them.
    #[must_use]
    pub fn comparisons(&self) -> Vec<Comparison<'_>> {
        let Self::Binary(operator, left, right) = self else { return Vec::new() };
        match (operator, left.number(), right.number()) {
            (Operator::Set, ..) => [left, right].into_iter().flat_map(|side| side.comparisons()).collect(),
            (operator, None, Some(threshold)) if operator.compares() => {
                vec![Comparison { value: left, operator: *operator, threshold }]
            }
            (operator, Some(threshold), None) if operator.compares() => {
                vec![Comparison { value: right, operator: operator.turned(), threshold }]
            }
            _ => Vec::new(),
        }
    }
}

impl Operator {
    fn compares(self) -> bool {
        matches!(self, Self::Below | Self::Above | Self::Equal | Self::Unequal)
    }

    /// The operator with its sides changed: `3 > x` is `x < 3`.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::Above => Self::Below,
            other => other,
        }
    }
}

impl Matcher {
    /// Whether a label with this value is taken; `None` where the regular expression is none.
    #[must_use]
    pub fn takes(&self, value: &str) -> Option<bool> {
        let matches = || Some(Regex::new(&format!("^(?:{})$", self.value)).ok()?.is_match(value));
        match self.matching {
            Matching::Equal => Some(self.value == value),
            Matching::Unequal => Some(self.value != value),
            Matching::Matches => matches(),
            Matching::MatchesNot => matches().map(|matches| !matches),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(metric: &str) -> Query {
        Query::Series(Series { metric: metric.into(), labels: Vec::new() })
    }

    #[test]
    fn comparisons_have_the_number_on_the_right() {
        let turned = Query::Binary(Operator::Above, Box::new(Query::Number(3.0)), Box::new(series("x")));
        let both = Query::Binary(Operator::Set, Box::new(turned), Box::new(series("y").compared(Operator::Above, 1.0)));
        let found: Vec<_> = both.comparisons().iter().map(|found| (found.operator, found.threshold)).collect();
        assert_eq!(found, [(Operator::Below, 3.0), (Operator::Above, 1.0)]);
        assert_eq!(both.series().count(), 2);
    }

    #[test]
    fn regular_expressions_are_for_whole_values() {
        let matcher = |matching, value: &str| Matcher { label: "status".into(), matching, value: value.into() };
        assert_eq!(matcher(Matching::Matches, "5..").takes("503"), Some(true));
        assert_eq!(matcher(Matching::Matches, "5").takes("503"), Some(false));
        assert_eq!(matcher(Matching::MatchesNot, "2..|3..").takes("503"), Some(true));
        assert_eq!(matcher(Matching::Matches, "(").takes("503"), None);
    }
}
