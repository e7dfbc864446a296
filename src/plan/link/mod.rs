//! Links: to pages by file, to features, editions, guides and facts by id, to sources, to elsewhere.

mod check;
mod follow;
mod lookup;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fact::FactAt;
use super::{Asset, Page, PageKind, address};
use crate::base::{Lang, Route, SourcePath};
use crate::model::Catalog;

pub use check::{articles, check_products};

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// To an address.
    Url(String),
    /// To a fact, whose value is to be filled in.
    Fact(String, FactAt),
    /// Nowhere; reported.
    Broken,
}

impl Target {
    /// The address.
    pub fn url(&self) -> &str {
        match self {
            Self::Url(url) | Self::Fact(url, _) => url,
            Self::Broken => "#",
        }
    }
}

/// What lives where.
#[derive(Debug, Default)]
pub struct Index {
    by_source: FxHashMap<SourcePath, Route>,
    routes: FxHashSet<Route>,
    products: FxHashMap<String, usize>,
}

impl Index {
    /// Indexes the pages.
    pub fn of(catalog: &Catalog, pages: &[Page], assets: &[Asset]) -> Self {
        let mut index = Self::default();
        for page in pages {
            index.routes.insert(page.route.clone());
            let source = match page.kind {
                PageKind::Article(at) | PageKind::Plain(at) => Some(&catalog.articles[at].source),
                PageKind::Guide(at) if page.lang == *catalog.site.default_language() => {
                    Some(&catalog.guides[at].source)
                }
                PageKind::Product(at) if page.lang == *catalog.site.default_language() => {
                    Some(&catalog.products[at].source)
                }
                _ => None,
            };
            index.by_source.extend(source.map(|source| (source.clone(), page.route.clone())));
        }
        for section in &catalog.sections {
            let below = if section.folder.is_empty() {
                String::new()
            } else {
                format!("{}/", section.folder)
            };
            index.by_source.insert(
                section.source.clone(),
                address::localised(&catalog.site, &section.lang, &below),
            );
        }
        for asset in assets {
            index.routes.insert(asset.route.clone());
            index.by_source.insert(asset.source.clone(), asset.route.clone());
        }
        index.products =
            catalog.products.iter().enumerate().map(|(at, p)| (p.id.to_string(), at)).collect();
        index
    }
}

/// Where a link stands: decides what a relative address means, and which product `src:` speaks of.
pub struct LinkScope<'a> {
    /// The file.
    pub source: &'a SourcePath,
    /// The products that the text is about.
    pub products: &'a [usize],
    /// The language of the text.
    pub lang: &'a Lang,
}
