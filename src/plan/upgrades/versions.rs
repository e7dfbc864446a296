//! What guides tell today, held against the versions that records keep.

use crate::base::{Bilingual, Diagnostic};
use crate::plan::Plan;
use crate::plan::catalogue as problem;

/// Warns where a guide tells what no record holds: a sheet signed today could not be found again. One
/// warning for a product; none where its matrix is not recorded either, of which the same record tells.
pub fn check_versions(plan: &Plan, out: &mut Vec<Diagnostic>) {
    for history in plan.catalog.histories.iter().filter(|history| history.is_current) {
        let guides = plan.catalog.guides.iter().enumerate();
        let ours = guides.filter(|(_, guide)| guide.product == history.product);
        let untold = ours.filter(|(at, guide)| {
            let told = history.version(&guide.id, history.records.len());
            told.is_none_or(|(told, _)| *told != *plan.consent(*at).hash)
        });
        let names: Vec<&str> = untold.map(|(_, guide)| &*guide.id).collect();
        if names.is_empty() {
            continue;
        }
        let product = &plan.catalog.products[history.product];
        let place = product.source.at(product.at);
        let names = Bilingual::new(names.join("、"), names.join(", "));
        out.push(problem::unrecorded_guides(place, product.name.base(), names));
    }
}
