//! How long ago somebody looked at a fact, and when that is too long.

use jiff::civil::Date;

use super::{Cell, Feature, Product, Value};
use crate::base::Span;

/// What stands behind the date of a fact: the narrowest of three places has the word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DatedBy {
    /// The product's date, which holds for every fact.
    Product,
    /// The feature's.
    Feature,
    /// The cell's own.
    Cell,
}

/// The day on which somebody last looked at a fact, and how long that is good for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Freshness {
    /// The day, if anybody ever looked.
    pub verified: Option<Date>,
    /// Who says so.
    pub by: DatedBy,
    /// Where that stands; the product's name, where no day is written.
    pub at: Span,
    /// After how many days it counts as stale; never, where nobody says.
    pub stale_after: Option<i64>,
}

impl Freshness {
    /// The first day on which the fact counts as stale: more than the given days have passed then.
    pub fn stale_on(&self) -> Option<Date> {
        let days = self.stale_after?.checked_add(1)?;
        let span = jiff::Span::new().try_days(days).ok()?;
        self.verified?.checked_add(span).ok()
    }

    /// After how many days the fact became stale, if it is on a day.
    pub fn stale(&self, today: Date) -> Option<i64> {
        self.stale_on().filter(|day| *day <= today).and(self.stale_after)
    }
}

impl Product {
    /// After how many days without another look the product's own date became stale, if it is on a day.
    pub fn stale(&self, today: Date) -> Option<i64> {
        let (verified, stale_after, at) =
            (self.verified, self.stale_after, self.source.at(self.at));
        Freshness { verified, by: DatedBy::Product, at, stale_after }.stale(today)
    }

    /// How fresh a fact is: a cell's own date and span come before its feature's, and those before
    /// the product's.
    pub fn freshness(&self, feature: &Feature, cell: &Cell) -> Freshness {
        let (verified, by, at) = match (cell.verified, feature.verified) {
            (Some(day), _) => (Some(day), DatedBy::Cell, feature.source.at(cell.verified_at)),
            (None, Some(day)) => {
                (Some(day), DatedBy::Feature, feature.source.at(feature.verified_at))
            }
            (None, None) => {
                let place = if self.verified.is_some() { self.verified_at } else { self.at };
                (self.verified, DatedBy::Product, self.source.at(place))
            }
        };
        let stale_after = cell.stale_after.or(feature.stale_after).or(self.stale_after);
        Freshness { verified, by, at, stale_after }
    }
}

impl Cell {
    /// The day on which a plan is to be looked at again, if the cell holds one.
    pub fn review(&self) -> Option<Date> {
        match self.value {
            Value::Planned(day) => day,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::base::{Range, SourcePath};

    #[test]
    fn a_fact_is_stale_when_more_days_have_passed() {
        let at = SourcePath::new("a").at(Range::default());
        let of = |verified, stale_after| Freshness {
            verified,
            by: DatedBy::Product,
            at: at.clone(),
            stale_after,
        };
        let fresh = of(Some(date(2026, 1, 1)), Some(30));
        assert_eq!(fresh.stale_on(), Some(date(2026, 2, 1)));
        assert_eq!(fresh.stale(date(2026, 1, 31)), None);
        assert_eq!(fresh.stale(date(2026, 2, 1)), Some(30));
        assert_eq!(of(None, Some(30)).stale_on(), None);
        assert_eq!(of(Some(date(2026, 1, 1)), None).stale_on(), None);
        assert_eq!(of(Some(date(2026, 1, 1)), Some(i64::MAX)).stale_on(), None);
    }
}
