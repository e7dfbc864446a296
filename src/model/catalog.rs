//! Everything the site says, with every reference resolved.

use super::{Article, Guide, Product, Section, Site};

/// What the documents mean. Ids connect things; after `resolve` no unresolved reference is left.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The settings.
    pub site: Site,
    /// The day that counts as today, in the site's zone.
    pub today: jiff::civil::Date,
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
    /// Documents that could not be read at all.
    pub unread: Vec<crate::base::SourcePath>,
}
