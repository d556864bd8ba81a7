//! Settings that frameworks keep in files of their own.

use super::{Code, Spot};
use crate::gather::source::expr::{Call, Expr, Kind};

impl<'a> Code<'a> {
    /// `config('services.livepeer.url')` of Laravel: the array `config/services.php` gives back, and its fields.
    pub(super) fn setting(&self, spot: Spot<'a>, call: &'a Call) -> Vec<Spot<'a>> {
        let is_config = matches!(&call.callee.kind, Kind::Name(name) if name == "config");
        if spot.module.language != "PHP" || !is_config {
            return Vec::new();
        }
        let Some((file, fields)) = call.positional(0).and_then(Expr::literal).and_then(|key| key.split_once('.'))
        else {
            return Vec::new();
        };
        let Some(module) = self.by_path(spot.module, &format!("config/{file}.php")) else { return Vec::new() };
        let given_back = module.bindings.iter().find(|binding| binding.name == "default");
        let mut found = given_back.map(|binding| Spot { module, expr: &binding.value });
        for field in fields.split('.') {
            found = found.and_then(|outer| self.field(outer, field).into_iter().next());
        }
        found.into_iter().collect()
    }
}
