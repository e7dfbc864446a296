//! What shows a fact: pages, guides, comparisons, feeds, data; and which words are held against it.

use rustc_hash::FxHashSet;

use crate::base::{Diagnostic, Lang, Route, SourcePath, Span, nearest};
use crate::derive::Difference;
use crate::model::catalogue as unknown;
use crate::model::{Article, Case, Cell, Link, Product, ProseText};
use crate::plan::named::{self, Named};
use crate::plan::{ApiOf, Block, FeedOf, Linked, Page, PageKind, Plan, TableBlock, TableOf};

/// A page or a file that shows what was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// What kind of page: `product`, `feature`, `compare`, `guide`, `article`, `page`, `home`, `feed`, `data`.
    pub kind: &'static str,
    /// Where it lives.
    pub route: Route,
    /// In which language.
    pub lang: Lang,
    /// What it is made from, where that is one file.
    pub source: Option<SourcePath>,
}

/// A link that names what was asked for; the words of a `cell:` link must be true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bound {
    /// Where it stands.
    pub at: Span,
    /// Where it leads, as written.
    pub to: String,
    /// Its words.
    pub words: String,
}

/// What shows something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Impact {
    /// Pages and files, by route.
    pub shown: Vec<Shown>,
    /// Links, by place.
    pub bound: Vec<Bound>,
}

/// What was asked for: cells of one product.
struct Asked {
    product: usize,
    /// Rows and editions.
    cells: FxHashSet<(usize, usize)>,
    /// The one part, if one was named.
    fact: Option<usize>,
    /// How links to it begin that name no cell: `src:exmail/help-508`.
    link: Option<String>,
}

/// What shows a feature, a cell, an edition (`edition:exmail/fusion`), what hangs on a condition
/// (`condition:exmail/vip`) or rests on a source (`src:exmail/help-508`).
///
/// # Errors
/// A problem that names what is nearest.
pub fn impact(plan: &Plan, name: &str) -> Result<Impact, Box<Diagnostic>> {
    let asked = asked(plan, name)?;
    let articles: FxHashSet<usize> = (0..plan.catalog.articles.len())
        .filter(|at| asked.is_in(plan, &plan.catalog.articles[*at], &plan.linked[*at]))
        .collect();
    let look = Look { plan, asked: &asked, articles };
    let shown = plan.pages.iter().filter_map(|page| look.page(page)).collect();
    Ok(Impact { shown, bound: look.bound() })
}

fn asked(plan: &Plan, name: &str) -> Result<Asked, Box<Diagnostic>> {
    let catalog = &plan.catalog;
    let two = |rest: &str| -> Result<(usize, String), Box<Diagnostic>> {
        let (product, id) = rest.split_once('/').unwrap_or((rest, ""));
        Ok((named::product(catalog, product)?, id.to_owned()))
    };
    let all = |product: usize, wanted: &dyn Fn(&Cell, usize) -> bool| {
        cells(&catalog.products[product], wanted)
    };
    if let Some(rest) = name.strip_prefix("edition:") {
        let (product, id) = two(rest)?;
        let edition = named::edition(&catalog.products[product], &id)?;
        let cells = all(product, &|_, at| at == edition);
        return Ok(Asked { product, cells, fact: None, link: Some(name.to_owned()) });
    }
    if let Some(rest) = name.strip_prefix("condition:") {
        let (product, id) = two(rest)?;
        let of = &catalog.products[product];
        let ids = of.conditions.iter().map(|condition| &*condition.id);
        let condition = of
            .condition(&id)
            .ok_or_else(|| unknown::unknown_condition(None, &*id, nearest(&id, ids)))?;
        let asks = |case: &Case| case.when.iter().any(|literal| literal.condition == condition);
        let cells = all(product, &|cell, _| cell.cases.iter().any(asks));
        return Ok(Asked { product, cells, fact: None, link: None });
    }
    if let Some(rest) = name.strip_prefix("src:") {
        let (product, id) = two(rest)?;
        let of = &catalog.products[product];
        let ids = of.sources.iter().map(|source| &*source.id);
        let source = ids.clone().position(|known| known == id);
        let source =
            source.ok_or_else(|| unknown::unknown_source(None, &*id, nearest(&id, ids)))?;
        let rests = |cell: &Cell| {
            cell.sources.iter().chain(&cell.more).any(|evidence| evidence.source == source)
        };
        let cells = all(product, &|cell, _| rests(cell));
        return Ok(Asked { product, cells, fact: None, link: Some(name.to_owned()) });
    }
    let name = name.strip_prefix("feature:").unwrap_or(name);
    let Named { product, feature, fact, edition, .. } = named::named(catalog, name)?;
    let of = &catalog.products[product];
    let rows = 0..of.features().count();
    let cells = rows
        .filter(|row| feature.is_none_or(|feature| feature == *row))
        .flat_map(|row| (0..of.editions.len()).map(move |at| (row, at)))
        .filter(|(_, at)| edition.is_none_or(|edition| edition == *at))
        .collect();
    Ok(Asked { product, cells, fact, link: None })
}

fn cells(product: &Product, wanted: &dyn Fn(&Cell, usize) -> bool) -> FxHashSet<(usize, usize)> {
    let mut found = FxHashSet::default();
    for (row, feature) in product.features().enumerate() {
        for fact in &feature.facts {
            let ours = fact.cells.iter().enumerate().filter(|(at, cell)| wanted(cell, *at));
            found.extend(ours.map(|(at, _)| (row, at)));
        }
    }
    found
}

impl Asked {
    fn has_row(&self, row: usize) -> bool {
        self.cells.iter().any(|(known, _)| *known == row)
    }

    fn has_one_of(&self, editions: &[usize]) -> bool {
        self.cells.iter().any(|(_, edition)| editions.contains(edition))
    }

    /// Whether a link leads to it: to a cell, to a row without saying which edition, or to what was named.
    fn is_named_by(&self, plan: &Plan, link: &Link, own: &[usize]) -> bool {
        if let Some(wanted) = &self.link {
            let whole = match (link.to.strip_prefix("src:"), own) {
                (Some(id), [product]) if !id.contains('/') => {
                    format!("src:{}/{id}", plan.catalog.products[*product].id)
                }
                _ => link.to.clone(),
            };
            if whole == *wanted {
                return true;
            }
        }
        let rest = link.to.strip_prefix("cell:").or_else(|| link.to.strip_prefix("feature:"));
        let Some(found) = rest.and_then(|rest| named::named(&plan.catalog, rest).ok()) else {
            return false;
        };
        let part = self.fact.is_none() || found.fact.is_none() || found.fact == self.fact;
        let Some(row) = found.feature.filter(|_| found.product == self.product && part) else {
            return false;
        };
        match found.edition {
            Some(edition) => self.cells.contains(&(row, edition)),
            None => self.has_row(row),
        }
    }

    fn is_in_table(&self, plan: &Plan, table: &TableBlock, whole: bool) -> bool {
        if table.product != self.product || !self.has_one_of(&table.editions) {
            return false;
        }
        whole || table.rows(plan).into_iter().any(|row| self.has_row(row))
    }

    fn is_in(&self, plan: &Plan, article: &Article, linked: &Linked) -> bool {
        let block = |block: &Block| match block {
            Block::Compare(table) => self.is_in_table(plan, table, false),
            Block::Verdict(table) => self.is_in_table(plan, table, true),
            _ => false,
        };
        article.links.iter().any(|link| self.is_named_by(plan, link, &article.products))
            || linked.blocks.iter().any(block)
    }
}

struct Look<'a> {
    plan: &'a Plan,
    asked: &'a Asked,
    articles: FxHashSet<usize>,
}

impl Look<'_> {
    fn page(&self, page: &Page) -> Option<Shown> {
        let catalog = &self.plan.catalog;
        let source = |path: &SourcePath| Some(path.clone());
        let product = &catalog.products[self.asked.product];
        let (kind, source) = match page.kind {
            PageKind::Product(at) if self.is_ours(at) => ("product", source(&product.source)),
            PageKind::Table(TableOf::Product(at), _) | PageKind::Api(ApiOf::Product(at))
                if self.is_ours(at) =>
            {
                ("data", source(&product.source))
            }
            PageKind::Sheet { product: at, comparison, sheet } if self.is_ours(at) => {
                self.is_on_sheet(at, comparison, sheet).then_some(("sheet", None))?
            }
            PageKind::Feature { product: at, group, feature } if self.is_ours(at) => {
                let (row, feature) = self.plan.row(at, group, feature);
                self.asked.has_row(row.feature).then_some(("feature", source(&feature.source)))?
            }
            PageKind::Compare { product, comparison } if self.compares(product, comparison) => {
                ("compare", None)
            }
            PageKind::Table(TableOf::Pair { product, comparison }, _)
            | PageKind::Api(ApiOf::Compare { product, comparison })
                if self.compares(product, comparison) =>
            {
                ("data", None)
            }
            PageKind::Api(ApiOf::Guide(at)) if self.is_in_guide(at) => ("data", None),
            PageKind::Guide(at) if self.is_in_guide(at) => {
                ("guide", source(&catalog.guides[at].source))
            }
            PageKind::Article(at) if self.articles.contains(&at) => {
                ("article", source(&catalog.articles[at].source))
            }
            PageKind::Plain(at) if self.articles.contains(&at) => {
                ("page", source(&catalog.articles[at].source))
            }
            PageKind::Home if self.is_on_home(&page.lang) => ("home", None),
            PageKind::Feed(feed) if self.is_in_feed(feed, &page.lang) => ("feed", None),
            _ => return None,
        };
        Some(Shown { kind, route: page.route.clone(), lang: page.lang.clone(), source })
    }

    fn is_ours(&self, product: usize) -> bool {
        product == self.asked.product && !self.asked.cells.is_empty()
    }

    fn compares(&self, product: usize, comparison: usize) -> bool {
        let comparison = &self.plan.comparisons[comparison].comparison;
        self.is_ours(product) && self.asked.has_one_of(&[comparison.from, comparison.to])
    }

    /// A sheet shows some of the rows, of all editions or of two.
    fn is_on_sheet(&self, product: usize, comparison: Option<usize>, sheet: usize) -> bool {
        let sheets = &self.plan.sheets[product];
        let sheets = if comparison.is_some() { &sheets.pair } else { &sheets.matrix };
        let rows = &sheets[sheet].rows;
        comparison.is_none_or(|at| self.compares(product, at))
            && self.asked.cells.iter().any(|(row, _)| rows.contains(row))
    }

    /// A guide shows a row that differs, and what its words name.
    fn is_in_guide(&self, at: usize) -> bool {
        let guide = &self.plan.catalog.guides[at];
        let named = |prose: &ProseText| {
            let links = prose.all().flat_map(|prose| &prose.links);
            links.into_iter().any(|link| self.asked.is_named_by(self.plan, link, &[guide.product]))
        };
        if guide.prose().any(named) {
            return true;
        }
        if !self.is_ours(guide.product) || !self.asked.has_one_of(&[guide.from, guide.to]) {
            return false;
        }
        let rows = &self.plan.guide_comparison(at).rows;
        let differs = |row: usize| rows[row].difference != Difference::Same;
        let mut ours = self.asked.cells.iter().map(|(row, _)| *row);
        ours.any(|row| row < rows.len() && differs(row))
    }

    /// The home page counts what the newest pair of a product differs in.
    fn is_on_home(&self, lang: &Lang) -> bool {
        let newest = self.plan.pairs[self.asked.product].last();
        let counted = newest.is_some_and(|(from, to, _)| self.asked.has_one_of(&[*from, *to]));
        let sections = self.plan.catalog.sections.iter().zip(&self.plan.sections);
        counted
            || sections
                .filter(|(section, _)| section.folder.is_empty() && section.lang == *lang)
                .any(|(section, linked)| self.asked.is_in(self.plan, &section.text, linked))
    }

    fn is_in_feed(&self, feed: FeedOf, lang: &Lang) -> bool {
        let site = &self.plan.catalog.site;
        let articles = match feed.listing {
            Some(listing) => &self.plan.listings[listing].articles,
            None => {
                let at = site.languages.iter().position(|language| language.tag == *lang);
                match at.and_then(|at| self.plan.newest.get(at)) {
                    Some(articles) => articles,
                    None => return false,
                }
            }
        };
        let held = articles.iter().take(site.feeds.entries);
        held.into_iter().any(|at| self.articles.contains(&(*at as usize)))
    }

    fn bound(&self) -> Vec<Bound> {
        let catalog = &self.plan.catalog;
        let mut out = Vec::new();
        let mut add = |source: &SourcePath, links: &[Link], own: &[usize]| {
            let ours = links.iter().filter(|link| self.asked.is_named_by(self.plan, link, own));
            out.extend(ours.map(|link| Bound {
                at: source.at(link.at),
                to: link.to.clone(),
                words: link.words.clone(),
            }));
        };
        let sections = catalog.sections.iter().map(|section| &section.text);
        for text in catalog.articles.iter().chain(sections).filter(|text| !text.derived) {
            add(&text.source, &text.links, &text.products);
        }
        let mut prose = |source: &SourcePath, text: &ProseText, product: usize| {
            text.all().for_each(|prose| add(source, &prose.links, &[product]));
        };
        for guide in &catalog.guides {
            guide.prose().for_each(|text| prose(&guide.source, text, guide.product));
        }
        for (at, product) in catalog.products.iter().enumerate() {
            for feature in product.features() {
                let cells = feature.facts.iter().flat_map(|fact| &fact.cells);
                cells.flat_map(Cell::prose).for_each(|text| prose(&feature.source, text, at));
            }
            let words = product.conditions.iter().filter_map(|c| c.words.as_ref());
            words.for_each(|text| prose(&product.source, text, at));
        }
        out.sort_by(|a, b| (&a.at.path, a.at.range).cmp(&(&b.at.path, b.at.range)));
        out.dedup();
        out
    }
}
