//! Products alone, from files that need not be the site's of today: a revision, a file somewhere.

use crate::base::{Checked, Diagnostic, SourcePath};
use crate::model::Catalog;
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
