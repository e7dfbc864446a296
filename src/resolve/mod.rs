//! Documents to a catalogue: what was written becomes what it means, every id looked up.

mod article;
pub mod catalogue;
mod cell;
mod derived;
mod feature;
mod freshness;
mod guide;
mod history;
mod limit;
mod lists;
mod moved;
mod product;
mod reach;
mod scope;
mod site;
mod state;
mod suffix;
mod ticket;
mod translation;
mod unit;

use rustc_hash::FxHashMap;

pub use cell::fits_every_type;
pub use history::catalogue as records;
pub use history::recorded;
pub use site::{Overrides, bad_base_url};

use crate::base::{Bilingual, Checked, Diagnostic, SourcePath};
use crate::model::catalogue as unknown;
use crate::model::{Catalog, ComparePairs, Hidden, Product, Site};
use crate::syntax::{ArticleDoc, Document, GroupDoc, GuideDoc, ProductDoc, SettingsDoc};
use scope::Scope;

/// What is to be seen, and when that changes by itself.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// "Now": only its day in the site's zone counts.
    pub now: jiff::Timestamp,
    /// Show drafts.
    pub drafts: bool,
    /// Show what is scheduled for later days.
    pub future: bool,
    /// Show what has expired.
    pub expired: bool,
}

/// A file whose page is not published, and why.
pub type Unpublished = (SourcePath, Bilingual);

/// A catalogue, and the day on which it would come out differently without an edit.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The catalogue.
    pub catalog: Catalog,
    /// The first moment at which something appears or disappears.
    pub valid_until: Option<jiff::Timestamp>,
    /// What is not published, and why.
    pub hidden: Vec<Unpublished>,
}

/// Looks up every reference. Without settings there is no site: a placeholder stands in for it.
pub fn resolve(
    documents: Vec<Document>,
    unread: Vec<SourcePath>,
    overrides: &Overrides,
    moment: &Moment,
) -> Checked<Resolved> {
    let mut out = Vec::new();
    let sorted = Sorted::of(documents);
    let site = site::resolve(sorted.settings, overrides, &mut out);
    let mut catalog = Catalog {
        today: moment.now.to_zoned(site.timezone.clone()).date(),
        site,
        products: Vec::new(),
        guides: Vec::new(),
        articles: Vec::new(),
        hidden: Vec::new(),
        sections: Vec::new(),
        histories: Vec::new(),
        past: Vec::new(),
        unread,
    };
    let rejected =
        products(sorted.products, sorted.features, &sorted.guides, &mut catalog, &mut out);
    guides(sorted.guides, &rejected, &mut catalog, &mut out);
    let names = article::Names::of(&catalog);
    let mut turns = article::Turns::default();
    freshness::check(&catalog, &mut turns, &mut out);
    for doc in sorted.sections {
        let section = article::section(doc, &catalog.site, moment, &mut turns, &mut out);
        catalog.sections.extend(section);
    }
    for doc in sorted.articles {
        let article = article::resolve(doc, &catalog.site, &names, moment, &mut turns, &mut out);
        catalog.articles.extend(article);
    }
    history::resolve(&sorted.history, &mut catalog, moment, &mut turns, &mut out);
    out.retain(|d| !unknown::follows_from(d, &catalog.unread));
    let told = |h: &Hidden| (h.source.clone(), h.reason.clone());
    let hidden = turns.hidden.iter().map(told).collect();
    catalog.hidden = turns.hidden;
    derived::add(&mut catalog);
    catalog.sections.sort_by(|a, b| a.folder.cmp(&b.folder));
    Checked::new(Resolved { catalog, valid_until: turns.valid_until, hidden }, out)
}

/// The documents by kind, in the order of their paths.
#[derive(Default)]
struct Sorted {
    settings: Option<SettingsDoc>,
    products: Vec<ProductDoc>,
    features: Vec<(SourcePath, Vec<GroupDoc>)>,
    guides: Vec<GuideDoc>,
    history: history::Docs,
    sections: Vec<ArticleDoc>,
    articles: Vec<ArticleDoc>,
}

impl Sorted {
    fn of(documents: Vec<Document>) -> Self {
        let mut sorted = Self::default();
        for document in documents {
            match document {
                Document::Settings(doc) => sorted.settings = Some(*doc),
                Document::Product(doc) => sorted.products.push(*doc),
                Document::Features(path, groups) => sorted.features.push((path, groups)),
                Document::Guide(doc) => sorted.guides.push(*doc),
                Document::Record(doc) => sorted.history.records.push(*doc),
                Document::Recorded(doc) => sorted.history.recorded.push(*doc),
                Document::Section(doc) => sorted.sections.push(*doc),
                Document::Article(doc) => sorted.articles.push(*doc),
            }
        }
        sorted.products.sort_by(|a, b| a.path.cmp(&b.path));
        sorted.features.sort_by(|a, b| a.0.cmp(&b.0));
        sorted.guides.sort_by(|a, b| a.path.cmp(&b.path));
        sorted.articles.sort_by(|a, b| a.path.cmp(&b.path));
        sorted.sections.sort_by(|a, b| a.path.cmp(&b.path));
        sorted
    }
}

type SplitFiles = FxHashMap<String, Vec<(SourcePath, Vec<GroupDoc>)>>;

/// Resolves every product; returns the files of those that were rejected for their ids.
fn products(
    docs: Vec<ProductDoc>,
    features: Vec<(SourcePath, Vec<GroupDoc>)>,
    guides: &[GuideDoc],
    catalog: &mut Catalog,
    out: &mut Vec<Diagnostic>,
) -> Vec<SourcePath> {
    let mut rejected = Vec::new();
    let mut split: SplitFiles = FxHashMap::default();
    for (path, groups) in features {
        let folder = parent(path.folder()).to_owned();
        split.entry(folder).or_default().push((path, groups));
    }
    for doc in docs {
        let more = split.remove(doc.path.folder()).unwrap_or_default();
        let folder = doc.path.folder();
        let guides = guides.iter().filter(|guide| parent(guide.path.folder()) == folder);
        let counts: Vec<_> = guides.flat_map(guide::counts).collect();
        let product = product::resolve(doc, more, &counts, &catalog.site, out);
        match catalog.products.iter_mut().find(|p| p.id == product.id) {
            None => catalog.products.push(product),
            Some(first) => {
                let second = keep_namesake(first, product);
                let words = Bilingual::new("第一个在这里", "the first one is here");
                out.push(
                    catalogue::duplicate_product(second.source.at(second.at), &*second.id)
                        .label(first.source.at(first.at), words),
                );
                rejected.push(second.source);
            }
        }
    }
    for (folder, files) in split {
        for (path, _) in files {
            out.push(catalogue::features_without_product(path.whole(), &folder));
        }
    }
    rejected
}

/// Of two products with one id, the one whose folder bears it stays; returns the other.
fn keep_namesake(kept: &mut Product, other: Product) -> Product {
    let is_namesake = |p: &Product| p.source.folder().rsplit('/').next() == Some(&*p.id);
    if is_namesake(&other) && !is_namesake(kept) { std::mem::replace(kept, other) } else { other }
}

fn guides(
    docs: Vec<GuideDoc>,
    rejected: &[SourcePath],
    catalog: &mut Catalog,
    out: &mut Vec<Diagnostic>,
) {
    for doc in docs {
        let folder = parent(doc.path.folder());
        if rejected.iter().any(|path| path.folder() == folder) {
            continue;
        }
        let Some(product) = catalog.products.iter().position(|p| p.source.folder() == folder)
        else {
            out.push(catalogue::guide_without_product(doc.path.whole(), folder));
            continue;
        };
        let source = doc.path.clone();
        if suffix::cut(&source).is_some_and(|(_, tag)| suffix::is_language(tag, &catalog.site)) {
            out.push(catalogue::guide_in_language(source.whole()));
            catalog.unread.push(source);
            continue;
        }
        match guide::resolve(doc, product, &catalog.products[product], &catalog.site, out) {
            Some(guide) => catalog.guides.push(guide),
            None => catalog.unread.push(source),
        }
    }
}

fn parent(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// What a scope needs of the site.
fn scope<'a>(site: &'a Site, path: &SourcePath, out: &'a mut Vec<Diagnostic>) -> Scope<'a> {
    Scope { site, path: path.clone(), out }
}

/// The default when `compare:` is not written.
fn default_pairs() -> ComparePairs {
    ComparePairs::Consecutive
}
