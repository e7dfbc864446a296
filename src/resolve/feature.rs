//! Rows of the matrix: features with their facts, a cell for every edition.

use std::sync::Arc;

use rayon::prelude::*;

use super::catalogue as problem;
use super::cell::{self, FactScope};
use super::product::edition_position;
use super::scope::Scope;
use crate::base::{Bilingual, Located};
use crate::model::{Better, Cell, Fact, Feature, Kind, Product, SetOption, Text, Unit, Value};
use crate::syntax::{CellDoc, FeatureDoc, TypeDoc, WrittenValue};

/// How many rows are resolved in one go.
const AT_ONCE: usize = 8;

/// Resolves the rows of a group, several at once: a matrix may have thousands. Rows and problems
/// keep their order.
pub fn features(
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
    if doc.question.is_none() {
        doc.name.iter().flatten().for_each(|(_, name)| asks_for_itself(name, scope));
    }
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
        verified: doc.verified.as_ref().map(|day| day.value),
        verified_at: doc.verified.map(|day| day.at).unwrap_or_default(),
        stale_after: doc.stale_after.and_then(|text| scope.days(&text)),
    }
}

/// Words that begin a question. A name that begins so is no noun that a question could be made of.
const ASKING: &[&str] = &["怎么", "如何", "是否", "能否", "可否", "为什么", "多少"];

fn asks_for_itself(name: &Located<String>, scope: &mut Scope<'_>) {
    let words = name.value.trim_end_matches(['?', '？']);
    let marked = words.len() < name.value.len();
    if marked || words.ends_with(['吗', '嗎']) || ASKING.iter().any(|word| words.starts_with(word))
    {
        let question = format!("{words}{}", if words.is_ascii() { "?" } else { "？" });
        scope.report(problem::missing_question(scope.span(name.at), &name.value, question));
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
    for (key, cell) in &doc.beside {
        // It stands too far to the left, which was reported.
        if let Some(at) = product.edition(&key.value) {
            cells[at].get_or_insert(cell);
        }
    }
    let mut missing: Vec<&str> = Vec::new();
    for at in 0..cells.len() {
        if cells[at].is_none() {
            cells[at] = inherits.get(at).copied().flatten().and_then(|parent| cells[parent]);
        }
        if cells[at].is_none() && misplaced > 0 {
            misplaced -= 1;
        } else if cells[at].is_none() {
            missing.push(&product.editions[at].id);
        }
    }
    if !missing.is_empty() {
        let keys: Vec<String> = missing.iter().map(|edition| format!("{edition}: …")).collect();
        let keys = Bilingual::new(keys.join("、"), keys.join(", "));
        let editions = Bilingual::new(missing.join("、"), missing.join(", "));
        let id = &doc.id;
        scope.report(problem::missing_cell(scope.span(id.at), &id.value, editions, keys));
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
    let cells: Vec<_> =
        cells.iter().map(|cell| cell.filter(|cell| by_part(doc, cell, scope))).collect();
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

/// Whether a cell says something of each part, or the same of all of them, which only `无`, `未核实` and
/// `不适用` can. What does not is reported.
fn by_part(doc: &FeatureDoc, cell: &CellDoc, scope: &mut Scope<'_>) -> bool {
    let place = match &cell.value {
        Some(WrittenValue::Bare(word)) if !cell::fits_every_type(&word.value) => word.at,
        Some(WrittenValue::BareList(items)) => items.first().map_or(cell.at, |item| item.at),
        _ => return true,
    };
    let each = |word: &str| {
        let parts = doc.parts.iter().map(|part| format!("{}: {word}", part.id.value));
        format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
    };
    scope.report(problem::cell_of_parts(
        scope.span(place),
        Bilingual::new(each("未核实"), each("unknown")),
    ));
    false
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
    part: Option<(Arc<str>, Text)>,
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
    let unit = doc.unit.as_ref().and_then(|unit| super::unit::find(unit, &product.units, scope));
    let unit = unit.map(|unit| Unit { name: super::unit::words(unit.name, false, scope), ..unit });
    let nameless = doc.unit.is_some() && unit.is_none();
    let typed = doc.kind.is_some();
    let mut within = FactScope { kind, unit, options: &options, product, edition: 0 };
    let mut resolved = Vec::with_capacity(cells.len());
    for (edition, cell) in cells.iter().enumerate() {
        within.edition = edition;
        // An untyped fact was reported once; its cells cannot be judged.
        let cell = cell
            .filter(|_| typed)
            .map_or_else(placeholder, |doc| cell::resolve(doc, &within, scope));
        // A number whose unit is not known is none that words could be held against.
        resolved.push(Cell { broken: cell.broken || nameless, ..cell });
    }
    Fact {
        unit: within.unit,
        part,
        kind,
        better: doc.better.map_or(default, |better| BETTER[usize::from(better)]),
        per: doc.per.as_ref().map(|per| per.value.as_str().into()),
        options,
        cells: resolved,
    }
}

/// Stands where a cell is missing, which was reported.
fn placeholder() -> Cell {
    Cell { broken: true, ..Cell::bare(Value::Unknown) }
}
