//! How long one file may take: some texts cost a parser the square of their length, or more.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tree_sitter::{ParseOptions, ParseState, Parser, Tree};

/// No source that people write or ship takes a tenth of this.
pub(super) const LIMIT: Duration = Duration::from_secs(5);

/// What is said of a file that takes longer.
pub(super) const OVER: &str = "cannot be parsed in a reasonable time";

/// The time one file has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience(Instant);

impl Patience {
    /// From now on.
    pub(super) fn new() -> Self {
        Self(Instant::now())
    }

    /// Whether the time is used up.
    pub(super) fn is_over(self) -> bool {
        self.0.elapsed() > LIMIT
    }

    /// Parses a text, `None` where it takes too long.
    pub(super) fn parse(self, parser: &mut Parser, text: &str) -> Option<Tree> {
        let mut go_on =
            |_: &ParseState| if self.is_over() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let options = ParseOptions::new().progress_callback(&mut go_on);
        let bytes = text.as_bytes();
        parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options))
    }
}
