//! Lists of articles: of sections and of tags.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Plan, address};
use crate::base::{Lang, Route};
use crate::derive::{RelatedItem, related};
use crate::model::{Article, Catalog};

/// What a list holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListingOf {
    /// The articles of a section, by its position.
    Section(usize),
    /// The articles with a tag.
    Tag(Arc<str>),
}

/// A list of articles, newest first.
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

/// Every list of the site.
pub fn listings(catalog: &Catalog) -> Vec<Listing> {
    let order = newest_first(catalog);
    let mut all = Vec::new();
    for language in &catalog.site.languages {
        sections(catalog, &language.tag, &order, &mut all);
        tags(catalog, &language.tag, &order, &mut all);
    }
    all
}

/// Articles by date, the newest first; then by weight and path, so that equal dates have an order.
pub fn newest_first(catalog: &Catalog) -> Vec<u32> {
    let mut order: Vec<u32> =
        (0..catalog.articles.len()).filter_map(|at| u32::try_from(at).ok()).collect();
    let article = |at: u32| &catalog.articles[at as usize];
    order.retain(|at| !article(*at).section.is_empty());
    order.sort_by_key(|at| {
        let a = article(*at);
        (Reverse(a.date), a.weight)
    });
    order
}

/// The section that an article is listed in: the nearest folder above it with an `_index.md`.
fn section_of(catalog: &Catalog, article: &Article) -> Option<usize> {
    let mut folder = &*article.section;
    loop {
        let found =
            catalog.sections.iter().position(|s| *s.folder == *folder && !folder.is_empty());
        if found.is_some() {
            return found;
        }
        folder = folder.rsplit_once('/')?.0;
    }
}

fn sections(catalog: &Catalog, lang: &Lang, order: &[u32], all: &mut Vec<Listing>) {
    let mut by_folder: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    let mut known: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for at in order {
        let article = &catalog.articles[*at as usize];
        let section =
            *known.entry(&*article.section).or_insert_with(|| section_of(catalog, article));
        if let Some(section) = section.filter(|_| article.lang == *lang) {
            by_folder.entry(&*catalog.sections[section].folder).or_default().push(*at);
        }
    }
    for (at, section) in catalog.sections.iter().enumerate() {
        if section.folder.is_empty() || section.lang != *lang {
            continue;
        }
        all.push(Listing {
            of: ListingOf::Section(at),
            lang: lang.clone(),
            route: address::localised(&catalog.site, lang, &format!("{}/", section.folder)),
            articles: by_folder.remove(&*section.folder).unwrap_or_default(),
            per_page: section.paginate.unwrap_or(catalog.site.paginate),
        });
    }
}

fn tags(catalog: &Catalog, lang: &Lang, order: &[u32], all: &mut Vec<Listing>) {
    let mut by_tag: FxHashMap<&Arc<str>, Vec<u32>> = FxHashMap::default();
    for at in order {
        let article = &catalog.articles[*at as usize];
        for tag in article.tags.iter().filter(|_| article.lang == *lang) {
            let list = by_tag.entry(&tag.value).or_default();
            if list.last() != Some(at) {
                list.push(*at);
            }
        }
    }
    let mut tags: Vec<_> = by_tag.into_iter().collect();
    tags.sort_by(|a, b| a.0.cmp(b.0));
    for (tag, articles) in tags {
        let below = format!("tags/{}/", address::tag_slug(tag));
        all.push(Listing {
            of: ListingOf::Tag(Arc::clone(tag)),
            lang: lang.clone(),
            route: address::localised(&catalog.site, lang, &below),
            articles,
            per_page: catalog.site.paginate,
        });
    }
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
    let order = newest_first(&plan.catalog);
    for language in &plan.catalog.site.languages {
        let ours: Vec<u32> = order
            .iter()
            .copied()
            .filter(|at| plan.catalog.articles[*at as usize].lang == language.tag)
            .collect();
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
