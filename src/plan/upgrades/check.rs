//! Guides that are wrong beside each other: nothing in one of them alone is.

use std::sync::Arc;

use super::join::{same_field, same_precondition, same_step};
use super::{Graph, WayTold};
use crate::base::{Bilingual, Diagnostic, Range, Span, nearest};
use crate::derive;
use crate::model::{Catalog, Field, Guide, Precondition, Product, ProseText, Status, Step};
use crate::plan::catalogue as problem;

/// Reports closed targets, cycles that nobody can go, editions that no guide connects, and ids that
/// mean several things on one way.
pub fn check(
    catalog: &Catalog,
    graphs: &[Graph],
    ways: &[Vec<WayTold>],
    out: &mut Vec<Diagnostic>,
) {
    for (at, (graph, ways)) in graphs.iter().zip(ways).enumerate() {
        let product = &catalog.products[at];
        for guide in graph.guides.iter().map(|guide| &catalog.guides[*guide]) {
            out.extend(closed_target(product, guide));
        }
        for cycle in derive::cycles(product, &graph.hops) {
            let guides: Vec<&Guide> =
                cycle.iter().map(|hop| &catalog.guides[graph.guides[*hop]]).collect();
            out.push(cycle_told(product, &guides));
        }
        if product.all_paths {
            // A guide that was not understood may be the one that is missing.
            let folder = format!("{}/upgrades", product.source.folder());
            if !catalog.unread.iter().any(|path| path.folder() == folder) {
                out.extend(unreachable(product, graph));
            }
            conflicts(catalog, ways, out);
        }
    }
}

fn closed_target(product: &Product, guide: &Guide) -> Option<Diagnostic> {
    let target = &product.editions[guide.to];
    let is_open = |status: Option<Status>| status != Some(Status::Closed);
    if is_open(target.status) {
        return None;
    }
    let open = product.editions.iter().filter(|edition| is_open(edition.status));
    let near = nearest(&target.id, open.map(|edition| &*edition.id));
    Some(problem::closed_target(guide.source.at(guide.places.to), &*target.id, near))
}

/// Names the round: 旧版 → 新版 → 旧版.
///
/// A round of transitions none of which can be undone is a contradiction. Where some can, vendors do
/// say that an upgrade cannot be undone and help customers back by other means; but readers are told
/// both.
fn cycle_told(product: &Product, guides: &[&Guide]) -> Diagnostic {
    let first = guides[0];
    let editions = guides.iter().map(|guide| guide.from).chain([first.from]);
    let names: Vec<&str> = editions.map(|at| &*product.editions[at].id).collect();
    let others = guides[1..].iter().map(|guide| guide.source.to_string());
    let others = others.collect::<Vec<_>>();
    let files = Bilingual::new(others.join("、"), others.join(", "));
    let at = first.source.at(first.places.reversible);
    let cycle = names.join(" → ");
    let mut diagnostic = match guides.iter().any(|guide| guide.reversible) {
        true => problem::way_back_denied(at, cycle, files),
        false => problem::irreversible_cycle(at, cycle, files),
    };
    for guide in &guides[1..] {
        let words = Bilingual::new("这份指南通向回去的路", "this guide is on the way back");
        diagnostic = diagnostic.label(guide.source.at(guide.places.to), words);
    }
    diagnostic
}

/// Editions on sale or in use that no guide leads to or from, where ways were asked for.
fn unreachable<'a>(
    product: &'a Product,
    graph: &'a Graph,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let joined = |at: usize| graph.hops.iter().any(|hop| hop.from == at || hop.to == at);
    let lone = product.editions.iter().enumerate();
    let lone = lone.filter(move |(at, _)| !graph.hops.is_empty() && !joined(*at));
    lone.map(move |(at, edition)| {
        let (from, to) = likely(product, at);
        let id = |at: usize| product.editions.get(at).map_or("", |edition| &*edition.id);
        let file = format!("{}/upgrades/{}-to-{}.md", product.source.folder(), id(from), id(to));
        problem::unreachable_edition(product.source.at(edition.at), &*edition.id, file)
    })
}

/// The guide that an edition lacks most likely: from the one before it; from itself to the next open one where
/// it is the first, or closed, since nobody can go there.
fn likely(product: &Product, at: usize) -> (usize, usize) {
    let is_open = |at: &usize| product.editions[*at].status != Some(Status::Closed);
    if at > 0 && is_open(&at) {
        return (at - 1, at);
    }
    let later = (at + 1..product.editions.len()).find(is_open);
    let open = later.or_else(|| (0..at).rev().find(is_open));
    (at, open.unwrap_or(at + 1))
}

/// Ids with two meanings on one way, each pair of places once.
fn conflicts(catalog: &Catalog, ways: &[WayTold], out: &mut Vec<Diagnostic>) {
    let mut reported: Vec<Span> = Vec::new();
    for way in ways.iter().filter(|way| way.hops.len() > 1) {
        for (at, second) in way.hops.iter().enumerate() {
            for first in &way.hops[..at] {
                let (first, second) = (&catalog.guides[*first], &catalog.guides[*second]);
                for (id, here, before) in between(first, second) {
                    let place = second.source.at(here);
                    if reported.contains(&place) {
                        continue;
                    }
                    reported.push(place.clone());
                    let edition = &catalog.products[second.product].editions[second.to].id;
                    let free = format!("{id}-{edition}");
                    let words = Bilingual::new("另一个在这里", "the other one is here");
                    out.push(
                        problem::conflicting_id(place, &*id, free)
                            .label(first.source.at(before), words),
                    );
                }
            }
        }
    }
}

/// Every id that means one thing in the first guide and another in the second, with its two places:
/// the second one's first.
fn between(first: &Guide, second: &Guide) -> Vec<(Arc<str>, Range, Range)> {
    // What was left blank has been reported.
    let blank = |text: &ProseText| text.all().next().is_none_or(|prose| prose.source.is_empty());
    let mut all = Vec::new();
    let same = |a: &Precondition, b: &Precondition| {
        same_precondition(a, b) || blank(&a.words) || blank(&b.words)
    };
    twins(&first.preconditions, &second.preconditions, |p| (&p.id, p.at), same, &mut all);
    let same = |a: &Field, b: &Field| {
        same_field(a, b) || a.name.base().is_empty() || b.name.base().is_empty()
    };
    twins(&first.collect, &second.collect, |field| (&field.id, field.at), same, &mut all);
    let same = |a: &Step, b: &Step| same_step(a, b) || blank(&a.words) || blank(&b.words);
    twins(&first.steps, &second.steps, |step| (&step.id, step.at), same, &mut all);
    all
}

fn twins<T>(
    first: &[T],
    second: &[T],
    named: impl Fn(&T) -> (&Arc<str>, Range),
    same: impl Fn(&T, &T) -> bool,
    out: &mut Vec<(Arc<str>, Range, Range)>,
) {
    // An id that one guide uses twice has been reported there.
    let alone = |all: &[T], id: &str| all.iter().filter(|each| **named(each).0 == *id).count() == 1;
    for b in second {
        let (id, here) = named(b);
        let Some(a) = first.iter().find(|a| named(a).0 == id) else { continue };
        if !same(a, b) && alone(first, id) && alone(second, id) {
            out.push((Arc::clone(id), here, named(a).1));
        }
    }
}
