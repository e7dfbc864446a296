//! What changed in a matrix, as JSON.

use serde_json::{Map, Value as Json, json};
use thin_vec::ThinVec;

use super::cells::{cell_of, ids, row};
use crate::derive::{Beside, CellAt, CellChange, Changes, Comparison, EvidenceChange};
use crate::model::{Cell, Feature, Product, Value};

/// What changed from one version of a product to another: the contract's keys and no other.
pub fn changes(old: &Product, new: &Product, changes: &Changes) -> Json {
    let rows = Rows::new(old, new);
    let editions = |of: &Product, at: &[usize]| -> Vec<String> {
        at.iter().map(|at| of.editions[*at].id.to_string()).collect()
    };
    let features = |of: &[&Feature], at: &[usize]| -> Vec<String> {
        at.iter().map(|at| of[*at].id.to_string()).collect()
    };
    let moved: Map<String, Json> = changes
        .moved
        .iter()
        .map(|(old, ids)| match &ids[..] {
            [only] => (old.to_string(), json!(&**only)),
            several => (old.to_string(), json!(several)),
        })
        .collect();
    json!({
        "product": &*new.id,
        "editions": {
            "added": editions(new, &changes.editions_added),
            "removed": editions(old, &changes.editions_removed),
        },
        "features": {
            "added": features(&rows.new, &changes.features_added),
            "removed": features(&rows.old, &changes.features_removed),
            "moved": moved,
        },
        "cells": changes.cells.iter().map(|change| rows.cell(change)).collect::<Vec<_>>(),
        "evidence": changes.evidence.iter().map(|change| rows.evidence(change)).collect::<Vec<_>>(),
    })
}

/// Two versions of a product with their rows by position.
struct Rows<'p> {
    products: (&'p Product, &'p Product),
    old: Vec<&'p Feature>,
    new: Vec<&'p Feature>,
}

impl<'p> Rows<'p> {
    fn new(old: &'p Product, new: &'p Product) -> Self {
        Self { products: (old, new), old: old.features().collect(), new: new.features().collect() }
    }

    fn cell(&self, change: &CellChange) -> Json {
        let (old, new) = self.products;
        json!({
            "feature": &*self.new[change.new.feature].id,
            "edition": &*new.editions[change.new.edition].id,
            "change": change.change.word(),
            "old": said(old, self.old[change.old.feature], change.old),
            "new": said(new, self.new[change.new.feature], change.new),
            "id": crate::derive::change_id(old, new, change),
        })
    }

    fn evidence(&self, change: &EvidenceChange) -> Json {
        let (old, new) = self.products;
        let (was, is) = (self.old[change.old.feature], self.new[change.new.feature]);
        json!({
            "feature": &*is.id,
            "edition": &*new.editions[change.new.edition].id,
            "old": beside(old, was, change.old, &change.what),
            "new": beside(new, is, change.new, &change.what),
        })
    }
}

/// What a cell says, without what stands beside it for editors.
pub(super) fn said(product: &Product, feature: &Feature, at: CellAt) -> Json {
    let bare = |cell: &Cell| Cell {
        value: if matches!(cell.value, Value::Planned(_)) {
            Value::Planned(None)
        } else {
            cell.value.clone()
        },
        short: None,
        note: None,
        sources: ThinVec::new(),
        more: ThinVec::new(),
        since: None,
        verified: None,
        ..cell.clone()
    };
    let mut feature = feature.clone();
    for fact in &mut feature.facts {
        fact.cells[at.edition] = bare(&fact.cells[at.edition]);
    }
    cell_of(product, &feature, at.edition)
}

/// What stands beside a cell's values: of a row with parts, by part.
fn beside(product: &Product, feature: &Feature, at: CellAt, what: &[Beside]) -> Json {
    let of = |cell: &Cell| {
        let verified = cell.verified.or(feature.verified).or(product.verified);
        let review = if let Value::Planned(date) = cell.value { date } else { None };
        let prose = |words: &Option<crate::model::ProseText>| {
            json!(words.as_ref().and_then(|w| w.all().next()).map(|prose| prose.source.to_string()))
        };
        let value = |beside: Beside| match beside {
            Beside::Verified => json!(verified.map(|date| date.to_string())),
            Beside::Since => json!(cell.since),
            Beside::Review => json!(review.map(|date| date.to_string())),
            Beside::Sources => json!(ids(product, &cell.sources).unwrap_or_default()),
            Beside::More => json!(ids(product, &cell.more).unwrap_or_default()),
            Beside::Note => prose(&cell.note),
            Beside::Short => json!(cell.short.as_ref().map(|short| short.base())),
            Beside::Words => prose(&cell.words),
        };
        let all = what.iter().map(|beside| (beside.key().to_owned(), value(*beside)));
        Json::Object(all.collect())
    };
    if !feature.has_parts() {
        return feature.facts.first().map_or(Json::Null, |fact| of(&fact.cells[at.edition]));
    }
    let part = |fact: &crate::model::Fact| {
        Some((fact.part.as_ref()?.0.to_string(), of(&fact.cells[at.edition])))
    };
    Json::Object(feature.facts.iter().filter_map(part).collect())
}

/// Two editions compared for a customer of whom something is known: the keys of the comparison's JSON.
/// `why` gives what is to be said of each row beside it.
pub fn differences(
    product: &Product,
    comparison: &Comparison,
    why: impl Fn(usize) -> Option<String>,
) -> Json {
    let features = product.features().zip(&comparison.rows).enumerate();
    let features = features.map(|(at, (feature, found))| {
        let mut row = row(product, feature, found, comparison, None);
        if let (Some(why), Some(row)) = (why(at), row.as_object_mut()) {
            row.insert("why".to_owned(), json!(why));
        }
        row
    });
    let features: Vec<Json> = features.collect();
    json!({
        "product": &*product.id,
        "from": &*product.editions[comparison.from].id,
        "to": &*product.editions[comparison.to].id,
        "verdict": super::matrix::verdict(comparison),
        "features": features,
    })
}
