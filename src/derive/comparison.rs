//! Two editions of a product, feature by feature.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::cells::compare_within;
use super::crossing::Allowed;
use super::{Difference, FactDifference, VerdictGroup, under};
use crate::model::{Combination, ComparePairs, Feature, Given, Product, Show};

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
        count_of(&self.counts, group)
    }

    /// The verdict: every group with its count, in the order in which it is read.
    pub fn verdict(&self) -> [(VerdictGroup, u32); 7] {
        groups(&self.counts)
    }

    /// How many of some rows, by position, differ in each way.
    pub fn counts_of(&self, rows: &[usize]) -> [u32; 11] {
        tally(rows.iter().map(|at| &self.rows[*at]))
    }

    /// Whether a table shows a row, by its position.
    pub fn shows(&self, row: usize, show: Show) -> bool {
        self.rows.get(row).is_some_and(|row| shows(show, row.difference.group()))
    }
}

fn tally<'r>(rows: impl Iterator<Item = &'r FeatureDifference>) -> [u32; 11] {
    let mut counts = [0; 11];
    for row in rows {
        counts[row.difference as usize] += 1;
    }
    counts
}

fn count_of(counts: &[u32; 11], group: VerdictGroup) -> u32 {
    let members = Difference::ALL.into_iter().filter(|difference| difference.group() == group);
    members.map(|difference| counts[difference as usize]).sum()
}

/// Counts of differences, by the groups of a verdict in the order in which it is read.
pub fn groups(counts: &[u32; 11]) -> [(VerdictGroup, u32); 7] {
    VerdictGroup::ALL.map(|group| (group, count_of(counts, group)))
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
    let counts = tally(rows.iter());
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
    let allowed = Allowed { product, sides: [(from, given), (to, given)] };
    let facts = feature.facts.iter().map(|fact| {
        let a = under(product, &fact.cells[from], from, given);
        let b = under(product, &fact.cells[to], to, given);
        compare_within(fact, &a, &b, &allowed)
    });
    let facts: Vec<_> = facts.collect();
    let difference = facts.iter().map(|fact| fact.difference).min().unwrap_or_default();
    FeatureDifference { facts, difference }
}

/// The combinations that get a comparison page, in the order of the editions, each once: a pair for
/// everyone before the same pair for readers of whom something is known.
///
/// `guided` are those of the guides: a reader of a guide always finds its comparison. Wherever a
/// pair has a page for some readers it has one for everyone, below which the others stand.
pub fn pairs(product: &Product, guided: &[Combination]) -> Vec<Combination> {
    let count = product.editions.len();
    let plain = |(from, to)| Combination { from, to, given: Given::default() };
    let asked: Vec<Combination> = match &product.compare {
        ComparePairs::Consecutive => (1..count).map(|to| plain((to - 1, to))).collect(),
        ComparePairs::All => {
            (0..count).flat_map(|a| (a + 1..count).map(move |b| plain((a, b)))).collect()
        }
        ComparePairs::Listed(listed) => listed.clone(),
    };
    let all = asked.iter().chain(guided).filter(|pair| pair.from != pair.to);
    let all: BTreeSet<_> = all.flat_map(|pair| [pair.plain(), pair.clone()]).collect();
    all.into_iter().collect()
}
