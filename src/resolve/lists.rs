//! What articles are listed by, and how many of them.

use super::catalogue as problem;
use super::scope::Scope;
use crate::base::Located;
use crate::model::{Feeds, Taxonomy};
use crate::syntax::{FeedsDoc, TaxonomyDoc};

/// From how many years on an article says how old it is, where the settings do not say.
pub const OLD_AFTER: i16 = 2;

/// A number that is large enough, or a problem.
pub fn number(written: &Located<i64>, least: usize, scope: &mut Scope<'_>) -> Option<usize> {
    let number = usize::try_from(written.value).ok().filter(|n| *n >= least);
    if number.is_none() {
        let at = scope.span(written.at);
        scope.report(problem::bad_number(at, written.value.to_string(), least));
    }
    number
}

pub fn taxonomies(docs: Vec<TaxonomyDoc>, scope: &mut Scope<'_>) -> Vec<Taxonomy> {
    scope.unique(docs.iter().filter_map(|doc| doc.slug.as_ref()));
    let one = |doc: TaxonomyDoc| {
        let usual = Taxonomy::of(doc.axis);
        Taxonomy {
            axis: doc.axis,
            name: doc.name.map(|words| scope.text(words)),
            slug: doc.slug.map_or(usual.slug, |slug| slug.value.into()),
            feed: doc.feed.unwrap_or(usual.feed),
            paginate: doc.paginate.and_then(|n| number(&n, 1, scope)),
        }
    };
    docs.into_iter().map(one).collect()
}

pub fn feeds(doc: &FeedsDoc, scope: &mut Scope<'_>) -> Feeds {
    let entries = doc.entries.as_ref().and_then(|n| number(n, 1, scope));
    Feeds { entries: entries.unwrap_or(doc.feeds.entries), ..doc.feeds }
}

/// A number of years; 0 for never.
pub fn old_after(written: Option<&Located<i64>>, scope: &mut Scope<'_>) -> Option<i16> {
    let Some(written) = written else { return Some(OLD_AFTER) };
    let years = number(written, 0, scope)?;
    Some(i16::try_from(years).unwrap_or(i16::MAX)).filter(|years| *years > 0)
}
