//! Two editions of a product, feature by feature.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Difference, FactDifference, VerdictGroup, compare_cells, under};
use crate::model::{ComparePairs, Feature, Given, Product, Show};

/// How two editions differ in one feature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeatureDifference {
    /// One per fact, in their order.
    pub facts: Vec<FactDifference>,
    /// The worst of them.
    pub difference: Difference,
}

impl FeatureDifference {
    /// The fact that makes the row as bad as it is; the first one of equals.
    pub fn worst(&self) -> Option<&FactDifference> {
        self.facts.iter().min_by_key(|fact| fact.difference)
    }
}

/// How two editions of a product differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The edition that the customer has, by position.
    pub from: usize,
    /// The edition that the customer goes to.
    pub to: usize,
    /// One per feature, in the product's order.
    pub rows: Vec<FeatureDifference>,
    /// How many features differ in each way, in the order of [`Difference::ALL`].
    pub counts: [u32; 11],
}

impl Comparison {
    /// How many features differ in this way.
    pub fn count(&self, difference: Difference) -> u32 {
        self.counts[difference as usize]
    }

    /// How many features a group of the verdict holds.
    pub fn count_of(&self, group: VerdictGroup) -> u32 {
        let members = Difference::ALL.into_iter().filter(|difference| difference.group() == group);
        members.map(|difference| self.count(difference)).sum()
    }

    /// The verdict: every group with its count, in the order in which it is read.
    pub fn verdict(&self) -> [(VerdictGroup, u32); 7] {
        VerdictGroup::ALL.map(|group| (group, self.count_of(group)))
    }

    /// The positions of the rows that a table shows.
    pub fn shown(&self, show: Show) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(move |(_, row)| shows(show, row.difference.group())).map(|(row, _)| row)
    }
}

/// Whether a table shows the rows of a group.
fn shows(show: Show, group: VerdictGroup) -> bool {
    match show {
        Show::All => true,
        Show::Differences => group != VerdictGroup::Same,
        Show::Losses => matches!(group, VerdictGroup::Lost | VerdictGroup::Restricted),
        Show::Gains => matches!(group, VerdictGroup::Improved | VerdictGroup::New),
    }
}

/// How many features are compared in one go.
const AT_ONCE: usize = 256;

/// How edition `to` differs from edition `from` for a customer of whom `given` is known.
pub fn compare(product: &Product, from: usize, to: usize, given: &Given) -> Comparison {
    let features: Vec<_> = product.features().collect();
    let row = |feature: &&Feature| compare_features(product, feature, from, to, given);
    let rows: Vec<_> = features.par_iter().with_min_len(AT_ONCE).map(row).collect();
    let mut counts = [0; 11];
    for row in &rows {
        counts[row.difference as usize] += 1;
    }
    Comparison { from, to, rows, counts }
}

/// The same for one feature of the product: a row with several facts is as bad as its worst.
pub fn compare_features(
    product: &Product,
    feature: &Feature,
    from: usize,
    to: usize,
    given: &Given,
) -> FeatureDifference {
    let facts = feature.facts.iter().map(|fact| {
        let a = under(product, &fact.cells[from], from, given);
        let b = under(product, &fact.cells[to], to, given);
        compare_cells(fact, &a, &b)
    });
    let facts: Vec<_> = facts.collect();
    let difference = facts.iter().map(|fact| fact.difference).min().unwrap_or_default();
    FeatureDifference { facts, difference }
}

/// The pairs of editions that get a comparison page, in the order of the editions, each once.
///
/// `transitions` are the pairs that guides connect: a reader of a guide always finds its
/// comparison, unless the product lists its pairs itself.
pub fn pairs(product: &Product, transitions: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let count = product.editions.len();
    let guided = transitions.iter().copied();
    let pairs: BTreeSet<_> = match &product.compare {
        ComparePairs::Consecutive => (1..count).map(|to| (to - 1, to)).chain(guided).collect(),
        ComparePairs::All => {
            (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).chain(guided).collect()
        }
        ComparePairs::Listed(listed) => listed.iter().copied().collect(),
    };
    pairs.into_iter().filter(|(from, to)| from != to).collect()
}
