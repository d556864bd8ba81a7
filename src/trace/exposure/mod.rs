//! What is handed to browsers: by a variable's name, as frameworks have it, or by a setting.

mod frameworks;
mod objects;
pub(super) mod packages;
mod public;
mod reads;
mod settings;

use lp_ready_checks::facts::env::{Setter, Variable};
use lp_ready_checks::facts::exposed::{Exposed, Read};
use lp_ready_checks::facts::file::Span;

use super::code::Code;
use public::Starts;
use reads::Variable as Reading;
pub(super) use settings::Published;

impl<'a> Code<'a> {
    /// Every variable and setting that ships to browsers, by name.
    pub(super) fn exposed(&self) -> Vec<Exposed> {
        let mut found = Found::default();
        let (readings, starts) = (self.readings(), self.starts());
        let (whole, published): (Vec<_>, Vec<_>) =
            self.published().iter().partition(|setting| setting.name == settings::WHOLE);
        for setting in published {
            let reads =
                readings.iter().filter(|reading| self.means(reading, setting)).map(|reading| self.read(reading));
            found.add(setting.name.clone(), setting.by.clone(), reads.collect());
            found.describe(setting);
        }
        for reading in &readings {
            if let Some(by) = self.handed_over_by(reading, &starts, &whole) {
                found.add(reading.name.clone(), by, vec![self.read(reading)]);
            }
        }
        for variable in &self.facts.env.variables {
            self.set_by(variable, &starts, &mut found);
        }
        found.0.sort_by(|one, other| one.name.cmp(&other.name));
        found.0
    }

    fn handed_over_by(&self, reading: &Reading<'a>, starts: &Starts<'a>, whole: &[&Published]) -> Option<String> {
        let folder = self.file(reading.module).folder();
        let named = self.taken_by(starts, folder, &reading.name, reading.access).map(str::to_owned);
        let all = || whole.iter().find(|setting| self.means(reading, setting)).map(|setting| setting.by.clone());
        named.or_else(|| reading.library.map(str::to_owned)).or_else(all)
    }

    fn read(&self, reading: &Reading<'a>) -> Read {
        let at = self.span(reading.module, &reading.at);
        Read { at, runs: self.side_at(reading.module, &reading.at) }
    }

    /// Notes where a variable with a public name is given a value. Templates give none.
    fn set_by(&self, variable: &Variable, starts: &Starts<'a>, found: &mut Found) {
        let ships = self.facts.file(variable.name_span.file()).role.ships();
        if variable.set_by == Setter::Template || !ships {
            return;
        }
        if let Some(by) = self.taken_where_set(starts, &variable.folder, &variable.name) {
            found.add(variable.name.clone(), by.to_owned(), Vec::new());
        }
        found.set(&variable.name, variable.name_span);
    }
}

/// What is found, each name once.
#[derive(Default)]
struct Found(Vec<Exposed>);

impl Found {
    fn add(&mut self, name: String, by: String, reads: Vec<Read>) {
        let known = match self.0.iter().position(|known| known.name == name) {
            Some(at) => at,
            None => {
                self.0.push(Exposed { name, by, of: Vec::new(), set: Vec::new(), reads: Vec::new() });
                self.0.len() - 1
            }
        };
        let known = &mut self.0[known].reads;
        for read in reads {
            if !known.contains(&read) {
                known.push(read);
            }
        }
    }

    fn set(&mut self, name: &str, at: Span) {
        if let Some(known) = self.0.iter_mut().find(|known| known.name == name) {
            known.set.push(at);
        }
    }

    fn describe(&mut self, setting: &Published) {
        if let Some(known) = self.0.iter_mut().find(|known| known.name == setting.name) {
            known.of.extend(setting.of.iter().cloned());
            known.set.push(setting.at);
        }
    }
}
