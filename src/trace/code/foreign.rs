//! Names that packages outside of the project give out.

use super::exports::required;
use super::{Code, Foreign, STEPS, Spot, visible};
use crate::gather::source::expr::Kind;
use crate::gather::source::module::{Import, Item, Module};

impl<'a> Code<'a> {
    /// The package, and the name in it, that an expression stands for.
    pub(in super::super) fn foreign(&self, spot: Spot<'a>) -> Option<Foreign> {
        self.foreign_within(spot, STEPS)
    }

    fn foreign_within(&self, spot: Spot<'a>, steps: usize) -> Option<Foreign> {
        let steps = steps.checked_sub(1)?;
        match &spot.expr.kind {
            Kind::Name(name) => match spot.module.imports.iter().find(|import| import.local == *name) {
                Some(import) => self.foreign_import(spot.module, import, steps),
                None => self.foreign_within(*visible(spot, name).first()?, steps),
            },
            Kind::Member(base, field) => {
                let base = self.foreign_within(spot.with(base), steps)?;
                base.name.is_none().then(|| Foreign { name: Some(field.clone()), ..base })
            }
            Kind::Call(_) => Some(Foreign { package: required(spot.expr)?.to_owned(), name: None }),
            _ => None,
        }
    }

    fn foreign_import(&self, from: &'a Module, import: &Import, steps: usize) -> Option<Foreign> {
        let steps = steps.checked_sub(1)?;
        if let Some(module) = self.file_of(from, import) {
            let Item::Named(name) = &import.item else { return None };
            let handed_on = module.imports.iter().find(|import| import.local == *name)?;
            return self.foreign_import(module, handed_on, steps);
        }
        let name = match &import.item {
            Item::Named(name) => Some(name.clone()),
            _ => None,
        };
        Some(Foreign { package: import.module.clone(), name })
    }
}
