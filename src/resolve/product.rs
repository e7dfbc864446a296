//! A product's documents to a product.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::catalogue as problem;
use super::cell::{self, FactScope};
use super::scope::{Scope, first_here};
use crate::base::{Diagnostic, Located, SourcePath};
use crate::model::catalogue as unknown;
use crate::model::{
    Better, Cell, ComparePairs, Condition, Edition, Fact, Feature, Group, Kind, Of, Product,
    SetOption, Site, SourceRecord, Status, Unit, Units, Value,
};
use crate::syntax::{
    CellDoc, CompareDoc, ConditionDoc, EditionDoc, FeatureDoc, GroupDoc, ProductDoc, TypeDoc,
};

/// How many rows are resolved in one go.
const AT_ONCE: usize = 8;

/// Resolves a product and the groups of its other files.
pub fn resolve(
    doc: ProductDoc,
    more: Vec<(SourcePath, Vec<GroupDoc>)>,
    site: &Site,
    out: &mut Vec<Diagnostic>,
) -> Product {
    let mut scope = super::scope(site, &doc.path, out);
    scope.unique(doc.editions.iter().map(|e| &e.id));
    let at = doc.id.as_ref().map_or(doc.at, |id| id.at);
    let folder = doc.path.folder().rsplit('/').next().unwrap_or("product").to_owned();
    let inherits = inherits(&doc.editions, &mut scope);
    let mut product = Product {
        id: doc.id.map_or_else(|| folder.into(), |id| id.value.into()),
        source: doc.path.clone(),
        at,
        name: scope.text_or_empty(doc.name.as_ref()),
        description: doc.description.map(|w| scope.text(w)),
        vendor: doc.vendor.map(|w| scope.text(w)),
        homepage: doc.homepage.map(|u| u.value.into()),
        verified: doc.verified,
        stale_after: doc.stale_after.and_then(|text| days(&text, &mut scope)),
        sources: doc.sources.into_iter().map(|s| source(s, &mut scope)).collect(),
        units: Units {
            own: doc.units.into_iter().map(|(id, name)| own_unit(&id, scope.text(name))).collect(),
        },
        conditions: Vec::new(),
        editions: doc.editions.into_iter().map(|e| edition(e, &mut scope)).collect(),
        compare: super::default_pairs(),
        groups: Vec::new(),
    };
    product.conditions =
        doc.conditions.into_iter().map(|c| condition(c, &product, &mut scope)).collect();
    product.compare = pairs(doc.compare, &product, &mut scope);
    let all = std::iter::once((doc.path, doc.groups)).chain(more);
    groups(all, &inherits, &mut product, site, out);
    product
}

/// Which edition each inherits from, by position. One that does not exist is reported, and the one
/// before stands in for it, so that no cell is called missing.
fn inherits(docs: &[EditionDoc], scope: &mut Scope<'_>) -> Vec<Option<usize>> {
    let ids = docs.iter().map(|e| e.id.value.as_str());
    docs.iter()
        .enumerate()
        .map(|(at, doc)| {
            let written = doc.inherits.as_ref()?;
            let parent = scope.position(written, ids.clone(), |s, id, near| {
                unknown::unknown_edition(s, id, near)
            });
            // An edition can only be like one that stands before it; that rules out circles.
            match parent {
                Some(parent) if parent < at => Some(parent),
                Some(parent) => {
                    scope.report(problem::inherits_later(scope.span(written.at), &written.value));
                    Some(parent)
                }
                None => at.checked_sub(1),
            }
        })
        .collect()
}

fn days(text: &Located<String>, scope: &mut Scope<'_>) -> Option<i64> {
    let days = text.value.strip_suffix('d').unwrap_or(&text.value).parse().ok();
    let days = days.filter(|days| *days > 0);
    if days.is_none() {
        scope.report(problem::bad_days(scope.span(text.at), &text.value));
    }
    days
}

fn source(doc: crate::syntax::SourceDoc, scope: &mut Scope<'_>) -> SourceRecord {
    SourceRecord {
        id: doc.id.value.into(),
        title: scope.text_or_empty(doc.title.as_ref()),
        url: doc.url.map(|u| u.value.into()),
        seen: doc.seen,
    }
}

/// A declared unit counts things of its own.
fn own_unit(id: &Located<String>, name: crate::model::Text) -> Unit {
    let id: Arc<str> = id.value.as_str().into();
    Unit {
        id: Arc::clone(&id),
        name,
        dimension: crate::model::Dimension::Count(id),
        factor: 1.into(),
    }
}

fn edition(doc: EditionDoc, scope: &mut Scope<'_>) -> Edition {
    const STATUS: [Status; 5] =
        [Status::Preview, Status::Current, Status::Superseded, Status::Closing, Status::Closed];
    Edition {
        id: doc.id.value.into(),
        name: scope.text_or_empty(doc.name.as_ref()),
        status: doc.status.map(|s| STATUS[usize::from(s)]),
        released: doc.released,
        closes: doc.closes,
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
        unknown::unknown_edition(s, id, near)
    })
}

fn pairs(doc: Option<CompareDoc>, product: &Product, scope: &mut Scope<'_>) -> ComparePairs {
    match doc {
        None | Some(CompareDoc::Consecutive) => ComparePairs::Consecutive,
        Some(CompareDoc::All) => ComparePairs::All,
        Some(CompareDoc::Listed(listed)) => {
            let pair = |(from, to): (Located<String>, Located<String>), scope: &mut Scope<'_>| {
                Some((
                    edition_position(&from, product, scope)?,
                    edition_position(&to, product, scope)?,
                ))
            };
            ComparePairs::Listed(listed.into_iter().filter_map(|p| pair(p, scope)).collect())
        }
    }
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
            match product.groups.iter_mut().find(|g| *g.id == *doc.id.value) {
                Some(group) => group.features.extend(features),
                None => product.groups.push(Group { id: doc.id.value.into(), name, features }),
            }
        }
    }
}

/// Resolves the rows of a group, several at once: a matrix may have thousands. Rows and problems
/// keep their order.
fn features(
    docs: Vec<FeatureDoc>,
    audience: &[Arc<str>],
    inherits: &[Option<usize>],
    product: &Product,
    scope: &mut Scope<'_>,
) -> Vec<Feature> {
    let (site, path) = (scope.site, &scope.path);
    let run = |doc| {
        let mut out = Vec::new();
        let feature =
            feature(doc, audience, inherits, product, &mut super::scope(site, path, &mut out));
        (feature, out)
    };
    let runs: Vec<_> = docs.into_par_iter().with_min_len(AT_ONCE).map(run).collect();
    let mut features = Vec::with_capacity(runs.len());
    for (feature, out) in runs {
        features.push(feature);
        scope.out.extend(out);
    }
    features
}

fn feature(
    doc: FeatureDoc,
    audience: &[Arc<str>],
    inherits: &[Option<usize>],
    product: &Product,
    scope: &mut Scope<'_>,
) -> Feature {
    let own: Vec<Arc<str>> = doc.audience.iter().map(|id| scope.audience(id)).collect();
    let cells = by_edition(&doc, inherits, product, scope);
    let facts = facts(&doc, &cells, product, scope);
    Feature {
        id: doc.id.value.into(),
        source: scope.path.clone(),
        at: doc.id.at,
        name: scope.text_or_empty(doc.name.as_ref()),
        aliases: doc.aliases.into_iter().map(|w| scope.text(w)).collect(),
        question: doc.question.map(|w| scope.text(w)),
        audience: if own.is_empty() { audience.to_vec() } else { own },
        facts,
        verified: doc.verified,
    }
}

/// The cells in the order of the editions; what is missing is inherited or reported. A cell under an
/// edition that does not exist is most likely the one that is missing, and was reported itself.
fn by_edition<'d>(
    doc: &'d FeatureDoc,
    inherits: &[Option<usize>],
    product: &Product,
    scope: &mut Scope<'_>,
) -> Vec<Option<&'d CellDoc>> {
    let mut cells: Vec<Option<&CellDoc>> = vec![None; product.editions.len()];
    let mut misplaced = if doc.cells.is_none() { cells.len() } else { 0 };
    for (edition, cell) in doc.cells.iter().flatten() {
        match edition_position(edition, product, scope) {
            Some(at) => cells[at] = Some(cell),
            None => misplaced += 1,
        }
    }
    for at in 0..cells.len() {
        if cells[at].is_none() {
            cells[at] = inherits.get(at).copied().flatten().and_then(|parent| cells[parent]);
        }
        if cells[at].is_none() && misplaced > 0 {
            misplaced -= 1;
        } else if cells[at].is_none() {
            let (id, edition) = (&doc.id, &*product.editions[at].id);
            scope.report(problem::missing_cell(scope.span(id.at), &id.value, edition));
        }
    }
    cells
}

fn facts(
    doc: &FeatureDoc,
    cells: &[Option<&CellDoc>],
    product: &Product,
    scope: &mut Scope<'_>,
) -> Vec<Fact> {
    if doc.parts.is_empty() {
        return vec![fact(&doc.fact, None, &doc.id, cells, product, scope)];
    }
    scope.unique(doc.parts.iter().map(|p| &p.id));
    let mut facts = Vec::with_capacity(doc.parts.len());
    for part in &doc.parts {
        let cells: Vec<_> = cells
            .iter()
            .enumerate()
            .map(|(e, cell)| part_cell(doc, &part.id, e, *cell, product, scope))
            .collect();
        let name = scope.text_or_empty(part.name.as_ref());
        let named = Some((part.id.value.as_str().into(), name));
        facts.push(fact(&part.fact, named, &part.id, &cells, product, scope));
    }
    facts
}

/// The part's own cell; a cell without parts (`未核实`) speaks for all of them.
fn part_cell<'d>(
    doc: &FeatureDoc,
    part: &Located<String>,
    edition: usize,
    cell: Option<&'d CellDoc>,
    product: &Product,
    scope: &mut Scope<'_>,
) -> Option<&'d CellDoc> {
    let cell = cell?;
    if cell.parts.is_empty() {
        return Some(cell);
    }
    let found = cell.parts.iter().find(|(id, _)| id.value == part.value).map(|(_, cell)| cell);
    // A part that the row does not have is most likely this one, misspelt; it was reported.
    let misspelt =
        cell.parts.iter().any(|(id, _)| doc.parts.iter().all(|p| p.id.value != id.value));
    if found.is_none() && !misspelt {
        let edition = &*product.editions[edition].id;
        scope.report(problem::missing_part(
            scope.span(cell.at.begin()),
            &doc.id.value,
            &part.value,
            edition,
        ));
    }
    found
}

fn fact(
    doc: &TypeDoc,
    part: Option<(Arc<str>, crate::model::Text)>,
    id: &Located<String>,
    cells: &[Option<&CellDoc>],
    product: &Product,
    scope: &mut Scope<'_>,
) -> Fact {
    const KINDS: [Kind; 4] = [Kind::Support, Kind::Limit, Kind::Set, Kind::Text];
    const BETTER: [Better; 3] = [Better::More, Better::Less, Better::None];
    let kind = doc.kind.map_or(Kind::Text, |kind| KINDS[usize::from(kind)]);
    scope.unique(doc.options.iter().map(|(id, _)| id));
    let options: Vec<SetOption> = doc
        .options
        .iter()
        .map(|(id, name)| SetOption { id: id.value.as_str().into(), name: scope.text(name) })
        .collect();
    if kind == Kind::Set && options.is_empty() {
        scope.report(problem::set_without_options(scope.span(id.at), &id.value));
    }
    let default =
        if matches!(kind, Kind::Support | Kind::Set) { Better::More } else { Better::None };
    let unit = doc.unit.as_ref().and_then(|unit| unit_of(unit, product, scope));
    let typed = doc.kind.is_some();
    let mut within = FactScope { kind, unit, options: &options, product, edition: 0 };
    let mut resolved = Vec::with_capacity(cells.len());
    for (edition, cell) in cells.iter().enumerate() {
        within.edition = edition;
        // An untyped fact was reported once; its cells cannot be judged.
        let cell = cell
            .filter(|_| typed)
            .map_or_else(placeholder, |doc| cell::resolve(doc, &within, scope));
        resolved.push(cell);
    }
    Fact {
        part,
        kind,
        better: doc.better.map_or(default, |better| BETTER[usize::from(better)]),
        per: doc.per.as_ref().map(|per| per.value.as_str().into()),
        options,
        cells: resolved,
    }
}

fn unit_of(unit: &Located<String>, product: &Product, scope: &mut Scope<'_>) -> Option<Unit> {
    let found = product.units.find(&unit.value);
    if found.is_none() {
        let near = crate::base::nearest(&unit.value, product.units.names());
        scope.report(problem::unknown_unit(scope.span(unit.at), &unit.value, near));
    }
    found
}

/// Stands where a cell is missing, which was reported.
fn placeholder() -> Cell {
    Cell { broken: true, ..Cell::bare(Value::Unknown) }
}
