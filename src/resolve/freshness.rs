//! Facts that nobody has looked at for too long, plans whose day has passed, and days that are still to come.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::article::Turns;
use super::catalogue as problem;
use crate::base::{Diagnostic, Span};
use crate::model::{Catalog, Cell, DatedBy, Fact, Feature, Freshness, Product, Site, Value};

/// Reports what is stale today and what is overdue, and notes the next day on which that changes.
pub fn check(catalog: &Catalog, turns: &mut Turns, out: &mut Vec<Diagnostic>) {
    for product in &catalog.products {
        let mut look = Look {
            product,
            site: &catalog.site,
            today: catalog.today,
            turns,
            out,
            stale: BTreeMap::new(),
        };
        look.past("verified", product.verified, || product.source.at(product.verified_at));
        for source in &product.sources {
            look.past("seen", source.seen, || product.source.at(source.seen_at));
        }
        for feature in product.features() {
            let place = || feature.source.at(feature.verified_at);
            look.past("verified", feature.verified, place);
            look.feature(feature);
        }
        let stale = look.stale;
        out.extend(stale.into_iter().map(|(date, stale)| stale.problem(product, date)));
    }
}

/// A fact of an edition.
#[derive(Clone, Copy)]
struct At<'p> {
    feature: &'p Feature,
    fact: &'p Fact,
    edition: usize,
}

impl At<'_> {
    /// As commands name it: `exmail/wecom.jump/fusion`.
    fn target(&self, product: &Product) -> String {
        let part = self.fact.part.as_ref().map(|(id, _)| format!(".{id}")).unwrap_or_default();
        let edition = &product.editions[self.edition].id;
        format!("{}/{}{part}/{edition}", product.id, self.feature.id)
    }
}

/// The stale facts of one product and day.
struct Stale<'p> {
    count: usize,
    /// The widest of the places that give the day.
    dated: Freshness,
    /// The first to expire, and when.
    oldest: (Date, i64, At<'p>),
    /// Whether all stand in the row of the oldest.
    one_row: bool,
}

impl Stale<'_> {
    fn problem(self, product: &Product, date: Date) -> Diagnostic {
        let (_, days, oldest) = self.oldest;
        let target = match (self.dated.by, self.count) {
            (DatedBy::Cell, 1) => oldest.target(product),
            (DatedBy::Feature | DatedBy::Cell, _) if self.one_row => {
                format!("{}/{}", product.id, oldest.feature.id)
            }
            _ => product.id.to_string(),
        };
        let days = u64::try_from(days).unwrap_or_default();
        let name = oldest.feature.name.base();
        problem::stale_cell(self.dated.at, self.count, date.to_string(), days, name, target)
    }
}

struct Look<'p, 't> {
    product: &'p Product,
    site: &'p Site,
    today: Date,
    turns: &'t mut Turns,
    out: &'t mut Vec<Diagnostic>,
    stale: BTreeMap<Date, Stale<'p>>,
}

impl<'p> Look<'p, '_> {
    fn feature(&mut self, feature: &'p Feature) {
        // What editions inherit, and what speaks for several parts, was written once.
        let mut seen = Vec::with_capacity(feature.facts.len() * 2);
        for fact in &feature.facts {
            for (edition, cell) in fact.cells.iter().enumerate() {
                if !cell.broken && !seen.contains(&cell.at) {
                    seen.push(cell.at);
                    let at = At { feature, fact, edition };
                    let place = || feature.source.at(cell.verified_at);
                    self.past("verified", cell.verified, place);
                    self.plan(at, cell);
                    self.age(at, cell);
                }
            }
        }
    }

    /// Reports a day on which somebody cannot have looked yet.
    fn past(&mut self, key: &'static str, day: Option<Date>, place: impl FnOnce() -> Span) {
        let Some(day) = day.filter(|day| *day > self.today) else { return };
        self.turns.note(Some(day), self.site);
        let (date, today) = (day.to_string(), self.today.to_string());
        self.out.push(problem::date_in_future(place(), key, date, today));
    }

    fn plan(&mut self, at: At<'p>, cell: &Cell) {
        let Some(day) = cell.review() else { return };
        if day >= self.today {
            self.turns.note(day.tomorrow().ok(), self.site);
            return;
        }
        self.out.push(problem::overdue_plan(
            at.feature.source.at(cell.review_at),
            at.feature.name.base(),
            self.product.editions[at.edition].name.base(),
            day.to_string(),
            at.target(self.product),
        ));
    }

    fn age(&mut self, at: At<'p>, cell: &Cell) {
        let limit = cell.stale_after.or(at.feature.stale_after).or(self.product.stale_after);
        // Of what nobody knows there is nothing to look at again.
        if limit.is_none() || cell.value == Value::Unknown {
            return;
        }
        let fresh = self.product.freshness(at.feature, cell);
        let (Some(turn), Some(date), Some(days)) = (fresh.stale_on(), fresh.verified, limit) else {
            return;
        };
        if turn > self.today {
            self.turns.note(Some(turn), self.site);
            return;
        }
        let oldest = (turn, days, at);
        let stale = self.stale.entry(date).or_insert_with(|| Stale {
            count: 0,
            dated: fresh.clone(),
            oldest,
            one_row: true,
        });
        stale.count += 1;
        stale.one_row &= stale.oldest.2.feature.id == at.feature.id;
        if fresh.by < stale.dated.by {
            stale.dated = fresh;
        }
        if turn < stale.oldest.0 {
            stale.oldest = oldest;
        }
    }
}
