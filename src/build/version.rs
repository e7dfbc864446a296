//! Products alone, from files that need not be the site's of today: a revision, a file somewhere.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::{Checked, Diagnostic, SourcePath};
use crate::derive::{self, ConsentForm};
use crate::model::{Catalog, FIRST_CONSENT};
use crate::resolve::{Moment, Overrides};
use crate::syntax::{self, FileKind, Within, limits};

/// Reads settings, products and their guides, whose counts formulas use; whatever else is among the
/// files is left aside. The problems are the errors in the matrices: without those a matrix
/// says nothing that could be compared.
pub fn version(files: &[(SourcePath, Vec<u8>)], now: jiff::Timestamp) -> Checked<Catalog> {
    let settings = files.iter().find(|(path, _)| FileKind::of(path) == FileKind::Settings);
    let depth = settings.map(|(_, bytes)| limits::of(bytes)).unwrap_or_default().depth;
    let within = Within { depth, ..Within::default() };
    let (mut documents, mut unread, mut out) = (Vec::new(), Vec::new(), Vec::new());
    for (path, bytes) in files {
        let needed = matches!(
            FileKind::of(path),
            FileKind::Settings | FileKind::Product | FileKind::Features | FileKind::Guide
        );
        if !needed {
            continue;
        }
        match syntax::parse_within(path, bytes, &within).into(&mut out).0 {
            Some(document) => documents.push(document),
            None => unread.push(path.clone()),
        }
    }
    let moment = Moment { now, drafts: true, future: true, expired: true };
    let resolved =
        crate::resolve::resolve(documents, unread, &Overrides::default(), &moment).into(&mut out);
    out.retain(in_a_matrix);
    crate::base::sort(&mut out);
    Checked::new(resolved.catalog, out)
}

fn in_a_matrix(problem: &Diagnostic) -> bool {
    let path = problem.span.as_ref().map(|span| FileKind::of(&span.path));
    problem.is_error() && matches!(path, Some(FileKind::Product | FileKind::Features))
}

/// What a guide told in some version of a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The product's id.
    pub product: String,
    /// The guide's id.
    pub guide: String,
    /// What it is called; empty where only its version was recorded.
    pub title: String,
    /// The version of its consent sheet.
    pub hash: String,
    /// The form of the data that it was made from.
    pub form: String,
}

/// What every guide of a version tells, those that lead through several included, in every form that sheets were
/// ever made from: today's first.
pub fn told(mut catalog: Catalog) -> Vec<Told> {
    crate::plan::join_guides(&mut catalog);
    let one = |guide: &crate::model::Guide| {
        let product = &catalog.products[guide.product];
        let comparison = derive::compare(product, guide.from, guide.to, &guide.given);
        ConsentForm::ALL.map(|form| Told {
            product: product.id.to_string(),
            guide: guide.id.to_string(),
            title: guide.title.base().to_owned(),
            hash: derive::consent_in(form, &catalog, guide, &comparison).hash,
            form: form.schema().to_owned(),
        })
    };
    catalog.guides.iter().flat_map(one).collect()
}

/// What the record of a change says of guides; the rest of it says nothing about them.
#[derive(Deserialize)]
struct Recorded {
    /// By guide: the version of its consent sheet from then on.
    #[serde(default)]
    guides: BTreeMap<String, String>,
    /// The form of their data; without it the first one.
    consent: Option<String>,
}

/// What guides told by the records of changes among some files, each with the record's path.
pub fn recorded(files: &[(SourcePath, Vec<u8>)]) -> Vec<(SourcePath, Told)> {
    let mut all = Vec::new();
    for (path, bytes) in files {
        let parts: Vec<&str> = path.as_str().split('/').collect();
        let ["content", "products", product, "changes", _] = parts[..] else { continue };
        // A record that cannot be read is reported when the site is checked.
        let Ok(record) = serde_saphyr::from_slice::<Recorded>(bytes) else { continue };
        let form = record.consent.unwrap_or_else(|| FIRST_CONSENT.to_owned());
        all.extend(record.guides.into_iter().map(|(guide, hash)| {
            let (product, form) = (product.to_owned(), form.clone());
            let told = Told { product, guide, title: String::new(), hash, form };
            (path.clone(), told)
        }));
    }
    all
}
