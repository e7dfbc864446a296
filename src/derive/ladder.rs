//! Ladders: what a lower edition or plan has, a higher one must have.

use std::cmp::Ordering;

use super::cells::compare_within;
use super::crossing::Allowed;
use super::{Difference, under};
use crate::model::{Better, Given, Of, Product, RungKind};

/// A fact of which a higher rung has less than a lower one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenLadder {
    /// The higher rung's position on the ladder; the one below is the lower.
    pub rung: usize,
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

/// Every fact that goes down from a rung to the next, in the order of rungs, features and facts.
pub fn broken_ladders(product: &Product) -> Vec<BrokenLadder> {
    let mut all = Vec::new();
    for rung in 1..product.ladder.len() {
        let lower = places(product, product.ladder[rung - 1].kind);
        let higher = places(product, product.ladder[rung].kind);
        for (lower, higher) in pairs(&lower, &higher) {
            all.extend(between(product, rung, lower, higher));
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

fn between(product: &Product, rung: usize, lower: Place, higher: Place) -> Vec<BrokenLadder> {
    let mut broken = Vec::new();
    for (position, feature) in product.features().enumerate() {
        for (at, fact) in feature.facts.iter().enumerate() {
            // What is better for being less is a price or a burden: a higher rung may have more of it.
            if fact.better == Better::Less {
                continue;
            }
            let (given_a, given_b) = (given(lower), given(higher));
            let a = under(product, &fact.cells[lower.0], lower.0, &given_a);
            let b = under(product, &fact.cells[higher.0], higher.0, &given_b);
            let sides = [(lower.0, &given_a), (higher.0, &given_b)];
            let allowed = Allowed { product, sides };
            let difference = compare_within(fact, &a, &b, &allowed).difference;
            if difference.direction() == Ordering::Less {
                broken.push(BrokenLadder {
                    rung,
                    feature: position,
                    fact: at,
                    lower: lower.0,
                    higher: higher.0,
                    difference,
                });
            }
        }
    }
    broken
}

fn given((edition, plan): Place) -> Given {
    Given(plan.map(|plan| (edition, vec![plan])).into_iter().collect())
}
