//! A product's documents to a product.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalogue as problem;
use super::feature::features;
use super::guide;
use super::scope::{Scope, first_here};
use crate::base::{Diagnostic, Located, Range, SourcePath};
use crate::model::catalogue as unknown;
use crate::model::{
    Combination, ComparePairs, Condition, Count, Edition, Group, Of, Product, Rung, RungKind, Site,
    SourceRecord, Status,
};
use crate::syntax::{
    CollectDoc, CompareDoc, ConditionDoc, EditionDoc, GroupDoc, PairDoc, ProductDoc,
};

/// Resolves a product and the groups of its other files.
pub fn resolve(
    mut doc: ProductDoc,
    more: Vec<(SourcePath, Vec<GroupDoc>)>,
    counts: &[&CollectDoc],
    site: &Site,
    out: &mut Vec<Diagnostic>,
) -> Product {
    let mut scope = super::scope(site, &doc.path, out);
    scope.unique(doc.editions.iter().map(|e| &e.id));
    // No cell is missed for an edition that stands there twice.
    let mut seen = rustc_hash::FxHashSet::default();
    doc.editions.retain(|edition| seen.insert(edition.id.value.clone()));
    let at = doc.id.as_ref().map_or(doc.at, |id| id.at);
    let folder = doc.path.folder().rsplit('/').next().unwrap_or("product").to_owned();
    let inherits = inherits(&doc.editions, &mut scope);
    let clauses = doc.description.as_ref().map(|w| scope.clauses(w)).unwrap_or_default();
    let mut product = Product {
        id: doc.id.map_or_else(|| folder.into(), |id| id.value.into()),
        source: doc.path.clone(),
        at,
        name: scope.text_or_empty(doc.name.as_ref()),
        description: doc.description.map(|w| scope.text(w)),
        vendor: doc.vendor.map(|w| scope.text(w)),
        homepage: doc.homepage.map(|u| u.value.into()),
        verified: doc.verified.as_ref().map(|day| day.value),
        verified_at: doc.verified.map(|day| day.at).unwrap_or_default(),
        stale_after: doc.stale_after.and_then(|text| scope.days(&text)),
        sources: doc.sources.into_iter().map(|s| source(s, &mut scope)).collect(),
        units: super::unit::resolve(doc.units, &site.units, &mut scope),
        counts: self::counts(counts, &mut scope),
        conditions: Vec::new(),
        editions: Vec::new(),
        ladder: Vec::new(),
        compare: super::default_pairs(),
        all_paths: doc.all_paths,
        moved: Vec::new(),
        groups: Vec::new(),
        clauses,
    };
    let parents = inherits.iter().copied();
    let editions = doc.editions.into_iter().zip(parents).map(|(e, at)| edition(e, at, &mut scope));
    product.editions = editions.collect();
    product.conditions =
        doc.conditions.into_iter().map(|c| condition(c, &product, &mut scope)).collect();
    product.compare = pairs(doc.compare, &product, &mut scope);
    for (at, id) in doc.ladder.iter().enumerate() {
        if doc.ladder[..at].iter().any(|before| before.value == id.value) {
            scope.report(problem::listed_twice(scope.span(id.at), &id.value));
        }
    }
    product.ladder = doc.ladder.iter().filter_map(|id| rung(id, &product, &mut scope)).collect();
    let all = std::iter::once((doc.path, doc.groups)).chain(more);
    groups(all, &inherits, &mut product, site, out);
    let mut scope = super::scope(site, &product.source.clone(), out);
    super::moved::resolve(doc.moved, doc.split, &mut product, &mut scope);
    product
}

/// What formulas may count: accounts, and the counts that the product's guides ask for.
fn counts(fields: &[&CollectDoc], scope: &mut Scope<'_>) -> Vec<Count> {
    let mut all = vec![Count { id: "accounts".into(), name: None, within: None }];
    for field in fields {
        // What is wrong with the words is the guide's business.
        let mut words = Scope { site: scope.site, path: scope.path.clone(), out: &mut Vec::new() };
        let name = field.name.clone().map(|name| words.text(name));
        let within = field.check.as_ref().map(|feature| feature.value.as_str().into());
        match all.iter_mut().find(|known| *known.id == *field.id.value) {
            Some(known) => {
                known.name = known.name.take().or(name);
                known.within = known.within.take().or(within);
            }
            None => all.push(Count { id: field.id.value.as_str().into(), name, within }),
        }
    }
    all
}

/// A rung of the ladder: an edition, or else a plan.
fn rung(id: &Located<String>, product: &Product, scope: &mut Scope<'_>) -> Option<Rung> {
    let plans = product.conditions.iter().filter(|c| c.of == Of::Plan);
    let plan = product.condition(&id.value).filter(|at| product.conditions[*at].of == Of::Plan);
    let kind = match (product.edition(&id.value), plan) {
        (Some(edition), _) => RungKind::Edition(edition),
        (None, Some(plan)) => RungKind::Plan(plan),
        (None, None) => {
            let editions = product.editions.iter().map(|e| (e.name.base(), &*e.id));
            let named = editions.chain(plans.map(|c| (c.name.base(), &*c.id)));
            let near = crate::base::nearest(&id.value, named.clone().map(|(_, id)| id));
            let near = near.or_named(&id.value, named);
            scope.report(problem::unknown_rung(scope.span(id.at), &id.value, near));
            return None;
        }
    };
    Some(Rung { kind, at: id.at })
}

/// Which edition each inherits from, by position. One that does not exist is reported, and the one
/// before stands in for it, so that no cell is called missing.
fn inherits(docs: &[EditionDoc], scope: &mut Scope<'_>) -> Vec<Option<usize>> {
    let ids = docs.iter().map(|e| e.id.value.as_str());
    docs.iter()
        .enumerate()
        .map(|(at, doc)| {
            let written = doc.inherits.as_ref()?;
            let names = docs.iter().filter_map(|e| {
                Some((e.name.as_ref()?.first()?.1.value.as_str(), e.id.value.as_str()))
            });
            let parent = scope.position(written, ids.clone(), |s, id, near| {
                unknown::unknown_edition(s, id, near.or_named(id, names))
            });
            // An edition can only be like one that stands before it; that rules out circles.
            match parent {
                Some(parent) if parent < at => Some(parent),
                Some(parent) => {
                    scope.report(problem::inherits_later(scope.span(written.at), &written.value));
                    let beside = if parent == at {
                        at.checked_sub(1).or(Some(at + 1))
                    } else {
                        Some(parent)
                    };
                    beside.filter(|other| *other < docs.len())
                }
                None => at.checked_sub(1),
            }
        })
        .collect()
}

fn source(doc: crate::syntax::SourceDoc, scope: &mut Scope<'_>) -> SourceRecord {
    SourceRecord {
        id: doc.id.value.into(),
        title: scope.text_or_empty(doc.title.as_ref()),
        url: doc.url.map(|u| u.value.into()),
        seen: doc.seen.as_ref().map(|day| day.value),
        seen_at: doc.seen.map(|day| day.at).unwrap_or_default(),
    }
}

fn edition(doc: EditionDoc, inherits: Option<usize>, scope: &mut Scope<'_>) -> Edition {
    const STATUS: [Status; 5] =
        [Status::Preview, Status::Current, Status::Superseded, Status::Closing, Status::Closed];
    Edition {
        at: doc.id.at,
        id: doc.id.value.into(),
        name: scope.text_or_empty(doc.name.as_ref()),
        status: doc.status.map(|s| STATUS[usize::from(s)]),
        released: doc.released,
        closes: doc.closes,
        inherits,
    }
}

fn condition(doc: ConditionDoc, product: &Product, scope: &mut Scope<'_>) -> Condition {
    const OF: [Of; 4] = [Of::Plan, Of::Org, Of::Member, Of::Moment];
    let editions =
        doc.editions.iter().filter_map(|id| edition_position(id, product, scope)).collect();
    Condition {
        id: doc.id.value.into(),
        name: scope.text_or_empty(doc.name.as_ref()),
        not: doc.not.map(|w| scope.text(w)),
        of: doc.of.map_or(Of::Org, |of| OF[usize::from(of)]),
        editions,
        ask: doc.ask.map(|w| scope.text(w)),
        words: doc.words.map(|w| scope.prose(w)),
    }
}

/// The position of an edition, or a problem that names the nearest.
pub fn edition_position(
    id: &Located<String>,
    product: &Product,
    scope: &mut Scope<'_>,
) -> Option<usize> {
    if product.editions.is_empty() {
        // Reported where they should stand; every cell names an edition.
        return None;
    }
    scope.position(id, product.editions.iter().map(|e| &*e.id), |s, id, near| {
        let named = product.editions.iter().map(|e| (e.name.base(), &*e.id));
        unknown::unknown_edition(s, id, near.or_named(id, named))
    })
}

fn pairs(doc: Option<CompareDoc>, product: &Product, scope: &mut Scope<'_>) -> ComparePairs {
    match doc {
        None | Some(CompareDoc::Consecutive) => ComparePairs::Consecutive,
        Some(CompareDoc::All) => ComparePairs::All,
        Some(CompareDoc::Listed(listed)) => {
            ComparePairs::Listed(combinations(&listed, product, scope))
        }
    }
}

/// The pairs of a list; one that stands there twice is reported.
fn combinations(listed: &[PairDoc], product: &Product, scope: &mut Scope<'_>) -> Vec<Combination> {
    let mut seen: Vec<(Combination, Range)> = Vec::with_capacity(listed.len());
    for doc in listed {
        let before = scope.out.len();
        let from = edition_position(&doc.from, product, scope);
        let to = edition_position(&doc.to, product, scope);
        let given = guide::given(&doc.given, product, scope);
        let (Some(from), Some(to)) = (from, to) else { continue };
        if from == to {
            scope.report(guide::same_edition(scope.span(doc.to.at), to, product));
            continue;
        }
        guide::given_of_both(&doc.given, (from, to), product, scope);
        if scope.out.len() > before {
            continue;
        }
        let pair = Combination::new(from, to, &given);
        match seen.iter().find(|(known, _)| *known == pair).map(|(_, at)| *at) {
            Some(first) => {
                let first = scope.span(first);
                let twice = problem::compared_twice(scope.span(doc.at)).label(first, first_here());
                scope.report(twice);
            }
            None => seen.push((pair, doc.at)),
        }
    }
    seen.into_iter().map(|(pair, _)| pair).collect()
}

/// Resolves every group; groups of one id in several files are one group.
fn groups(
    all: impl Iterator<Item = (SourcePath, Vec<GroupDoc>)>,
    inherits: &[Option<usize>],
    product: &mut Product,
    site: &Site,
    out: &mut Vec<Diagnostic>,
) {
    let mut seen: FxHashMap<Arc<str>, crate::base::Span> = FxHashMap::default();
    for (path, docs) in all {
        let mut scope = super::scope(site, &path, out);
        for doc in docs {
            let known = product.groups.iter().position(|g| *g.id == *doc.id.value);
            if known.is_none() && doc.name.is_none() {
                scope.report(problem::nameless_group(scope.span(doc.id.at), &doc.id.value));
            }
            let name = scope.text_or_empty(doc.name.as_ref());
            let audience: Vec<Arc<str>> =
                doc.audience.iter().map(|id| scope.audience(id)).collect();
            let rows = features(doc.features, &audience, inherits, product, &mut scope);
            let mut features = Vec::with_capacity(rows.len());
            for feature in rows {
                let id_span = feature.span();
                if let Some(first) = seen.get(&feature.id) {
                    scope.report(
                        problem::duplicate_id(id_span, &*feature.id)
                            .label(first.clone(), first_here()),
                    );
                } else {
                    seen.insert(Arc::clone(&feature.id), id_span);
                    features.push(feature);
                }
            }
            match known {
                Some(at) => product.groups[at].features.extend(features),
                None => product.groups.push(Group { id: doc.id.value.into(), name, features }),
            }
        }
    }
}
