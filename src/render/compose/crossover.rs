//! Where one edition has more than another, and where less.

use super::Composer;
use crate::derive::FactDifference;
use crate::model::{Fact, Product};
use crate::render::crossover::Told;

impl Composer<'_> {
    /// Where which of two editions has more of something that hangs on a count; empty where it does not.
    pub fn crossover(
        &self,
        product: &Product,
        fact: &Fact,
        found: &FactDifference,
        (from, to): (usize, usize),
    ) -> String {
        let Some(crossover) = &found.crossover else { return String::new() };
        let editions = [from, to].map(|at| product.editions[at].name.get(self.lang));
        let fill = |key: &str, values: &[(&str, &str)]| {
            self.words.fill(&format!("crossover.{key}"), values)
        };
        Told { fact, crossover, editions }.words(&fill, &|id| self.count(product, id))
    }

    /// What a count is called.
    pub(super) fn count(&self, product: &Product, id: &str) -> String {
        match product.count(id).and_then(|count| count.name.as_ref()) {
            Some(name) => self.text(name),
            None => self.words.get("formula_accounts").to_owned(),
        }
    }
}
