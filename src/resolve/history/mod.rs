//! Records to histories: what changed when, how it stood before, and what nobody has recorded yet.

pub mod catalogue;
mod check;
mod model;
mod past;

use crate::resolve::records;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

pub use model::recorded;

use super::article::Turns;
use super::{Moment, parent};
use crate::base::Diagnostic;
use crate::derive::Changes;
use crate::model::{
    Catalog, Change, Changed, FIRST_CONSENT, History, Output, Product, Record, Site,
};
use crate::syntax::{ChangeDoc, Matrix, RecordDoc, RecordedDoc, Step};
use past::Names;

/// For how many days after a change tables mark it.
const RECENT: i64 = 90;

/// The records and recorded matrices of all products.
#[derive(Default)]
pub struct Docs {
    /// Records of changes.
    pub records: Vec<RecordDoc>,
    /// Matrices as they were recorded last.
    pub recorded: Vec<RecordedDoc>,
}

/// What a product's records hang on.
struct Ground<'a> {
    product: usize,
    today: &'a Product,
    site: &'a Site,
    day: Date,
}

/// Resolves every product's records, and the past that frozen articles show.
pub fn resolve(
    docs: &Docs,
    catalog: &mut Catalog,
    moment: &Moment,
    turns: &mut Turns,
    out: &mut Vec<Diagnostic>,
) {
    let day = moment.now.to_zoned(catalog.site.timezone.clone()).date();
    let wanted = past::wanted(catalog);
    strangers(docs, catalog, out);
    let (mut histories, mut pasts) = (Vec::new(), Vec::new());
    for (at, today) in catalog.products.iter().enumerate() {
        let folder = format!("{}/changes", today.source.folder());
        if catalog.unread.iter().any(|path| path.folder() == folder) {
            continue;
        }
        let ground = Ground { product: at, today, site: &catalog.site, day };
        let mut records: Vec<&RecordDoc> =
            docs.records.iter().filter(|doc| doc.path.folder() == folder).collect();
        records.sort_by(|a, b| a.place().cmp(&b.place()));
        let recorded = docs.recorded.iter().find(|doc| doc.path.folder() == folder);
        if records.is_empty() && recorded.is_none() {
            continue;
        }
        let before = out.len();
        let sound = check::records(&records, recorded, &ground, out);
        let Some(recorded) = recorded.filter(|_| sound) else { continue };
        let days: Vec<Date> =
            wanted.iter().filter(|(product, _)| *product == at).map(|(_, day)| *day).collect();
        let walk = Walk { records: &records, ground: &ground, names: Names::of(&records) };
        let (history, mut own) = walk.back(&recorded.matrix, &days, out);
        if out.len() > before {
            continue;
        }
        let is_current = past::is_recorded(&recorded.matrix, &ground, out);
        histories.push(History { is_current, ..history });
        pasts.append(&mut own);
    }
    for history in &mut histories {
        for record in history.records.iter_mut().skip(1) {
            let end = record.date.checked_add(RECENT.days()).ok();
            record.is_recent =
                catalog.site.outputs.has(Output::Changes) && end.is_some_and(|end| day < end);
            turns.note(end.filter(|_| record.is_recent), &catalog.site);
        }
    }
    (catalog.histories, catalog.past) = (histories, pasts);
    past::too_old(catalog, &wanted, out);
}

/// Records of no product.
fn strangers(docs: &Docs, catalog: &Catalog, out: &mut Vec<Diagnostic>) {
    let paths = docs.records.iter().map(|doc| &doc.path);
    let mut paths: Vec<_> = paths.chain(docs.recorded.iter().map(|doc| &doc.path)).collect();
    // Told once for a folder, at its first file.
    paths.sort();
    let mut seen = FxHashSet::default();
    for path in paths {
        let folder = parent(path.folder());
        let known = catalog.products.iter().any(|product| product.source.folder() == folder);
        if !known && seen.insert(folder.to_owned()) {
            out.push(records::changes_without_product(path.whole(), folder));
        }
    }
}

/// The way from the recorded matrix back to the first record.
struct Walk<'a> {
    records: &'a [&'a RecordDoc],
    ground: &'a Ground<'a>,
    names: Names<'a>,
}

impl Walk<'_> {
    /// The history, and the matrices of some days. What does not fit is reported.
    fn back(
        &self,
        last: &Matrix,
        days: &[Date],
        out: &mut Vec<Diagnostic>,
    ) -> (History, Vec<crate::model::Past>) {
        let shown = |record: usize| {
            days.iter().any(|day| {
                self.records.iter().rposition(|r| r.date.as_ref().is_some_and(|d| d.value <= *day))
                    == Some(record)
            })
        };
        let before = out.len();
        let (mut records, mut pasts) = (Vec::new(), Vec::new());
        let mut matrix = last.clone();
        for (at, doc) in self.records.iter().enumerate().rev() {
            let step = doc.step();
            check::fits(doc, &step, &matrix, &self.records[..at], out);
            if shown(at) {
                pasts.extend(self.past(at, &matrix));
            }
            let after = self.few(doc, &matrix);
            step.undo(&mut matrix);
            let earlier = self.few(doc, &matrix);
            records.extend(self.record(at, doc, earlier, after));
        }
        records.reverse();
        if out.len() == before {
            past::gone(self, last, out);
        }
        (History { product: self.ground.product, records, is_current: false }, pasts)
    }

    /// The product with the rows alone that a record speaks of.
    fn few(&self, doc: &RecordDoc, matrix: &Matrix) -> Option<Product> {
        let ids = |c: &'_ ChangeDoc| -> Vec<String> {
            let ids = c.feature.iter().chain(&c.was).chain(&c.into);
            ids.map(|id| id.value.clone()).collect()
        };
        let ids: Vec<String> = doc.changes.iter().flat_map(ids).collect();
        let ids: FxHashSet<&str> = ids.iter().map(String::as_str).collect();
        recorded(&matrix.only(&ids), self.ground.today, self.ground.site)
    }

    fn record(
        &self,
        at: usize,
        doc: &RecordDoc,
        before: Option<Product>,
        after: Option<Product>,
    ) -> Option<Record> {
        let (before, after) = (before?, after?);
        let mut quiet = Vec::new();
        let mut scope = super::scope(self.ground.site, &doc.path, &mut quiet);
        let step = doc.step();
        let changes = doc.changes.iter().filter_map(|change| {
            let what = changed(change, &step, &before, &after)?;
            let ids = change.feature.iter().chain(&change.into).map(|id| id.value.as_str());
            let today = self.names.today(ids, at + 1, self.ground.today);
            let note = change.note.as_ref().map(|note| scope.prose(note));
            Some(Change { id: change.id.value.as_str().into(), what, note, today })
        });
        let changes = changes.collect();
        let guides = doc.guides.iter().map(|(id, hash)| (arc(&id.value), arc(&hash.value)));
        Some(Record {
            name: doc.name().into(),
            source: doc.path.clone(),
            date: doc.date.as_ref()?.value,
            title: doc.title.as_ref().map(|title| scope.text(title)),
            summary: doc.summary.as_ref().map(|summary| scope.prose(summary)),
            is_recent: false,
            changes,
            before,
            after,
            guides: guides.collect(),
            consent: arc(doc.consent.as_ref().map_or(FIRST_CONSENT, |form| &form.value)),
        })
    }
}

fn arc(text: &str) -> Arc<str> {
    text.into()
}

/// What a written change means, if what it names is there.
fn changed(doc: &ChangeDoc, step: &Step, before: &Product, after: &Product) -> Option<Changed> {
    let feature = |of: &Product, id: &str| of.features().position(|f| *f.id == *id);
    let word = doc.change.value.as_str();
    match (&doc.feature, &doc.edition, &doc.was) {
        (Some(id), Some(edition), _) => {
            let old = feature(before, step.former(&id.value))?;
            let new = feature(after, &id.value)?;
            let (was, is) = (before.edition(&edition.value)?, after.edition(&edition.value)?);
            Some(Changed::Cell { old: (old, was), new: (new, is), word: word.into() })
        }
        (None, Some(edition), _) if word == "added" => {
            after.edition(&edition.value).map(Changed::EditionCame)
        }
        (None, Some(edition), _) => before.edition(&edition.value).map(Changed::EditionWent),
        (Some(new), None, Some(old)) => {
            Some(Changed::Moved(feature(before, &old.value)?, feature(after, &new.value)?))
        }
        (Some(id), None, None) if word == "added" => feature(after, &id.value).map(Changed::Came),
        (Some(id), None, None) => feature(before, &id.value).map(Changed::Went),
        (None, None, Some(old)) => {
            let into = doc.into.iter().filter_map(|id| feature(after, &id.value)).collect();
            Some(Changed::Split(feature(before, &old.value)?, into))
        }
        (None, None, None) => None,
    }
}

/// How many changes there are.
fn count(changes: &Changes) -> usize {
    changes.cells.len()
        + changes.moved.len()
        + changes.features_added.len()
        + changes.features_removed.len()
        + changes.editions_added.len()
        + changes.editions_removed.len()
}
