//! What two editions say about one fact, cases included.

use super::Difference;
use super::crossing::{Anything, Crossover, Reach};
use super::statement::Statement;
use super::under::shadowed;
use crate::model::{Cell, Fact, Literal, Value};

/// How two editions differ in one fact, and on what that rests.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FactDifference {
    /// The difference.
    pub difference: Difference,
    /// Options that came, as positions in the fact's options.
    pub came: Vec<u16>,
    /// Options that went.
    pub went: Vec<u16>,
    /// The conditions that the difference hangs on: those of the case that decided, or of the case
    /// in which something partly there is gained or lost. None where it holds for everyone.
    pub because: Option<Vec<Literal>>,
    /// For amounts that hang on counts: where which edition has more, unless that is always the same one.
    pub crossover: Option<Box<Crossover>>,
}

/// How cell `b` differs from cell `a` of the same fact, both already resolved under what is known.
///
/// The bases are compared first. Only where they say the same do cases speak, each against the case
/// with the same conditions on the other side, or against the other side's base; the worst wins,
/// and among equals the base, then the first case.
pub fn compare_cells(fact: &Fact, a: &Cell, b: &Cell) -> FactDifference {
    compare_within(fact, a, b, &Anything)
}

/// The same where counts go no further than `reach` says.
pub(super) fn compare_within(fact: &Fact, a: &Cell, b: &Cell, reach: &dyn Reach) -> FactDifference {
    let (from, to) = (Side::new(fact, a, reach), Side::new(fact, b, reach));
    let base = between(fact, &from.base, &to.base);
    if !from.base.same_value(&to.base) {
        let because = reserve(fact, &from, &to, base.difference).map(<[_]>::to_vec);
        return FactDifference { because, ..base };
    }
    match worst_case(fact, &from, &to) {
        Some((when, found)) if found.difference < base.difference => {
            FactDifference { because: Some(when.to_vec()), ..found }
        }
        _ => base,
    }
}

/// How one statement differs from another, with the options that came and went.
fn between(fact: &Fact, from: &Statement<'_>, to: &Statement<'_>) -> FactDifference {
    let (came, went) = match (options(from.value), options(to.value)) {
        (Some(from), Some(to)) => (beyond(from, to), beyond(to, from)),
        _ => (Vec::new(), Vec::new()),
    };
    let crossover = from.crossover(to);
    FactDifference { difference: from.difference(to, fact), came, went, because: None, crossover }
}

/// The options that a value offers; what is not there offers none, and other values have no say.
fn options(value: &Value) -> Option<&[u16]> {
    match value {
        Value::Set(options) => Some(options),
        Value::No => Some(&[]),
        _ => None,
    }
}

/// The options of `to` beyond those of `from`.
fn beyond(from: &[u16], to: &[u16]) -> Vec<u16> {
    to.iter().copied().filter(|option| !from.contains(option)).collect()
}

/// The worst of the differences between cases, and its conditions; the first one of equals.
fn worst_case<'a>(
    fact: &Fact,
    from: &Side<'a>,
    to: &Side<'a>,
) -> Option<(&'a [Literal], FactDifference)> {
    let of_from = from.cases.iter().map(|(when, says)| (*when, says, to.says(when)));
    let unpaired = to.cases.iter().filter(|(when, _)| from.case(when).is_none());
    let of_both = of_from.chain(unpaired.map(|(when, says)| (*when, &from.base, says)));
    of_both
        .map(|(when, a, b)| (when, between(fact, a, b)))
        .min_by_key(|(_, found)| found.difference)
}

/// Where the bases differ and one of them is *partial*, its cases say for whom: the conditions of
/// its first case that points the same way. Without them a gain that only some customers have
/// would read as one for all.
fn reserve<'a>(
    fact: &Fact,
    from: &Side<'a>,
    to: &Side<'a>,
    decided: Difference,
) -> Option<&'a [Literal]> {
    let newer = to.reserves().iter().map(|(when, b)| (*when, from.base.difference(b, fact)));
    let older = from.reserves().iter().map(|(when, a)| (*when, a.difference(&to.base, fact)));
    let same_way = |found: Difference| found.direction() == decided.direction();
    let mut judged = newer.chain(older).filter(|_| decided.direction().is_ne());
    judged.find(|(_, found)| same_way(*found)).map(|(when, _)| when)
}

/// One of the two cells: what it says where no case applies, and what in each case.
struct Side<'a> {
    base: Statement<'a>,
    /// The cases that have a value and that no earlier one always forestalls.
    cases: Vec<(&'a [Literal], Statement<'a>)>,
}

impl<'a> Side<'a> {
    fn new(fact: &'a Fact, cell: &'a Cell, reach: &'a dyn Reach) -> Self {
        let base = Statement::base(fact, cell, reach);
        let cases = cell.cases.iter().enumerate().filter_map(|(at, case)| {
            let reached = !shadowed(&cell.cases[..at], &case.when);
            Some((&*case.when, base.in_case(case).filter(|_| reached)?))
        });
        Self { base, cases: cases.collect() }
    }

    /// What it says in the case with these conditions.
    fn case(&self, when: &[Literal]) -> Option<&Statement<'a>> {
        self.cases.iter().find(|(other, _)| *other == when).map(|(_, says)| says)
    }

    /// The same, or what it says where no case applies.
    fn says(&self, when: &[Literal]) -> &Statement<'a> {
        self.case(when).unwrap_or(&self.base)
    }

    /// The cases that tell what is meant by *partial*.
    fn reserves(&self) -> &[(&'a [Literal], Statement<'a>)] {
        if *self.base.value == Value::Partial { &self.cases } else { &[] }
    }
}
