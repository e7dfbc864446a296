//! What links say that have no words of their own: a sheet shows the words of what they lead to.

use serde_json::{Value as Json, json};

use super::told::Told;
use crate::model::{Fact, Feature, Product, Prose};

impl Told<'_> {
    /// Notes what a text leaves to be filled in, by the address as written.
    pub(super) fn fill(&self, prose: &Prose) {
        for link in prose.links.iter().filter(|link| link.is_empty()) {
            if let Some(found) = self.found(&link.to) {
                self.filled.borrow_mut().insert(link.to.clone(), found);
            }
        }
    }

    fn found(&self, to: &str) -> Option<Json> {
        let (scheme, rest) = to.split_once(':')?;
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        let named = |id: &str| self.catalog.products.iter().find(|product| *product.id == *id);
        let (product, name) = match path.split_once('/') {
            Some((product, name)) => (named(product)?, name),
            None if scheme == "product" => (named(path)?, ""),
            None => (self.product, path),
        };
        let words = |text: &crate::model::Text| Some(json!(text.base()));
        match scheme {
            "cell" => {
                let (row, edition) = name.split_once('/')?;
                let edition = product.edition(edition)?;
                let fact = fact(product, row)?;
                Some(Json::Object(self.cell(fact, fact.cells.get(edition)?)))
            }
            "feature" => words(&feature(product, name)?.name),
            "edition" => words(&product.editions[product.edition(name)?].name),
            "product" => words(&product.name),
            "src" => words(&product.sources.iter().find(|source| *source.id == *name)?.title),
            "upgrade" => {
                let mut all = self.catalog.guides.iter();
                let of = |at: usize| self.catalog.products[at].id == product.id;
                words(&all.find(|guide| of(guide.product) && *guide.id == *name)?.title)
            }
            _ => None,
        }
    }
}

fn feature<'p>(product: &'p Product, id: &str) -> Option<&'p Feature> {
    let today = || product.feature(product.moved_to(id)?.first()?);
    product.feature(id).or_else(today)
}

/// A row's only fact, or one of its parts: `wecom.jump`.
fn fact<'p>(product: &'p Product, row: &str) -> Option<&'p Fact> {
    if let Some(feature) = feature(product, row) {
        return feature.facts.first();
    }
    // Ids and parts may hold dots: the longest feature is meant, as on the sheet.
    row.rmatch_indices('.').find_map(|(at, _)| {
        let facts = &feature(product, &row[..at])?.facts;
        facts.iter().find(|fact| fact.part.as_ref().is_some_and(|(id, _)| **id == row[at + 1..]))
    })
}
