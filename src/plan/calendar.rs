//! Days that somebody may want in a calendar: when editions close, and when plans are looked at again.

use jiff::civil::Date;

use crate::model::{Catalog, Feature, Output, Product};

/// What happens on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occasion {
    /// An edition closes.
    Closes,
    /// A plan is looked at again: the feature, counted through all groups, and which of its facts.
    Review(usize, usize),
}

/// A day in a product's life.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The day.
    pub day: Date,
    /// The product.
    pub product: usize,
    /// The edition.
    pub edition: usize,
    /// What happens.
    pub what: Occasion,
    /// When somebody last looked whether it is so.
    pub verified: Option<Date>,
}

/// A fact of a row, as addresses name it: `wecom.jump`.
pub fn address_of_feature(feature: &Feature, fact: usize) -> String {
    let part = feature.facts.get(fact).and_then(|fact| fact.part.as_ref());
    match part {
        Some((part, _)) => format!("{}.{part}", feature.id),
        None => feature.id.to_string(),
    }
}

/// The events of one product, or of all, by day.
pub fn events(catalog: &Catalog, of: Option<usize>) -> Vec<Event> {
    let mut all = Vec::new();
    let wanted = catalog.products.iter().enumerate().filter(|(at, _)| of.is_none_or(|p| p == *at));
    for (at, product) in wanted {
        of_product(at, product, &mut all);
    }
    all.sort_by_key(|event| event.day);
    all
}

/// Whether a calendar would hold anything; one that does not is no calendar (RFC 5545, section 3.6).
pub fn has_days(catalog: &Catalog, of: Option<usize>) -> bool {
    catalog.site.outputs.has(Output::Calendar) && !events(catalog, of).is_empty()
}

fn of_product(product: usize, of: &Product, out: &mut Vec<Event>) {
    for (edition, known) in of.editions.iter().enumerate() {
        let verified = of.verified;
        let event = |day| Event { day, product, edition, what: Occasion::Closes, verified };
        out.extend(known.closes.map(event));
    }
    for (row, feature) in of.features().enumerate() {
        for (fact_at, fact) in feature.facts.iter().enumerate() {
            for (edition, cell) in fact.cells.iter().enumerate() {
                let verified = of.freshness(feature, cell).verified;
                let what = Occasion::Review(row, fact_at);
                let event = |day| Event { day, product, edition, what, verified };
                out.extend(cell.review().map(event));
            }
        }
    }
}
