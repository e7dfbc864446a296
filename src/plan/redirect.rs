//! Old addresses, and where they lead now.

use std::sync::Arc;

use super::{address, pages};
use crate::base::{Lang, Route};
use crate::model::{Article, Catalog, Output, Product};

/// An address that has moved.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The old address.
    pub from: Route,
    /// The page that it leads to.
    pub to: Route,
    /// That page's language.
    pub lang: Lang,
    /// What it is called.
    pub title: Arc<str>,
}

impl Redirect {
    /// Whether a host would serve the file at the old address as a page.
    pub fn is_page(&self) -> bool {
        let from = self.from.as_str();
        [".html", ".htm", "/"].iter().any(|ending| from.ends_with(ending))
    }
}

/// Every old address of articles, pages, sections and features, by address.
pub fn redirects(catalog: &Catalog) -> Vec<Redirect> {
    let mut all = Vec::new();
    let mut add = |text: &Article, below: &str| {
        let to = address::localised(&catalog.site, &text.lang, below);
        let routes = text.aliases.iter().filter_map(|alias| old_route(&alias.value));
        all.extend(routes.map(|from| Redirect {
            from,
            to: to.clone(),
            lang: text.lang.clone(),
            title: Arc::clone(&text.title.value),
        }));
    };
    for article in catalog.articles.iter().filter(|article| !article.aliases.is_empty()) {
        add(article, &pages::below(article));
    }
    for section in &catalog.sections {
        let slash = if section.folder.is_empty() { "" } else { "/" };
        add(&section.text, &format!("{}{slash}", section.folder));
    }
    if catalog.site.outputs.has(Output::Features) {
        for product in &catalog.products {
            features(catalog, product, &mut all);
        }
    }
    all.sort_by(|a, b| a.from.cmp(&b.from));
    all
}

/// Features of the past lead to today's; one that was split, to the whole matrix.
fn features(catalog: &Catalog, product: &Product, all: &mut Vec<Redirect>) {
    for (old, today) in &product.moved {
        let feature = match &today[..] {
            [today] => product.features().find(|feature| feature.id == *today),
            _ => None,
        };
        let to = feature.map_or_else(
            || address::product(product),
            |feature| address::feature(product, feature),
        );
        for language in &catalog.site.languages {
            let lang = &language.tag;
            let name = feature.map_or(&product.name, |feature| &feature.name);
            let from = format!("products/{}/features/{old}/", product.id);
            all.push(Redirect {
                from: address::localised(&catalog.site, lang, &from),
                to: address::localised(&catalog.site, lang, &to),
                lang: lang.clone(),
                title: name.get(lang).into(),
            });
        }
    }
}

/// The route of an old address: `/2021/old-page/`, `/old.html`.
pub fn old_route(alias: &str) -> Option<Route> {
    let below = alias.strip_prefix('/')?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+');
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(allowed) && !part.starts_with('.') && part.len() < 256
    };
    let parts = below.strip_suffix('/').unwrap_or(below);
    parts.split('/').all(is_part).then(|| {
        let is_file = parts.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let folder = if is_file || below.ends_with('/') { "" } else { "/" };
        Route::new(format!("{below}{folder}"))
    })
}
