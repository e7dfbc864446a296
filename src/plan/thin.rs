//! Pages that search engines are asked to leave out: what stands on them stands elsewhere, or they
//! are not for everybody.

use super::{ListingOf, Page, PageKind, Plan, TextAt};
use crate::model::{Article, Standing};

/// How many articles make a list worth finding that nobody wrote a word for.
const LEAST: usize = 2;

impl Plan {
    /// Whether search engines are asked to leave a page out, and the map does.
    pub fn is_kept_out(&self, page: &Page) -> bool {
        self.catalog.site.seo.noindex
            || match page.kind {
                PageKind::NotFound | PageKind::Moved(_) => true,
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
                _ => false,
            }
    }

    /// Whether a text has more than a title.
    pub fn has_text(&self, at: TextAt) -> bool {
        has_text(self.text(at).0)
    }
}

fn has_text(text: &Article) -> bool {
    !text.opening.is_empty() || !text.blocks.is_empty() || !text.links.is_empty()
}
