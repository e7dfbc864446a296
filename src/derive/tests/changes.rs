//! A matrix over time: laws of changes, and what is told of rows that came, went or moved.

use proptest::collection::vec;
use proptest::prelude::*;

use super::laws::{bridged, pair, plain_pair};
use super::*;
use crate::derive::{Beside as Told, Changes, Difference, changes, compare_cells};

/// Two versions of a product: the first edition says another thing in each, the second the same in both.
fn versions(pairs: &[(Fact, Cell, Cell)]) -> (Product, Product) {
    let one = |pick: fn(&(Fact, Cell, Cell)) -> &Cell| {
        let rows = pairs.iter().enumerate().map(|(at, pair)| {
            let fact = stated(pair.0.clone(), pick(pair).clone(), yes());
            Feature { id: format!("f{at}").into(), ..feature(vec![fact]) }
        });
        product(rows.collect())
    };
    (one(|pair| &pair.1), one(|pair| &pair.2))
}

fn named(id: &str, cells: (Cell, Cell)) -> Feature {
    Feature { id: id.into(), ..feature(vec![stated(fact(Kind::Support), cells.0, cells.1)]) }
}

/// Changes by ids, in an order of their own.
fn told(old: &Product, new: &Product) -> Vec<(String, String, Difference)> {
    let found = changes(old, new);
    let rows: Vec<_> = new.features().collect();
    let of = |change: &crate::derive::CellChange| {
        let edition = &new.editions[change.new.edition].id;
        (rows[change.new.feature].id.to_string(), edition.to_string(), change.change)
    };
    let mut all: Vec<_> = found.cells.iter().map(of).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changes_by_itself(pairs in vec(pair(), 0..4)) {
        let (old, new) = versions(&pairs);
        prop_assert_eq!(changes(&old, &old), Changes::default());
        prop_assert_eq!(changes(&new, &new), Changes::default());
    }

    #[test]
    fn a_change_is_judged_like_a_difference(pairs in vec(pair(), 0..4)) {
        let (old, new) = versions(&pairs);
        let judged = |(at, (fact, a, b)): (usize, &(Fact, Cell, Cell))| {
            let change = compare_cells(fact, a, b).difference;
            (change != Difference::Same).then(|| (format!("f{at}"), "legacy".to_owned(), change))
        };
        let judged: Vec<_> = pairs.iter().enumerate().filter_map(judged).collect();
        prop_assert_eq!(told(&old, &new), judged);
    }

    #[test]
    fn going_back_mirrors_a_change(pairs in vec(plain_pair(), 0..4)) {
        prop_assume!(pairs.iter().all(|(_, a, b)| !bridged(a) && !bridged(b)));
        let (old, new) = versions(&pairs);
        let (there, back) = (told(&old, &new), told(&new, &old));
        prop_assert_eq!(there.len(), back.len());
        for (a, b) in there.iter().zip(&back) {
            prop_assert_eq!((&a.0, &a.1), (&b.0, &b.1));
            prop_assert!(a.2.mirror() == b.2 || b.2.mirror() == a.2, "{} {}", a.2, b.2);
        }
    }

    #[test]
    fn where_a_row_stands_does_not_matter(pairs in vec(pair(), 0..5), turn in 0usize..5) {
        let (old, new) = versions(&pairs);
        let mut turned = new.clone();
        if let Some(group) = turned.groups.first_mut() {
            let rows = std::mem::take(&mut group.features);
            let (front, back) = rows.split_at(turn.min(rows.len()));
            let other = Group { id: "other".into(), features: front.to_vec(), ..group.clone() };
            group.features = back.iter().rev().cloned().collect();
            turned.groups.push(other);
        }
        turned.editions.swap(0, 1);
        let facts = turned.groups.iter_mut().flat_map(|g| &mut g.features).flat_map(|f| &mut f.facts);
        facts.for_each(|fact| fact.cells.swap(0, 1));
        prop_assert_eq!(told(&old, &turned), told(&old, &new));
        prop_assert_eq!(changes(&new, &turned), Changes::default());
    }
}

#[test]
fn rows_that_came_went_and_moved() {
    let old = product(vec![
        named("stays", (yes(), yes())),
        named("goes", (yes(), yes())),
        named("old-id", (yes(), no())),
        named("both", (yes(), yes())),
    ]);
    let mut new = product(vec![
        named("comes", (yes(), yes())),
        named("new-id", (no(), no())),
        named("one", (yes(), yes())),
        named("two", (yes(), yes())),
        named("stays", (yes(), yes())),
    ]);
    new.moved = vec![
        ("old-id".into(), vec!["new-id".into()]),
        ("both".into(), vec!["one".into(), "two".into()]),
    ];
    let found = changes(&old, &new);
    assert_eq!((&found.features_added[..], &found.features_removed[..]), (&[0][..], &[1][..]));
    assert_eq!(
        found.moved,
        [
            ("both".into(), vec!["one".into(), "two".into()]),
            ("old-id".into(), vec!["new-id".into()])
        ]
    );
    assert_eq!(told(&old, &new), [("new-id".into(), "legacy".into(), Difference::Lost)]);
    // Back in time, the other version knows the names.
    assert_eq!(told(&new, &old), [("old-id".into(), "legacy".into(), Difference::Gained)]);
}

#[test]
fn editions_and_parts() {
    let old = product(vec![named("row", (yes(), no()))]);
    let mut new = product(vec![named("row", (yes(), yes()))]);
    new.editions[1] = edition("next");
    let found = changes(&old, &new);
    assert_eq!((&found.editions_added[..], &found.editions_removed[..]), (&[1][..], &[1][..]));
    assert!(found.cells.is_empty());
    // A row that gets parts says something else in each edition, without a direction.
    let mut parted = product(vec![named("row", (yes(), no()))]);
    parted.groups[0].features[0].facts[0].part = Some(("part".into(), Text::plain("part")));
    let judged: Vec<_> = told(&old, &parted).into_iter().map(|(.., change)| change).collect();
    assert_eq!(judged, [Difference::Changed, Difference::Changed]);
}

#[test]
fn options_and_conditions_go_by_their_ids() {
    let case = |condition| yes().case([when(condition)], no());
    let row = |cell: Cell, options: [&str; 2]| {
        let options = options.map(|id| SetOption { id: id.into(), name: Text::plain(id) }).to_vec();
        let sets = Fact { options, ..stated(fact(Kind::Set), set(&[0]), set(&[0, 1])) };
        vec![named("cases", (cell, yes())), feature(vec![sets])]
    };
    let old = product(row(case(VIP), ["a", "b"]));
    let mut new = product(row(case(0), ["b", "a"]));
    new.groups[0].features[1].facts[0].cells[0] = set(&[1]);
    new.conditions.swap(0, VIP);
    assert_eq!(changes(&old, &new), Changes::default());
    new.groups[0].features[1].facts[0].cells[0] = set(&[0, 1]);
    assert_eq!(told(&old, &new), [("feature".into(), "legacy".into(), Difference::Widened)]);
}

#[test]
fn what_stands_beside_a_value_is_no_change() {
    let old = product(vec![named("row", (yes(), planned()))]);
    let mut new = old.clone();
    let cell = &mut new.groups[0].features[0].facts[0].cells;
    cell[0].note = Some(prose("备注"));
    cell[0].at = Range::new(3, 4);
    cell[1].value = Value::Planned(Some(jiff::civil::date(2026, 1, 1)));
    cell[1].verified = Some(jiff::civil::date(2026, 1, 1));
    let found = changes(&old, &new);
    assert!(found.is_empty());
    let what: Vec<_> = found.evidence.iter().map(|e| &e.what[..]).collect();
    assert_eq!(what, [&[Told::Note][..], &[Told::Verified, Told::Review]]);
}
