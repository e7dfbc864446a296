//! An edition that inherits another, and the rows in which it differs after all.

use super::{Difference, compare_features};
use crate::model::{Feature, Given, Product};

/// An edition that is like another but for some rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Likeness {
    /// The edition.
    pub edition: usize,
    /// The edition that it inherits.
    pub like: usize,
    /// The rows that differ, by position, in the product's order.
    pub differs: Vec<usize>,
}

/// Every edition that inherits another. What is written anew and says the same is no difference.
pub fn likenesses(product: &Product) -> Vec<Likeness> {
    let of = |(edition, like): (usize, usize)| {
        let differs = |feature: &Feature| {
            let written = feature.facts.iter().any(|f| product.written_in(f, edition) == edition);
            let found = || compare_features(product, feature, like, edition, &Given::default());
            written && found().difference != Difference::Same
        };
        let rows = product.features().enumerate().filter(|(_, feature)| differs(feature));
        Likeness { edition, like, differs: rows.map(|(at, _)| at).collect() }
    };
    let editions = product.editions.iter().enumerate();
    editions.filter_map(|(at, edition)| Some((at, edition.inherits?))).map(of).collect()
}
