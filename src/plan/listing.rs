//! Lists of articles: of sections, of terms, of years and months.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Plan, address};
use crate::base::{Lang, Route};
use crate::derive::{RelatedItem, related};
use crate::model::{Article, Axis, Catalog, Language, Output};

/// What a list holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListingOf {
    /// The articles of a section, by its position.
    Section(usize),
    /// The articles of a term.
    Term(Term),
    /// The articles of a year.
    Year(i16),
    /// The articles of a month.
    Month(i16, i8),
}

/// A term of a taxonomy: a tag, a product …
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// The taxonomy's position in the settings.
    pub taxonomy: usize,
    /// What it is called in the list's language.
    pub name: Arc<str>,
    /// The product's position, where it is one.
    pub product: Option<usize>,
}

/// A list of articles: newest first, and in a section those before that have a weight.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What it holds.
    pub of: ListingOf,
    /// In which language.
    pub lang: Lang,
    /// The route of its first page.
    pub route: Route,
    /// The articles' positions.
    pub articles: Vec<u32>,
    /// How many a page shows.
    pub per_page: usize,
}

impl Listing {
    /// How many pages it has: one at least.
    pub fn pages(&self) -> usize {
        self.articles.len().div_ceil(self.per_page).max(1)
    }

    /// The route of a page, counted from 0: the first has none of its own.
    pub fn page_route(&self, page: usize) -> Route {
        if page == 0 { self.route.clone() } else { self.route.join(&format!("page/{}/", page + 1)) }
    }

    /// The articles on a page.
    pub fn on_page(&self, page: usize) -> &[u32] {
        let start = (page * self.per_page).min(self.articles.len());
        &self.articles[start..(start + self.per_page).min(self.articles.len())]
    }
}

/// Every list of the site. `newest` are the articles of each language, newest first.
pub fn listings(catalog: &Catalog, newest: &[Vec<u32>]) -> Vec<Listing> {
    let mut all = Vec::new();
    for (language, order) in catalog.site.languages.iter().zip(newest) {
        let lists = Lists { catalog, lang: &language.tag, order };
        lists.sections(&mut all);
        for taxonomy in 0..catalog.site.taxonomies.len() {
            lists.terms(taxonomy, &mut all);
        }
        if catalog.site.outputs.has(Output::Archive) {
            lists.archive(&mut all);
        }
    }
    all
}

/// Per language: the articles by date, the newest first; then by weight and path, so that equal
/// dates have an order.
pub fn newest_first(catalog: &Catalog) -> Vec<Vec<u32>> {
    let article = |at: u32| &catalog.articles[at as usize];
    let of = |language: &Language| {
        let mut order: Vec<u32> =
            (0..catalog.articles.len()).filter_map(|at| u32::try_from(at).ok()).collect();
        order.retain(|at| !article(*at).section.is_empty() && article(*at).lang == language.tag);
        order.sort_by_key(|at| (Reverse(article(*at).date), article(*at).weight));
        order
    };
    catalog.site.languages.iter().map(of).collect()
}

/// Puts articles that have a weight first, the lightest at the top; the others keep their order.
fn weigh(catalog: &Catalog, articles: &mut [u32]) {
    articles.sort_by_key(|at| {
        let weight = catalog.articles[*at as usize].weight;
        (weight == 0, weight)
    });
}

impl Plan {
    /// What the front page of a language shows, the lead story first: what has a date, in the order of
    /// lists; where nothing has one, everything.
    pub fn front(&self, lang: &Lang) -> Vec<u32> {
        let at = self.catalog.site.languages.iter().position(|l| l.tag == *lang);
        let all = at.map(|at| &self.newest[at][..]).unwrap_or_default();
        let is_dated = |at: &u32| self.catalog.articles[*at as usize].date.is_some();
        let mut front: Vec<u32> = all.iter().copied().filter(is_dated).collect();
        if front.is_empty() {
            front = all.to_vec();
        }
        weigh(&self.catalog, &mut front);
        front
    }

    /// Where everything is that the front page begins to list: the only section that holds some of
    /// it, else the one called `news`, else the archive, else the first.
    pub fn all_news(&self, lang: &Lang, front: &[u32]) -> Option<Route> {
        let sections = self.listings.iter().filter(|l| l.lang == *lang);
        let sections = sections.filter(|l| matches!(l.of, ListingOf::Section(_)));
        let shown: FxHashSet<u32> = front.iter().copied().collect();
        let holds = |l: &&Listing| l.articles.iter().any(|at| shown.contains(at));
        let holding: Vec<&Listing> = sections.clone().filter(holds).collect();
        let news = address::localised(&self.catalog.site, lang, "news/");
        let archive = address::localised(&self.catalog.site, lang, "archive/");
        match holding[..] {
            [one] => Some(one.route.clone()),
            _ if holding.iter().any(|l| l.route == news) => Some(news),
            [_, ..] if self.page(&archive).is_some() => Some(archive),
            [first, ..] => Some(first.route.clone()),
            [] => sections.map(|l| l.route.clone()).next(),
        }
    }
}

/// Makes the lists of one language.
struct Lists<'a> {
    catalog: &'a Catalog,
    lang: &'a Lang,
    order: &'a [u32],
}

impl Lists<'_> {
    fn article(&self, at: u32) -> &Article {
        &self.catalog.articles[at as usize]
    }

    fn listing(&self, of: ListingOf, below: &str, articles: Vec<u32>) -> Listing {
        let site = &self.catalog.site;
        let per_page = match &of {
            ListingOf::Section(at) => self.catalog.sections[*at].paginate,
            ListingOf::Term(term) => site.taxonomies[term.taxonomy].paginate,
            ListingOf::Year(_) | ListingOf::Month(..) => None,
        };
        Listing {
            of,
            lang: self.lang.clone(),
            route: address::localised(site, self.lang, below),
            articles,
            per_page: per_page.unwrap_or(site.paginate),
        }
    }

    /// An article is listed in the nearest folder above it that is a section. A language without a
    /// section of its own borrows the default one's words.
    fn sections(&self, all: &mut Vec<Listing>) {
        let mut by_folder: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut known: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        for at in self.order {
            let folder = &*self.article(*at).section;
            let section = *known.entry(folder).or_insert_with(|| self.section_above(folder));
            if let Some(section) = section {
                by_folder.entry(section).or_default().push(*at);
            }
        }
        let sections = &self.catalog.sections;
        let default = self.catalog.site.default_language();
        for (at, section) in sections.iter().enumerate() {
            let is_own = section.lang == *self.lang;
            let is_lent = section.lang == *default
                && by_folder.contains_key(&*section.folder)
                && !sections.iter().any(|s| s.folder == section.folder && s.lang == *self.lang);
            if section.folder.is_empty() || !(is_own || is_lent) {
                continue;
            }
            let mut articles = by_folder.remove(&*section.folder).unwrap_or_default();
            weigh(self.catalog, &mut articles);
            let below = format!("{}/", section.folder);
            all.push(self.listing(ListingOf::Section(at), &below, articles));
        }
    }

    fn section_above(&self, mut folder: &str) -> Option<&str> {
        loop {
            let mut sections = self.catalog.sections.iter();
            let found = sections.find(|s| *s.folder == *folder && !folder.is_empty());
            if let Some(section) = found {
                return Some(&*section.folder);
            }
            folder = folder.rsplit_once('/')?.0;
        }
    }

    /// The terms of a taxonomy, by address: spellings that share one are one term, called as the
    /// newest article calls it.
    fn terms(&self, taxonomy: usize, all: &mut Vec<Listing>) {
        let axis = self.catalog.site.taxonomies[taxonomy].axis;
        let mut by_slug: BTreeMap<String, (Term, Vec<u32>)> = BTreeMap::new();
        let mut slugs: FxHashMap<&str, String> = FxHashMap::default();
        let mut add = |slug: String, name: &str, product: Option<usize>, at: u32| {
            let term = || Term { taxonomy, name: name.into(), product };
            let (_, list) = by_slug.entry(slug).or_insert_with(|| (term(), Vec::new()));
            if list.last() != Some(&at) {
                list.push(at);
            }
        };
        for at in self.order {
            let article = self.article(*at);
            for product in article.products.iter().filter(|_| axis == Axis::Products) {
                let known = &self.catalog.products[*product];
                add(known.id.to_string(), known.name.get(self.lang), Some(*product), *at);
            }
            for name in names(article, axis) {
                let slug = slugs.entry(name).or_insert_with(|| address::tag_slug(name));
                add(slug.clone(), name, None, *at);
            }
        }
        for (slug, (term, articles)) in by_slug {
            let below = self.catalog.site.taxonomies[taxonomy].below(&slug);
            all.push(self.listing(ListingOf::Term(term), &below, articles));
        }
    }

    /// A list for each year and each month in which something was published.
    fn archive(&self, all: &mut Vec<Listing>) {
        let zone = &self.catalog.site.timezone;
        let mut months: BTreeMap<(i16, i8), Vec<u32>> = BTreeMap::new();
        for at in self.order {
            if let Some(date) = self.article(*at).date {
                let day = date.to_zoned(zone.clone()).date();
                months.entry((day.year(), day.month())).or_default().push(*at);
            }
        }
        let mut years: BTreeMap<i16, Vec<u32>> = BTreeMap::new();
        for ((year, month), articles) in months.into_iter().rev() {
            years.entry(year).or_default().extend(&articles);
            let below = format!("archive/{year:04}/{month:02}/");
            all.push(self.listing(ListingOf::Month(year, month), &below, articles));
        }
        for (year, articles) in years {
            let below = format!("archive/{year:04}/");
            all.push(self.listing(ListingOf::Year(year), &below, articles));
        }
    }
}

/// An article's terms on an axis, as its author wrote them.
fn names(article: &Article, axis: Axis) -> impl Iterator<Item = &str> {
    let tags = article.tags.iter().map(|tag| &*tag.value).filter(move |_| axis == Axis::Tags);
    let categories = article.categories.iter().filter(move |_| axis == Axis::Categories);
    let authors = article.authors.iter().filter(move |_| axis == Axis::Authors);
    tags.chain(categories.chain(authors).map(|name| &**name))
}

/// How many related articles an article names.
const RELATED: usize = 5;

/// Notes each article's neighbours in its section, and the related ones in its language.
pub fn neighbours(plan: &mut Plan) {
    for listing in &plan.listings {
        if let ListingOf::Section(_) = listing.of {
            for pair in listing.articles.windows(2) {
                plan.linked[pair[0] as usize].neighbours.0 = Some(pair[1]);
                plan.linked[pair[1] as usize].neighbours.1 = Some(pair[0]);
            }
        }
    }
    for ours in &plan.newest {
        let tags: Vec<Vec<&str>> = ours
            .iter()
            .map(|at| plan.catalog.articles[*at as usize].tags.iter().map(|t| &*t.value).collect())
            .collect();
        let items: Vec<RelatedItem<'_>> = ours
            .iter()
            .zip(&tags)
            .map(|(at, tags)| RelatedItem {
                title: &plan.catalog.articles[*at as usize].title.value,
                tags,
            })
            .collect();
        for (at, found) in related(&items, RELATED).into_iter().enumerate() {
            plan.linked[ours[at] as usize].related =
                found.into_iter().map(|r| ours[r as usize]).collect();
        }
    }
}
