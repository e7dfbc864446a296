//! What pages exist.

use std::sync::Arc;

use super::listing::{Listing, ListingOf};
use super::{Asset, Compared, address};
use crate::base::{Lang, Route, SourcePath};
use crate::model::{Article, Catalog};
use crate::syntax::FileKind;

/// A page or a data file.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it lives.
    pub route: Route,
    /// In which language.
    pub lang: Lang,
    /// What it shows.
    pub kind: PageKind,
}

/// What a page shows; numbers are positions in the catalogue or the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The home page.
    Home,
    /// A page of a list, counted from 0.
    List {
        /// The list.
        listing: usize,
        /// Which of its pages.
        page: usize,
    },
    /// All tags.
    Terms,
    /// An article.
    Article(usize),
    /// A plain page.
    Plain(usize),
    /// A product with its whole matrix.
    Product(usize),
    /// Two editions compared.
    Compare {
        /// The product.
        product: usize,
        /// The comparison.
        comparison: usize,
    },
    /// A guide.
    Guide(usize),
    /// The page that a host shows where there is none.
    NotFound,
    /// The site's Atom feed.
    Feed,
    /// All pages, for search engines.
    Sitemap,
    /// What robots may read.
    Robots,
    /// A product's matrix as data.
    MatrixJson(usize),
    /// A comparison as data.
    CompareJson {
        /// The product.
        product: usize,
        /// The comparison.
        comparison: usize,
    },
}

impl PageKind {
    /// Whether it is a page that people read.
    pub fn is_html(&self) -> bool {
        !matches!(
            self,
            Self::Feed
                | Self::Sitemap
                | Self::Robots
                | Self::MatrixJson(_)
                | Self::CompareJson { .. }
        )
    }
}

/// Every page, by route.
pub fn pages(
    catalog: &Catalog,
    listings: &[Listing],
    pairs: &[Vec<(usize, usize, usize)>],
    compared: &[Compared],
) -> Vec<Page> {
    let mut pages = Pages { catalog, all: Vec::with_capacity(catalog.articles.len() * 2 + 64) };
    for (at, article) in catalog.articles.iter().enumerate() {
        pages.article(at, article);
    }
    for language in &catalog.site.languages {
        pages.site(&language.tag);
        pages.products(&language.tag, pairs, compared);
    }
    for (at, listing) in listings.iter().enumerate() {
        pages.listing(at, listing);
    }
    pages.data(pairs, compared);
    pages.all.sort_by(|a, b| a.route.cmp(&b.route));
    pages.all
}

struct Pages<'a> {
    catalog: &'a Catalog,
    all: Vec<Page>,
}

impl Pages<'_> {
    fn add(&mut self, lang: &Lang, below: &str, kind: PageKind) {
        let route = address::localised(&self.catalog.site, lang, below);
        self.all.push(Page { route, lang: lang.clone(), kind });
    }

    fn article(&mut self, at: usize, article: &Article) {
        let kind =
            if article.section.is_empty() { PageKind::Plain(at) } else { PageKind::Article(at) };
        self.add(&article.lang, &below(article), kind);
    }

    fn site(&mut self, lang: &Lang) {
        self.add(lang, "", PageKind::Home);
        self.add(lang, "atom.xml", PageKind::Feed);
        if self.catalog.articles.iter().any(|a| a.lang == *lang && !a.tags.is_empty()) {
            self.add(lang, "tags/", PageKind::Terms);
        }
    }

    fn products(
        &mut self,
        lang: &Lang,
        pairs: &[Vec<(usize, usize, usize)>],
        compared: &[Compared],
    ) {
        for (at, product) in self.catalog.products.iter().enumerate() {
            self.add(lang, &format!("products/{}/", product.id), PageKind::Product(at));
            for (_, _, comparison) in &pairs[at] {
                let below = format!(
                    "products/{}/compare/{}/",
                    product.id,
                    pair_name(self.catalog, &compared[*comparison])
                );
                self.add(lang, &below, PageKind::Compare { product: at, comparison: *comparison });
            }
        }
        for (at, guide) in self.catalog.guides.iter().enumerate() {
            let product = &self.catalog.products[guide.product].id;
            self.add(
                lang,
                &format!("products/{product}/upgrades/{}/", guide.id),
                PageKind::Guide(at),
            );
        }
    }

    fn listing(&mut self, at: usize, listing: &Listing) {
        for page in 0..listing.pages() {
            self.all.push(Page {
                route: listing.page_route(page),
                lang: listing.lang.clone(),
                kind: PageKind::List { listing: at, page },
            });
        }
    }

    /// Files that have no language: they hold every one.
    fn data(&mut self, pairs: &[Vec<(usize, usize, usize)>], compared: &[Compared]) {
        let default = self.catalog.site.default_language().clone();
        self.add(&default, "404.html", PageKind::NotFound);
        self.add(&default, "sitemap.xml", PageKind::Sitemap);
        self.add(&default, "robots.txt", PageKind::Robots);
        for (at, product) in self.catalog.products.iter().enumerate() {
            self.add(
                &default,
                &format!("products/{}/matrix.json", product.id),
                PageKind::MatrixJson(at),
            );
            for (_, _, comparison) in &pairs[at] {
                let name = pair_name(self.catalog, &compared[*comparison]);
                let below = format!("api/v1/products/{}/compare/{name}.json", product.id);
                self.add(
                    &default,
                    &below,
                    PageKind::CompareJson { product: at, comparison: *comparison },
                );
            }
        }
    }
}

/// `legacy-vs-fusion`.
pub fn pair_name(catalog: &Catalog, compared: &Compared) -> String {
    let editions = &catalog.products[compared.product].editions;
    format!("{}-vs-{}", editions[compared.comparison.from].id, editions[compared.comparison.to].id)
}

/// Where an article lives, without its language's prefix.
pub fn below(article: &Article) -> String {
    address_of(&article.section, &article.slug)
}

/// The address of an article by its section and slug.
pub fn address_of(section: &str, slug: &str) -> String {
    if section.is_empty() { format!("{slug}/") } else { format!("{section}/{slug}/") }
}

/// Files that are copied: below `static/`, and pictures beside articles.
pub fn assets(files: &[SourcePath]) -> Vec<Asset> {
    files
        .iter()
        .filter(|path| FileKind::of(path) == FileKind::Asset)
        .map(|path| {
            let below = path
                .as_str()
                .strip_prefix("static/")
                .or_else(|| path.as_str().strip_prefix("content/"));
            Asset {
                source: path.clone(),
                route: Route::new(Arc::from(below.unwrap_or(path.as_str()))),
            }
        })
        .collect()
}

/// What a listing is of, for the owner's name in messages.
pub fn owner(
    catalog: &Catalog,
    listings: &[Listing],
    kind: &PageKind,
) -> (Option<SourcePath>, String) {
    match kind {
        PageKind::Article(at) | PageKind::Plain(at) => source(&catalog.articles[*at].source),
        PageKind::Product(at)
        | PageKind::MatrixJson(at)
        | PageKind::Compare { product: at, .. }
        | PageKind::CompareJson { product: at, .. } => source(&catalog.products[*at].source),
        PageKind::Guide(at) => source(&catalog.guides[*at].source),
        PageKind::List { listing, .. } => match &listings[*listing].of {
            ListingOf::Section(at) => source(&catalog.sections[*at].source),
            ListingOf::Tag(tag) => (None, format!("tags: {tag}")),
        },
        PageKind::Home => (None, "content/_index.md".to_owned()),
        _ => (None, "crosswalk".to_owned()),
    }
}

fn source(path: &SourcePath) -> (Option<SourcePath>, String) {
    (Some(path.clone()), path.to_string())
}
