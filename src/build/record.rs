//! What is to be recorded: every product as it is, held against what was recorded of it.

use jiff::civil::Date;

use super::inputs::Inputs;
use super::memo::Memo;
use super::{Args, Built, Outcome, Run};
use crate::base::{Diagnostic, SourcePath};
use crate::create::{Last, Now, Recorded, record as made, retold};
use crate::derive::{self, Changes};
use crate::model::{Catalog, Product};
use crate::source::Snapshot;
use crate::syntax::{Document, FileKind, GroupDoc, Matrix, ProductDoc, RecordDoc, RecordedDoc};

/// A product that has something to be recorded.
pub struct Recording {
    /// The product as it was recorded last; `None` for the first time.
    pub old: Option<Product>,
    /// The product as it is.
    pub new: Product,
    /// What changed.
    pub changes: Changes,
    /// The guides that tell something else than was recorded of them, by id.
    pub guides: Vec<String>,
    /// The files that tell so.
    pub files: Recorded,
    /// What the file of the recorded matrix held.
    pub replaces: Option<Vec<u8>>,
}

/// What was looked at, and what there is to be recorded.
pub struct Recordings {
    /// What there is to be recorded, in the order of the products.
    pub all: Vec<Recording>,
    /// The site.
    pub catalog: Catalog,
    /// The inputs.
    pub snapshot: Snapshot,
}

/// What stands in files, for records alone.
#[derive(Default)]
struct Written {
    products: Vec<ProductDoc>,
    features: Vec<(SourcePath, Vec<GroupDoc>)>,
    units: Vec<crate::syntax::UnitDoc>,
    records: Vec<RecordDoc>,
    recorded: Vec<RecordedDoc>,
}

impl Written {
    fn of(documents: &[Document]) -> Self {
        let mut written = Self::default();
        for document in documents {
            match document {
                Document::Settings(doc) => written.units.clone_from(&doc.units),
                Document::Product(doc) => written.products.push((**doc).clone()),
                Document::Features(path, groups) => {
                    written.features.push((path.clone(), groups.clone()));
                }
                Document::Record(doc) => written.records.push((**doc).clone()),
                Document::Recorded(doc) => written.recorded.push((**doc).clone()),
                _ => {}
            }
        }
        written.features.sort_by(|a, b| a.0.cmp(&b.0));
        written.records.sort_by(|a, b| a.place().cmp(&b.place()));
        written
    }

    /// The matrix of a product as it stands in its files.
    fn matrix(&self, product: &Product) -> Option<Matrix> {
        let doc = self.products.iter().find(|doc| doc.path == product.source)?;
        let folder = format!("{}/features", product.source.folder());
        let more = self.features.iter().filter(|(path, _)| path.folder() == folder);
        let more: Vec<Vec<GroupDoc>> = more.map(|(_, groups)| groups.clone()).collect();
        Some(Matrix::of(doc, &more, &self.units))
    }
}

/// Looks for what has changed since it was recorded last. `Err` where the matrices, guides or records have
/// errors: of those nothing can be recorded.
pub fn recordings(args: &Args, on: Option<Date>) -> Result<Recordings, Box<Built>> {
    let mut run = Run::begin(args)?;
    let mut memo = Memo::default();
    let (inputs, documents) =
        Inputs::read(&run.snapshot, run.limits.depth, &mut memo, &mut run.diagnostics);
    let written = Written::of(&documents);
    let resolved = crate::resolve::resolve(documents, inputs.unread, &args.overrides, &args.moment);
    let mut catalog = resolved.into(&mut run.diagnostics).catalog;
    crate::plan::join_guides(&mut catalog);
    run.diagnostics.retain(stops);
    let today = args.moment.now.to_zoned(catalog.site.timezone.clone()).date();
    let date = on.unwrap_or(today);
    let late = crate::resolve::records::record_in_future;
    run.diagnostics.extend((date > today).then(|| late(None, date.to_string())));
    if !run.diagnostics.is_empty() {
        return Err(Box::new(run.end(Outcome::Refused)));
    }
    let mut all = Vec::new();
    for product in &catalog.products {
        match recording(product, date, &written, &catalog, &run.snapshot) {
            Ok(found) => all.extend(found),
            Err(diagnostic) => run.diagnostics.push(*diagnostic),
        }
    }
    if !run.diagnostics.is_empty() {
        return Err(Box::new(run.end(Outcome::Refused)));
    }
    Ok(Recordings { all, catalog, snapshot: run.snapshot })
}

/// Whether a problem makes recording pointless: one in the settings, a matrix, a guide or a
/// record. That the matrix lost what records name is what a record will tell.
fn stops(problem: &Diagnostic) -> bool {
    let kind = problem.span.as_ref().map(|span| FileKind::of(&span.path));
    let concerns = matches!(
        kind,
        Some(
            FileKind::Settings
                | FileKind::Product
                | FileKind::Features
                | FileKind::Guide
                | FileKind::Record
                | FileKind::Recorded
        )
    );
    problem.is_error() && concerns && problem.code != "record-of-nothing"
}

fn recording(
    product: &Product,
    date: Date,
    written: &Written,
    catalog: &Catalog,
    snapshot: &Snapshot,
) -> Result<Option<Recording>, Box<Diagnostic>> {
    let Some(matrix) = written.matrix(product) else { return Ok(None) };
    let folder = format!("{}/changes", product.source.folder());
    let ours = |path: &SourcePath| path.folder() == folder;
    let records: Vec<&RecordDoc> = written.records.iter().filter(|doc| ours(&doc.path)).collect();
    let now = Now { catalog, product, matrix, date };
    let Some(recorded) = written.recorded.iter().find(|doc| ours(&doc.path)) else {
        let files = made(&now, None);
        let (changes, new) = (Changes::default(), product.clone());
        let guides = retold(&now, &records);
        return Ok(Some(Recording { old: None, new, changes, guides, files, replaces: None }));
    };
    let Some(old) = crate::resolve::recorded(&recorded.matrix, product, &catalog.site) else {
        return Ok(None);
    };
    let changes = derive::changes(&old, product);
    let guides = retold(&now, &records);
    if changes.is_empty() && guides.is_empty() {
        return Ok(None);
    }
    let last = records.iter().rev().find_map(|doc| doc.date.as_ref().map(|date| date.value));
    if let Some(last) = last.filter(|last| *last > date) {
        let (date, last) = (date.to_string(), last.to_string());
        return Err(super::catalogue::record_before_last(None, date, &*product.id, last).into());
    }
    let files = made(
        &now,
        Some((&Last { matrix: &recorded.matrix, product: &old, records: &records }, &changes)),
    );
    let replaces = snapshot.read(&recorded.path)?;
    let new = product.clone();
    Ok(Some(Recording { old: Some(old), new, changes, guides, files, replaces: Some(replaces) }))
}
