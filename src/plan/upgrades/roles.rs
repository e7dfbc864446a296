//! Roles: who reads which part of a guide.

use std::sync::Arc;

use crate::derive::{Comparison, Difference};
use crate::model::{Catalog, Guide};

/// Roles that need no declaration, in the order in which they are named.
const USUAL: [&str; 4] = ["admin", "member", "reseller", "vendor"];

/// Whether something is for a role: what names nobody is for everybody.
pub fn concerns(audience: &[Arc<str>], role: &str) -> bool {
    audience.is_empty() || audience.iter().any(|id| **id == *role)
}

/// The roles that a guide has something of their own for, and something that is not for them: the
/// others read the whole.
pub fn roles(catalog: &Catalog, guide: &Guide, comparison: &Comparison) -> Vec<Arc<str>> {
    let product = &catalog.products[guide.product];
    let rows = product.features().zip(&comparison.rows);
    let differing = rows.filter(|(_, row)| row.difference != Difference::Same);
    let of_rows = differing.map(|(feature, _)| &feature.audience[..]);
    let by = guide.steps.iter().map(|step| &step.by);
    let by = by.chain(guide.preconditions.iter().map(|p| &p.by));
    let parts: Vec<&[Arc<str>]> = of_rows.chain(by.map(Option::as_slice)).collect();
    let mut named: Vec<Arc<str>> = parts.iter().copied().flatten().cloned().collect();
    let rank = |id: &str| {
        let declared = catalog.site.audiences.iter().position(|(known, _)| **known == *id);
        let usual = USUAL.iter().position(|known| *known == id);
        (declared.unwrap_or(usize::MAX), usual.unwrap_or(usize::MAX))
    };
    named.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    named.dedup();
    named.retain(|role| !parts.iter().all(|audience| concerns(audience, role)));
    named
}
