//! Following one link.

use super::lookup::{case_at, decode, edition_at, fact_of, feature_at, join, near, scheme};
use super::{LinkScope, Target};
use crate::base::{Diagnostic, Lang, Route, SourcePath, Span, nearest};
use crate::model::Link;
use crate::model::catalogue as unknown;
use crate::plan::Plan;
use crate::plan::catalogue as problem;
use crate::plan::fact::{self, FactAt, Vocabulary};

pub type Found = Result<Target, Diagnostic>;

impl Plan {
    /// Follows a link. `words` judges facts; without it only the address is looked for.
    pub fn target(&self, link: &Link, scope: &LinkScope<'_>, words: Option<&Vocabulary>) -> Found {
        let at = scope.source.at(link.at);
        let Some((scheme, rest)) = scheme(&link.to) else {
            return self.local(&link.to, &at, scope);
        };
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Ok(Target::Url(link.to.clone())),
            "cell" => self.fact(rest, link, &at, scope, words),
            "feature" => self.feature(rest, &at, scope),
            "edition" => self.edition(rest, &at, scope),
            "product" => self.product(rest, &at).map(|p| self.product_page(p, scope.lang, "")),
            "upgrade" => self.guide(rest, &at, scope),
            "src" => self.source(rest, &at, scope),
            _ => Err(problem::forbidden_link(&at, &link.to)),
        }
    }

    fn product(&self, id: &str, at: &Span) -> Result<usize, Diagnostic> {
        let found = self.index.products.get(id).copied();
        found.ok_or_else(|| {
            unknown::unknown_product(at, id, near(id, self.catalog.products.iter().map(|p| &*p.id)))
        })
    }

    fn product_page(&self, product: usize, lang: &Lang, anchor: &str) -> Target {
        let route = self.route(lang, &format!("products/{}/", self.catalog.products[product].id));
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        Target::Url(self.url(&route) + &anchor)
    }

    fn feature(&self, rest: &str, at: &Span, scope: &LinkScope<'_>) -> Found {
        let Some((product, feature)) = rest.split_once('/') else {
            return Err(problem::bad_fact_link(at, rest, "feature:产品/功能"));
        };
        let product = self.product(product, at)?;
        let (_, feature) = feature_at(&self.catalog.products[product], feature, at)?;
        Ok(self.product_page(product, scope.lang, feature))
    }

    fn edition(&self, rest: &str, at: &Span, scope: &LinkScope<'_>) -> Found {
        let Some((product, edition)) = rest.split_once('/') else {
            return Err(problem::bad_fact_link(at, rest, "edition:产品/版本"));
        };
        let product = self.product(product, at)?;
        edition_at(&self.catalog.products[product], edition, at)?;
        Ok(self.product_page(product, scope.lang, ""))
    }

    fn guide(&self, rest: &str, at: &Span, scope: &LinkScope<'_>) -> Found {
        let Some((product, guide)) = rest.split_once('/') else {
            return Err(problem::bad_fact_link(at, rest, "upgrade:产品/指南"));
        };
        let product = self.product(product, at)?;
        let ours = self.catalog.guides.iter().filter(|g| g.product == product);
        if !ours.clone().any(|g| *g.id == *guide) {
            return Err(unknown::unknown_guide(at, guide, near(guide, ours.map(|g| &*g.id))));
        }
        let below = format!("products/{}/upgrades/{guide}/", self.catalog.products[product].id);
        Ok(Target::Url(self.url(&self.route(scope.lang, &below))))
    }

    fn source(&self, rest: &str, at: &Span, scope: &LinkScope<'_>) -> Found {
        let (product, id) = match (rest.split_once('/'), scope.products) {
            (Some((product, id)), _) => (self.product(product, at)?, id),
            (None, [product, ..]) => (*product, rest),
            (None, []) => return Err(problem::which_product(at, format!("src:{rest}"))),
        };
        let sources = &self.catalog.products[product].sources;
        let Some(source) = sources.iter().find(|s| *s.id == *id) else {
            return Err(unknown::unknown_source(at, id, near(id, sources.iter().map(|s| &*s.id))));
        };
        source
            .url
            .as_ref()
            .map(|url| Target::Url(url.to_string()))
            .ok_or_else(|| problem::source_without_url(at, id))
    }

    fn fact(
        &self,
        rest: &str,
        link: &Link,
        at: &Span,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Found {
        let (path, when) =
            rest.split_once("?when=").map_or((rest, None), |(path, when)| (path, Some(when)));
        let [product, feature, edition] = path.split('/').collect::<Vec<_>>()[..] else {
            return Err(problem::bad_fact_link(at, &link.to, "cell:产品/功能/版本"));
        };
        let product_at = self.product(product, at)?;
        let product = &self.catalog.products[product_at];
        let (feature_at, fact_at, anchor) = fact_of(product, feature, at)?;
        let edition = edition_at(product, edition, at)?;
        let mut fact =
            FactAt { product: product_at, feature: feature_at, fact: fact_at, edition, case: None };
        let cell = fact.cell(product).map(|(_, cell)| cell).filter(|cell| !cell.broken);
        if let (Some(when), Some(cell)) = (when, cell) {
            fact.case = Some(case_at(product, cell, when, at)?);
        }
        let judged = cell.is_some() && !link.words.trim().is_empty();
        if let Some(words) = words.filter(|_| judged) {
            let said = fact::check(&link.words, &fact, product, scope.lang, words);
            said.map_err(|value| problem::fact_disagrees(at, link.words.trim(), value))?;
        }
        let Target::Url(url) = self.product_page(product_at, scope.lang, anchor) else {
            return Ok(Target::Broken);
        };
        // A fact whose words stand in the text was checked; only empty ones are filled in.
        Ok(if link.words.trim().is_empty() { Target::Fact(url, fact) } else { Target::Url(url) })
    }

    /// An address inside the site: absolute below its root, a file beside this one, or an anchor.
    fn local(&self, to: &str, at: &Span, scope: &LinkScope<'_>) -> Found {
        if to.starts_with('#') || to.is_empty() {
            return Ok(Target::Url(to.to_owned()));
        }
        if to.starts_with("//") {
            return Err(problem::forbidden_link(at, to));
        }
        let end = to.find(['#', '?']).unwrap_or(to.len());
        let (path, tail) = to.split_at(end);
        let decoded = decode(path);
        let route = match decoded.strip_prefix('/') {
            Some(below) => self.absolute_route(below),
            None => self.relative_route(&decoded, scope.source),
        };
        let Some(route) = route else { return Err(self.dead(path, at)) };
        Ok(Target::Url(self.url(&route) + tail))
    }

    fn absolute_route(&self, below: &str) -> Option<Route> {
        let route = Route::new(below);
        let folder = Route::new(format!("{}/", below.trim_end_matches('/')));
        let index = below.strip_suffix("index.html").map(Route::new);
        [Some(route), Some(folder), index]
            .into_iter()
            .flatten()
            .find(|r| self.index.routes.contains(r))
    }

    fn relative_route(&self, path: &str, source: &SourcePath) -> Option<Route> {
        let file = join(source.folder(), path)?;
        self.index.by_source.get(&SourcePath::new(file)).cloned()
    }

    fn dead(&self, path: &str, at: &Span) -> Diagnostic {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let close = |known: &str| {
            let known = known.trim_end_matches('/').rsplit('/').next().unwrap_or(known);
            strsim::damerau_levenshtein(name, known) <= name.chars().count() / 3
        };
        let mut names: Vec<String> = if path.starts_with('/') {
            self.index.routes.iter().map(ToString::to_string).filter(|r| close(r)).collect()
        } else {
            self.index.by_source.keys().map(ToString::to_string).filter(|p| close(p)).collect()
        };
        names.sort();
        names.truncate(3);
        problem::dead_link(at, path, nearest(path, names.iter().map(String::as_str)))
    }
}
