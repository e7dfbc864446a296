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
    /// For a feature that was split: what the page at its address names, in place of leading on.
    pub split: Option<Split>,
}

/// A feature that became several.
#[derive(Clone, Debug)]
pub struct Split {
    /// The product's position.
    pub product: usize,
    /// The feature's id of the past.
    pub old: Arc<str>,
    /// Today's features, by position.
    pub heirs: Vec<usize>,
}

impl Redirect {
    /// Whether a host leads on from the old address: not where a page stands there that names several heirs, which
    /// the rule would keep from every reader.
    pub fn is_rule(&self, catalog: &Catalog) -> bool {
        self.split.is_none() || !catalog.site.outputs.has(Output::Aliases)
    }

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
            split: None,
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
        for at in 0..catalog.products.len() {
            features(catalog, at, &mut all);
        }
    }
    all.sort_by(|a, b| a.from.cmp(&b.from));
    all
}

/// Features of the past lead to today's. Of one that was split the page at its address names all; where the site has
/// no such pages, hosts lead to the whole matrix.
fn features(catalog: &Catalog, at: usize, all: &mut Vec<Redirect>) {
    let product: &Product = &catalog.products[at];
    for (old, today) in &product.moved {
        let feature = match &today[..] {
            [today] => product.features().find(|feature| feature.id == *today),
            _ => None,
        };
        let to = feature.map_or_else(
            || address::product(product),
            |feature| address::feature(product, feature),
        );
        let position = |id: &Arc<str>| product.features().position(|feature| feature.id == *id);
        let heirs: Vec<usize> = today.iter().filter_map(position).collect();
        let split = (heirs.len() > 1).then(|| Split { product: at, old: Arc::clone(old), heirs });
        for language in &catalog.site.languages {
            let lang = &language.tag;
            let name = feature.map_or(&product.name, |feature| &feature.name);
            let from = format!("products/{}/features/{old}/", product.id);
            all.push(Redirect {
                from: address::localised(&catalog.site, lang, &from),
                to: address::localised(&catalog.site, lang, &to),
                lang: lang.clone(),
                title: name.get(lang).into(),
                split: split.clone(),
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
