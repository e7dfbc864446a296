//! Whole products: rows, counts, what a table shows, which pairs get a page.

use super::*;
use crate::derive::{Difference, VerdictGroup, compare, pairs};
use crate::model::{Combination, Show};

fn sample() -> Product {
    let support = |a, b| feature(vec![stated(fact(Kind::Support), a, b)]);
    product(vec![
        support(yes(), no()),
        support(yes(), yes()),
        support(no(), yes()),
        support(yes(), partial()),
        support(unknown(), yes()),
        feature(vec![stated(fact(Kind::Limit), amount(50), amount(200))]),
        feature(vec![stated(fact(Kind::Text), text("甲"), text("乙"))]),
        feature(Vec::new()),
    ])
}

#[test]
fn counts_and_verdict() {
    let found = compare(&sample(), LEGACY, FUSION, &Given::default());
    assert_eq!(found.rows.len(), 8);
    assert_eq!(found.counts, [1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 2]);
    assert_eq!(found.count(Difference::Same), 2);
    assert_eq!(found.count_of(VerdictGroup::Restricted), 1);
    assert_eq!(found.verdict().map(|(_, count)| count), [1, 1, 1, 1, 1, 1, 2]);
    assert_eq!(found.verdict()[3].0.slug(), "unknown");
}

#[test]
fn the_rows_of_a_table() {
    let found = compare(&sample(), LEGACY, FUSION, &Given::default());
    let shown =
        |show| (0..found.rows.len()).filter(|at| found.shows(*at, show)).collect::<Vec<_>>();
    assert_eq!(shown(Show::All), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(shown(Show::Differences), [0, 2, 3, 4, 5, 6]);
    assert_eq!(shown(Show::Losses), [0, 3]);
    assert_eq!(shown(Show::Gains), [2, 5]);
}

#[test]
fn the_way_back_is_the_mirror() {
    let back = compare(&sample(), FUSION, LEGACY, &Given::default());
    assert_eq!((back.from, back.to), (FUSION, LEGACY));
    let rows: Vec<_> = back.rows.iter().map(|row| row.difference.word()).collect();
    let words = ["gained", "same", "lost", "widened", "unknown", "lowered", "changed", "same"];
    assert_eq!(rows, words);
}

#[test]
fn pairs_with_a_page() {
    let mut product = sample();
    product.editions = ["a", "b", "c", "d"].map(edition).to_vec();
    let plain = |pairs: &[(usize, usize)]| -> Vec<Combination> {
        pairs.iter().map(|(a, b)| Combination::new(*a, *b, &Given::default())).collect()
    };
    let guided = plain(&[(2, 3), (0, 3), (3, 0), (0, 3)]);
    let consecutive = plain(&[(0, 1), (0, 3), (1, 2), (2, 3), (3, 0)]);
    assert_eq!(pairs(&product, &guided), consecutive);
    product.compare = ComparePairs::All;
    let all = plain(&[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 0)]);
    assert_eq!(pairs(&product, &guided), all);
    product.compare = ComparePairs::Listed(plain(&[(1, 3), (0, 2), (1, 3)]));
    assert_eq!(pairs(&product, &[]), plain(&[(0, 2), (1, 3)]));
    assert_eq!(pairs(&product, &guided[..1]), plain(&[(0, 2), (1, 3), (2, 3)]));
}

#[test]
fn readers_of_a_guide_find_their_own_comparison_below_that_for_everyone() {
    let mut product = sample();
    let own = Combination::new(LEGACY, FUSION, &given(&[FREE], &[BASIC]));
    assert_eq!(pairs(&product, std::slice::from_ref(&own)), [own.plain(), own.clone()]);
    let backwards = Given(vec![(FUSION, vec![BASIC]), (7, vec![VIP]), (LEGACY, vec![FREE])]);
    let again = Combination::new(LEGACY, FUSION, &backwards);
    product.compare = ComparePairs::Listed(vec![again]);
    assert_eq!(pairs(&product, std::slice::from_ref(&own)), [own.plain(), own]);
}

#[test]
fn one_edition_has_no_pair() {
    let mut product = sample();
    for count in 0..2 {
        product.editions = ["a"; 1].map(edition)[..count].to_vec();
        for compare in [ComparePairs::Consecutive, ComparePairs::All] {
            product.compare = compare;
            assert!(pairs(&product, &[]).is_empty());
        }
    }
}
