//! Where code runs: in browsers and on devices, or on a server.

mod kinds;
mod own;
mod places;
mod reach;

pub(super) use reach::Sides;

use lp_ready_checks::facts::livepeer::Side;

use super::code::{Code, Spot};
use crate::gather::source::expr::Bytes;
use crate::gather::source::module::Module;

impl<'a> Code<'a> {
    /// Where an expression runs.
    pub(super) fn side(&self, spot: Spot<'a>) -> Side {
        self.side_at(spot.module, &spot.expr.at)
    }

    /// Where a place of a module runs; in both places is in browsers.
    pub(super) fn side_at(&self, module: &'a Module, at: &Bytes) -> Side {
        self.side_of_place(module, at).unwrap_or_else(|| self.sides.get_or_init(|| Sides::new(self)).of(module.file))
    }
}
