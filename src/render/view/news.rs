//! News, lists and plain pages.

use serde::Serialize;

use super::{Crumb, MetaView, PairLink, PictureView, ProductPanel};

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TeaserView {
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
    /// The day (`2021-07-13`), or empty.
    pub date: String,
    /// One sentence.
    pub description: String,
}

/// The home page, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The lead story: the newest article of all sections, or the one with the least weight.
    pub lead: Option<TeaserView>,
    /// The next ones.
    pub latest: Vec<TeaserView>,
    /// Where all news is, or empty.
    pub news: String,
    /// The products.
    pub products: Vec<ProductPanel>,
    /// Whether a text stands beside it, as `body`.
    pub has_text: bool,
}

/// Links between the pages of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PagerView {
    /// This page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The page before, or empty.
    pub previous: String,
    /// The page after, or empty.
    pub next: String,
    /// The pages to link: number and address; an empty address stands for a gap.
    pub links: Vec<Crumb>,
}

/// A page of a section, a term, a year or a month, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The list's title.
    pub title: String,
    /// What it holds, or empty.
    pub description: String,
    /// The articles, newest first.
    pub items: Vec<TeaserView>,
    /// How many there are on all pages.
    pub total: usize,
    /// The other pages.
    pub pager: PagerView,
    /// Whether a text stands beside it, as `body`: on the first page of a section.
    pub has_text: bool,
}

/// A term with its number of articles.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// The term.
    pub name: String,
    /// Its list, or empty.
    pub url: String,
    /// The page of what it stands for, where it is a product; or empty.
    pub about: String,
    /// How many articles have it.
    pub count: usize,
}

/// The page of all terms of a taxonomy, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct TermsView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The terms, most used first.
    pub terms: Vec<TermView>,
    /// Where the terms are products: every product at a glance, in the order of the site.
    pub products: Vec<ProductPanel>,
}

/// A year in the archive.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Its list.
    pub all: TermView,
    /// The lists of its months, newest first.
    pub months: Vec<TermView>,
}

/// The archive, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The years, newest first.
    pub years: Vec<YearView>,
}

/// Where an article was taken from.
#[derive(Clone, Debug, Serialize)]
pub struct CreditView {
    /// The name printed.
    pub name: String,
    /// Its address, or empty.
    pub url: String,
}

/// An entry of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocView {
    /// 2 or 3.
    pub level: u8,
    /// The heading's id.
    pub id: String,
    /// Its words.
    pub words: String,
}

/// An article, as `page`. Its text stands beside it, as `body`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The headline.
    pub title: String,
    /// Who wrote it, with a list of what else they wrote where the site has one.
    pub authors: Vec<Crumb>,
    /// When, as readers see it (`2021-07-13 17:28:04`), or empty.
    pub date: String,
    /// The same in RFC 3339.
    pub date_time: String,
    /// When it was changed, as readers see it, or empty.
    pub updated: String,
    /// The same in RFC 3339.
    pub updated_time: String,
    /// Where it was taken from.
    pub credit: Option<CreditView>,
    /// The lead paragraph, or empty.
    pub lead: String,
    /// How often it was read, where known.
    pub views: Option<u64>,
    /// How many readers liked it, where known.
    pub likes: Option<u64>,
    /// Minutes of reading.
    pub minutes: u32,
    /// Its tags, with their lists.
    pub tags: Vec<Crumb>,
    /// Its categories, with their lists.
    pub categories: Vec<Crumb>,
    /// How many full years ago it was published or last changed, where that is worth a notice; or 0.
    pub age: i16,
    /// `draft`, `scheduled` or `expired` where it is not for everybody; or empty.
    pub standing: &'static str,
    /// The picture that stands for it.
    pub image: Option<PictureView>,
    /// The table of contents; empty where there is little to choose from.
    pub toc: Vec<TocView>,
    /// The products that it is about.
    pub products: Vec<PairLink>,
    /// Related articles.
    pub related: Vec<TeaserView>,
    /// The older neighbour in its section.
    pub previous: Option<TeaserView>,
    /// The newer neighbour.
    pub next: Option<TeaserView>,
    /// Whether a machine wrote it.
    pub ai_generated: bool,
}

/// A plain page, as `page`. Its text stands beside it, as `body`. Also the 404 page.
#[derive(Clone, Debug, Serialize)]
pub struct PlainView {
    /// Head and breadcrumb.
    pub meta: MetaView,
    /// The title.
    pub title: String,
    /// The table of contents; empty where there is little to choose from.
    pub toc: Vec<TocView>,
    /// `draft`, `scheduled` or `expired` where it is not for everybody; or empty.
    pub standing: &'static str,
}

/// The page at an old address, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    /// The head; its canonical address is the new one.
    pub meta: MetaView,
    /// What the page is called that has moved.
    pub title: String,
    /// Where it is now, with the base path.
    pub target: String,
}

/// The page at the address of a feature that became several, as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct SplitView {
    /// The head.
    pub meta: MetaView,
    /// That it is several now.
    pub title: String,
    /// Why it is no longer here, before the list.
    pub about: String,
    /// Today's features.
    pub heirs: Vec<Crumb>,
    /// The product's page.
    pub product: Crumb,
}
