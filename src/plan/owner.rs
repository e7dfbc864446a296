//! Who owns a page, for messages.

use super::PageKind;
use super::listing::{Listing, ListingOf};
use crate::base::SourcePath;
use crate::model::Catalog;

/// The source file, where there is one, and a name.
pub fn owner(
    catalog: &Catalog,
    listings: &[Listing],
    kind: &PageKind,
) -> (Option<SourcePath>, String) {
    match kind {
        PageKind::Article(at) | PageKind::Plain(at) => source(&catalog.articles[*at].source),
        PageKind::Product(at)
        | PageKind::MatrixJson(at)
        | PageKind::Compare { product: at, .. }
        | PageKind::CompareJson { product: at, .. } => source(&catalog.products[*at].source),
        PageKind::Guide(at) | PageKind::Consent(at) | PageKind::ConsentJson(at) => {
            source(&catalog.guides[*at].source)
        }
        PageKind::List { listing, .. } => match &listings[*listing].of {
            ListingOf::Section(at) => source(&catalog.sections[*at].source),
            ListingOf::Term(term) => {
                let axis = catalog.site.taxonomies[term.taxonomy].axis;
                (None, format!("{}: {}", axis.key(), term.name))
            }
            ListingOf::Year(_) | ListingOf::Month(..) => (None, "archive".to_owned()),
        },
        PageKind::Terms(at) => (None, catalog.site.taxonomies[*at].axis.key().to_owned()),
        PageKind::Home => (None, "content/_index.md".to_owned()),
        _ => (None, "crosswalk".to_owned()),
    }
}

fn source(path: &SourcePath) -> (Option<SourcePath>, String) {
    (Some(path.clone()), path.to_string())
}
