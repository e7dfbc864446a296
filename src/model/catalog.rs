//! Everything the site says, with every reference resolved.

use jiff::civil::Date;

use super::{Article, Guide, History, Past, Product, Section, Site};

/// What the documents mean. Ids connect things; after `resolve` no unresolved reference is left.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The settings.
    pub site: Site,
    /// The day that counts as today, in the site's zone.
    pub today: Date,
    /// The products, by id.
    pub products: Vec<Product>,
    /// The guides, by product and id.
    pub guides: Vec<Guide>,
    /// The articles and plain pages that are to be seen, by path.
    pub articles: Vec<Article>,
    /// The articles that are not to be seen now, by path.
    pub hidden: Vec<super::Hidden>,
    /// The sections, by folder; the home page has the empty one.
    pub sections: Vec<Section>,
    /// What was recorded of products, in their order; not of every one.
    pub histories: Vec<History>,
    /// Matrices of past days that articles show.
    pub past: Vec<Past>,
    /// Documents that could not be read at all.
    pub unread: Vec<crate::base::SourcePath>,
}

impl Catalog {
    /// A matrix by its position: those of today are counted first, those of the past behind them.
    pub fn matrix(&self, at: usize) -> &Product {
        self.products.get(at).unwrap_or_else(|| &self.past[at - self.products.len()].matrix)
    }

    /// The past that a matrix's position stands for.
    pub fn past(&self, at: usize) -> Option<&Past> {
        self.past.get(at.checked_sub(self.products.len())?)
    }

    /// Today's product for a matrix's position.
    pub fn current(&self, at: usize) -> usize {
        self.past(at).map_or(at, |past| past.product)
    }

    /// The position of a product's matrix as a text shows it: as it stood on a day, if the text is kept so.
    pub fn as_of(&self, product: usize, day: Option<Date>) -> usize {
        let record = day.and_then(|day| self.history(product)?.at(day));
        let past = record.and_then(|record| {
            self.past.iter().position(|past| (past.product, past.record) == (product, record))
        });
        past.map_or(product, |past| self.products.len() + past)
    }

    /// What was recorded of a product.
    pub fn history(&self, product: usize) -> Option<&History> {
        self.histories.iter().find(|history| history.product == product)
    }
}
