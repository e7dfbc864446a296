//! Every output path is claimed by exactly one page or asset.

use rustc_hash::FxHashMap;

use super::catalogue as problem;
use super::{Plan, pages};
use crate::base::{Bilingual, Diagnostic, SourcePath};

/// Reports every path that is claimed twice, naming both sources.
pub fn check(plan: &Plan, out: &mut Vec<Diagnostic>) {
    let mut claimed: FxHashMap<String, (Option<SourcePath>, String)> = FxHashMap::default();
    claimed.reserve(plan.pages.len() + plan.assets.len());
    let pages = plan
        .pages
        .iter()
        .map(|page| (&page.route, pages::owner(&plan.catalog, &plan.listings, &page.kind)));
    let assets = plan
        .assets
        .iter()
        .map(|asset| (&asset.route, (Some(asset.source.clone()), asset.source.to_string())));
    for (route, owner) in pages.chain(assets) {
        let file = route.file();
        let Some(first) = claimed.get(&file) else {
            claimed.insert(file, owner);
            continue;
        };
        let at = owner.0.as_ref().or(first.0.as_ref()).map(SourcePath::whole);
        let mut diagnostic = problem::same_address(at, route, &first.1);
        if let (Some(path), Some(_)) = (&first.0, &owner.0) {
            diagnostic = diagnostic
                .label(path.whole(), Bilingual::new("另一个在这里", "the other one is here"));
        }
        out.push(diagnostic);
    }
}
