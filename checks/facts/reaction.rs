//! What the code does about answers that are no success, and how often it asks again.

use super::file::Span;

/// The statuses the checklist asks about.
pub const STATUSES: [u16; 5] = [401, 422, 429, 500, 503];

/// What the code does about each of [`STATUSES`], in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reactions(pub [Reaction; STATUSES.len()]);

/// What the code does about one status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reaction {
    /// Nothing looks at whether the request failed.
    None,
    /// What it does about every failure, this one among them.
    Generic {
        /// What tells failures from success.
        at: Span,
        /// What is done then.
        deeds: Deeds,
    },
    /// What it does about this status, or about few others with it.
    Own {
        /// What tells it from others.
        at: Span,
        /// What is done then.
        deeds: Deeds,
    },
    /// There is a branch for it, and it can never be taken.
    Dead {
        /// The branch.
        at: Span,
        /// Why, as a clause.
        why: String,
    },
    /// It cannot be told; why, as a clause.
    Unknown(String),
}

/// What is done about a failure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deeds {
    /// The request is made again.
    pub retries: bool,
    /// Some time passes first.
    pub waits: bool,
    /// It is logged.
    pub logs: bool,
    /// What the answer said is logged.
    pub logs_body: bool,
    /// What the answer said is handed on.
    pub hands_on_body: bool,
    /// Somebody else gets to know: an error is thrown, given back or shown.
    pub surfaces: bool,
}

/// Whether the status of an answer gets into a log or a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logged {
    /// It does, here.
    Here(Span),
    /// It gets into an error, which somebody may log.
    InError,
    /// An error is logged, which may name it.
    WithError,
    /// Nothing is known of it afterwards.
    Nowhere,
}

/// How often a request is made, as long as it fails.
#[derive(Debug, Clone, PartialEq)]
pub enum Attempts {
    /// Once.
    Once,
    /// Again.
    Again(Again),
    /// It cannot be told; why, as a clause.
    Unknown(String),
}

/// How a request is made again.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// The loop, wrapper or option.
    pub at: Span,
    /// What makes it again.
    pub by: By,
    /// How many attempts there are, the first one included; `None` when the number is not known.
    pub attempts: Option<f64>,
    /// Whether it ends at all.
    pub bounded: bool,
    /// How the time between attempts grows.
    pub growth: Growth,
    /// Milliseconds that all waiting adds up to; `None` when it is not known.
    pub waits_ms: Option<f64>,
    /// Why this does not help when a gateway is busy, as a clause: it leaves out `POST`, or the status.
    pub useless: Option<String>,
}

/// What makes a request again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A loop of the project's own.
    Loop,
    /// A branch of the project's own, which asks once more.
    Branch,
    /// A library, an option or a command, by its name: `p-retry`.
    Tool(String),
}

/// How the time between attempts grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// There is none.
    NoWait,
    /// It stays the same.
    Fixed,
    /// By the same amount each time.
    Linear,
    /// By a factor each time.
    Exponential,
    /// It cannot be told.
    Unknown,
}

impl Again {
    /// Some end, and nothing known of how often.
    #[must_use]
    pub fn new(at: Span, by: By, growth: Growth) -> Self {
        Self { at, by, attempts: None, bounded: true, growth, waits_ms: None, useless: None }
    }
}

impl std::fmt::Display for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Loop => f.write_str("this loop"),
            Self::Branch => f.write_str("this branch"),
            Self::Tool(name) => write!(f, "`{name}`"),
        }
    }
}

impl Reactions {
    /// The same reaction to every status.
    #[must_use]
    pub fn all(reaction: &Reaction) -> Self {
        Self(std::array::from_fn(|_| reaction.clone()))
    }

    /// What is done about a status.
    ///
    /// # Panics
    /// When it is none of [`STATUSES`].
    #[must_use]
    pub fn to(&self, status: u16) -> &Reaction {
        let at =
            STATUSES.iter().position(|known| *known == status).expect("only the checklist's statuses are asked about");
        &self.0[at]
    }
}

impl Deeds {
    /// Everything that either does.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            retries: self.retries || other.retries,
            waits: self.waits || other.waits,
            logs: self.logs || other.logs,
            logs_body: self.logs_body || other.logs_body,
            hands_on_body: self.hands_on_body || other.hands_on_body,
            surfaces: self.surfaces || other.surfaces,
        }
    }
}
