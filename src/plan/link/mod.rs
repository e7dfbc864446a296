//! Links: to pages by file, to features, editions, guides and facts by id, to sources, to elsewhere.

mod address;
mod check;
mod follow;
mod local;
mod lookup;
mod part;
mod picture;
mod places;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fact::FactAt;
use super::{Asset, Page, PageKind, pages};
use crate::base::{Bilingual, Diagnostic, Lang, Route, SourcePath};
use crate::model::Catalog;

use address::{decode, scheme};
pub use check::{articles, check_menu, check_products, follow_all, site_pictures};
pub use lookup::can_hold;
pub use places::Places;

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// To an address.
    Url(String),
    /// To a fact, whose value is to be filled in.
    Fact(String, FactAt),
    /// To a feature, or to a fact whose words stand in the text; its name where it is to be filled in.
    Feature(String, RowAt, Option<String>),
    /// To something whose name is to be filled in.
    Named(String, String),
    /// To a picture of the site, with its width and height in pixels.
    Picture(String, Option<(u32, u32)>),
    /// To an article that is not to be seen now, which is worth a warning: the words stand, and
    /// lead nowhere.
    Hidden(Box<Diagnostic>),
    /// Nowhere; reported.
    Broken,
}

/// A row of a matrix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowAt {
    /// The product.
    pub product: usize,
    /// The feature, counted through all groups.
    pub feature: usize,
}

impl Target {
    /// The row of a matrix that it leads to.
    pub fn row(&self) -> Option<RowAt> {
        match self {
            Self::Fact(_, at) => Some(RowAt { product: at.product, feature: at.feature }),
            Self::Feature(_, row, _) => Some(*row),
            _ => None,
        }
    }

    /// The same, with what names a place on its page.
    fn at(self, tail: &str) -> Self {
        match self {
            Self::Named(url, name) => Self::Named(url + tail, name),
            Self::Feature(url, row, name) => Self::Feature(url + tail, row, name),
            other => other,
        }
    }

    /// The address.
    pub fn url(&self) -> &str {
        match self {
            Self::Url(url)
            | Self::Fact(url, _)
            | Self::Feature(url, ..)
            | Self::Named(url, _)
            | Self::Picture(url, _) => url,
            Self::Hidden(_) => "",
            Self::Broken => "#",
        }
    }
}

/// What a source file becomes.
#[derive(Debug)]
enum Dweller {
    /// A page or a copied file.
    Route(Route),
    /// Nothing now, and why.
    Hidden(Bilingual),
}

/// What lives where.
#[derive(Debug, Default)]
pub struct Index {
    by_source: FxHashMap<SourcePath, Dweller>,
    routes: FxHashSet<Route>,
    /// Where articles will live, or lived, that are not to be seen now.
    hidden: FxHashMap<Route, Bilingual>,
    products: FxHashMap<String, usize>,
}

impl Index {
    /// Indexes the pages.
    pub fn of(catalog: &Catalog, pages: &[Page], assets: &[Asset]) -> Self {
        let mut index = Self::default();
        for page in pages {
            index.routes.insert(page.route.clone());
            let source = match page.kind {
                PageKind::Article(at) | PageKind::Plain(at) => {
                    Some(&catalog.articles[at]).filter(|a| !a.derived).map(|a| &a.source)
                }
                PageKind::Guide(at) if page.lang == *catalog.site.default_language() => {
                    Some(&catalog.guides[at]).filter(|g| g.is_written()).map(|g| &g.source)
                }
                PageKind::Product(at) if page.lang == *catalog.site.default_language() => {
                    Some(&catalog.products[at].source)
                }
                _ => None,
            };
            let route = || Dweller::Route(page.route.clone());
            index.by_source.extend(source.map(|source| (source.clone(), route())));
        }
        for section in catalog.sections.iter().filter(|section| !section.text.derived) {
            let below = if section.folder.is_empty() {
                String::new()
            } else {
                format!("{}/", section.folder)
            };
            let route = super::address::localised(&catalog.site, &section.lang, &below);
            index.by_source.insert(section.source.clone(), Dweller::Route(route));
        }
        for hidden in &catalog.hidden {
            let below = pages::address_of(&hidden.section, &hidden.slug);
            let route = super::address::localised(&catalog.site, &hidden.lang, &below);
            index.hidden.insert(route, hidden.reason.clone());
            index.by_source.insert(hidden.source.clone(), Dweller::Hidden(hidden.reason.clone()));
        }
        for asset in assets {
            index.routes.insert(asset.route.clone());
            let route = Dweller::Route(asset.route.clone());
            index.by_source.insert(asset.source.clone(), route);
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
    /// The day on which the text's facts stay.
    pub day: Option<jiff::civil::Date>,
    /// Whether the text was made from another language's: it was held against the matrix there, and
    /// its links lead to pages in its own language.
    pub derived: bool,
}
