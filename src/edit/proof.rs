//! That a change is the one that was asked for: files read again, meaning compared.

use super::{Rewritten, Site, Stop};
use crate::base::Diagnostic;
use crate::model::{Catalog, Cell};

/// The catalogues before and after.
pub struct Both {
    pub was: Catalog,
    pub is: Catalog,
}

/// Reads the matrices with and without the change; what is wrong with them now and was not before stops it.
pub fn read(site: &Site<'_>, changed: &[Rewritten]) -> Result<Both, Stop> {
    let new: Vec<_> = site
        .files
        .iter()
        .map(|(path, bytes)| {
            let rewritten = changed.iter().find(|file| file.path == *path);
            (path.clone(), rewritten.map_or_else(|| bytes.clone(), |file| file.new.clone()))
        })
        .collect();
    let was = (site.read)(site.files);
    let is = (site.read)(&new);
    let known = |problem: &Diagnostic| {
        let same = |other: &&Diagnostic| {
            (&other.code, &other.message) == (&problem.code, &problem.message)
        };
        was.diagnostics.iter().any(|other| same(&other))
    };
    let wrong: Vec<Diagnostic> = is.diagnostics.into_iter().filter(|d| !known(d)).collect();
    if wrong.is_empty() {
        Ok(Both { was: was.value, is: is.value })
    } else {
        Err(Stop::Content(wrong, new))
    }
}

/// A cell without the places at which it stands in a file.
pub fn placeless(cell: &Cell) -> Cell {
    let nowhere = Cell::bare(cell.value.clone());
    Cell {
        at: nowhere.at,
        verified_at: nowhere.verified_at,
        review_at: nowhere.review_at,
        ..cell.clone()
    }
}
