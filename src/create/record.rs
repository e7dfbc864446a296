//! What has changed in a matrix since it was recorded last, as a record.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::{Located, Range, SourcePath};
use crate::derive::{self, Changes, Consent};
use crate::model::{Catalog, Guide, Product};
use crate::syntax::{ChangeDoc, Matrix, RECORDED, RecordDoc, RecordedDoc, Step};
use crate::syntax::{record_text, recorded_text};

/// A product on its way into a record.
pub struct Now<'a> {
    /// What its guides are.
    pub catalog: &'a Catalog,
    /// The product as it is.
    pub product: &'a Product,
    /// Its matrix as it is.
    pub matrix: Matrix,
    /// The day on which it came to be so.
    pub date: Date,
}

/// A product as it was recorded last.
pub struct Last<'a> {
    /// The matrix.
    pub matrix: &'a Matrix,
    /// The product.
    pub product: &'a Product,
    /// Every record so far.
    pub records: &'a [&'a RecordDoc],
}

/// A record, and the files that hold it.
pub struct Recorded {
    /// The record's file, which is new.
    pub path: SourcePath,
    /// Its text.
    pub text: String,
    /// The file of the recorded matrix.
    pub matrix_path: SourcePath,
    /// Its text.
    pub matrix_text: String,
}

/// Records a product. `last` is nothing for the first time: then there is nothing to tell but
/// from when on.
pub fn record(now: &Now<'_>, last: Option<(&Last<'_>, &Changes)>) -> Recorded {
    let folder = format!("{}/changes", now.product.source.folder());
    let name = name(now.date, last.map(|(last, _)| last.records).unwrap_or_default());
    let path = SourcePath::new(format!("{folder}/{name}.yaml"));
    let mut doc = RecordDoc {
        path: path.clone(),
        at: Range::default(),
        date: Some(at(now.date)),
        follows: None,
        title: None,
        summary: None,
        changes: Vec::new(),
        before: None,
        consent: None,
        guides: Vec::new(),
        digest: None,
    };
    for (id, told) in guides(now) {
        doc.consent = Some(at(told.form.schema().to_owned()));
        doc.guides.push((at(id), at(told.hash)));
    }
    if let Some((last, changes)) = last {
        doc.follows = last.records.last().map(|doc| at(doc.name().to_owned()));
        let told = Told { old: last.product, new: now.product, changes, records: last.records };
        doc.changes = told.events();
        let moved = changes.moved.iter().filter_map(|(old, new)| match &new[..] {
            [new] => Some((old.to_string(), new.to_string())),
            _ => None,
        });
        let cells = told.cells();
        let places: Vec<_> =
            cells.iter().map(|(_, feature, edition, _)| place(feature, edition)).collect();
        let step = Step::between(last.matrix, &now.matrix, moved.collect(), &places);
        doc.before = step.before;
        let mut written = step.cells.into_iter().peekable();
        for (id, feature, edition, word) in cells {
            let Some(cell) = written.next_if(|c| (&c.feature, &c.edition) == (&feature, &edition))
            else {
                continue;
            };
            doc.changes.push(ChangeDoc {
                feature: Some(at(feature)),
                edition: Some(at(edition)),
                old: Some(at(cell.old)),
                new: Some(at(cell.new)),
                ..event(id, &word)
            });
        }
    }
    let matrix_path = SourcePath::new(format!("{folder}/{RECORDED}"));
    let recorded = RecordedDoc {
        path: matrix_path.clone(),
        record: Some(at(name)),
        matrix: now.matrix.clone(),
        digest: None,
    };
    let (text, matrix_text) = (record_text(&doc), recorded_text(&recorded));
    Recorded { path, text, matrix_path, matrix_text }
}

/// The guides of a product that tell something else than the last record that knows them, by id.
pub fn retold(now: &Now<'_>, records: &[&RecordDoc]) -> Vec<String> {
    let last = |guide: &str| {
        let mut told = records.iter().rev().flat_map(|doc| &doc.guides);
        told.find(|(id, _)| id.value == guide).map(|(_, version)| version.value.as_str())
    };
    let all = guides(now).into_iter();
    all.filter(|(id, told)| last(id) != Some(&told.hash)).map(|(id, _)| id).collect()
}

/// What the guides of a product tell on the day of a record: the version that their printed sheets name,
/// by the guide's id.
fn guides(now: &Now<'_>) -> Vec<(String, Consent)> {
    let ours = now.catalog.guides.iter().filter(|guide| {
        now.catalog.products.get(guide.product).is_some_and(|product| product.id == now.product.id)
    });
    let told = |guide: &Guide| {
        let product = &now.catalog.products[guide.product];
        let comparison = derive::compare(product, guide.from, guide.to, &guide.given);
        derive::consent(now.catalog, guide, &comparison)
    };
    ours.map(|guide| (guide.id.to_string(), told(guide))).collect()
}

fn at<T>(value: T) -> Located<T> {
    Located::new(value, Range::default())
}

fn place(feature: &str, edition: &str) -> (String, String) {
    (feature.to_owned(), edition.to_owned())
}

/// The name of a day's record: of a second one `2026-01-31-2`.
fn name(date: Date, records: &[&RecordDoc]) -> String {
    let taken = |name: &String| records.iter().any(|doc| doc.name() == name);
    let names = std::iter::once(date.to_string()).chain((2..).map(|n| format!("{date}-{n}")));
    let mut names = names.skip_while(taken);
    names.next().unwrap_or_default()
}

fn event(id: String, word: &str) -> ChangeDoc {
    ChangeDoc {
        at: Range::default(),
        id: at(id),
        change: at(word.to_owned()),
        feature: None,
        edition: None,
        was: None,
        into: Vec::new(),
        old: None,
        new: None,
        note: None,
    }
}

/// What changed, on its way into a record.
struct Told<'a> {
    old: &'a Product,
    new: &'a Product,
    changes: &'a Changes,
    records: &'a [&'a RecordDoc],
}

impl Told<'_> {
    /// An id that no record has used: what happens twice is two changes.
    fn unused(&self, id: String) -> String {
        let used = |id: &str| {
            self.records.iter().flat_map(|doc| &doc.changes).any(|change| change.id.value == id)
        };
        if !used(&id) {
            return id;
        }
        (2..).map(|n| format!("{id}-{n}")).find(|id| !used(id)).unwrap_or(id)
    }

    /// Editions and features that came, went, moved or were split.
    fn events(&self) -> Vec<ChangeDoc> {
        let (was, is): (Vec<_>, Vec<_>) =
            (self.old.features().collect(), self.new.features().collect());
        let some = |id: &Arc<str>| Some(at(id.to_string()));
        let id = |name: &str, what: &str| self.unused(derive::event_id(name, &what));
        let mut all = Vec::new();
        let came = self.changes.editions_added.iter().map(|at| (&self.new.editions[*at], "added"));
        let went =
            self.changes.editions_removed.iter().map(|at| (&self.old.editions[*at], "removed"));
        for (edition, word) in came.chain(went) {
            let edition = &edition.id;
            all.push(ChangeDoc { edition: some(edition), ..event(id(edition, word), word) });
        }
        let came = self.changes.features_added.iter().map(|at| (is[*at], "added"));
        let went = self.changes.features_removed.iter().map(|at| (was[*at], "removed"));
        for (feature, word) in came.chain(went) {
            let feature = &feature.id;
            all.push(ChangeDoc { feature: some(feature), ..event(id(feature, word), word) });
        }
        for (old, new) in &self.changes.moved {
            let ids: Vec<&str> = new.iter().map(|id| &**id).collect();
            let own = self.unused(derive::event_id(old, &ids));
            all.push(match &new[..] {
                [new] => ChangeDoc { feature: some(new), was: some(old), ..event(own, "moved") },
                several => ChangeDoc {
                    was: some(old),
                    into: several.iter().map(|id| at(id.to_string())).collect(),
                    ..event(own, "split")
                },
            });
        }
        all
    }

    /// Cells that say something else: id, feature, edition, and how it changed.
    fn cells(&self) -> Vec<(String, String, String, String)> {
        let features: Vec<_> = self.new.features().collect();
        let one = |change: &derive::CellChange| {
            let id = derive::change_id(self.old, self.new, change)?;
            let feature = features.get(change.new.feature)?.id.to_string();
            let edition = self.new.editions[change.new.edition].id.to_string();
            Some((self.unused(id), feature, edition, change.change.word().to_owned()))
        };
        self.changes.cells.iter().filter_map(one).collect()
    }
}
