//! Features that have another id than before, or became several.

use std::sync::Arc;

use super::catalogue as problem;
use super::scope::Scope;
use crate::base::{Located, nearest};
use crate::model::Product;
use crate::model::catalogue as unknown;

type Ids = Vec<(Located<String>, Vec<Located<String>>)>;

/// Resolves `moved` and `split`: each old id with the ids of today's features. An id that still
/// names a feature cannot have moved, and a chain must end at one.
pub fn resolve(
    moved: Vec<(Located<String>, Located<String>)>,
    split: Ids,
    product: &mut Product,
    scope: &mut Scope<'_>,
) {
    let all: Ids = moved.into_iter().map(|(old, new)| (old, vec![new])).chain(split).collect();
    scope.unique(all.iter().map(|(old, _)| old));
    for (old, _) in &all {
        if product.feature(&old.value).is_some() {
            scope.report(problem::moved_and_here(scope.span(old.at), &old.value));
            continue;
        }
        let mut today = Vec::new();
        if follow(old, &all, &mut Vec::new(), &mut today, product, scope) {
            product.moved.push((old.value.as_str().into(), today));
        }
    }
}

/// Collects where an id leads in the end; `false` if that was reported. What another entry's chain
/// runs into is reported where that entry stands.
fn follow(
    old: &Located<String>,
    all: &Ids,
    path: &mut Vec<String>,
    today: &mut Vec<Arc<str>>,
    product: &Product,
    scope: &mut Scope<'_>,
) -> bool {
    path.push(old.value.clone());
    let first = path.len() == 1;
    let Some((_, targets)) = all.iter().find(|(id, _)| id.value == old.value) else { return false };
    for target in targets {
        let feature = product.features().find(|feature| *feature.id == *target.value);
        let further = all.iter().find(|(id, _)| id.value == target.value);
        match (feature, further) {
            (Some(feature), _) => today.push(Arc::clone(&feature.id)),
            (None, _) if path.contains(&target.value) => {
                // Each circle once: at the entry whose id sorts first.
                if path[0] == target.value && path.iter().all(|id| *id >= path[0]) {
                    let circle = format!("{} → {}", path.join(" → "), target.value);
                    scope.report(problem::moved_in_circle(scope.span(target.at), circle));
                }
                return false;
            }
            (None, Some((next, _))) => {
                if !follow(next, all, path, today, product, scope) {
                    return false;
                }
            }
            (None, None) => {
                if first {
                    let near = nearest(&target.value, product.features().map(|f| &*f.id));
                    scope.report(unknown::unknown_feature(
                        scope.span(target.at),
                        &target.value,
                        near,
                    ));
                }
                return false;
            }
        }
    }
    path.pop();
    true
}
