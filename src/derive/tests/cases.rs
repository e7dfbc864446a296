//! Rows in every case of a reader: the engine's own judgement, and readings that the page can follow.

use proptest::collection::vec;
use proptest::prelude::*;

use super::laws::pair;
use super::*;
use crate::derive::{Choice, Reading, compare, row_cases, under};
use crate::model::Case;

/// A cell as a page makes it from the one that everybody is shown and a reading of it.
fn followed(shown: &Cell, reading: &Reading) -> Cell {
    let open = |(at, when): &(usize, Vec<Literal>)| Case {
        when: when.clone(),
        ..shown.cases[*at].clone()
    };
    let mut cell = Cell { cases: reading.open.iter().map(open).collect(), ..shown.clone() };
    if let Some(case) = reading.base.map(|at| &shown.cases[at]) {
        cell.value = case.value.clone().expect("a base has a value");
        cell.words = case.words.clone();
        cell.short = None;
        if !crate::derive::keeps_instead(&cell.value) {
            cell.instead = None;
        }
    }
    cell
}

/// Without cases that an earlier one always forestalls: editors are told of those.
fn reached(mut cell: Cell) -> Cell {
    let all = std::mem::take(&mut cell.cases);
    let forestalled = |at: usize| under::shadowed(&all[..at], &all[at].when);
    cell.cases = (0..all.len()).filter(|at| !forestalled(*at)).map(|at| all[at].clone()).collect();
    cell
}

/// Whether a choice stands for a reader on a plan, in a row that names some.
fn fits(choice: Choice, plan: Option<usize>, named: &[usize]) -> bool {
    match choice {
        Choice::Open => plan.is_none() || named.is_empty(),
        Choice::Plan(at) => plan == Some(at),
        Choice::Other(_) => plan.is_some_and(|at| !named.contains(&at)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_case_is_what_compare_says_of_it(pairs in vec(pair(), 1..3)) {
        let facts = pairs.into_iter().map(|(fact, a, b)| stated(fact, a, b)).collect();
        let product = product(vec![feature(facts)]);
        let feature = product.features().next().expect("it has one");
        let Some(cases) = row_cases(&product, feature, LEGACY, FUSION) else { return Ok(()) };
        for (case, outcome) in &cases.outcomes {
            let given = case.given(&product, LEGACY, FUSION);
            let found = compare(&product, LEGACY, FUSION, &given);
            prop_assert_eq!(&found.rows[0], &outcome.difference);
            for (edition, readings) in [(LEGACY, &outcome.from), (FUSION, &outcome.to)] {
                for (fact, reading) in feature.facts.iter().zip(readings) {
                    let cell = &fact.cells[edition];
                    let shown = under(&product, cell, edition, &Given::default());
                    let wanted = under(&product, cell, edition, &given).into_owned();
                    prop_assert_eq!(reached(followed(&shown, reading)), reached(wanted));
                }
            }
        }
    }

    #[test]
    fn whatever_is_known_of_a_reader_is_one_of_the_cases((fact, a, b) in pair(), plans in (0..3_usize, 0..3_usize), held in vec(VIP..=BOUND, 0..4)) {
        let product = product(vec![feature(vec![stated(fact, a, b)])]);
        let feature = product.features().next().expect("it has one");
        let plan = |at: usize, of: [usize; 2]| at.checked_sub(1).map(|at| of[at]);
        let known = (plan(plans.0, [FREE, PAID]), plan(plans.1, [BASIC, PRO]));
        let all = |plan: Option<usize>| plan.into_iter().chain(held.iter().copied()).collect::<Vec<_>>();
        let found = compare(&product, LEGACY, FUSION, &given(&all(known.0), &all(known.1)));
        let everyone = compare(&product, LEGACY, FUSION, &Given::default());
        let adopts = |edition: usize| {
            let cell = &feature.facts[0].cells[edition];
            crate::derive::reading(&product, cell, edition, &Given::default()).base.is_some()
        };
        let Some(cases) = row_cases(&product, feature, LEGACY, FUSION) else {
            prop_assert!(found.rows == everyone.rows || adopts(LEGACY) || adopts(FUSION));
            return Ok(());
        };
        let own: Vec<usize> = cases.conditions.iter().copied().filter(|c| held.contains(c)).collect();
        let mut fitting = cases.outcomes.iter().filter(|(case, _)| fits(case.from, known.0, &cases.from) && fits(case.to, known.1, &cases.to) && case.held == own);
        let (_, outcome) = fitting.next().expect("a case for every reader");
        prop_assert!(fitting.next().is_none());
        prop_assert_eq!(&found.rows[0], &outcome.difference);
    }
}

#[test]
fn a_row_has_only_the_cases_that_its_cells_name() {
    let bare = feature(vec![stated(fact(Kind::Support), yes(), no())]);
    let vip = feature(vec![stated(fact(Kind::Support), no(), partial().case([when(VIP)], yes()))]);
    let pro = feature(vec![stated(fact(Kind::Support), no(), no().case([when(PRO)], yes()))]);
    let product = product(vec![bare, vip, pro]);
    let counts: Vec<_> = product
        .features()
        .map(|feature| {
            row_cases(&product, feature, LEGACY, FUSION).map(|cases| cases.outcomes.len())
        })
        .collect();
    assert_eq!(counts, [None, Some(2), Some(3)]);
}

#[test]
fn a_row_of_too_many_conditions_stays_as_it_is_for_everyone() {
    let all: Vec<usize> = (0..9).collect();
    let cell = all.iter().fold(no(), |cell, at| cell.case([when(*at)], yes()));
    let mut product = product(vec![feature(vec![stated(fact(Kind::Support), no(), cell)])]);
    let extra =
        (0..9).map(|n| condition((["a", "b", "c", "d", "e", "f", "g", "h", "i"][n], Of::Org, &[])));
    product.conditions = extra.collect();
    let feature = product.features().next().expect("it has one");
    assert_eq!(row_cases(&product, feature, LEGACY, FUSION), None);
}
