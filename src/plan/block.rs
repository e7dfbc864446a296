//! Blocks of articles and impacts of guides: every id looked up.

use super::catalogue as problem;
use super::{LinkScope, Plan};
use crate::base::{Diagnostic, Located, Span, nearest};
use crate::derive::Difference;
use crate::model::catalogue as unknown;
use crate::model::{BlockRequest, CompareRequest, Feature, Given, Product, RequestedGiven, Show};

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

/// A block, understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A table of editions.
    Compare(TableBlock),
    /// The counts of a comparison.
    Verdict(TableBlock),
    /// A pointer to a guide.
    Upgrade(usize),
    /// Reported; shown as nothing.
    Broken,
}

/// Looks up what a block names.
pub fn resolve(
    plan: &Plan,
    request: &Located<BlockRequest>,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Block {
    let place = scope.source.at(request.at);
    let found = match &request.value {
        BlockRequest::Compare(compare) => table(plan, compare, scope, out).map(Block::Compare),
        BlockRequest::Verdict(compare) => verdict(plan, compare, &place, scope, out),
        BlockRequest::Upgrade(upgrade) => {
            guide(plan, &upgrade.guide, scope, out).map(Block::Upgrade)
        }
        BlockRequest::Broken => None,
    };
    found.unwrap_or(Block::Broken)
}

fn verdict(
    plan: &Plan,
    request: &CompareRequest,
    place: &Span,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Block> {
    let table = table(plan, request, scope, out)?;
    if table.editions.len() != 2 {
        out.push(problem::verdict_needs_two(place));
        return None;
    }
    Some(Block::Verdict(table))
}

fn table(
    plan: &Plan,
    request: &CompareRequest,
    scope: &LinkScope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<TableBlock> {
    let id = request.product.as_ref()?;
    let products = &plan.catalog.products;
    let at = find(id, products.iter().map(|p| &*p.id), scope, out, unknown::unknown_product)?;
    let product = &products[at];
    let before = out.len();
    let editions = |id: &Located<String>, out: &mut Vec<Diagnostic>| {
        find(id, product.editions.iter().map(|e| &*e.id), scope, out, unknown::unknown_edition)
    };
    let chosen: Vec<usize> = request.editions.iter().filter_map(|id| editions(id, out)).collect();
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
    (out.len() == before).then(|| TableBlock {
        product: at,
        editions: if chosen.is_empty() { (0..product.editions.len()).collect() } else { chosen },
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
        let found: Vec<usize> = conditions
            .iter()
            .filter_map(|id| find(id, ids.clone(), scope, out, unknown::unknown_condition))
            .collect();
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
    let blocks = plan.linked.iter().flat_map(|linked| &linked.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Compare(table) | Block::Verdict(table) => Some(table),
        _ => None,
    });
    tables
        .filter(|t| t.editions.len() == 2)
        .map(|t| (t.product, t.editions[0], t.editions[1], t.given.clone()))
        .collect()
}

/// Impacts explain derived differences, and never invent one.
pub fn check_guides(plan: &Plan, out: &mut Vec<Diagnostic>) {
    for (guide, comparison) in plan.catalog.guides.iter().zip(&plan.guide_comparisons) {
        let product = &plan.catalog.products[guide.product];
        let rows = &plan.comparisons[*comparison].comparison.rows;
        let broken = |feature: &Feature| {
            feature.facts.iter().flat_map(|fact| &fact.cells).any(|cell| cell.broken)
        };
        let same = |id: &str| {
            let found = product.features().zip(rows).find(|(feature, _)| *feature.id == *id);
            found.is_some_and(|(f, row)| row.difference == Difference::Same && !broken(f))
        };
        for impact in guide.impacts.iter().filter(|impact| same(&impact.feature)) {
            out.push(problem::impact_without_difference(
                guide.source.at(impact.at),
                &*impact.feature,
            ));
        }
    }
}
