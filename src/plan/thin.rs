//! Pages that search engines are asked to leave out: what stands on them stands elsewhere, or they
//! are not for everybody.

use super::{Compared, ListingOf, Page, PageKind, Plan, RowAt, TextAt};
use crate::derive::under;
use crate::model::{Article, Cell, Fact, Feature, Standing};

/// How many articles make a list worth finding that nobody wrote a word for.
const LEAST: usize = 2;

impl Plan {
    /// Whether search engines are asked to leave a page out, and the map does.
    pub fn is_kept_out(&self, page: &Page) -> bool {
        self.catalog.site.seo.noindex
            || match page.kind {
                PageKind::NotFound | PageKind::Moved(_) | PageKind::Consent(_) => true,
                // The base alone tells no change.
                PageKind::Changes(at, _) => self.catalog.histories[at].news().next().is_none(),
                PageKind::Article(at) | PageKind::Plain(at) => {
                    let article = &self.catalog.articles[at];
                    article.standing != Standing::Live || !has_text(article)
                }
                PageKind::List { listing, .. } => {
                    let listing = &self.listings[listing];
                    let least = match listing.of {
                        ListingOf::Section(_) => 1,
                        _ => LEAST,
                    };
                    listing.articles.len() < least
                }
                PageKind::Feature { product, group, feature } => {
                    let (row, feature) = self.row(product, group, feature);
                    self.says_no_more_than_its_row(row, feature)
                }
                PageKind::Compare { product, comparison } => {
                    self.says_what_everyone_is_told(product, comparison)
                }
                _ => false,
            }
    }

    /// Whether a comparison for some readers is, cell by cell, the one for everyone.
    fn says_what_everyone_is_told(&self, product: usize, comparison: usize) -> bool {
        let Compared { given, comparison, .. } = &self.comparisons[comparison];
        let (from, to) = (comparison.from, comparison.to);
        let product = &self.catalog.products[product];
        let untouched = |fact: &Fact| {
            let same = |at| *under(product, &fact.cells[at], at, given) == fact.cells[at];
            same(from) && same(to)
        };
        !given.is_empty() && product.features().flat_map(|f| &f.facts).all(untouched)
    }

    /// A feature by its group and its place there, and its row.
    pub fn row(&self, product: usize, group: usize, place: usize) -> (RowAt, &Feature) {
        let groups = &self.catalog.products[product].groups;
        let before: usize = groups[..group].iter().map(|group| group.features.len()).sum();
        (RowAt { product, feature: before + place }, &groups[group].features[place])
    }

    /// Whether a feature's page holds bare states only: no words, no evidence of its own, no
    /// conditions, and no article leads there.
    fn says_no_more_than_its_row(&self, row: RowAt, feature: &Feature) -> bool {
        let says = |cell: &Cell| {
            cell.words.is_some()
                || cell.instead.is_some()
                || cell.note.is_some()
                || !cell.cases.is_empty()
                || !cell.more.is_empty()
                || cell.sources.iter().any(|source| source.quote.is_some())
        };
        let told = feature.facts.iter().flat_map(|fact| &fact.cells).any(says);
        let linked = self.mentions.get(&row).is_some_and(|mentions| mentions.linked);
        !told && !linked && feature.question.is_none() && !feature.has_parts()
    }

    /// Whether a text has more than a title.
    pub fn has_text(&self, at: TextAt) -> bool {
        has_text(self.text(at).0)
    }
}

fn has_text(text: &Article) -> bool {
    !text.opening.is_empty() || !text.blocks.is_empty() || !text.links.is_empty()
}
