//! Ways through the graph of transitions, and their laws.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::derive::{Hop, Way, compare, cycles, joins, met, ways};

fn hop(from: usize, to: usize) -> Hop {
    Hop { from, to, given: Given::default(), losses: 0, reversible: true }
}

#[allow(clippy::needless_pass_by_value, reason = "reads as a sentence")]
fn on(hop: Hop, given: &[(usize, usize)]) -> Hop {
    let given = given.iter().map(|(edition, plan)| (*edition, vec![*plan])).collect();
    Hop { given: Given(given), ..hop }
}

fn told(hops: &[Hop]) -> Vec<Vec<usize>> {
    ways(&product(Vec::new()), hops).into_iter().map(|way| way.hops).collect()
}

#[test]
fn transitions_join_to_ways() {
    let hops = [hop(0, 1), hop(1, 2), hop(2, 3)];
    let expected: [&[usize]; 6] = [&[0], &[0, 1], &[0, 1, 2], &[1], &[1, 2], &[2]];
    assert_eq!(told(&hops), expected);
}

#[test]
fn the_shortest_way_is_told_first_then_the_one_that_loses_least() {
    let hops = [
        Hop { losses: 3, ..hop(0, 1) },
        Hop { losses: 9, ..hop(1, 3) },
        Hop { losses: 1, ..hop(0, 2) },
        Hop { losses: 1, ..hop(2, 3) },
        Hop { losses: 99, ..hop(0, 3) },
    ];
    let to_end: Vec<_> = told(&hops).into_iter().filter(|way| hops[way[0]].from == 0).collect();
    let expected: [&[usize]; 5] = [&[0], &[2], &[4], &[2, 3], &[0, 1]];
    assert_eq!(to_end, expected);
}

#[test]
fn plans_that_exclude_each_other_do_not_join() {
    let into = |plan| on(hop(0, 1), &[(1, plan)]);
    let out = |plan| on(hop(1, 2), &[(1, plan)]);
    assert_eq!(told(&[into(BASIC), out(PRO)]).len(), 2);
    assert_eq!(told(&[into(BASIC), out(BASIC)]).len(), 3);
    assert_eq!(told(&[into(BASIC), hop(1, 2)]).len(), 3);
    assert_eq!(told(&[hop(0, 1), out(PRO)]).len(), 3);
    // What is no plan excludes nothing.
    assert_eq!(told(&[into(VIP), out(BASIC)]).len(), 3);
}

#[test]
fn a_detour_is_told_only_where_nothing_straight_leads() {
    let hops = [hop(0, 1), hop(0, 2), hop(2, 1)];
    assert!(!told(&hops).contains(&vec![1, 2]));
    assert!(told(&hops[1..]).contains(&vec![0, 1]));
}

#[test]
fn no_way_back_and_a_way_back_make_a_cycle() {
    let product = product(Vec::new());
    let last = |from, to| Hop { reversible: false, ..hop(from, to) };
    assert_eq!(cycles(&product, &[last(0, 1), hop(1, 0)]), [[0, 1]]);
    assert_eq!(cycles(&product, &[last(0, 1), last(1, 2), last(2, 0)]), [[0, 1, 2]]);
    assert!(cycles(&product, &[hop(0, 1), hop(1, 0)]).is_empty());
    // One that has no way back anywhere is told before a shorter one that has.
    let both = [last(0, 1), hop(1, 0), last(1, 2), last(2, 0)];
    assert_eq!(cycles(&product, &both), [[0, 2, 3]]);
    // Somebody else's way back is none.
    let there = on(last(0, 1), &[(0, FREE), (1, BASIC)]);
    let back = on(hop(1, 0), &[(0, PAID), (1, PRO)]);
    assert!(cycles(&product, &[there, back]).is_empty());
}

/// Four editions that have a feature (`y`) or have not (`n`), compared along a way.
fn along(cells: [&str; 4], editions: &[usize]) -> Vec<(usize, bool, Option<usize>)> {
    let cell = |word: &str| if word == "y" { yes() } else { no() };
    let fact = Fact { cells: cells.map(cell).to_vec(), ..fact(Kind::Support) };
    let mut product = product(vec![feature(vec![fact])]);
    product.editions = ["a", "b", "c", "d"].into_iter().map(edition).collect();
    let between = |a: usize, b: usize| compare(&product, a, b, &Given::default());
    let hops: Vec<_> = editions.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    let whole = between(editions[0], editions[editions.len() - 1]);
    let met = met(&hops.iter().collect::<Vec<_>>(), &whole);
    met.iter().map(|met| (met.hop, met.at_end, met.back)).collect()
}

#[test]
fn what_is_lost_on_the_way_is_told_with_where_it_comes_back() {
    assert_eq!(along(["y", "n", "n", "y"], &[0, 1, 2, 3]), [(0, false, Some(2))]);
    assert_eq!(along(["y", "n", "y", "n"], &[0, 1, 2, 3]), [(0, true, Some(1)), (2, true, None)]);
    assert_eq!(along(["n", "y", "n", "n"], &[0, 1, 2, 3]), [(1, false, None)]);
    assert_eq!(along(["y", "y", "y", "y"], &[0, 1, 2, 3]), []);
}

/// Every simple way by trying them all.
fn all_simple(product: &Product, hops: &[Hop], way: &[usize], out: &mut BTreeSet<Vec<usize>>) {
    let last = way.last().map(|at| &hops[*at]);
    for (at, next) in hops.iter().enumerate() {
        let fits = last.is_none_or(|last| {
            let seen =
                |edition| way.iter().any(|w| [hops[*w].from, hops[*w].to].contains(&edition));
            next.from == last.to
                && !seen(next.to)
                && joins(product, last.given.of(last.to), next.given.of(next.from))
        });
        if fits {
            let longer = [way, &[at]].concat();
            all_simple(product, hops, &longer, out);
            out.insert(longer);
        }
    }
}

fn graph() -> impl Strategy<Value = Vec<Hop>> {
    let one = (0..4usize, 0..4usize, 0..5u32, any::<bool>());
    vec(one, 0..10).prop_map(|hops| {
        let mut seen = BTreeSet::new();
        let hops =
            hops.into_iter().filter(|(from, to, ..)| from != to && seen.insert((*from, *to)));
        let hop = |(from, to, losses, reversible)| Hop { losses, reversible, ..hop(from, to) };
        hops.map(hop).collect()
    })
}

proptest! {
    /// Whatever can be reached is told, by a cheapest way, and every way told is one.
    #[test]
    fn the_cheapest_way_to_everything_is_told(hops in graph()) {
        let product = product(Vec::new());
        let told = ways(&product, &hops);
        let mut possible = BTreeSet::new();
        all_simple(&product, &hops, &[], &mut possible);
        for way in &told {
            prop_assert!(possible.contains(&way.hops), "{way:?}");
        }
        let ends = |way: &[usize]| (hops[way[0]].from, hops[way[way.len() - 1]].to);
        let reached: BTreeSet<_> = possible.iter().map(|way| ends(way)).collect();
        let leads: BTreeSet<_> = told.iter().map(|way| ends(&way.hops)).collect();
        prop_assert_eq!(&reached, &leads);
        let straight = |way: &[usize]| {
            let editions: Vec<usize> = way.iter().map(|h| hops[*h].from).chain([ends(way).1]).collect();
            editions.is_sorted() || editions.iter().rev().is_sorted()
        };
        let cost = |way: &[usize]| (way.len(), way.iter().map(|h| hops[*h].losses).sum::<u32>());
        for pair in leads {
            let first = told.iter().find(|way| ends(&way.hops) == pair).unwrap();
            let same: Vec<_> = possible.iter().filter(|way| ends(way) == pair).collect();
            let any_straight = same.iter().any(|way| straight(way));
            let best = same.iter().filter(|way| !any_straight || straight(way)).map(|way| cost(way)).min();
            prop_assert_eq!(Some(cost(&first.hops)), best);
        }
    }

    /// The order in which transitions are named decides nothing but ties.
    #[test]
    fn ways_do_not_hang_on_the_order_of_transitions(hops in graph()) {
        let product = product(Vec::new());
        let shape = |hops: &[Hop]| -> BTreeSet<(usize, usize, usize, u32)> {
            let key = |way: &Way| (way.from(hops), way.to(hops), way.hops.len(), way.losses);
            ways(&product, hops).iter().map(key).collect()
        };
        let turned: Vec<Hop> = hops.iter().rev().cloned().collect();
        prop_assert_eq!(shape(&hops), shape(&turned));
    }

    /// A cycle starts with a transition without a way back, and closes.
    #[test]
    fn cycles_are_round(hops in graph()) {
        for cycle in cycles(&product(Vec::new()), &hops) {
            prop_assert!(!hops[cycle[0]].reversible);
            for (at, hop) in cycle.iter().enumerate() {
                let next = cycle[(at + 1) % cycle.len()];
                prop_assert_eq!(hops[*hop].to, hops[next].from);
            }
        }
    }
}
