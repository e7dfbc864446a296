//! What pages exist.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::calendar::has_days;
use super::data::{self, ApiOf, TableFormat, TableOf};
use super::listing::{Listing, ListingOf};
use super::{Asset, ChangesAs, Redirect, Sheets, address};
use crate::base::{Lang, Route};
use crate::model::{Article, Axis, Catalog, Output};

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
    /// All terms of a taxonomy, by its position in the settings.
    Terms(usize),
    /// All years and months.
    Archive,
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
    /// Rows of a table that is too long for one page.
    Sheet {
        /// The product.
        product: usize,
        /// The comparison; the whole matrix if none.
        comparison: Option<usize>,
        /// Which of the table's sheets.
        sheet: usize,
    },
    /// The names of the rows of a matrix that is too long for one page: the product, and which of these pages.
    Names(usize, usize),
    /// One feature in every edition.
    Feature {
        /// The product.
        product: usize,
        /// The group.
        group: usize,
        /// Which of the group's features.
        feature: usize,
    },
    /// A guide.
    Guide(usize),
    /// What changed in a product, by the position of its history.
    Changes(usize, ChangesAs),
    /// A guide's part for one role.
    Role {
        /// The guide.
        guide: usize,
        /// Which of the guide's roles.
        role: usize,
    },
    /// Where each edition of a product leads.
    Upgrades(usize),
    /// A product's guides as an Atom feed.
    GuideFeed(usize),
    /// What a customer signs before they follow a guide.
    Consent(usize),
    /// The page that a host shows where there is none.
    NotFound,
    /// A feed.
    Feed(FeedOf),
    /// All pages, for search engines.
    Sitemap,
    /// What robots may read.
    Robots,
    /// What the site holds, for programs that read in somebody's stead.
    Llms,
    /// Headers, for hosts.
    Headers,
    /// Old addresses, for hosts.
    Redirects,
    /// Old addresses, for nginx.
    NginxMap,
    /// A page at an old address, by its position among them.
    Moved(usize),
    /// A matrix or a comparison as a file.
    Table(TableOf, TableFormat),
    /// A document of the API.
    Api(ApiOf),
    /// Days that matter, of a product or of all.
    Calendar(Option<usize>),
    /// What a guide tells, in the form that its consent sheet's version is made from.
    ConsentJson(usize),
}

/// What a feed holds, and in which format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeedOf {
    /// The list; the whole site in a language if none.
    pub listing: Option<usize>,
    /// Whether it is a JSON Feed; Atom otherwise.
    pub json: bool,
}

impl PageKind {
    /// Whether it is a page that people read.
    pub fn is_html(&self) -> bool {
        !matches!(
            self,
            Self::Feed(_)
                | Self::Changes(_, ChangesAs::Feed | ChangesAs::Json)
                | Self::GuideFeed(_)
                | Self::Sitemap
                | Self::Robots
                | Self::Llms
                | Self::Headers
                | Self::Redirects
                | Self::NginxMap
                | Self::Table(..)
                | Self::Api(_)
                | Self::Calendar(_)
                | Self::ConsentJson(_)
        )
    }
}

/// Every page but those of [`services`], which sorts them.
pub fn pages(
    catalog: &Catalog,
    listings: &[Listing],
    compared: &[Vec<(usize, String)>],
    sheets: &[Sheets],
    roles: &[Vec<Arc<str>>],
) -> Vec<Page> {
    let all = Vec::with_capacity(catalog.articles.len() * 2 + 64);
    let mut pages = Pages { catalog, sheets, all };
    for (at, article) in catalog.articles.iter().enumerate() {
        pages.article(at, article);
    }
    for language in &catalog.site.languages {
        pages.site(&language.tag);
        pages.products(&language.tag, compared);
        pages.upgrades(&language.tag, roles);
    }
    for (at, listing) in listings.iter().enumerate() {
        pages.listing(at, listing);
    }
    pages.data(compared);
    pages.overviews(listings);
    pages.all
}

struct Pages<'a> {
    catalog: &'a Catalog,
    sheets: &'a [Sheets],
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
        let feeds = &self.catalog.site.feeds;
        for (is_on, name, json) in
            [(feeds.atom, "atom.xml", false), (feeds.json, "feed.json", true)]
        {
            if is_on {
                self.add(lang, name, PageKind::Feed(FeedOf { listing: None, json }));
            }
        }
    }

    /// Pages that lead to lists; where an editor wrote a page of that address, theirs stands.
    fn overviews(&mut self, listings: &[Listing]) {
        let catalog = self.catalog;
        let taken: FxHashSet<Route> = self.all.iter().map(|page| page.route.clone()).collect();
        let mut add = |lang: &Lang, below: &str, kind: PageKind| {
            let route = address::localised(&catalog.site, lang, below);
            if !taken.contains(&route) {
                self.all.push(Page { route, lang: lang.clone(), kind });
            }
        };
        for language in &catalog.site.languages {
            let mut has = vec![false; catalog.site.taxonomies.len()];
            let mut has_years = false;
            for listing in listings.iter().filter(|l| l.lang == language.tag) {
                match &listing.of {
                    ListingOf::Term(term) => has[term.taxonomy] = true,
                    ListingOf::Year(_) => has_years = true,
                    ListingOf::Section(_) | ListingOf::Month(..) => {}
                }
            }
            for (at, taxonomy) in catalog.site.taxonomies.iter().enumerate() {
                // Every product stands on their page, whether there is news of it or not.
                let products = taxonomy.axis == Axis::Products && !catalog.products.is_empty();
                if has[at] || products {
                    add(&language.tag, &format!("{}/", taxonomy.slug), PageKind::Terms(at));
                }
            }
            if has_years {
                add(&language.tag, "archive/", PageKind::Archive);
            }
        }
    }

    /// `compared`: per product, the comparisons that have a page, with their folders.
    fn products(&mut self, lang: &Lang, compared: &[Vec<(usize, String)>]) {
        for (at, product) in self.catalog.products.iter().enumerate() {
            self.add(lang, &address::product(product), PageKind::Product(at));
            self.features(lang, at);
            self.cut(lang, at, None, &address::product(product));
            for page in 0..self.sheets[at].names.len() {
                self.add(lang, &address::names(product, page), PageKind::Names(at, page));
            }
            for (comparison, folder) in &compared[at] {
                let below = address::compared(product, folder);
                self.add(lang, &below, PageKind::Compare { product: at, comparison: *comparison });
                self.cut(lang, at, Some(*comparison), &below);
            }
        }
    }

    /// Guides, their parts for each role, and a page per product that leads to them.
    fn upgrades(&mut self, lang: &Lang, roles: &[Vec<Arc<str>>]) {
        let catalog = self.catalog;
        for (at, product) in catalog.products.iter().enumerate() {
            if catalog.guides.iter().any(|guide| guide.product == at) {
                self.add(lang, &address::upgrades(product), PageKind::Upgrades(at));
                if catalog.site.feeds.atom {
                    let below = format!("{}atom.xml", address::upgrades(product));
                    self.add(lang, &below, PageKind::GuideFeed(at));
                }
            }
        }
        for (at, guide) in catalog.guides.iter().enumerate() {
            let below = address::guide(catalog, guide);
            self.add(lang, &below, PageKind::Guide(at));
            self.add(lang, &address::consent(catalog, guide), PageKind::Consent(at));
            for (role, id) in roles[at].iter().enumerate() {
                self.add(lang, &format!("{below}{id}/"), PageKind::Role { guide: at, role });
            }
        }
    }

    /// The sheets of a table, where it has any.
    fn cut(&mut self, lang: &Lang, product: usize, comparison: Option<usize>, below: &str) {
        let sheets = &self.sheets[product];
        let sheets = if comparison.is_some() { &sheets.pair } else { &sheets.matrix };
        for (at, sheet) in sheets.iter().enumerate() {
            let below = address::sheet(&self.catalog.products[product], below, sheet);
            self.add(lang, &below, PageKind::Sheet { product, comparison, sheet: at });
        }
    }

    fn features(&mut self, lang: &Lang, product: usize) {
        if !self.catalog.site.outputs.has(Output::Features) {
            return;
        }
        for (group, rows) in self.catalog.products[product].groups.iter().enumerate() {
            for (feature, row) in rows.features.iter().enumerate() {
                let below = address::feature(&self.catalog.products[product], row);
                self.add(lang, &below, PageKind::Feature { product, group, feature });
            }
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
        let site = &self.catalog.site;
        let has_feed = match &listing.of {
            ListingOf::Section(_) => site.feeds.sections,
            ListingOf::Term(term) => site.taxonomies[term.taxonomy].feed,
            ListingOf::Year(_) | ListingOf::Month(..) => false,
        };
        if has_feed && site.feeds.atom {
            self.all.push(Page {
                route: listing.route.join("atom.xml"),
                lang: listing.lang.clone(),
                kind: PageKind::Feed(FeedOf { listing: Some(at), json: false }),
            });
        }
    }

    /// Files that have no language: they hold every one.
    fn data(&mut self, compared: &[Vec<(usize, String)>]) {
        let default = self.catalog.site.default_language().clone();
        self.add(&default, "404.html", PageKind::NotFound);
        for (at, guide) in self.catalog.guides.iter().enumerate() {
            let below = format!("{}consent.json", address::consent(self.catalog, guide));
            self.add(&default, &below, PageKind::ConsentJson(at));
        }
        let outputs = &self.catalog.site.outputs;
        if outputs.has(Output::Sitemap) {
            self.add(&default, "sitemap.xml", PageKind::Sitemap);
        }
        if has_days(self.catalog, None) {
            self.add(&default, "calendar.ics", PageKind::Calendar(None));
        }
        for (at, product) in self.catalog.products.iter().enumerate() {
            if has_days(self.catalog, Some(at)) {
                let below = format!("{}calendar.ics", address::product(product));
                self.add(&default, &below, PageKind::Calendar(Some(at)));
            }
        }
        for (below, kind) in data::files(self.catalog, compared) {
            self.add(&default, &below, kind);
        }
    }
}

/// Files for robots and hosts, and pages at old addresses. Where `static/` holds a file of that name, it
/// stands.
pub fn services(
    catalog: &Catalog,
    redirects: &[Redirect],
    assets: &[Asset],
    pages: &mut Vec<Page>,
) {
    let (outputs, lang) = (&catalog.site.outputs, catalog.site.default_language());
    let moved = outputs.has(Output::Redirects) && redirects.iter().any(|r| r.is_rule(catalog));
    let files = [
        (outputs.has(Output::Robots), "robots.txt", PageKind::Robots),
        (outputs.has(Output::Llms), "llms.txt", PageKind::Llms),
        (outputs.has(Output::Headers), "_headers", PageKind::Headers),
        (moved, "_redirects", PageKind::Redirects),
        (moved, "_redirects.map", PageKind::NginxMap),
    ];
    for (_, name, kind) in files.into_iter().filter(|(wanted, ..)| *wanted) {
        if !assets.iter().any(|asset| asset.route.as_str() == name) {
            pages.push(Page { route: Route::new(name), lang: lang.clone(), kind });
        }
    }
    if outputs.has(Output::Aliases) {
        // One that is taken is reported; a second page would only hide that.
        let taken: FxHashSet<Route> = pages.iter().map(|page| page.route.clone()).collect();
        let free = redirects.iter().enumerate().filter(|(_, r)| !taken.contains(&r.from));
        pages.extend(free.filter(|(_, redirect)| redirect.is_page()).map(|(at, redirect)| Page {
            route: redirect.from.clone(),
            lang: redirect.lang.clone(),
            kind: PageKind::Moved(at),
        }));
    }
    pages.sort_by(|a, b| a.route.cmp(&b.route));
}

/// Where an article lives, without its language's prefix.
pub fn below(article: &Article) -> String {
    address_of(&article.section, &article.slug)
}

/// The address of an article by its section and slug.
pub fn address_of(section: &str, slug: &str) -> String {
    if section.is_empty() { format!("{slug}/") } else { format!("{section}/{slug}/") }
}
