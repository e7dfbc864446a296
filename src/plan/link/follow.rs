//! Following one link.

use super::local::split_tail;
use super::lookup::{case_of, edition_at, fact_of, row_of};
use super::part::Part;
use super::{LinkScope, RowAt, Target, scheme};
use crate::base::{Bilingual, Diagnostic, Lang, Route, nearest};
use crate::model::catalogue as unknown;
use crate::model::{Link, Product};
use crate::plan::Plan;
use crate::plan::address;
use crate::plan::catalogue as problem;
use crate::plan::fact::{self, FactAt, Vocabulary};

pub type Found = Result<Target, Diagnostic>;

/// The same with the page on which a place may be named.
type Placed = Result<(Target, Route), Diagnostic>;

/// How links to what a product holds are written.
const FORMS: [(&str, &str, &str); 4] = [
    ("cell", "cell:产品/功能/版本", "cell:product/feature/edition"),
    ("feature", "feature:产品/功能", "feature:product/feature"),
    ("edition", "edition:产品/版本", "edition:product/edition"),
    ("upgrade", "upgrade:产品/指南", "upgrade:product/guide"),
];

impl Plan {
    /// Follows a link. `words` judges facts; without it only the address is looked for.
    pub fn target(&self, link: &Link, scope: &LinkScope<'_>, words: Option<&Vocabulary>) -> Found {
        let whole = Part::of(link, scope.source);
        let found = match scheme(&link.to) {
            None if link.image => self.picture(whole, scope),
            None => self.local(whole, scope, words),
            Some((scheme, rest)) => {
                let rest = whole.from(link.to.len() - rest.len());
                self.elsewhere(&scheme.to_ascii_lowercase(), rest, whole, link, scope, words)
            }
        };
        Ok(match found? {
            Target::Named(url, _) if !link.is_empty() => Target::Url(url),
            Target::Feature(url, row, _) if !link.is_empty() => Target::Feature(url, row, None),
            found => found,
        })
    }

    fn elsewhere(
        &self,
        scheme: &str,
        rest: Part<'_>,
        whole: Part<'_>,
        link: &Link,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Found {
        match scheme {
            "http" | "https" if link.image => self.remote_picture(whole),
            "http" | "https" => Ok(Target::Named(link.to.clone(), link.to.clone())),
            _ if link.image => Err(problem::forbidden_link(whole.span(), &link.to)),
            "mailto" | "tel" => Ok(Target::Named(link.to.clone(), rest.text.to_owned())),
            "cell" => self.fact(rest, whole, link, scope, words),
            "feature" | "product" | "upgrade" => {
                let (id, tail) = split_tail(rest);
                let (found, route) = match scheme {
                    "feature" => self.feature(id, whole, scope)?,
                    "product" => self.product_named(id, scope)?,
                    _ => self.guide(id, whole, scope)?,
                };
                let path = &whole.text[..whole.text.len() - tail.text.len()];
                self.placed(found, &route, path, tail, scope, words)
            }
            "edition" => self.edition(rest, whole, scope),
            "src" => self.source(rest, scope),
            _ => Err(problem::forbidden_link(whole.span(), &link.to)),
        }
    }

    fn product(&self, id: Part<'_>) -> Result<usize, Diagnostic> {
        let found = self.index.products.get(id.text).copied();
        found.ok_or_else(|| {
            let near = nearest(id.text, self.catalog.products.iter().map(|p| &*p.id));
            unknown::unknown_product(id.span(), id.text, near)
        })
    }

    fn product_named(&self, id: Part<'_>, scope: &LinkScope<'_>) -> Placed {
        let at = self.product(id)?;
        let product = &self.catalog.products[at];
        let found = self.product_page(at, scope.lang, "", product.name.get(scope.lang));
        Ok((found, self.route(scope.lang, &address::product(product))))
    }

    fn product_page(&self, product: usize, lang: &Lang, anchor: &str, name: &str) -> Target {
        let page = self.product_url(lang, &self.catalog.products[product]);
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        Target::Named(page + &anchor, name.to_owned())
    }

    fn feature(&self, rest: Part<'_>, whole: Part<'_>, scope: &LinkScope<'_>) -> Placed {
        let (product, feature) = two(rest, whole)?;
        let product = self.product(product)?;
        let (at, feature, fact) = row_of(&self.catalog.products[product], feature)?;
        let part = fact.and_then(|fact| feature.facts.get(fact)?.part.as_ref());
        let name = part.map_or(&feature.name, |(_, name)| name).get(scope.lang).to_owned();
        let url = self.feature_url(scope.lang, product, feature);
        let route =
            self.route(scope.lang, &address::feature(&self.catalog.products[product], feature));
        Ok((Target::Feature(url, RowAt { product, feature: at }, Some(name)), route))
    }

    fn edition(&self, rest: Part<'_>, whole: Part<'_>, scope: &LinkScope<'_>) -> Found {
        let (product, edition) = two(rest, whole)?;
        let product = self.product(product)?;
        let editions = &self.catalog.products[product].editions;
        let edition = edition_at(&self.catalog.products[product], edition)?;
        let name = editions[edition].name.get(scope.lang);
        let anchor = address::edition_anchor(&editions[edition]);
        Ok(self.product_page(product, scope.lang, &anchor, name))
    }

    fn guide(&self, rest: Part<'_>, whole: Part<'_>, scope: &LinkScope<'_>) -> Placed {
        let (product, id) = two(rest, whole)?;
        let product = self.product(product)?;
        let ours = self.catalog.guides.iter().filter(|g| g.product == product);
        let found =
            self.catalog.guides.iter().position(|g| g.product == product && *g.id == *id.text);
        let Some(at) = found else {
            let near = nearest(id.text, ours.map(|g| &*g.id));
            return Err(unknown::unknown_guide(id.span(), id.text, near));
        };
        let guide = &self.catalog.guides[at];
        let title = guide.title.get(scope.lang).to_owned();
        let route = self.route(scope.lang, &address::guide(&self.catalog, guide));
        Ok((Target::Named(self.url(&route), title), route))
    }

    fn source(&self, rest: Part<'_>, scope: &LinkScope<'_>) -> Found {
        let (product, id) = match (rest.split_once('/'), scope.products) {
            (Some((product, id)), _) => (self.product(product)?, id),
            (None, [product, ..]) => (*product, rest),
            (None, []) => {
                return Err(problem::which_product(rest.span(), format!("src:{}", rest.text)));
            }
        };
        let sources = &self.catalog.products[product].sources;
        let Some(source) = sources.iter().find(|s| *s.id == *id.text) else {
            let near = nearest(id.text, sources.iter().map(|s| &*s.id));
            return Err(unknown::unknown_source(id.span(), id.text, near));
        };
        let title = source.title.get(scope.lang).to_owned();
        let url = source.url.as_ref().map(|url| Target::Named(url.to_string(), title));
        url.ok_or_else(|| problem::source_without_url(id.span(), id.text))
    }

    fn fact(
        &self,
        rest: Part<'_>,
        whole: Part<'_>,
        link: &Link,
        scope: &LinkScope<'_>,
        words: Option<&Vocabulary>,
    ) -> Found {
        let (path, query) = rest.split_once('?').map_or((rest, None), |(p, q)| (p, Some(q)));
        let [product, feature, edition] = path.split('/')[..] else {
            return Err(bad_form(whole));
        };
        let today = self.product(product)?;
        let product_at = self.catalog.as_of(today, scope.day);
        let product = self.catalog.matrix(product_at);
        let (feature_at, fact_at, feature) = fact_of(product, feature, edition.text)?;
        let edition = edition_at(product, edition)?;
        let mut at =
            FactAt { product: product_at, feature: feature_at, fact: fact_at, edition, case: None };
        let cell = at.cell(product).map(|(_, cell)| cell).filter(|cell| !cell.broken);
        if let (Some(query), Some(cell)) = (query, cell) {
            at.case = case_of(product, cell, edition, &conditions(query, whole)?)?;
        }
        // What the matrix said on a day that no record knows was reported.
        let known = scope.day.is_none() || product_at != today;
        let is_judged = known && !link.is_empty() && !scope.derived;
        if let (Some(words), Some(_)) = (words.filter(|_| is_judged), cell) {
            self.agrees(link, &at, product, scope, words)?;
        }
        let url = self.feature_url(scope.lang, product_at, feature);
        let row = RowAt { product: product_at, feature: feature_at };
        if url.is_empty() && !link.is_empty() {
            return Ok(self.product_page(today, scope.lang, "", &link.words));
        }
        // A fact whose words stand in the text was checked; only empty ones are filled in.
        Ok(match link.is_empty() {
            true => Target::Fact(url, at),
            false => Target::Feature(url, row, None),
        })
    }

    /// Whether a link's words say what its cell says.
    fn agrees(
        &self,
        link: &Link,
        at: &FactAt,
        product: &Product,
        scope: &LinkScope<'_>,
        words: &Vocabulary,
    ) -> Result<(), Diagnostic> {
        let said = fact::check(&link.words, at, product, scope.lang, words);
        said.map_err(|value| {
            let mend = format!("[{value}]({})", link.to);
            let place = scope.source.at(link.at);
            let problem = problem::fact_disagrees(&place, link.words.trim(), value, mend);
            match at.place(product).filter(|_| self.catalog.past(at.product).is_none()) {
                Some(cell) => problem.label(cell, in_the_matrix()),
                None => problem,
            }
        })
    }
}

fn in_the_matrix() -> Bilingual {
    Bilingual::new("功能表里写在这里", "the matrix says it here")
}

/// Product and name, with one `/` between them.
fn two<'l>(rest: Part<'l>, whole: Part<'l>) -> Result<(Part<'l>, Part<'l>), Diagnostic> {
    let two = rest.split_once('/').filter(|(_, name)| !name.text.contains('/'));
    two.filter(|(product, name)| !product.text.is_empty() && !name.text.is_empty())
        .ok_or_else(|| bad_form(whole))
}

/// The conditions of a query: `when=vip`, `when=vip,not+active`, `when=vip&when=active`.
fn conditions<'l>(query: Part<'l>, whole: Part<'l>) -> Result<Vec<Part<'l>>, Diagnostic> {
    let mut all = Vec::new();
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some((key, when)) if key.text == "when" && !when.text.is_empty() => {
                all.extend(when.split(',').iter().map(Part::trimmed));
            }
            _ => return Err(bad_query(whole, pair)),
        }
    }
    Ok(all)
}

fn bad_query(whole: Part<'_>, pair: Part<'_>) -> Diagnostic {
    let form = Bilingual::new(
        "cell:产品/功能/版本?when=条件",
        "cell:product/feature/edition?when=condition",
    );
    problem::bad_fact_link(pair.span(), whole.text, form)
}

fn bad_form(whole: Part<'_>) -> Diagnostic {
    let scheme = scheme(whole.text).map(|(scheme, _)| scheme.to_ascii_lowercase());
    let form = FORMS.iter().find(|(name, ..)| Some(*name) == scheme.as_deref());
    let (zh, en) = form.map_or((FORMS[0].1, FORMS[0].2), |(_, zh, en)| (*zh, *en));
    problem::bad_fact_link(whole.span(), whole.text, Bilingual::new(zh, en))
}
