//! Ladders: what a lower edition or plan has, a higher one must have.

use std::cmp::Ordering;

use super::cells::compare_within;
use super::crossing::Allowed;
use super::{Difference, under};
use crate::model::{Better, Fact, Given, Of, Product, RungKind, Value};

/// A fact of which a higher rung has less than a lower one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenLadder {
    /// The higher rung's position on the ladder.
    pub rung: usize,
    /// The lower rung's.
    pub below: usize,
    /// The feature, counted through all groups.
    pub feature: usize,
    /// Which of its facts.
    pub fact: usize,
    /// The lower rung's edition.
    pub lower: usize,
    /// The higher rung's edition.
    pub higher: usize,
    /// How the fact goes down on the way up.
    pub difference: Difference,
}

/// Where a rung stands: an edition, and the plan on it.
type Place = (usize, Option<usize>);

/// A lower rung, and its places with those of the rung that is held against it.
type Lower = (usize, Vec<(Place, Place)>);

/// Every fact that goes down from a rung to a higher one, in the order of rungs, features and facts. A rung
/// is held against the one below; where that says nothing about the fact, against the next one that does.
pub fn broken_ladders(product: &Product) -> Vec<BrokenLadder> {
    let places: Vec<_> = product.ladder.iter().map(|rung| places(product, rung.kind)).collect();
    let mut all = Vec::new();
    for rung in 1..places.len() {
        let lower: Vec<Lower> =
            (0..rung).rev().map(|at| (at, pairs(&places[at], &places[rung]))).collect();
        for (position, feature) in product.features().enumerate() {
            for (at, fact) in feature.facts.iter().enumerate() {
                // What is better for being less is a price or a burden: a higher rung may have more of it.
                if fact.better == Better::Less {
                    continue;
                }
                all.extend(falls(product, (position, at), fact, rung, &lower));
            }
        }
    }
    all
}

/// An edition stands in one place; a plan, in every edition that has it.
fn places(product: &Product, kind: RungKind) -> Vec<Place> {
    match kind {
        RungKind::Edition(edition) => vec![(edition, None)],
        RungKind::Plan(plan) => {
            let of = &product.conditions[plan];
            let has = |edition: &usize| of.editions.is_empty() || of.editions.contains(edition);
            let editions = (0..product.editions.len()).filter(has);
            editions.filter(|_| of.of == Of::Plan).map(|edition| (edition, Some(plan))).collect()
        }
    }
}

/// Plans are compared within an edition where one has both; else every place with every place.
fn pairs(lower: &[Place], higher: &[Place]) -> Vec<(Place, Place)> {
    let all = lower.iter().flat_map(|a| higher.iter().map(|b| (*a, *b)));
    let together: Vec<_> = all.clone().filter(|(a, b)| a.0 == b.0).collect();
    if together.is_empty() { all.collect() } else { together }
}

/// The ways in which a fact goes down to a rung from the nearest ones below that say something about it.
fn falls<'p>(
    product: &'p Product,
    (feature, at): (usize, usize),
    fact: &'p Fact,
    rung: usize,
    lower: &'p [Lower],
) -> impl Iterator<Item = BrokenLadder> + 'p {
    let known = move |(place, _): &&(Place, Place)| says_something(product, fact, *place);
    let nearest = lower.iter().find(|(_, pairs)| pairs.iter().any(|pair| known(&pair)));
    nearest.into_iter().flat_map(move |(below, pairs)| {
        pairs.iter().filter(known).filter_map(move |(lower, higher)| {
            let difference = between(product, fact, *lower, *higher);
            let is_broken = difference.direction() == Ordering::Less;
            let (lower, higher) = (lower.0, higher.0);
            is_broken.then_some(BrokenLadder {
                rung,
                below: *below,
                feature,
                fact: at,
                lower,
                higher,
                difference,
            })
        })
    })
}

fn says_something(product: &Product, fact: &Fact, place: Place) -> bool {
    let cell = under(product, &fact.cells[place.0], place.0, &given(place));
    !matches!(cell.value, Value::Unknown | Value::Na)
}

fn between(product: &Product, fact: &Fact, lower: Place, higher: Place) -> Difference {
    let (given_a, given_b) = (given(lower), given(higher));
    let a = under(product, &fact.cells[lower.0], lower.0, &given_a);
    let b = under(product, &fact.cells[higher.0], higher.0, &given_b);
    let allowed = Allowed { product, sides: [(lower.0, &given_a), (higher.0, &given_b)] };
    compare_within(fact, &a, &b, &allowed).difference
}

fn given((edition, plan): Place) -> Given {
    Given(plan.map(|plan| (edition, vec![plan])).into_iter().collect())
}
