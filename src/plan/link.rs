//! Links: to pages by file, to features, editions, guides and facts by id, to sources, to elsewhere.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::catalogue as problem;
use super::fact::{self, FactAt, Vocabulary};
use super::{Asset, Linked, Page, PageKind, Plan, block};
use crate::base::{Diagnostic, Lang, Nearest, Route, SourcePath, Span, nearest};
use crate::model::catalogue as unknown;
use crate::model::{Catalog, Link, Product, ProseText};

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// To an address.
    Url(String),
    /// To a fact, whose value may be filled in.
    Fact(String, FactAt),
    /// Nowhere; reported.
    Broken,
}

impl Target {
    /// The address.
    pub fn url(&self) -> &str {
        match self {
            Self::Url(url) | Self::Fact(url, _) => url,
            Self::Broken => "#",
        }
    }
}

/// What lives where.
#[derive(Debug, Default)]
pub struct Index {
    by_source: FxHashMap<SourcePath, Route>,
    routes: FxHashSet<Route>,
    products: FxHashMap<String, usize>,
}

impl Index {
    /// Indexes the pages.
    pub fn of(catalog: &Catalog, pages: &[Page], assets: &[Asset]) -> Self {
        let mut index = Self::default();
        for page in pages {
            index.routes.insert(page.route.clone());
            let source = match page.kind {
                PageKind::Article(at) | PageKind::Plain(at) => Some(&catalog.articles[at].source),
                PageKind::Guide(at) if page.lang == *catalog.site.default_language() => {
                    Some(&catalog.guides[at].source)
                }
                PageKind::Product(at) if page.lang == *catalog.site.default_language() => {
                    Some(&catalog.products[at].source)
                }
                _ => None,
            };
            index.by_source.extend(source.map(|source| (source.clone(), page.route.clone())));
        }
        for section in &catalog.sections {
            let below = if section.folder.is_empty() {
                String::new()
            } else {
                format!("{}/", section.folder)
            };
            index.by_source.insert(
                section.source.clone(),
                super::address::localised(&catalog.site, &section.lang, &below),
            );
        }
        for asset in assets {
            index.routes.insert(asset.route.clone());
            index.by_source.insert(asset.source.clone(), asset.route.clone());
        }
        index.products =
            catalog.products.iter().enumerate().map(|(at, p)| (p.id.to_string(), at)).collect();
        index
    }
}

/// Where a link stands: decides what a relative address means, and which product `src:` speaks of.
pub struct LinkScope<'a> {
    /// The file.
    pub source: &'a SourcePath,
    /// The products that the text is about.
    pub products: &'a [usize],
    /// The language of the text.
    pub lang: &'a Lang,
}

type Found = Result<Target, Diagnostic>;

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
        if let (Some(when), Some((_, cell))) = (when, fact.cell(product)) {
            fact.case = Some(case_at(product, cell, when, at)?);
        }
        if let Some(words) = words.filter(|_| !link.words.trim().is_empty()) {
            let said = fact::check(&link.words, &fact, product, scope.lang, words);
            said.map_err(|value| problem::fact_disagrees(at, link.words.trim(), value))?;
        }
        let Target::Url(url) = self.product_page(product_at, scope.lang, anchor) else {
            return Ok(Target::Broken);
        };
        Ok(Target::Fact(url, fact))
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

fn near<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Nearest {
    nearest(id, ids)
}

fn edition_at(product: &Product, id: &str, at: &Span) -> Result<usize, Diagnostic> {
    let unknown =
        || unknown::unknown_edition(at, id, near(id, product.editions.iter().map(|e| &*e.id)));
    product.edition(id).ok_or_else(unknown)
}

fn feature_at<'p>(
    product: &'p Product,
    id: &str,
    at: &Span,
) -> Result<(usize, &'p str), Diagnostic> {
    let found = product.features().enumerate().find(|(_, f)| *f.id == *id);
    found.map(|(position, feature)| (position, &*feature.id)).ok_or_else(|| {
        unknown::unknown_feature(at, id, near(id, product.features().map(|f| &*f.id)))
    })
}

/// `wecom` or `wecom.jump`: ids may hold dots themselves, so the whole is tried first.
fn fact_of<'p>(
    product: &'p Product,
    id: &str,
    at: &Span,
) -> Result<(usize, usize, &'p str), Diagnostic> {
    let whole = feature_at(product, id, at);
    let (feature_id, part) = match (&whole, id.rsplit_once('.')) {
        (Ok((position, anchor)), _) => return Ok((*position, 0, anchor)),
        (Err(_), Some(split)) => split,
        (Err(_), None) => return whole.map(|(position, anchor)| (position, 0, anchor)),
    };
    let (position, anchor) = feature_at(product, feature_id, at)?;
    let facts = product.features().nth(position).map(|f| &f.facts[..]).unwrap_or_default();
    let parts = facts.iter().filter_map(|fact| fact.part.as_ref().map(|(id, _)| &**id));
    match parts.clone().position(|p| p == part) {
        Some(fact) => Ok((position, fact, anchor)),
        None => Err(problem::unknown_part(at, part, near(part, parts))),
    }
}

/// `?when=vip` or `?when=not+active`, as the cell's case says it.
fn case_at(
    product: &Product,
    cell: &crate::model::Cell,
    when: &str,
    at: &Span,
) -> Result<usize, Diagnostic> {
    let written = decode(when).replace('+', " ");
    let mut wanted: Vec<&str> = written.split(',').map(str::trim).collect();
    wanted.sort_unstable();
    let names: Vec<String> = cell
        .cases
        .iter()
        .map(|case| {
            let mut ids: Vec<String> = case
                .when
                .iter()
                .map(|l| {
                    let id = &product.conditions[l.condition].id;
                    if l.negated { format!("not {id}") } else { id.to_string() }
                })
                .collect();
            ids.sort();
            ids.join(",")
        })
        .collect();
    let found = names.iter().position(|name| *name == wanted.join(","));
    found.ok_or_else(|| {
        problem::unknown_case(at, &written, near(&written, names.iter().map(String::as_str)))
    })
}

/// The scheme of an address, if it has one: letters, then a colon, before any `/`, `?` or `#`. Control
/// characters and white space are looked through, as browsers do.
fn scheme(to: &str) -> Option<(String, &str)> {
    let colon = to.find(':')?;
    let clean: String =
        to[..colon].chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let is_scheme = clean.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && clean.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| (clean, &to[colon + 1..]))
}

/// Percent-decodes once; what is no UTF-8 afterwards stays as it was.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex.filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Joins a folder and a relative path; `None` where it leads out of the project.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Follows the links and reads the blocks of every article.
pub fn articles(plan: &Plan, words: &Vocabulary, out: &mut Vec<Diagnostic>) -> Vec<Linked> {
    let results: Vec<(Linked, Vec<Diagnostic>)> = plan
        .catalog
        .articles
        .par_iter()
        .map(|article| {
            let scope = LinkScope {
                source: &article.source,
                products: &article.products,
                lang: &article.lang,
            };
            let mut problems = Vec::new();
            let targets = article
                .links
                .iter()
                .map(|link| keep(plan.target(link, &scope, Some(words)), &mut problems))
                .collect();
            let blocks = article
                .blocks
                .iter()
                .map(|request| block::resolve(plan, request, &scope, &mut problems))
                .collect();
            (Linked { targets, blocks, ..Linked::default() }, problems)
        })
        .collect();
    results
        .into_iter()
        .map(|(linked, problems)| {
            out.extend(problems);
            linked
        })
        .collect()
}

fn keep(found: Found, out: &mut Vec<Diagnostic>) -> Target {
    found.unwrap_or_else(|diagnostic| {
        out.push(diagnostic);
        Target::Broken
    })
}

/// Follows every link in the words of products and guides.
pub fn check_products(plan: &Plan, words: &Vocabulary, out: &mut Vec<Diagnostic>) {
    let results: Vec<Vec<Diagnostic>> = plan
        .catalog
        .products
        .par_iter()
        .enumerate()
        .map(|(at, product)| {
            let mut check = Check { plan, words, product: at, out: Vec::new() };
            for feature in product.features() {
                for cell in feature.facts.iter().flat_map(|fact| &fact.cells) {
                    check.cell(cell, &feature.source);
                }
            }
            for condition in &product.conditions {
                check.texts(&product.source, condition.words.iter());
            }
            check.out
        })
        .collect();
    out.extend(results.into_iter().flatten());
    for guide in &plan.catalog.guides {
        let mut check = Check { plan, words, product: guide.product, out: Vec::new() };
        check.texts(&guide.source, prose_of(guide));
        out.append(&mut check.out);
    }
}

/// All Markdown of a guide.
fn prose_of(guide: &crate::model::Guide) -> impl Iterator<Item = &ProseText> {
    let facts = [&guide.no_way_back, &guide.once, &guide.duration, &guide.downtime, &guide.cost];
    facts
        .into_iter()
        .flatten()
        .chain(guide.hold_if.iter().map(|h| &h.words))
        .chain(guide.preconditions.iter().map(|p| &p.words))
        .chain(guide.steps.iter().map(|s| &s.words))
        .chain(guide.impacts.iter().filter_map(|i| i.words.as_ref()))
        .chain(guide.questions.iter().map(|q| &q.answer))
        .chain(std::iter::once(&guide.body))
}

struct Check<'a> {
    plan: &'a Plan,
    words: &'a Vocabulary,
    product: usize,
    out: Vec<Diagnostic>,
}

impl Check<'_> {
    fn cell(&mut self, cell: &crate::model::Cell, source: &SourcePath) {
        let cases = cell.cases.iter().filter_map(|case| case.words.as_ref());
        let texts = [&cell.words, &cell.instead, &cell.note].into_iter().flatten().chain(cases);
        self.texts(source, texts);
    }

    fn texts<'t>(&mut self, source: &SourcePath, texts: impl Iterator<Item = &'t ProseText>) {
        for prose in texts.flat_map(ProseText::all).filter(|prose| !prose.links.is_empty()) {
            let lang = self.plan.catalog.site.default_language();
            let scope = LinkScope { source, products: &[self.product], lang };
            for link in &prose.links {
                keep(self.plan.target(link, &scope, Some(self.words)), &mut self.out);
            }
        }
    }
}
