//! From which number of accounts on an edition has more: amounts that hang on one count, held against each other.

mod form;
mod race;

use std::cmp::Ordering;
use std::sync::Arc;

use super::under;
use crate::model::{Cell, Exact, Expr, Given, Kind, Limit, Product, Value, exact};
use form::Span;

/// Nobody has more of anything that is counted.
const MOST: i128 = 10_000_000;

/// So many stretches are told one by one; of more, the first and the last.
const TOLD: usize = 5;

/// Who has more over a stretch: one of these for every count of it, or several in turn; none where the amounts have no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ahead {
    /// The edition that the customer has.
    pub from: bool,
    /// Neither.
    pub level: bool,
    /// The edition that they go to.
    pub to: bool,
}

impl Ahead {
    fn of(ordering: Ordering) -> Self {
        Self { from: ordering.is_lt(), level: ordering.is_eq(), to: ordering.is_gt() }
    }

    fn and(self, other: Self) -> Self {
        Self {
            from: self.from || other.from,
            level: self.level || other.level,
            to: self.to || other.to,
        }
    }
}

/// A stretch of a count over which one thing is true.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lead {
    /// The first count.
    pub first: i128,
    /// The last one; none where it goes on for as long as there are any.
    pub last: Option<i128>,
    /// Who has more.
    pub who: Ahead,
}

/// Two amounts of which now the one and now the other is more, or the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crossover {
    /// What they hang on, sorted.
    pub counts: Vec<Arc<str>>,
    /// How much of the count the editions allow, where they do not allow any number.
    pub most: Option<i128>,
    /// Where which has more, from the first count on without a gap. Empty where that hangs on several
    /// counts, or cannot be told.
    pub leads: Vec<Lead>,
}

/// Up to which number a count may go.
pub(super) trait Reach {
    /// The largest number of a count, where the matrix says one.
    fn most(&self, count: &str) -> Option<i128>;
}

/// Any number that there may be.
pub(super) struct Anything;

impl Reach for Anything {
    fn most(&self, _: &str) -> Option<i128> {
        None
    }
}

/// What editions allow a customer of whom something is known in each: as much as all of them do.
pub(super) struct Allowed<'a> {
    pub(super) product: &'a Product,
    pub(super) sides: [(usize, &'a Given); 2],
}

impl Reach for Allowed<'_> {
    fn most(&self, count: &str) -> Option<i128> {
        let id = self.product.count(count)?.within.as_ref()?;
        let today = self.product.moved_to(id).and_then(|today| today.first());
        let feature = self.product.feature(id).or_else(|| self.product.feature(today?))?;
        let fact = feature.facts.iter().find(|fact| fact.kind == Kind::Limit)?;
        // What is computed from a count does not bound it.
        if fact.cells.iter().any(is_computed) {
            return None;
        }
        let of = |(edition, given): (usize, &Given)| {
            largest(&under(self.product, fact.cells.get(edition)?, edition, given))
        };
        self.sides.into_iter().filter_map(of).min()
    }
}

fn is_computed(cell: &Cell) -> bool {
    matches!(cell.value, Value::Limit(Limit::Formula(_)))
}

/// The most that a cell grants in any of its cases; nothing where one has no number for it.
fn largest(cell: &Cell) -> Option<i128> {
    let cases = cell.cases.iter().filter_map(|case| case.value.as_ref());
    let amount = |value: &Value| match value {
        Value::Limit(Limit::Amount(quantity)) => Some(exact(quantity.base)?.floor().to_integer()),
        _ => None,
    };
    let all: Option<Vec<i128>> = std::iter::once(&cell.value).chain(cases).map(amount).collect();
    all?.into_iter().max().filter(|most| *most >= 1)
}

/// Who has more wherever both have a value, as far as `reach` goes: all that is true for some count, and where it is worth telling, for which. `None` where
/// they hang on several counts or it cannot be proven.
pub(super) fn standing(
    from: &Limit,
    to: &Limit,
    counts: &[Arc<str>],
    reach: &dyn Reach,
) -> Option<(Ahead, Option<Crossover>)> {
    if counts.len() > 1 {
        return None;
    }
    let most = counts.first().and_then(|count| reach.most(count)).filter(|most| *most < MOST);
    let span = Span { first: 1, last: if counts.is_empty() { 1 } else { most.unwrap_or(MOST) } };
    let (from, to) = (whole(from)?, whole(to)?);
    let mut leads = told(race::leads(&from, &to, span)?);
    let all = leads.iter().fold(Ahead::default(), |all, lead| all.and(lead.who));
    if let Some(last) = leads.last_mut() {
        last.last = None;
    }
    let one =
        leads.len() == 1 && [all.from, all.level, all.to].iter().filter(|is| **is).count() <= 1;
    let crossover = (!one).then(|| Crossover { counts: counts.to_vec(), most, leads });
    Some((all, crossover))
}

fn whole(limit: &Limit) -> Option<Expr> {
    match limit {
        Limit::Unlimited => None,
        Limit::Amount(quantity) => Some(Expr::Number(exact(quantity.base)?)),
        Limit::Formula(formula) => formula.whole(),
    }
}

/// Few enough stretches to be read: what lies between the first and the last is told together.
fn told(leads: Vec<Lead>) -> Vec<Lead> {
    if leads.len() <= TOLD {
        return leads;
    }
    let inner = &leads[1..leads.len() - 1];
    let who = inner.iter().fold(Ahead::default(), |all, lead| all.and(lead.who));
    let band = Lead { who, last: inner[inner.len() - 1].last, ..inner[0] };
    let mut all = vec![leads[0], band, leads[leads.len() - 1]];
    all.dedup_by(|next, lead| {
        let same = next.who == lead.who;
        if same {
            lead.last = next.last;
        }
        same
    });
    all
}

/// The value of a limit for counts by name, in the base unit of its dimension.
pub(super) fn value(limit: &Limit, names: &[Arc<str>], values: &[i128]) -> Option<Exact> {
    match limit {
        Limit::Unlimited => None,
        Limit::Amount(amount) => exact(amount.base),
        Limit::Formula(formula) => {
            let own = formula.counts.iter().map(|name| {
                let at = names.iter().position(|known| known == name)?;
                values.get(at).copied()
            });
            formula.at(&own.collect::<Option<Vec<i128>>>()?)
        }
    }
}
