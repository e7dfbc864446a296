//! What an edition has otherwise than the one that it inherits.

use super::Composer;
use crate::derive::{Likeness, likenesses};
use crate::model::{Fact, Feature, Product};
use crate::render::view::{Crumb, LikeView};

/// So many rows are named; the comparison has all.
const NAMED: usize = 12;

impl Composer<'_> {
    /// Every edition of a product that is like another, with the rows that differ.
    pub(super) fn likes(&self, at: usize) -> Vec<LikeView> {
        let product = &self.plan.catalog.products[at];
        let all = likenesses(product);
        if all.is_empty() {
            return Vec::new();
        }
        let features: Vec<&Feature> = product.features().collect();
        all.into_iter().map(|likeness| self.like(at, product, &features, &likeness)).collect()
    }

    fn like(
        &self,
        at: usize,
        product: &Product,
        features: &[&Feature],
        likeness: &Likeness,
    ) -> LikeView {
        let named = likeness.differs.iter().take(NAMED).map(|row| features[*row]);
        let rows = named.map(|feature| Crumb {
            name: self.text(&feature.name),
            url: format!("{}#{}", self.plan.matrix_url(self.lang, at, feature), feature.id),
        });
        let (like, edition) = (likeness.like, likeness.edition);
        let has_page = self.plan.pairs[at].iter().any(|(a, b, _)| (*a, *b) == (like, edition));
        LikeView {
            edition: self.text(&product.editions[edition].name),
            like: self.text(&product.editions[like].name),
            rows: rows.collect(),
            count: likeness.differs.len(),
            url: if has_page { self.pair_url(at, like, edition) } else { String::new() },
        }
    }

    /// The edition from which a feature's cell comes as a whole; empty where it is written for its own.
    pub(super) fn inherited(&self, product: &Product, feature: &Feature, edition: usize) -> String {
        let from = |fact: &Fact| product.written_in(fact, edition);
        let mut all = feature.facts.iter().map(from);
        match all.next() {
            Some(first) if first != edition && all.all(|other| other == first) => {
                self.text(&product.editions[first].name)
            }
            _ => String::new(),
        }
    }
}
