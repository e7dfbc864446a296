//! Which rows a guide's pages show: all that differ, or of a matrix too long for one page those that matter most.

use crate::derive::Difference;
use crate::plan::Plan;

/// For how many of the cells that a table may have a guide has room for one row: it is read from top to bottom, and
/// not searched as a table is.
const CELLS_A_ROW: usize = 8;

impl Plan {
    /// Whether a table of two editions of a product is too long for one page, and so its guides tell less of what
    /// is no loss.
    pub fn is_long(&self, product: usize) -> bool {
        !self.sheets[product].pair.is_empty()
    }

    /// The rows that a guide's pages show, in order: what differs. Of a long matrix every loss, and beside those
    /// as many others as a page has room for, what the guide explains first.
    pub fn told(&self, guide: usize) -> Vec<usize> {
        let comparison = self.guide_comparison(guide);
        let guide = &self.catalog.guides[guide];
        let product = &self.catalog.products[guide.product];
        let rows = product.features().zip(&comparison.rows).enumerate();
        let differing = rows.filter(|(_, (_, row))| row.difference != Difference::Same);
        if !self.is_long(guide.product) {
            return differing.map(|(at, _)| at).collect();
        }
        // A loss is told whatever room there is.
        let impacts = guide.explained();
        let (losses, mut others): (Vec<_>, Vec<_>) = differing
            .map(|(at, (feature, row))| {
                let explained = impacts.contains_key(&*feature.id);
                (!row.difference.direction().is_lt(), !explained, at)
            })
            .partition(|(is_other, ..)| !is_other);
        let room = (self.catalog.site.cells / CELLS_A_ROW).saturating_sub(losses.len());
        others.sort_unstable();
        others.truncate(room);
        let mut told: Vec<usize> = losses.iter().chain(&others).map(|(_, _, at)| *at).collect();
        told.sort_unstable();
        told
    }
}
