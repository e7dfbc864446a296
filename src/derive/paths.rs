//! Transitions as a graph: where an edition leads, by which of them, and what is lost on the way.
//!
//! A way is a chain of transitions that no edition stands on twice. Ways are ordered by the number of
//! transitions, then by what is lost on them, then by the transitions without a way back, then by the
//! transitions' positions: the same input always gives the same ways in the same order.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};

use rustc_hash::FxHashMap;

use super::Comparison;
use crate::model::{Given, Of, Product};

/// A transition, as far as ways care.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hop {
    /// From this edition.
    pub from: usize,
    /// To this edition.
    pub to: usize,
    /// The plans that it is for.
    pub given: Given,
    /// How many features are lost or restricted in it.
    pub losses: u32,
    /// Whether there is a way back.
    pub reversible: bool,
}

/// A way from one edition to another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Way {
    /// The transitions, by position, in their order; at least one.
    pub hops: Vec<usize>,
    /// How many features are lost or restricted, counted at each transition.
    pub losses: u32,
    /// How many transitions have no way back.
    pub irreversible: usize,
}

impl Way {
    fn of(hop: usize, all: &[Hop]) -> Self {
        let irreversible = usize::from(!all[hop].reversible);
        Self { hops: vec![hop], losses: all[hop].losses, irreversible }
    }

    fn with(&self, hop: usize, all: &[Hop]) -> Self {
        let mut hops = self.hops.clone();
        hops.push(hop);
        let losses = self.losses.saturating_add(all[hop].losses);
        let irreversible = self.irreversible + usize::from(!all[hop].reversible);
        Self { hops, losses, irreversible }
    }

    fn cost(&self) -> (usize, u32, usize, &[usize]) {
        (self.hops.len(), self.losses, self.irreversible, &self.hops)
    }

    /// The edition that it starts from.
    pub fn from(&self, all: &[Hop]) -> usize {
        self.hops.first().map_or(0, |hop| all[*hop].from)
    }

    /// The edition that it leads to.
    pub fn to(&self, all: &[Hop]) -> usize {
        self.hops.last().map_or(0, |hop| all[*hop].to)
    }

    /// The editions on it, the first and the last included.
    pub fn editions(&self, all: &[Hop]) -> Vec<usize> {
        let first = self.hops.first().map(|hop| all[*hop].from);
        first.into_iter().chain(self.hops.iter().map(|hop| all[*hop].to)).collect()
    }

    /// Whether it goes in one direction: editions stand in order.
    fn is_straight(&self, all: &[Hop]) -> bool {
        let editions = self.editions(all);
        editions.is_sorted() || editions.iter().rev().is_sorted()
    }

    /// What it leads from and to: the editions, and the plans there.
    pub fn ends<'h>(&self, all: &'h [Hop]) -> ((usize, &'h [usize]), (usize, &'h [usize])) {
        let (first, last) = (&all[self.hops[0]], &all[self.hops[self.hops.len() - 1]]);
        ((first.from, first.given.of(first.from)), (last.to, last.given.of(last.to)))
    }
}

/// A way that is cheapest first in a heap.
#[derive(PartialEq, Eq)]
struct Cheapest(Way);

impl Ord for Cheapest {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cost().cmp(&other.0.cost())
    }
}

impl PartialOrd for Cheapest {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A longer chain is no advice that anybody could follow.
const MOST_HOPS: usize = 12;

/// How many ways are followed to one edition and its plans: without a bound their number grows with
/// the factorial of the editions.
const MOST_WAYS: usize = 6;

/// How many ways are told from one edition to another, for one plan at each end.
const TOLD: usize = 3;

/// Whether a customer who arrives in an edition as one transition says can go on as the next one
/// asks: plans of an edition exclude each other, and what one of them leaves open the other may say.
pub fn joins(product: &Product, arrives: &[usize], goes_on: &[usize]) -> bool {
    let is_plan = |at: &usize| product.conditions.get(*at).is_some_and(|c| c.of == Of::Plan);
    let plans: BTreeSet<_> = arrives.iter().chain(goes_on).filter(|at| is_plan(at)).collect();
    plans.len() <= 1
}

/// Every way that is told, in the order of the editions that it leads from and to, their plans, and
/// then the cheapest first. One that goes back and forth is told only where no straight one leads there.
pub fn ways(product: &Product, hops: &[Hop]) -> Vec<Way> {
    let starts: BTreeSet<(usize, &[usize])> =
        hops.iter().map(|hop| (hop.from, hop.given.of(hop.from))).collect();
    let mut all: Vec<Way> = Vec::new();
    for (edition, plans) in starts {
        let first = |(_, hop): &(usize, &Hop)| {
            hop.from == edition && hop.given.of(edition) == plans && hop.to != edition
        };
        let first = hops.iter().enumerate().filter(first).map(|(at, _)| Way::of(at, hops));
        all.extend(search(product, hops, first.collect()));
    }
    all.sort_by(|a, b| (a.ends(hops), a.cost()).cmp(&(b.ends(hops), b.cost())));
    let mut told: Vec<Way> = Vec::with_capacity(all.len());
    for same in all.chunk_by(|a, b| a.ends(hops) == b.ends(hops)) {
        let straight = same.iter().any(|way| way.is_straight(hops));
        let chosen = same.iter().filter(|way| !straight || way.is_straight(hops));
        told.extend(chosen.take(TOLD).cloned());
    }
    told
}

/// The cheapest ways from where some ways begin, each edition on one at most once.
fn search(product: &Product, hops: &[Hop], begin: Vec<Way>) -> Vec<Way> {
    let mut open: BinaryHeap<Reverse<Cheapest>> =
        begin.into_iter().map(|way| Reverse(Cheapest(way))).collect();
    let mut arrived: FxHashMap<(usize, &[usize]), usize> = FxHashMap::default();
    let mut found = Vec::new();
    while let Some(Reverse(Cheapest(way))) = open.pop() {
        let (_, (edition, plans)) = way.ends(hops);
        let count = arrived.entry((edition, plans)).or_default();
        if *count == MOST_WAYS {
            continue;
        }
        *count += 1;
        if way.hops.len() < MOST_HOPS {
            let seen = way.editions(hops);
            let next = hops.iter().enumerate().filter(|(_, hop)| {
                hop.from == edition
                    && !seen.contains(&hop.to)
                    && joins(product, plans, hop.given.of(edition))
            });
            open.extend(next.map(|(at, _)| Reverse(Cheapest(way.with(at, hops)))));
        }
        found.push(way);
    }
    found
}

/// Transitions that say there is no way back, each with the shortest way back that others make: the
/// transition first, round to where it starts. Each round once. Rounds without any way back stand for
/// their transitions; only for the others is one looked for that takes what can be undone, too.
pub fn cycles(product: &Product, hops: &[Hop]) -> Vec<Vec<usize>> {
    let last: Vec<usize> = (0..hops.len()).filter(|at| !hops[*at].reversible).collect();
    let alone: Vec<Hop> = last.iter().map(|at| hops[*at].clone()).collect();
    let alone = rounds(product, &alone).into_iter();
    let mut all: Vec<Vec<usize>> =
        alone.map(|round| round.into_iter().map(|at| last[at]).collect()).collect();
    let pure: BTreeSet<usize> = all.iter().flatten().copied().collect();
    all.extend(rounds(product, hops).into_iter().filter(|round| !pure.contains(&round[0])));
    all
}

/// The shortest round of each transition without a way back.
fn rounds(product: &Product, hops: &[Hop]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    for (at, hop) in hops.iter().enumerate().filter(|(_, hop)| !hop.reversible) {
        let out = search(product, hops, vec![Way::of(at, hops)]);
        let rounds = out.iter().flat_map(|way| {
            let (_, (edition, plans)) = way.ends(hops);
            let home = hops.iter().enumerate().filter(move |(_, last)| {
                (last.from, last.to) == (edition, hop.from)
                    && joins(product, plans, last.given.of(edition))
                    && joins(product, last.given.of(hop.from), hop.given.of(hop.from))
            });
            home.map(|(last, _)| way.with(last, hops))
        });
        let Some(round) = rounds.min_by(|a, b| a.cost().cmp(&b.cost())) else { continue };
        let same = |known: &Vec<usize>| {
            known.len() == round.hops.len() && known.iter().all(|hop| round.hops.contains(hop))
        };
        if !all.iter().any(same) {
            all.push(round.hops);
        }
    }
    all
}

/// Something that is lost or restricted at a transition of a way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Met {
    /// The feature, counted through all groups.
    pub feature: usize,
    /// At which of the way's transitions, counted from 0.
    pub hop: usize,
    /// Whether the customer is worse off at the end, too.
    pub at_end: bool,
    /// Where it comes back, or some of it: the last later transition that betters it.
    pub back: Option<usize>,
}

impl Met {
    /// Whether the ends of the way, held against each other, do not tell it: it is back at the end, or some of it.
    pub fn is_on_the_way(&self) -> bool {
        !self.at_end || self.back.is_some()
    }
}

/// Everything that is lost or restricted on a way, by feature and then by transition. `hops` are the
/// comparisons of its transitions, `whole` that of its ends.
pub fn met(hops: &[&Comparison], whole: &Comparison) -> Vec<Met> {
    let mut all = Vec::new();
    for (feature, row) in whole.rows.iter().enumerate() {
        let direction = |hop: &Comparison| hop.rows[feature].difference.direction();
        let at_end = row.difference.direction().is_lt();
        for (hop, _) in hops.iter().enumerate().filter(|(_, hop)| direction(hop).is_lt()) {
            let back = (hop + 1..hops.len()).rev().find(|at| direction(hops[*at]).is_gt());
            all.push(Met { feature, hop, at_end, back });
        }
    }
    all
}
