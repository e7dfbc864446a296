//! Products of one maker that say two things of what bears the same names.
//!
//! Two matrices claim to be about one thing only where everything that names it agrees: the maker, the
//! feature's id and name, the part, the edition's id and name, the type and the scope. Names agree in the default
//! language, or in another that both have: a translation that only one of them has makes no other thing.

use rustc_hash::FxHashMap;

use super::catalogue as problem;
use super::fact::{Vocabulary, say};
use crate::base::{Bilingual, Diagnostic};
use crate::model::{Catalog, Cell, Fact, Feature, Limit, Product, Value};

/// Reports every fact that an earlier product states otherwise.
pub fn check(catalog: &Catalog, words: &Vocabulary, out: &mut Vec<Diagnostic>) {
    for (at, product) in catalog.products.iter().enumerate() {
        let Some(vendor) = &product.vendor else { continue };
        let twins = catalog.products[..at].iter();
        for other in
            twins.filter(|other| other.vendor.as_ref().is_some_and(|other| other.agrees(vendor)))
        {
            let rows: FxHashMap<&str, &Feature> = other.features().map(|f| (&*f.id, f)).collect();
            for feature in product.features() {
                let twin = rows.get(&*feature.id).filter(|twin| twin.name.agrees(&feature.name));
                if let Some(twin) = twin {
                    features(catalog, words, (product, feature), (other, twin), out);
                }
            }
        }
    }
}

fn features(
    catalog: &Catalog,
    words: &Vocabulary,
    (product, feature): (&Product, &Feature),
    (other, twin): (&Product, &Feature),
    out: &mut Vec<Diagnostic>,
) {
    let lang = catalog.site.default_language();
    for (edition, known) in product.editions.iter().enumerate() {
        let same = |e: &usize| {
            let there = &other.editions[*e];
            there.id == known.id && there.name.agrees(&known.name)
        };
        let Some(there) = (0..other.editions.len()).find(same) else { continue };
        for fact in &feature.facts {
            let part = |fact: &Fact| fact.part.as_ref().map(|(id, _)| id.clone());
            let Some(twin_fact) = twin.facts.iter().find(|f| part(f) == part(fact)) else {
                continue;
            };
            let (cell, twin_cell) = (&fact.cells[edition], &twin_fact.cells[there]);
            let comparable = fact.kind == twin_fact.kind
                && cell.per.as_ref().or(fact.per.as_ref())
                    == twin_cell.per.as_ref().or(twin_fact.per.as_ref());
            if comparable && disagree(cell, fact, twin_cell, twin_fact) {
                let said = |cell: &Cell, fact: &Fact| {
                    say(&cell.value, cell.words.as_ref(), fact, lang, words)
                };
                let here = Bilingual::new("另一个产品写在这里", "the other product says so here");
                out.push(
                    problem::products_disagree(
                        feature.source.at(cell.at.begin()),
                        feature.name.base(),
                        known.name.base(),
                        said(cell, fact),
                        &*other.id,
                        said(twin_cell, twin_fact),
                    )
                    .label(twin.source.at(twin_cell.at.begin()), here),
                );
            }
        }
    }
}

/// Whether two cells say different things of who meets no condition, and neither says the other's thing in one of its cases.
fn disagree(cell: &Cell, fact: &Fact, twin: &Cell, twin_fact: &Fact) -> bool {
    if !is_judged(cell) || !is_judged(twin) {
        return false;
    }
    let holds = |cell: &Cell, fact: &Fact, wanted: (&Value, &Fact)| {
        let mut cases = cell.cases.iter().filter_map(|case| case.value.as_ref());
        cases.any(|case| !differ((case, fact), wanted))
    };
    let (one, other) = ((&cell.value, fact), (&twin.value, twin_fact));
    differ(one, other) && !holds(cell, fact, other) && !holds(twin, twin_fact, one)
}

/// Whether a cell says something that can be held against another's. "In part, namely so" is another way to write a
/// yes or a no with cases.
fn is_judged(cell: &Cell) -> bool {
    !cell.broken
        && match cell.value {
            Value::Unknown | Value::Na | Value::Text => false,
            Value::Partial => cell.cases.is_empty(),
            _ => true,
        }
}

/// Whether two values cannot both be true of one thing. What is planned is not there yet.
fn differ((a, fact): (&Value, &Fact), (b, twin_fact): (&Value, &Fact)) -> bool {
    match (a, b) {
        (Value::Limit(Limit::Amount(a)), Value::Limit(Limit::Amount(b))) => {
            a.dimension == b.dimension && a.base != b.base
        }
        (Value::Set(one), Value::Set(other)) => ids(one, fact) != ids(other, twin_fact),
        (Value::Planned(_), other) | (other, Value::Planned(_)) => {
            !matches!(other, Value::Planned(_) | Value::No)
        }
        (a, b) => a != b,
    }
}

/// The ids of a set's options: their positions mean something in their own matrix only.
fn ids<'f>(options: &[u16], fact: &'f Fact) -> Vec<&'f str> {
    let mut ids: Vec<&str> = options.iter().map(|at| &*fact.options[usize::from(*at)].id).collect();
    ids.sort_unstable();
    ids
}
