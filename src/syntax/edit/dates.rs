//! Dates of the last look, moved.

use jiff::civil::Date;

use super::patch::{Patches, Put};
use super::{CellName, NewCell, Refusal, cell, day, feature, features, rewrite};
use crate::base::SourcePath;
use crate::syntax::yaml::{Data, Node};

/// What was looked at.
#[derive(Clone, Debug)]
pub enum Dated<'a> {
    /// Everything; `true` in the file that holds the product's own date.
    Product(bool),
    /// A row; `true` where it needs a date of its own.
    Feature(&'a str, bool),
    /// A cell; `true` where it needs a date of its own.
    Cell(CellName<'a>, bool),
}

/// The keys behind which a product's date stands, where it had none.
const HEAD: [&str; 5] = ["product", "name", "description", "vendor", "homepage"];

/// A file's text with its dates moved on to a day: the date of what was looked at, and older ones within.
/// Dates never go back.
///
/// # Errors
/// Why they cannot be moved.
pub fn verify(
    path: &SourcePath,
    bytes: &[u8],
    what: &Dated<'_>,
    on: Date,
) -> Result<Vec<u8>, Refusal> {
    if let Dated::Cell(name, own) = what {
        let put = ("verified", Put::Text(on.to_string()));
        let beside = if *own { vec![put] } else { Vec::new() };
        let new = NewCell { value: None, beside };
        return rewrite(path, bytes, |text, root| cell::set(text, root, name, &new));
    }
    rewrite(path, bytes, |text, root| {
        let mut patches = Patches::new(text);
        match what {
            Dated::Feature(id, own) => {
                let row = feature(root, id)?;
                date(&mut patches, row, *own, on)?;
                older_cells(&mut patches, row, on)?;
            }
            Dated::Product(own) => {
                date(&mut patches, root, *own, on)?;
                for row in features(root) {
                    date(&mut patches, row, false, on)?;
                    older_cells(&mut patches, row, on)?;
                }
            }
            Dated::Cell(..) => {}
        }
        patches.apply()
    })
}

/// Moves the date of a mapping if it is older, and writes one where it `needs` one.
fn date(patches: &mut Patches<'_>, node: &Node<'_>, needs: bool, on: Date) -> Result<(), Refusal> {
    let Data::Map(entries) = &node.data else { return Ok(()) };
    let put = Put::Text(on.to_string());
    if let Some(old) = node.get("verified") {
        if day(old).is_some_and(|day| day < on) {
            let place = crate::syntax::write::Place::Flow;
            patches.replace(old, &put, place)?;
        }
        return Ok(());
    }
    if needs {
        let key = |key: &str| entries.iter().position(|(known, _)| known.text == key);
        let head = HEAD.iter().filter_map(|name| key(name)).max();
        let behind = match (key("cells"), key("product")) {
            (Some(cells), _) if cells > 0 => cells - 1,
            (_, Some(_)) => head.unwrap_or(0),
            _ => entries.len().saturating_sub(1),
        };
        patches.add_entry(node, behind, "verified", &put);
    }
    Ok(())
}

/// Moves the older dates in the cells of a row, and in their parts.
fn older_cells(patches: &mut Patches<'_>, row: &Node<'_>, on: Date) -> Result<(), Refusal> {
    let Some(Data::Map(cells)) = row.get("cells").map(|node| &node.data) else { return Ok(()) };
    for (_, cell) in cells {
        date(patches, cell, false, on)?;
        if let Data::Map(parts) = &cell.data {
            for (_, part) in parts {
                date(patches, part, false, on)?;
            }
        }
    }
    Ok(())
}
