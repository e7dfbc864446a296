//! Ladders of products: a higher rung that has less than a lower one is a mistake in one of two cells.

use super::catalogue as problem;
use crate::base::{Bilingual, Diagnostic};
use crate::derive::{BrokenLadder, Difference, broken_ladders};
use crate::model::{Catalog, Product, RungKind};

/// Reports every fact that goes down on the way up.
pub fn check(catalog: &Catalog, out: &mut Vec<Diagnostic>) {
    for product in &catalog.products {
        out.extend(broken_ladders(product).iter().filter_map(|broken| report(product, broken)));
    }
}

fn report(product: &Product, broken: &BrokenLadder) -> Option<Diagnostic> {
    let feature = product.features().nth(broken.feature)?;
    let fact = feature.facts.get(broken.fact)?;
    let (lower, higher) = (&fact.cells[broken.lower], &fact.cells[broken.higher]);
    if lower.broken || higher.broken {
        return None;
    }
    let name = |rung: usize| match product.ladder[rung].kind {
        RungKind::Edition(at) => product.editions[at].name.base(),
        RungKind::Plan(at) => product.conditions[at].name.base(),
    };
    let part = fact.part.as_ref().map(|(id, _)| format!(".{id}")).unwrap_or_default();
    let id = format!("{}{part}", feature.id);
    let words = problem::ladder_broken(
        feature.source.at(higher.at),
        id,
        name(broken.below),
        name(broken.rung),
        word(broken.difference),
    );
    if lower.at == higher.at {
        return Some(words);
    }
    let here = Bilingual::new("低一级的在这里", "the lower rung is here");
    Some(words.label(feature.source.at(lower.at), here))
}

/// How something goes down, for messages.
fn word(difference: Difference) -> Bilingual {
    let zh = match difference {
        Difference::Lost => "没有了",
        Difference::Deferred => "变成了计划",
        Difference::Lowered => "变少了",
        Difference::Narrowed => "受了限制",
        _ => "有增有减",
    };
    Bilingual::new(zh, difference.word())
}
