//! One cell gets another value.

use super::proof::{self, placeless};
use super::{
    At, Rewritten, Site, Stop, bare_key, bytes, catalogue as problem, day, refused, target,
};
use crate::base::nearest;
use crate::model::catalogue as unknown;
use crate::model::{Cell, Fact, Kind, Product, Value};
use crate::plan::named::{Named, named};
use crate::resolve::fits_every_type;
use crate::syntax::edit::{self as file, CellName, NewCell, Put};

/// What a cell is to say.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// The cell: `exmail/account-cap/fusion`.
    pub name: String,
    /// The value, as it would stand in the file.
    pub value: String,
    /// Sources, by id; those that stand there stay, if none is named.
    pub sources: Vec<String>,
    /// Words beside the value.
    pub words: Option<String>,
    /// When something planned is looked at again.
    pub review: Option<String>,
}

/// A change of one cell, ready to be written.
#[derive(Debug)]
pub struct Done {
    /// The file.
    pub file: Rewritten,
    /// The cell as commands name it.
    pub target: String,
    /// Where it is.
    pub at: At,
    /// The product before, and after.
    pub products: (Product, Product),
    /// The edition that it was inherited from until now.
    pub overrides: Option<usize>,
    /// Editions that inherit the cell and change with it.
    pub followers: Vec<usize>,
}

/// Changes one cell.
///
/// # Errors
/// Why it cannot be, or what would be wrong then.
pub fn set(site: &Site<'_>, command: &Set) -> Result<Done, Stop> {
    let catalog = site.catalog;
    let place = named(catalog, &command.name)?;
    let product = &catalog.products[place.product];
    let at = one_cell(product, &place, &command.name)?;
    let which = problem::which_cell(None, &*command.name, "product/feature/edition");
    let Some((feature, fact, cell)) = at.of(product) else { return Err(which.into()) };
    let target = target(product, &place);
    let case = case(product, cell, &place, &target)?;
    let new = new_cell(product, fact, command)?;
    let written = product.written_in(fact, at.edition);
    let parts: Vec<&str> =
        feature.facts.iter().filter_map(|f| Some(&*f.part.as_ref()?.0)).collect();
    let name = CellName {
        feature: &feature.id,
        part: fact.part.as_ref().map(|(id, _)| &**id),
        parts: &parts,
        edition: &product.editions[at.edition].id,
        like: &product.editions[written].id,
        case,
        bare: bare_key(fact, cell),
    };
    let missing = || problem::no_room(None, &target, &feature.source);
    let old = bytes(site.files, &feature.source).ok_or_else(missing)?;
    let new_bytes = file::set(&feature.source, old, &name, &new)
        .map_err(|refusal| refused(refusal, &target, &feature.source))?;
    let followers = (0..product.editions.len())
        .filter(|e| *e != at.edition && written == at.edition)
        .filter(|e| product.written_in(fact, *e) == at.edition)
        .collect();
    let file = Rewritten { path: feature.source.clone(), old: old.clone(), new: new_bytes };
    let both = proof::read(site, std::slice::from_ref(&file))?;
    let done = Done {
        target,
        at,
        products: (both.was.products[at.product].clone(), both.is.products[at.product].clone()),
        overrides: (written != at.edition).then_some(written),
        followers,
        file,
    };
    prove(&done, &feature.id, &name, &new)?;
    Ok(done)
}

/// The one cell that a name means.
fn one_cell(product: &Product, place: &Named, name: &str) -> Result<At, Stop> {
    let form = |of: &str, edition: &str| format!("{}/{of}/{edition}", product.id);
    let edition = || product.editions.first().map_or("edition", |e| &*e.id);
    let Some(row) = place.feature.and_then(|at| product.features().nth(at)) else {
        let first = product.features().next().map_or("feature", |f| &*f.id);
        return Err(problem::which_cell(None, name, form(first, edition())).into());
    };
    if row.has_parts() && place.fact.is_none() {
        let edition = place.edition.map_or_else(edition, |at| &product.editions[at].id);
        let parts = row.facts.iter().filter_map(|fact| fact.part.as_ref());
        let all: Vec<String> =
            parts.map(|(part, _)| form(&format!("{}.{part}", row.id), edition)).collect();
        return Err(problem::which_cell(None, name, all.join(", ")).into());
    }
    let Some(edition) = place.edition else {
        let all: Vec<String> = product.editions.iter().map(|e| form(&row.id, &e.id)).collect();
        return Err(problem::which_cell(None, name, all.join(", ")).into());
    };
    let (feature, fact) = (place.feature.unwrap_or_default(), place.fact.unwrap_or_default());
    Ok(At { product: place.product, feature, fact, edition })
}

/// The case that asks for exactly the conditions that were named.
fn case(
    product: &Product,
    cell: &Cell,
    place: &Named,
    target: &str,
) -> Result<Option<usize>, Stop> {
    if place.when.is_empty() {
        return Ok(None);
    }
    let found = cell.cases.iter().position(|case| case.when == place.when);
    let one = |case: &crate::model::Case| {
        let when = case.when.iter().map(|literal| {
            let not = if literal.negated { "not+" } else { "" };
            format!("{not}{}", product.conditions[literal.condition].id)
        });
        format!("?when={}", when.collect::<Vec<_>>().join(","))
    };
    let cases: Vec<String> = cell.cases.iter().map(one).collect();
    let all = if cases.is_empty() { "-".to_owned() } else { cases.join(" ") };
    found.map(Some).ok_or_else(|| problem::no_such_case(None, target, all).into())
}

/// The value under the key that its type asks for, and what stands beside it.
fn new_cell(product: &Product, fact: &Fact, command: &Set) -> Result<NewCell, Stop> {
    let value = value(fact, command.value.trim());
    let mut beside = Vec::new();
    if let Some(words) = &command.words {
        beside.push(("md", Put::Text(words.clone())));
    }
    if let Some(review) = &command.review {
        let day = day(review)?;
        beside.push(("review", Put::Text(day.to_string())));
    }
    for id in &command.sources {
        let ids = || product.sources.iter().map(|source| &*source.id);
        if !ids().any(|known| known == id) {
            return Err(unknown::unknown_source(None, &**id, nearest(id, ids())).into());
        }
    }
    if !command.sources.is_empty() {
        beside.push(("src", Put::Names(command.sources.clone())));
    }
    Ok(NewCell { value: Some(value), beside })
}

fn value(fact: &Fact, written: &str) -> (&'static str, Option<Put>) {
    let text = || Some(Put::Text(written.to_owned()));
    if fact.kind == Kind::Support || fits_every_type(written) {
        return ("is", text());
    }
    match fact.kind {
        Kind::Limit if written.starts_with('{') => ("limit", Some(Put::Raw(written.to_owned()))),
        Kind::Limit => ("limit", text()),
        Kind::Set => {
            let inner = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            let items = inner.unwrap_or(written).split([',', '，', '、']);
            let names = items.map(|item| item.trim().trim_matches(['"', '\'']).to_owned());
            ("set", Some(Put::Names(names.filter(|item| !item.is_empty()).collect())))
        }
        Kind::Support | Kind::Text => ("md", text()),
    }
}

/// That the cell says what was asked for, the editions that inherit it with it, and that nothing else changed.
fn prove(done: &Done, feature: &str, name: &CellName<'_>, new: &NewCell) -> Result<(), Stop> {
    let no_room = || Stop::from(problem::no_room(None, &done.target, &done.file.path));
    let changed =
        file::changed(&done.file.path, &done.file.old, &done.file.new).ok_or_else(no_room)?;
    let inside = |change: &file::Change| {
        let at = change.iter().position(|key| key == "cells");
        let here = at.and_then(|at| change.get(at + 1)).is_some_and(|key| key == name.edition);
        here && change.len() > 5
    };
    let outside: Vec<String> =
        changed.iter().filter(|change| !inside(change)).map(|change| change.join(".")).collect();
    let (was, is) = (&done.products.0, &done.products.1);
    let rows = |product: &Product| product.features().position(|row| *row.id == *feature);
    if rows(was) != rows(is) {
        return Err(no_room());
    }
    let mut elsewhere = outside;
    for (row, other) in was.features().zip(is.features()) {
        for (fact_at, (fact, now)) in row.facts.iter().zip(&other.facts).enumerate() {
            for (edition, (cell, now)) in fact.cells.iter().zip(&now.cells).enumerate() {
                let here = *row.id == *feature && fact_at == done.at.fact;
                let ours = edition == done.at.edition || done.followers.contains(&edition);
                let expected = if here && ours { &only(cell, now, name.case, new) } else { cell };
                if placeless(expected) != placeless(now) {
                    elsewhere.push(format!("{}/{}", row.id, was.editions[edition].id));
                }
            }
        }
    }
    if !elsewhere.is_empty() {
        return Err(problem::reaches_further(None, &done.target, elsewhere.join(", ")).into());
    }
    Ok(())
}

/// The cell as it was, with the parts of the new one that were asked for.
fn only(was: &Cell, is: &Cell, case: Option<usize>, new: &NewCell) -> Cell {
    let mut expected = was.clone();
    let has = |key: &str| new.beside.iter().any(|(known, _)| *known == key);
    if has("src") {
        expected.sources.clone_from(&is.sources);
    }
    let words = has("md") || is.value == Value::Text || was.value == Value::Text;
    if let Some(case) = case {
        if let (Some(old), Some(now)) = (expected.cases.get_mut(case), is.cases.get(case)) {
            old.value.clone_from(&now.value);
            if words || now.value == Some(Value::Text) || has("md") {
                old.words.clone_from(&now.words);
            }
        }
        return expected;
    }
    expected.value.clone_from(&is.value);
    if words {
        expected.words.clone_from(&is.words);
    }
    expected
}
