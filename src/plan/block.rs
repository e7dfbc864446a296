//! Blocks of articles: every id looked up.

use std::sync::Arc;

use super::catalogue as problem;
use super::link::{Target, can_hold, follow_all};
use super::{LinkScope, Plan, Vocabulary};
use crate::base::{Diagnostic, Located, Range, Span, nearest};
use crate::derive::Comparison;
use crate::model::catalogue as unknown;
use crate::model::{
    BlockRequest, ChecklistOf, ChecklistRequest, CompareRequest, ContactRequest, CustomRequest,
    FigureRequest, Given, Link, Product, Prose, RequestedGiven, Show,
};

/// A table or verdict in an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableBlock {
    /// The product.
    pub product: usize,
    /// The columns.
    pub editions: Vec<usize>,
    /// The reader's plans.
    pub given: Given,
    /// Only these groups; all if empty.
    pub groups: Vec<String>,
    /// Only these features; all if empty.
    pub features: Vec<String>,
    /// Which rows.
    pub show: Show,
}

impl TableBlock {
    /// The transitions by which rows are chosen: from each column to the next. Where all rows are shown, only of a pair,
    /// whose differences the table tells.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let wanted = self.editions.len() == 2 || self.show != Show::All;
        let editions = if wanted { &self.editions[..] } else { &[] };
        editions.windows(2).map(|pair| (pair[0], pair[1]))
    }

    /// The positions of the rows that it shows, ascending: those that differ in the wanted way at any of its transitions.
    pub fn rows(&self, plan: &Plan) -> Vec<usize> {
        let product = plan.catalog.matrix(self.product);
        let groups = product.groups.iter().flat_map(|g| g.features.iter().map(move |f| (g, f)));
        let chosen = groups.enumerate().filter(|(_, (group, feature))| {
            (self.groups.is_empty() || self.groups.iter().any(|id| **id == *group.id))
                && (self.features.is_empty() || self.features.iter().any(|id| **id == *feature.id))
        });
        let chosen = chosen.map(|(at, _)| at);
        if self.show == Show::All {
            return chosen.collect();
        }
        let compared = |(from, to)| plan.comparison(self.product, from, to, &self.given);
        let compared: Vec<&Comparison> = self.pairs().filter_map(compared).collect();
        chosen.filter(|at| compared.iter().any(|found| found.shows(*at, self.show))).collect()
    }
}

/// Markdown with its links followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Followed {
    /// The words.
    pub prose: Arc<Prose>,
    /// Where their links lead, in order.
    pub targets: Vec<Target>,
}

/// A list to go through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checklist {
    /// What stands above it.
    pub title: Option<String>,
    /// The guide whose items it shows.
    pub guide: Option<usize>,
    /// Which of them.
    pub of: ChecklistOf,
    /// Items of its own.
    pub items: Vec<Followed>,
}

/// How to reach the organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    /// What stands above it.
    pub title: Option<String>,
    /// Only these contacts; all if empty.
    pub show: Vec<String>,
}

/// A picture with its caption.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// The picture.
    pub picture: Link,
    /// Where it lies.
    pub target: Target,
    /// What stands beneath it.
    pub caption: Option<Followed>,
    /// Where it was taken from.
    pub source: Option<Followed>,
}

/// A block, understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A table of editions.
    Compare(TableBlock),
    /// The counts of a comparison.
    Verdict(TableBlock),
    /// A pointer to a guide.
    Upgrade(usize),
    /// A list to go through.
    Checklist(Checklist),
    /// How to reach the organisation.
    Contact(Contact),
    /// A picture.
    Figure(Box<Figure>),
    /// One that the theme adds, and where it stands.
    Custom(CustomRequest, Span),
    /// Reported; shown as nothing.
    Broken,
}

/// Looks up what a block names.
pub fn resolve(
    plan: &Plan,
    request: &Located<BlockRequest>,
    scope: &LinkScope<'_>,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Block {
    let place = scope.source.at(request.at);
    let found = match &request.value {
        BlockRequest::Compare(compare) => {
            table(plan, compare, &place, scope, out).map(Block::Compare)
        }
        BlockRequest::Verdict(compare) => verdict(plan, compare, &place, scope, out),
        BlockRequest::Upgrade(upgrade) => {
            guide(plan, &upgrade.guide, scope, out).map(Block::Upgrade)
        }
        BlockRequest::Checklist(list) => checklist(plan, list, scope, words, out),
        BlockRequest::Contact(request) => contact(plan, request, scope, out),
        BlockRequest::Figure(request) => Some(figure(plan, request, scope, words, out)),
        BlockRequest::Custom(request) => Some(Block::Custom(request.clone(), place)),
        BlockRequest::Broken => None,
    };
    found.unwrap_or(Block::Broken)
}

fn followed(
    plan: &Plan,
    prose: &Arc<Prose>,
    scope: &LinkScope<'_>,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Followed {
    let targets = follow_all(plan, &prose.links, scope, words, out);
    Followed { prose: Arc::clone(prose), targets }
}

fn checklist(
    plan: &Plan,
    request: &ChecklistRequest,
    scope: &LinkScope<'_>,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Option<Block> {
    let found = match &request.guide {
        Some(id) => Some(guide(plan, id, scope, out)?),
        None => None,
    };
    let items = request.items.iter().map(|item| followed(plan, item, scope, words, out)).collect();
    let title = request.title.clone();
    Some(Block::Checklist(Checklist { title, guide: found, of: request.of, items }))
}

/// Contacts that need not be known to be named: what is not known is not shown.
const CONTACTS: [&str; 6] = ["phone", "mobile", "wechat", "mail", "hours", "address"];

fn contact(
    plan: &Plan,
    request: &ContactRequest,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Block> {
    let known = plan.catalog.site.organisation.contacts.iter().map(|(key, _)| &**key);
    let names: Vec<&str> = known.chain(CONTACTS).collect();
    let before = out.len();
    for key in &request.show {
        find(key, names.iter().copied(), scope, out, problem::unknown_contact);
    }
    (out.len() == before).then(|| {
        let show = request.show.iter().map(|key| key.value.clone()).collect();
        Block::Contact(Contact { title: request.title.clone(), show })
    })
}

fn figure(
    plan: &Plan,
    request: &FigureRequest,
    scope: &LinkScope<'_>,
    words: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Block {
    let picture = std::slice::from_ref(&request.picture);
    let target = follow_all(plan, picture, scope, words, out).pop().unwrap_or(Target::Broken);
    let mut prose = |text: &Option<Arc<Prose>>| {
        text.as_ref().map(|text| followed(plan, text, scope, words, out))
    };
    let (caption, source) = (prose(&request.caption), prose(&request.source));
    let picture = request.picture.clone();
    Block::Figure(Box::new(Figure { picture, target, caption, source }))
}

/// Where a block says which editions it is about: in its list, else by its product.
fn which(request: &CompareRequest, place: &Span) -> Span {
    match (&request.editions[..], &request.product) {
        ([first, .., last], _) => place.path.at(Range { start: first.at.start, end: last.at.end }),
        ([only], _) => place.path.at(only.at),
        ([], Some(product)) => place.path.at(product.at),
        ([], None) => place.clone(),
    }
}

fn verdict(
    plan: &Plan,
    request: &CompareRequest,
    place: &Span,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Block> {
    let table = table(plan, request, place, scope, out)?;
    if table.editions.len() != 2 {
        out.push(problem::verdict_needs_two(which(request, place)));
        return None;
    }
    Some(Block::Verdict(table))
}

fn table(
    plan: &Plan,
    request: &CompareRequest,
    place: &Span,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<TableBlock> {
    let id = request.product.as_ref()?;
    let products = &plan.catalog.products;
    let at = find(id, products.iter().map(|p| &*p.id), scope, out, unknown::unknown_product)?;
    let at = plan.catalog.as_of(at, scope.day);
    let product = plan.catalog.matrix(at);
    let before = out.len();
    let editions = |id: &Located<String>, out: &mut Vec<Diagnostic>| {
        find(id, product.editions.iter().map(|e| &*e.id), scope, out, unknown::unknown_edition)
    };
    let chosen: Vec<usize> = request.editions.iter().filter_map(|id| editions(id, out)).collect();
    for (at, id) in request.editions.iter().enumerate() {
        if request.editions[..at].iter().any(|earlier| earlier.value == id.value) {
            out.push(problem::edition_twice(scope.source.at(id.at), &id.value));
        }
    }
    for id in &request.groups {
        find(id, product.groups.iter().map(|g| &*g.id), scope, out, unknown::unknown_group);
    }
    let features: Vec<&str> = product.features().map(|f| &*f.id).collect();
    let mut rows: Vec<String> = Vec::with_capacity(request.features.len());
    for id in &request.features {
        match product.moved_to(&id.value) {
            Some(today) => rows.extend(today.iter().map(ToString::to_string)),
            None => {
                find(id, features.iter().copied(), scope, out, unknown::unknown_feature);
                rows.push(id.value.clone());
            }
        }
    }
    let given = given(&request.given, product, scope, out);
    let all = || (0..product.editions.len()).collect();
    let editions: Vec<usize> = if request.editions.is_empty() { all() } else { chosen };
    if out.len() == before {
        let span = |at| scope.source.at(at);
        out.extend(unknown::given_elsewhere(product, &request.given, &editions, span));
    }
    if out.len() == before && request.show != Show::All && editions.len() < 2 {
        out.push(problem::show_needs_two(which(request, place)));
    }
    (out.len() == before).then(|| TableBlock {
        product: at,
        editions,
        given,
        groups: request.groups.iter().map(|g| g.value.clone()).collect(),
        features: rows,
        show: request.show,
    })
}

fn given(
    requested: &RequestedGiven,
    product: &Product,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Given {
    let mut all = Vec::new();
    for (edition, conditions) in requested {
        let edition = find(
            edition,
            product.editions.iter().map(|e| &*e.id),
            scope,
            out,
            unknown::unknown_edition,
        );
        let ids = product.conditions.iter().map(|c| &*c.id);
        let mut found: Vec<usize> = Vec::with_capacity(conditions.len());
        for id in conditions {
            let at = find(id, ids.clone(), scope, out, unknown::unknown_condition);
            let (Some(at), Some(edition)) = (at, edition) else { continue };
            if can_hold(product, edition, at, &found) {
                found.push(at);
            } else {
                let name = &*product.editions[edition].id;
                out.push(unknown::impossible_given(scope.source.at(id.at), &id.value, name));
            }
        }
        all.extend(edition.map(|edition| (edition, found)));
    }
    all.sort();
    Given(all)
}

fn guide(
    plan: &Plan,
    id: &Located<String>,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let names: Vec<String> = plan
        .catalog
        .guides
        .iter()
        .map(|g| format!("{}/{}", plan.catalog.products[g.product].id, g.id))
        .collect();
    find(id, names.iter().map(String::as_str), scope, out, unknown::unknown_guide)
}

fn find<'a>(
    id: &Located<String>,
    ids: impl Iterator<Item = &'a str> + Clone,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
    problem: impl FnOnce(Span, String, crate::base::Nearest) -> Diagnostic,
) -> Option<usize> {
    let found = ids.clone().position(|known| known == id.value);
    if found.is_none() {
        out.push(problem(scope.source.at(id.at), id.value.clone(), nearest(&id.value, ids)));
    }
    found
}

/// The comparisons that blocks ask for.
pub fn requested(plan: &Plan) -> Vec<(usize, usize, usize, Given)> {
    let linked = plan.linked.iter().chain(&plan.sections);
    let blocks = linked.flat_map(|linked| &linked.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Compare(table) | Block::Verdict(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|t| t.pairs().map(|(from, to)| (t.product, from, to, t.given.clone())))
        .collect()
}

/// Tables that show no row: nothing was chosen, or nothing differs in the way that was asked for.
pub fn check_tables(plan: &Plan, out: &mut Vec<Diagnostic>) {
    let articles = plan.catalog.articles.iter().zip(&plan.linked);
    let sections = plan.catalog.sections.iter().map(|s| &s.text).zip(&plan.sections);
    for (article, linked) in articles.chain(sections) {
        for (request, block) in article.blocks.iter().zip(&linked.blocks) {
            let (Block::Compare(table) | Block::Verdict(table)) = block else { continue };
            let product = plan.catalog.matrix(table.product);
            if table.rows(plan).is_empty() && product.features().next().is_some() {
                let place = article.source.at(request.at.begin());
                out.push(problem::empty_table(place));
            }
        }
    }
}
