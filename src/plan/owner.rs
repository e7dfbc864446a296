//! Whose pages are, for messages.

use super::listing::{Listing, ListingOf};
use super::{ApiOf, PageKind, TableOf};
use crate::base::SourcePath;
use crate::model::Catalog;

/// What a listing is of, for the owner's name in messages.
pub fn owner(
    catalog: &Catalog,
    listings: &[Listing],
    kind: &PageKind,
) -> (Option<SourcePath>, String) {
    match kind {
        PageKind::Article(at) | PageKind::Plain(at) => source(&catalog.articles[*at].source),
        PageKind::Product(at)
        | PageKind::Calendar(Some(at))
        | PageKind::Upgrades(at)
        | PageKind::GuideFeed(at)
        | PageKind::Compare { product: at, .. }
        | PageKind::Sheet { product: at, .. }
        | PageKind::Names(at, _)
        | PageKind::Table(TableOf::Product(at) | TableOf::Pair { product: at, .. }, _)
        | PageKind::Api(ApiOf::Product(at) | ApiOf::Compare { product: at, .. }) => {
            source(&catalog.products[*at].source)
        }
        PageKind::Guide(at)
        | PageKind::Role { guide: at, .. }
        | PageKind::Consent(at)
        | PageKind::ConsentJson(at)
        | PageKind::Api(ApiOf::Guide(at)) => source(&catalog.guides[*at].source),
        PageKind::Changes(at, _) => {
            source(&catalog.products[catalog.histories[*at].product].source)
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
