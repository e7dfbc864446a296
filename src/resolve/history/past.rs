//! Names over time, matrices of the past, and what the present has that no record tells.

use crate::resolve::records;
use rustc_hash::{FxHashMap, FxHashSet};

use jiff::civil::Date;

use super::{Ground, Walk, count, recorded};
use crate::base::{Bilingual, Diagnostic};
use crate::derive;
use crate::model::{Article, BlockRequest, Catalog, Past, Product};
use crate::syntax::{ChangeDoc, Matrix, RecordDoc};

/// What ids became, record by record: none where a feature went.
pub struct Names<'a>(Vec<FxHashMap<&'a str, Vec<&'a str>>>);

impl<'a> Names<'a> {
    /// The names of a product's features, as its records tell.
    pub fn of(records: &[&'a RecordDoc]) -> Self {
        let became = |change: &'a ChangeDoc| -> Option<(&'a str, Vec<&'a str>)> {
            if change.edition.is_some() {
                return None;
            }
            let feature = change.feature.as_ref().map(|id| id.value.as_str());
            match &change.was {
                Some(old) => {
                    let into = change.into.iter().map(|id| id.value.as_str());
                    Some((&old.value, into.chain(feature).collect()))
                }
                None if change.change.value == "removed" => Some((feature?, Vec::new())),
                None => None,
            }
        };
        Self(records.iter().map(|doc| doc.changes.iter().filter_map(became).collect()).collect())
    }

    /// What an id became in the end, from a record on.
    pub fn last<'n>(&self, id: &'n str, from: usize) -> Vec<&'n str>
    where
        'a: 'n,
    {
        let mut ids = vec![id];
        for names in self.0.get(from..).unwrap_or_default() {
            let next = |id: &'n str| names.get(id).cloned().unwrap_or_else(|| vec![id]);
            ids = ids.into_iter().flat_map(next).collect();
        }
        ids
    }

    /// Today's features that some became, by position.
    pub fn today<'n>(
        &self,
        ids: impl Iterator<Item = &'n str>,
        from: usize,
        today: &Product,
    ) -> Vec<usize>
    where
        'a: 'n,
    {
        let mut all = Vec::new();
        for id in ids.flat_map(|id| self.last(id, from)) {
            let at = |id: &str| today.features().position(|feature| *feature.id == *id);
            match (at(id), today.moved_to(id)) {
                (Some(at), _) => all.push(at),
                (None, Some(moved)) => all.extend(moved.iter().filter_map(|id| at(id))),
                (None, None) => {}
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Walk<'_> {
    /// The whole matrix after a record, for the articles that show it. It answers to today's ids, too.
    pub fn past(&self, at: usize, matrix: &Matrix) -> Option<Past> {
        let today = self.ground.today;
        let mut product = recorded(matrix, today, self.ground.site)?;
        let ids: Vec<_> = product.features().map(|feature| feature.id.clone()).collect();
        let heirs: Vec<Vec<usize>> =
            ids.iter().map(|id| self.names.today(std::iter::once(&**id), at + 1, today)).collect();
        let names: Vec<_> = today.features().map(|feature| feature.id.clone()).collect();
        for (id, heirs) in ids.iter().zip(&heirs) {
            for new in heirs.iter().map(|heir| &names[*heir]) {
                let known = ids.contains(new) || product.moved_to(new).is_some();
                if !known {
                    product.moved.push((new.clone(), vec![id.clone()]));
                }
            }
        }
        let date = self.records[at].date.as_ref()?.value;
        Some(Past { product: self.ground.product, record: at, date, matrix: product, heirs })
    }
}

/// Products and days that frozen articles ask for.
pub fn wanted(catalog: &Catalog) -> Vec<(usize, Date)> {
    let mut all = Vec::new();
    for article in &catalog.articles {
        let Some(day) = &article.frozen else { continue };
        all.extend(shown(article, catalog).into_iter().map(|product| (product, day.value)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The products whose matrices an article shows: in tables, verdicts and facts.
fn shown(article: &Article, catalog: &Catalog) -> Vec<usize> {
    let tables = article.blocks.iter().filter_map(|block| match &block.value {
        BlockRequest::Compare(request) | BlockRequest::Verdict(request) => {
            request.product.as_ref().map(|id| id.value.as_str())
        }
        _ => None,
    });
    let facts = article.links.iter().filter_map(|link| {
        let (scheme, rest) = link.to.split_once(':')?;
        scheme.eq_ignore_ascii_case("cell").then(|| rest.split('/').next().unwrap_or_default())
    });
    let ids: FxHashSet<&str> = tables.chain(facts).collect();
    let products = catalog.products.iter().enumerate();
    products.filter(|(_, product)| ids.contains(&*product.id)).map(|(at, _)| at).collect()
}

/// Frozen articles of days of which nothing was recorded.
pub fn too_old(catalog: &Catalog, wanted: &[(usize, Date)], out: &mut Vec<Diagnostic>) {
    for article in catalog.articles.iter().filter(|_| !wanted.is_empty()) {
        let Some(day) = &article.frozen else { continue };
        for product in shown(article, catalog) {
            // Records that were reported tell nothing.
            let folder = format!("{}/changes", catalog.products[product].source.folder());
            let is_ours =
                |d: &Diagnostic| d.span.as_ref().is_some_and(|s| s.path.folder() == folder);
            let reported = out.iter().any(is_ours);
            let since = catalog.history(product).and_then(|history| history.since());
            let is_covered = since.is_some_and(|since| since <= day.value);
            if is_covered || reported || catalog.unread.iter().any(|p| p.folder() == folder) {
                continue;
            }
            let name = catalog.products[product].name.base();
            let from = match since {
                Some(since) => {
                    Bilingual::new(format!("从 {since} 才开始"), format!("began on {since}"))
                }
                None => Bilingual::new("还没有开始", "have not begun"),
            };
            out.push(records::frozen_before_record(
                article.source.at(day.at),
                day.value.to_string(),
                name,
                from,
            ));
        }
    }
}

/// Features and editions that records name, and that are gone from the matrix without a word.
pub fn gone(walk: &Walk<'_>, last: &Matrix, out: &mut Vec<Diagnostic>) {
    let today = walk.ground.today;
    let mut seen = FxHashSet::default();
    for (at, doc) in walk.records.iter().enumerate().rev() {
        for change in &doc.changes {
            let features = change.feature.iter().chain(&change.into).filter_map(|id| {
                let names = walk.names.last(&id.value, at + 1);
                let lost = |name: &&str| {
                    last.has_feature(name)
                        && today.feature(name).is_none()
                        && today.moved_to(name).is_none()
                };
                names.into_iter().find(lost).map(|name| (name.to_owned(), id.at))
            });
            let edition = change
                .edition
                .iter()
                .filter(|id| last.has_edition(&id.value) && today.edition(&id.value).is_none());
            let editions = edition.map(|id| (id.value.clone(), id.at));
            for (name, place) in features.chain(editions) {
                if seen.insert(name.clone()) {
                    out.push(records::record_of_nothing(doc.path.at(place), name));
                }
            }
        }
    }
}

/// Whether a matrix stands as it was recorded last. Warns where readers read what no record tells.
pub fn is_recorded(matrix: &Matrix, ground: &Ground<'_>, out: &mut Vec<Diagnostic>) -> bool {
    let today = ground.today;
    let broken = today.features().flat_map(|f| &f.facts).flat_map(|f| &f.cells).any(|c| c.broken);
    let Some(old) = recorded(matrix, today, ground.site).filter(|_| !broken) else { return false };
    let changes = derive::changes(&old, today);
    if !changes.is_empty() {
        let place = today.source.at(today.at);
        out.push(records::unrecorded_changes(place, today.name.base(), count(&changes)));
    }
    changes.is_empty()
}
