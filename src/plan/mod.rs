//! The catalogue to a plan: which pages exist, where they live, and what links to what.

mod address;
mod block;
pub mod catalogue;
mod claims;
mod compared;
mod fact;
mod ladder;
mod link;
mod listing;
mod mention;
mod pages;
mod redirect;
mod thin;
mod unbound;

pub use address::{edition_anchor, encode, tag_slug};
pub use block::{Block, Checklist, Contact, Figure, Followed, TableBlock};
pub use compared::{Compared, compare_folder};
pub use fact::{FactAt, StateWords, Vocabulary, joined, say};
pub use link::{LinkScope, RowAt, Target};
pub use listing::{Listing, ListingOf, Term};
pub use mention::Mentions;
pub use pages::{FeedOf, Page, PageKind};
pub use redirect::Redirect;

use compared::Comparisons;
use rustc_hash::FxHashMap;

use crate::base::{Checked, Lang, Route, SourcePath};
use crate::derive::Comparison;
use crate::model::catalogue as unknown;
use crate::model::{Article, Catalog, Combination, Feature, Given, Output, Picture, Product};

/// A file that is copied as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it comes from.
    pub source: SourcePath,
    /// Where it goes.
    pub route: Route,
}

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
    /// Per product: the comparisons for readers of whom something is known that have a page, by position.
    pub variants: Vec<Vec<usize>>,
    /// Per guide: the position of its comparison.
    pub guide_comparisons: Vec<usize>,
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

    /// The address of a feature: its page, or its row where features have no pages.
    pub fn feature_url(&self, lang: &Lang, product: usize, feature: &Feature) -> String {
        let product = &self.catalog.products[product];
        if self.catalog.site.outputs.has(Output::Features) {
            return self.url(&self.route(lang, &address::feature(product, feature)));
        }
        format!("{}#{}", self.product_url(lang, product), feature.id)
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
    catalog: Catalog,
    files: &[SourcePath],
    pictures: Pictures,
    words: &Vocabulary,
) -> Checked<Plan> {
    let mut out = Vec::new();
    let newest = listing::newest_first(&catalog);
    let listings = listing::listings(&catalog, &newest);
    let assets = pages::assets(files);
    let mut comparisons = Comparisons::default();
    let (pairs, variants) = comparisons.of_products(&catalog);
    let guide_comparisons = comparisons.of_guides(&catalog);
    let redirects = redirect::redirects(&catalog);
    let mut pages =
        pages::pages(&catalog, &listings, &comparisons.with_pages(&catalog, &pairs, &variants));
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
        variants,
        guide_comparisons,
        mentions: FxHashMap::default(),
        pictures,
        index,
    };
    claims::check(&plan, &mut out);
    link::check_products(&plan, words, &mut out);
    link::check_menu(&plan, &mut out);
    block::check_guides(&plan, &mut out);
    ladder::check(&plan.catalog, &mut out);
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
