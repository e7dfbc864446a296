//! The catalogue to a plan: which pages exist, where they live, and what links to what.

mod address;
mod asset;
mod block;
mod calendar;
pub mod catalogue;
mod changes;
mod claims;
mod compared;
pub mod data;
mod fact;
mod ladder;
mod link;
mod listing;
mod mention;
pub mod named;
mod owner;
mod pages;
mod redirect;
mod sheet;
mod thin;
mod twins;
mod unbound;
mod upgrades;

pub use address::{edition_anchor, encode, tag_slug};
pub use asset::Asset;
pub use block::{Block, Checklist, Contact, Figure, Followed, TableBlock};
pub use calendar::{Event as CalendarEvent, Occasion, address_of_feature, events, has_days};
pub use changes::ChangesAs;
pub use compared::{Compared, compare_folder};
pub use data::{ApiOf, TableFormat, TableOf};
pub use fact::{FactAt, StateWords, Vocabulary, joined, say};
pub use link::{LinkScope, Places, RowAt, Target, can_hold};
pub use listing::{Listing, ListingOf, Term};
pub use mention::Mentions;
pub use pages::{FeedOf, Page, PageKind};
pub use redirect::{Redirect, Split};
pub use sheet::{Sheet, Sheets};
pub use upgrades::{WayTold, concerns, stops};

use std::sync::Arc;

use compared::Comparisons;
use rustc_hash::FxHashMap;

use crate::base::{Checked, Lang, Route, SourcePath};
use crate::derive::{Comparison, Consent};
use crate::model::catalogue as unknown;
use crate::model::{Article, Catalog, Combination, Feature, Given, Output, Picture, Product};

/// An article's links and blocks, understood; in the order in which they stand.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// The links.
    pub targets: Vec<Target>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Related articles, best first.
    pub related: Vec<u32>,
    /// The picture that stands for it.
    pub image: Option<Target>,
    /// The older neighbour in its section, and the newer one.
    pub neighbours: (Option<u32>, Option<u32>),
}

/// A Markdown text that a page shows, by its position in the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextAt {
    /// An article's or a plain page's.
    Article(usize),
    /// A section's own.
    Section(usize),
}

/// Everything that pages are made from.
#[derive(Debug)]
pub struct Plan {
    /// What is said.
    pub catalog: Catalog,
    /// What pages exist, by route.
    pub pages: Vec<Page>,
    /// Files that are copied.
    pub assets: Vec<Asset>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Lists of articles.
    pub listings: Vec<Listing>,
    /// Per language, in the site's order: the articles of all sections, newest first.
    pub newest: Vec<Vec<u32>>,
    /// Comparisons, each once.
    pub comparisons: Vec<Compared>,
    /// Per article, in the catalogue's order.
    pub linked: Vec<Linked>,
    /// Per section, in the catalogue's order: of its own text.
    pub sections: Vec<Linked>,
    /// The organisation's logo.
    pub logo: Option<Target>,
    /// The picture of pages that have none of their own.
    pub image: Option<Target>,
    /// Per product: the pairs that have a page for everyone, with the position of their comparison.
    pub pairs: Vec<Vec<(usize, usize, usize)>>,
    /// Per product: how tables that are too long for one page are cut.
    pub sheets: Vec<Sheets>,
    /// Per product: the comparisons for readers of whom something is known that have a page, by position.
    pub variants: Vec<Vec<usize>>,
    /// Per guide: the position of its comparison.
    pub guide_comparisons: Vec<usize>,
    /// Per guide: the roles that have a page of their own.
    pub roles: Vec<Vec<Arc<str>>>,
    /// Per product: the ways from edition to edition, by where they lead from and to, the best first.
    pub ways: Vec<Vec<WayTold>>,
    /// What speaks of each row.
    pub mentions: FxHashMap<RowAt, Mentions>,
    /// What is known of pictures.
    pub(crate) pictures: Pictures,
    /// Addresses by what lives there.
    pub(crate) index: link::Index,
}

impl Plan {
    /// The route of something in a language: `zh-Hans` (the default) has no prefix.
    pub fn route(&self, lang: &Lang, below: &str) -> Route {
        address::localised(&self.catalog.site, lang, below)
    }

    /// A text, and what its links lead to.
    pub fn text(&self, at: TextAt) -> (&Article, &Linked) {
        match at {
            TextAt::Article(at) => (&self.catalog.articles[at], &self.linked[at]),
            TextAt::Section(at) => (&self.catalog.sections[at].text, &self.sections[at]),
        }
    }

    /// The address of a route with the base path, as it stands in links.
    pub fn url(&self, route: &Route) -> String {
        format!("{}{}", self.catalog.site.base_path, encode(route.as_str()))
    }

    /// The route of an article or a plain page.
    pub fn article_route(&self, article: &Article) -> Route {
        self.route(&article.lang, &pages::below(article))
    }

    /// The address of a product's page.
    pub fn product_url(&self, lang: &Lang, product: &Product) -> String {
        self.url(&self.route(lang, &address::product(product)))
    }

    /// The page of what changed in a product, where it has one; a change by its id.
    pub fn changes_url(&self, lang: &Lang, product: usize, change: &str) -> String {
        let catalog = &self.catalog;
        let product = catalog.current(product);
        if catalog.history(product).is_none() || !catalog.site.outputs.has(Output::Changes) {
            return String::new();
        }
        let page = self.url(&self.route(lang, &address::changes(&catalog.products[product])));
        if change.is_empty() { page } else { format!("{page}#{change}") }
    }

    /// The address of a feature: its page, or its row where features have no pages. One of the past
    /// lives where today's does that it became; empty where it is gone.
    pub fn feature_url(&self, lang: &Lang, product: usize, feature: &Feature) -> String {
        let product_at = self.catalog.current(product);
        let today = &self.catalog.products[product_at];
        let mut feature = feature;
        if let Some(past) = self.catalog.past(product) {
            let at = past.matrix.features().position(|known| known.id == feature.id);
            let Some((_, heir)) = at.and_then(|at| past.heir(at, today)) else {
                return String::new();
            };
            feature = heir;
        }
        if self.catalog.site.outputs.has(Output::Features) {
            return self.url(&self.route(lang, &address::feature(today, feature)));
        }
        format!("{}#{}", self.matrix_url(lang, product_at, feature), feature.id)
    }

    /// The address of a guide.
    pub fn guide_url(&self, lang: &Lang, guide: usize) -> String {
        let guide = &self.catalog.guides[guide];
        self.url(&self.route(lang, &address::guide(&self.catalog, guide)))
    }

    /// The address of the page that tells where each edition of a product leads.
    pub fn upgrades_url(&self, lang: &Lang, product: &Product) -> String {
        self.url(&self.route(lang, &address::upgrades(product)))
    }

    /// The address of a guide's consent sheet.
    pub fn consent_url(&self, lang: &Lang, guide: usize) -> String {
        let below = address::consent(&self.catalog, &self.catalog.guides[guide]);
        self.url(&self.route(lang, &below))
    }

    /// What a guide tells, and the version that this makes.
    pub fn consent(&self, guide: usize) -> Consent {
        let comparison = self.guide_comparison(guide);
        crate::derive::consent(&self.catalog, &self.catalog.guides[guide], comparison)
    }

    /// The comparison of a guide's editions, for the readers whom it is for.
    pub fn guide_comparison(&self, guide: usize) -> &Comparison {
        &self.comparisons[self.guide_comparisons[guide]].comparison
    }

    /// The absolute address of a route.
    pub fn absolute(&self, route: &Route) -> String {
        format!("{}{}", self.catalog.site.origin, self.url(route))
    }

    /// The comparison of two editions of a product under what is given, if some page shows it.
    pub fn comparison(
        &self,
        product: usize,
        from: usize,
        to: usize,
        given: &Given,
    ) -> Option<&Comparison> {
        let same = |c: &&Compared| {
            c.product == product
                && c.comparison.from == from
                && c.comparison.to == to
                && c.given == *given
        };
        self.comparisons.iter().find(same).map(|c| &c.comparison)
    }

    /// The comparison for everyone, if it has a page.
    pub fn pair(&self, product: usize, from: usize, to: usize) -> Option<usize> {
        let pairs = self.pairs[product].iter();
        pairs.copied().find(|(f, t, _)| (*f, *t) == (from, to)).map(|(_, _, at)| at)
    }

    /// The comparison that a reader of whom `given` is known finds on a page: their own, else the one
    /// for everyone.
    pub fn page_for(&self, product: usize, from: usize, to: usize, given: &Given) -> Option<usize> {
        let wanted = Combination::new(from, to, given);
        let own = |at: &usize| self.comparisons[*at].combination() == wanted;
        self.variants[product].iter().copied().find(own).or_else(|| self.pair(product, from, to))
    }
}

/// The pictures among the files that are copied.
pub type Pictures = FxHashMap<SourcePath, Picture>;

/// Plans the site. `files` are the inputs that are copied, `pictures` those of them that are shown; `words` the theme's words for states.
pub fn plan(
    mut catalog: Catalog,
    files: &[SourcePath],
    pictures: Pictures,
    words: &Vocabulary,
) -> Checked<Plan> {
    let mut out = Vec::new();
    let newest = listing::newest_first(&catalog);
    let listings = listing::listings(&catalog, &newest);
    let assets = asset::assets(files);
    let mut comparisons = Comparisons::default();
    let (pairs, variants) = comparisons.of_products(&catalog);
    let mut guide_comparisons = comparisons.of_guides(&catalog, 0);
    let graphs = upgrades::graphs(&catalog, &comparisons.all, &guide_comparisons);
    let ways = upgrades::tell(&mut catalog, &graphs);
    guide_comparisons.extend(comparisons.of_guides(&catalog, guide_comparisons.len()));
    let roles = comparisons.roles(&catalog, &guide_comparisons);
    let redirects = redirect::redirects(&catalog);
    let sheets = catalog.products.iter().map(|product| Sheets::of(product, catalog.site.cells));
    let sheets: Vec<Sheets> = sheets.collect();
    let with_pages = comparisons.with_pages(&catalog, &pairs, &variants);
    let mut pages = pages::pages(&catalog, &listings, &with_pages, &sheets, &roles);
    pages.extend(changes::pages(&catalog));
    pages::services(&catalog, &redirects, &assets, &mut pages);
    let index = link::Index::of(&catalog, &pages, &assets);
    let mut plan = Plan {
        catalog,
        pages,
        assets,
        redirects,
        listings,
        newest,
        comparisons: comparisons.all,
        linked: Vec::new(),
        sections: Vec::new(),
        logo: None,
        image: None,
        pairs,
        sheets,
        variants,
        guide_comparisons,
        roles,
        ways,
        mentions: FxHashMap::default(),
        pictures,
        index,
    };
    claims::check(&plan, &mut out);
    link::check_products(&plan, words, &mut out);
    link::check_menu(&plan, &mut out);
    upgrades::check_impacts(&plan, words, &mut out);
    upgrades::check(&plan.catalog, &graphs, &plan.ways, &mut out);
    upgrades::check_versions(&plan, &mut out);
    ladder::check(&plan.catalog, &mut out);
    twins::check(&plan.catalog, words, &mut out);
    (plan.linked, plan.sections) = link::articles(&plan, words, &mut out);
    (plan.logo, plan.image) = link::site_pictures(&plan, &mut out);
    let requests = block::requested(&plan);
    let mut more = Comparisons { all: std::mem::take(&mut plan.comparisons) };
    for (product, from, to, given) in requests {
        more.add(&plan.catalog, product, from, to, given);
    }
    plan.comparisons = more.all;
    block::check_tables(&plan, &mut out);
    out.retain(|d| !unknown::follows_from(d, &plan.catalog.unread));
    listing::neighbours(&mut plan);
    plan.mentions = mention::mentions(&plan);
    Checked::new(plan, out)
}

/// Adds the guides that lead through several, where a product asks for them: a plan has them already.
pub fn join_guides(catalog: &mut Catalog) {
    let mut comparisons = Comparisons::default();
    let of_guides = comparisons.of_guides(catalog, 0);
    let graphs = upgrades::graphs(catalog, &comparisons.all, &of_guides);
    upgrades::tell(catalog, &graphs);
}
