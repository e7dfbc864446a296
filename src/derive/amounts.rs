//! Which of two limits is more, whatever the counts that they hang on.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::{Dimension, Exact, Limit, exact};

/// How one limit ranks against another over every count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ranking {
    /// Never more and never less.
    Equal,
    /// Sometimes more, never less.
    More,
    /// Sometimes less, never more.
    Less,
    /// More for some customers, less for others.
    Crossing,
    /// They measure different things, or have no value.
    Incomparable,
}

/// How `a` ranks against `b`: unlimited is the most, and amounts rank within one dimension only.
pub(super) fn rank(a: &Limit, b: &Limit) -> Ranking {
    match (a, b) {
        (Limit::Unlimited, Limit::Unlimited) => Ranking::Equal,
        (Limit::Unlimited, _) => Ranking::More,
        (_, Limit::Unlimited) => Ranking::Less,
        _ if dimension(a) != dimension(b) => Ranking::Incomparable,
        (Limit::Amount(a), Limit::Amount(b)) => Ranking::of(a.base.cmp(&b.base)),
        (Limit::Formula(a), Limit::Formula(b)) if a == b => Ranking::Equal,
        _ => over_counts(a, b),
    }
}

fn dimension(limit: &Limit) -> Option<&Dimension> {
    match limit {
        Limit::Unlimited => None,
        Limit::Amount(amount) => Some(&amount.dimension),
        Limit::Formula(formula) => Some(&formula.dimension),
    }
}

impl Ranking {
    fn of(ordering: Ordering) -> Self {
        match ordering {
            Ordering::Less => Self::Less,
            Ordering::Equal => Self::Equal,
            Ordering::Greater => Self::More,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Incomparable, ranking) | (ranking, Self::Incomparable) => ranking,
            (Self::Equal, ranking) | (ranking, Self::Equal) => ranking,
            (a, b) if a == b => a,
            _ => Self::Crossing,
        }
    }
}

/// Every count up to here is tried where a formula has one: organisations have accounts in
/// hundreds, and prices steps at round numbers.
const EVERY: i128 = 2_000;

/// Beyond, counts grow by this many per cent up to ten million.
const GROWTH: i128 = 3;

/// What is tried of each count where a formula has several.
const SOME: &[i128] = &[1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1_000, 10_000];

fn over_counts(a: &Limit, b: &Limit) -> Ranking {
    let mut names: Vec<&Arc<str>> = counts(a).iter().chain(counts(b)).collect();
    names.sort();
    names.dedup();
    let at = |values: &[i128]| match (value(a, &names, values), value(b, &names, values)) {
        (Some(a), Some(b)) => Ranking::of(a.cmp(&b)),
        _ => Ranking::Incomparable,
    };
    let rankings = samples(names.len()).into_iter().map(|values| at(&values));
    rankings.fold(Ranking::Incomparable, Ranking::and)
}

fn counts(limit: &Limit) -> &[Arc<str>] {
    match limit {
        Limit::Formula(formula) => &formula.counts,
        _ => &[],
    }
}

fn value(limit: &Limit, names: &[&Arc<str>], values: &[i128]) -> Option<Exact> {
    match limit {
        Limit::Unlimited => None,
        Limit::Amount(amount) => exact(amount.base),
        Limit::Formula(formula) => {
            let own = formula.counts.iter().map(|name| {
                let at = names.iter().position(|known| *known == name)?;
                values.get(at).copied()
            });
            formula.at(&own.collect::<Option<Vec<i128>>>()?)
        }
    }
}

/// The counts that are tried: for one count densely, for several in coarse steps of each.
fn samples(counts: usize) -> Vec<Vec<i128>> {
    if counts <= 1 {
        let beyond = std::iter::successors(Some(EVERY), |n| Some(n + n * GROWTH / 100));
        let beyond = beyond.take_while(|n| *n < 10_000_000);
        return (1..EVERY).chain(beyond).map(|n| vec![n]).collect();
    }
    let some = if counts <= 3 { SOME } else { &SOME[..4] };
    let mut all: Vec<Vec<i128>> = vec![Vec::new()];
    for _ in 0..counts.min(6) {
        all = all.iter().flat_map(|v| some.iter().map(|n| [&v[..], &[*n]].concat())).collect();
    }
    let rest = counts.saturating_sub(6);
    all.iter_mut().for_each(|values| values.extend(std::iter::repeat_n(1, rest)));
    all
}
