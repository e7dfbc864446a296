//! Cells under what is known.

use std::borrow::Cow;

use super::*;
use crate::derive::under as resolve;

/// A cell of the new edition for a customer who has what is given there.
fn under(cell: &Cell, fusion: &[usize]) -> Cell {
    resolve(&product(Vec::new()), cell, FUSION, &given(&[], fusion)).into_owned()
}

#[test]
fn a_given_condition_becomes_the_base() {
    let cell =
        no().words("普通成员没有").case([when(VIP)], yes().words("全部")).case([when(BOUND)], no());
    assert_eq!(under(&cell, &[VIP]), yes().words("全部"));
    assert_eq!(under(&no().case([not(VIP)], yes()), &[VIP]), no());
}

#[test]
fn plans_of_an_edition_exclude_each_other() {
    let cell = no().case([when(PRO)], yes());
    assert_eq!(under(&cell, &[BASIC]), no());
    assert_eq!(under(&cell, &[PRO]), yes());
    assert_eq!(under(&cell, &[]), cell);
    assert_eq!(under(&no().case([not(PRO)], yes()), &[BASIC]), yes());
    // The plan of another edition excludes nothing here.
    assert_eq!(under(&cell, &[FREE]), cell);
}

#[test]
fn a_condition_of_another_edition_never_holds() {
    let cell = no().case([when(PAID)], yes());
    assert_eq!(under(&cell, &[]), no());
    assert_eq!(under(&no().case([not(PAID)], yes()), &[]), yes());
}

#[test]
fn undecided_cases_before_the_certain_one_stay() {
    let cell = no()
        .case([when(ACTIVE), when(PRO)], partial())
        .case([when(PRO)], yes())
        .case([when(BOUND)], unknown());
    assert_eq!(under(&cell, &[PRO]), yes().case([when(ACTIVE)], partial()));
    assert_eq!(under(&cell, &[BASIC]), no().case([when(BOUND)], unknown()));
}

#[test]
fn a_case_that_can_no_longer_be_reached_goes() {
    let cell = no().case([when(PRO), when(ACTIVE)], partial()).case([when(ACTIVE)], yes());
    assert_eq!(under(&cell, &[PRO]), no().case([when(ACTIVE)], partial()));
    assert_eq!(under(&cell, &[BASIC]), no().case([when(ACTIVE)], yes()));
    assert_eq!(under(&cell, &[]), cell);
}

#[test]
fn a_certain_remark_stays_for_its_words() {
    let cell = no().remark([when(BOUND)], "可以解绑").case([when(BOUND), when(VIP)], yes());
    assert_eq!(under(&cell, &[BOUND]), no().remark([], "可以解绑").case([when(VIP)], yes()));
    let mut silent = cell;
    silent.cases[0].words = None;
    assert_eq!(under(&silent, &[BOUND]), no().case([when(VIP)], yes()));
}

#[test]
fn what_was_written_for_the_old_base_goes_with_it() {
    let cell = no().instead("另购").case([when(VIP)], yes()).case([when(BOUND)], planned());
    let cell =
        Cell { short: Some(Text::plain("不支持")), note: Some(prose("见来源")), ..cell };
    let with_vip = under(&cell, &[VIP]);
    assert_eq!((with_vip.short, with_vip.instead), (None, None));
    assert_eq!(with_vip.note, Some(prose("见来源")), "a remark is on the cell as a whole");
    assert_eq!(under(&cell, &[BOUND]).instead, Some(prose("另购")));
}

#[test]
fn nothing_known_costs_nothing() {
    let cell = no().case([when(VIP)], yes());
    let product = product(Vec::new());
    assert!(matches!(resolve(&product, &cell, FUSION, &Given::default()), Cow::Borrowed(_)));
    assert!(matches!(resolve(&product, &yes(), FUSION, &given(&[], &[VIP])), Cow::Borrowed(_)));
}
