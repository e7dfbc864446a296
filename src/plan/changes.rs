//! Pages, feeds and data of what changed in products, and when.

use super::{Page, PageKind, address};
use crate::base::Lang;
use crate::model::{Catalog, Output};

/// In which form changes are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangesAs {
    /// A page.
    Page,
    /// An Atom feed.
    Feed,
    /// JSON.
    Json,
}

/// Where a product's changes are told: a page and a feed in every language, and one file of data.
pub fn pages(catalog: &Catalog) -> Vec<Page> {
    let mut all = Vec::new();
    if !catalog.site.outputs.has(Output::Changes) {
        return all;
    }
    let mut add = |lang: &Lang, below: &str, kind: PageKind| {
        let route = address::localised(&catalog.site, lang, below);
        all.push(Page { route, lang: lang.clone(), kind });
    };
    for (at, history) in catalog.histories.iter().enumerate() {
        let product = &catalog.products[history.product];
        let below = address::changes(product);
        for language in &catalog.site.languages {
            add(&language.tag, &below, PageKind::Changes(at, ChangesAs::Page));
            if catalog.site.feeds.atom {
                add(
                    &language.tag,
                    &format!("{below}atom.xml"),
                    PageKind::Changes(at, ChangesAs::Feed),
                );
            }
        }
        if catalog.site.outputs.has(Output::Api) {
            let below = format!("api/v1/products/{}/changes.json", product.id);
            add(catalog.site.default_language(), &below, PageKind::Changes(at, ChangesAs::Json));
        }
    }
    all
}
