//! "Looked at again": dates move on.

use jiff::civil::Date;

use super::proof::{self, placeless};
use super::{
    At, Files, Rewritten, Site, Stop, bare_key, bytes, catalogue as problem, day, refused, target,
};
use crate::model::{Cell, Feature, Product};
use crate::plan::named::{Named, named};
use crate::syntax::edit::{self as file, CellName, Dated};

/// What was looked at, and when.
#[derive(Clone, Debug)]
pub struct Verify {
    /// `exmail`, `exmail/account-cap` or `exmail/account-cap/fusion`.
    pub name: String,
    /// The day; today's unless given.
    pub on: Option<String>,
}

/// Dates that are to be written.
#[derive(Debug)]
pub struct Done {
    /// The files.
    pub files: Vec<Rewritten>,
    /// What was looked at, as commands name it.
    pub target: String,
    /// The day.
    pub on: Date,
    /// How many cells were dated earlier before.
    pub cells: usize,
}

/// Moves the dates of a product, a row or a cell on to a day. Dates never go back: what was looked at
/// later than that stays.
///
/// # Errors
/// Why they cannot be moved.
pub fn verify(site: &Site<'_>, command: &Verify) -> Result<Done, Stop> {
    let (catalog, today) = (site.catalog, site.catalog.today);
    let on = match &command.on {
        Some(text) => day(text)?,
        None => today,
    };
    if on > today {
        return Err(problem::in_future(None, on.to_string(), today.to_string()).into());
    }
    let place = named(catalog, &command.name)?;
    let product = &catalog.products[place.product];
    let target = target(product, &place);
    let changed = rewritten(product, &place, site.files, on, &target)?;
    let both = proof::read(site, &changed)?;
    let (was, is) = (&both.was.products[place.product], &both.is.products[place.product]);
    let cells = prove(was, is, &place, on, &changed, &target)?;
    Ok(Done { files: changed, target, on, cells })
}

/// The files with their dates moved, those that change.
fn rewritten(
    product: &Product,
    place: &Named,
    files: &Files,
    on: Date,
    target: &str,
) -> Result<Vec<Rewritten>, Stop> {
    let older = |day: Option<Date>| day.is_none_or(|day| day < on);
    let row = place.feature.and_then(|at| Some((at, product.features().nth(at)?)));
    let mut changed: Vec<Rewritten> = Vec::new();
    let mut apply = |path: &crate::base::SourcePath, what: &Dated<'_>| -> Result<(), Stop> {
        let done = changed.iter().position(|file| file.path == *path);
        let missing = || problem::no_room(None, target, path);
        let old = match done {
            Some(at) => &changed[at].new,
            None => bytes(files, path).ok_or_else(missing)?,
        };
        let new = file::verify(path, old, what, on).map_err(|r| refused(r, target, path))?;
        match done {
            Some(at) => changed[at].new = new,
            None => changed.push(Rewritten { path: path.clone(), old: old.clone(), new }),
        }
        Ok(())
    };
    match row {
        None => {
            let mut paths = vec![&product.source];
            paths.extend(product.features().map(|feature| &feature.source));
            paths.dedup();
            for (position, path) in paths.iter().enumerate() {
                if !paths[..position].contains(path) {
                    let own = **path == product.source && older(product.verified);
                    apply(path, &Dated::Product(own))?;
                }
            }
        }
        Some((_, feature)) if place.edition.is_none() => {
            let own = older(feature.verified.or(product.verified));
            apply(&feature.source, &Dated::Feature(&feature.id, own))?;
        }
        Some((at, feature)) => {
            let parts: Vec<&str> =
                feature.facts.iter().filter_map(|f| Some(&*f.part.as_ref()?.0)).collect();
            for fact in facts(place, feature) {
                let edition = place.edition.unwrap_or_default();
                let cell = At { product: place.product, feature: at, fact, edition };
                let (name, own) = cell_name(product, cell, &parts, target, on)?;
                apply(&feature.source, &Dated::Cell(name, own))?;
            }
        }
    }
    changed.retain(|file| file.old != file.new);
    Ok(changed)
}

/// The facts of a row that a name means: those of all its parts, if none is named.
fn facts(place: &Named, feature: &Feature) -> Vec<usize> {
    place.fact.map_or_else(|| (0..feature.facts.len()).collect(), |fact| vec![fact])
}

/// A cell in its file, and whether it needs a date of its own.
fn cell_name<'p>(
    product: &'p Product,
    at: At,
    parts: &'p [&'p str],
    target: &str,
    on: Date,
) -> Result<(CellName<'p>, bool), Stop> {
    let which = || problem::which_cell(None, target, "product/feature/edition");
    let (feature, fact, cell) = at.of(product).ok_or_else(which)?;
    let written = product.written_in(fact, at.edition);
    if written != at.edition {
        let other = format!("{}/{}/{}", product.id, feature.id, product.editions[written].id);
        return Err(problem::verify_inherited(None, target, other).into());
    }
    // A scalar that speaks for all parts gets one date.
    let shared = feature.facts.iter().filter(|f| f.cells[at.edition].at == cell.at).count() > 1;
    let id = &*product.editions[at.edition].id;
    let name = CellName {
        feature: &feature.id,
        part: fact.part.as_ref().map(|(id, _)| &**id).filter(|_| !shared),
        parts,
        edition: id,
        like: id,
        case: None,
        bare: bare_key(fact, cell),
    };
    let first = !shared || at.fact == 0;
    let day = product.freshness(feature, cell).verified;
    Ok((name, first && day.is_none_or(|day| day < on)))
}

/// That every cell that was looked at is dated no earlier than the day, that every other has the date that it
/// had, and that nothing but dates has changed. Returns how many were dated earlier.
fn prove(
    was: &Product,
    is: &Product,
    place: &Named,
    on: Date,
    changed: &[Rewritten],
    target: &str,
) -> Result<usize, Stop> {
    let mut wrong: Vec<String> = Vec::new();
    let mut moved = 0;
    for (at, (row, other)) in was.features().zip(is.features()).enumerate() {
        let here = place.feature.is_none_or(|feature| feature == at);
        for (fact_at, (fact, now)) in row.facts.iter().zip(&other.facts).enumerate() {
            let here = here && place.fact.is_none_or(|fact| fact == fact_at);
            for (edition, (cell, now)) in fact.cells.iter().zip(&now.cells).enumerate() {
                let written = was.written_in(fact, edition);
                let here = here && place.edition.is_none_or(|e| e == edition || e == written);
                let before = was.freshness(row, cell).verified;
                let after = is.freshness(other, now).verified;
                let expected = if here { before.max(Some(on)) } else { before };
                let undated = |cell: &Cell| Cell { verified: None, ..placeless(cell) };
                if after != expected || undated(cell) != undated(now) {
                    wrong.push(format!("{}/{}", row.id, was.editions[edition].id));
                }
                moved += usize::from(after != before);
            }
        }
    }
    for file in changed {
        let no_room = || problem::no_room(None, target, &file.path);
        let all = file::changed(&file.path, &file.old, &file.new).ok_or_else(no_room)?;
        // A bare cell that gets a date becomes a mapping.
        let fine = |change: &file::Change| {
            change.last().is_some_and(|key| key == "verified")
                || (place.edition.is_some() && change.iter().any(|key| key == "cells"))
        };
        wrong.extend(all.iter().filter(|change| !fine(change)).map(|change| change.join(".")));
    }
    if !wrong.is_empty() {
        return Err(problem::reaches_further(None, target, wrong.join(", ")).into());
    }
    Ok(moved)
}
