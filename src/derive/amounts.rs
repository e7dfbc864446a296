//! Which of two limits is more, whatever the counts that they hang on.

use std::cmp::Ordering;
use std::sync::Arc;

use super::crossing::{Ahead, Crossover, Reach, standing, value};
use crate::model::{Dimension, Limit};

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

/// How one limit ranks against another, and where that hangs on a count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ranked {
    /// How it ranks over all counts.
    pub(super) ranking: Ranking,
    /// Where it is more and where less, unless it is always the same.
    pub(super) crossover: Option<Crossover>,
}

impl From<Ranking> for Ranked {
    fn from(ranking: Ranking) -> Self {
        Self { ranking, crossover: None }
    }
}

/// How `to` ranks against `from`: unlimited is the most, and amounts rank within one dimension only. Counts go as far
/// as `reach` lets them.
pub(super) fn rank(to: &Limit, from: &Limit, reach: &dyn Reach) -> Ranked {
    match (to, from) {
        (Limit::Unlimited, Limit::Unlimited) => Ranking::Equal.into(),
        (Limit::Unlimited, _) => Ranking::More.into(),
        (_, Limit::Unlimited) => Ranking::Less.into(),
        _ if dimension(to) != dimension(from) => Ranking::Incomparable.into(),
        (Limit::Amount(to), Limit::Amount(from)) => Ranking::of(to.base.cmp(&from.base)).into(),
        (Limit::Formula(to), Limit::Formula(from)) if to == from => Ranking::Equal.into(),
        _ => over_counts(to, from, reach),
    }
}

fn dimension(limit: &Limit) -> Option<&Dimension> {
    match limit {
        Limit::Unlimited => None,
        Limit::Amount(amount) => Some(&amount.dimension),
        Limit::Formula(formula) => Some(&formula.dimension),
    }
}

impl From<Ahead> for Ranking {
    fn from(ahead: Ahead) -> Self {
        match (ahead.from, ahead.level, ahead.to) {
            (true, _, true) => Self::Crossing,
            (_, _, true) => Self::More,
            (true, _, _) => Self::Less,
            (_, true, _) => Self::Equal,
            _ => Self::Incomparable,
        }
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

/// Where nothing is proven of formulas of one count, every count up to here is tried: organisations have accounts in
/// hundreds, and prices steps at round numbers.
const EVERY: i128 = 2_000;

/// Beyond, counts grow by this many per cent up to ten million.
const GROWTH: i128 = 3;

/// What is tried of each count where a formula has several.
const SOME: &[i128] = &[1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1_000, 10_000];

fn over_counts(to: &Limit, from: &Limit, reach: &dyn Reach) -> Ranked {
    let mut names: Vec<Arc<str>> = counts(to).iter().chain(counts(from)).cloned().collect();
    names.sort();
    names.dedup();
    if let Some((ahead, crossover)) = standing(from, to, &names, reach) {
        return Ranked { ranking: ahead.into(), crossover };
    }
    let most: Vec<Option<i128>> = names.iter().map(|name| reach.most(name)).collect();
    let allowed = |values: &Vec<i128>| {
        values.iter().zip(&most).all(|(value, most)| most.is_none_or(|most| *value <= most))
    };
    let at = |values: &[i128]| match (value(to, &names, values), value(from, &names, values)) {
        (Some(to), Some(from)) => Ranking::of(to.cmp(&from)),
        _ => Ranking::Incomparable,
    };
    let tried = samples(names.len()).into_iter().filter(allowed);
    let ranking = tried.map(|values| at(&values)).fold(Ranking::Incomparable, Ranking::and);
    let open = ranking == Ranking::Crossing;
    let crossover = open.then(|| Crossover { counts: names, most: None, leads: Vec::new() });
    Ranked { ranking, crossover }
}

fn counts(limit: &Limit) -> &[Arc<str>] {
    match limit {
        Limit::Formula(formula) => &formula.counts,
        _ => &[],
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
