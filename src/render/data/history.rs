//! What changed in a product, record by record, as JSON.

use serde_json::{Value as Json, json};

use super::changes::said;
use crate::derive::CellAt;
use crate::model::{Change, Changed, Product, Record};
use crate::plan::Plan;

/// Every record of a product, the oldest first; the words are the default language's.
pub fn history(plan: &Plan, at: usize) -> Vec<u8> {
    let history = &plan.catalog.histories[at];
    let product = &plan.catalog.products[history.product];
    let records = history.records.iter().skip(1).map(record);
    super::json(&json!({
        "product": &*product.id,
        "since": history.since().map(|date| date.to_string()),
        "records": records.collect::<Vec<Json>>(),
    }))
}

fn record(record: &Record) -> Json {
    let summary = record.summary.as_ref().and_then(|text| text.all().next());
    json!({
        "id": &*record.name,
        "date": record.date.to_string(),
        "title": record.title.as_ref().map(|title| title.base()),
        "summary": summary.map(|prose| prose.source.to_string()),
        "changes": record.changes.iter().map(|c| change(record, c)).collect::<Vec<_>>(),
        "guides": guides(record),
    })
}

/// By guide: the version of its consent sheet from then on.
fn guides(record: &Record) -> Json {
    record.guides.iter().map(|(id, version)| (id.to_string(), json!(&**version))).collect()
}

fn change(record: &Record, change: &Change) -> Json {
    let (before, after) = (&record.before, &record.after);
    let id = |of: &Product, at: usize| of.features().nth(at).map(|f| f.id.to_string());
    let mut out = match &change.what {
        Changed::EditionCame(at) => json!({"edition": &*after.editions[*at].id, "change": "added"}),
        Changed::EditionWent(at) => {
            json!({"edition": &*before.editions[*at].id, "change": "removed"})
        }
        Changed::Came(at) => json!({"feature": id(after, *at), "change": "added"}),
        Changed::Went(at) => json!({"feature": id(before, *at), "change": "removed"}),
        Changed::Moved(old, new) => {
            json!({"feature": id(after, *new), "change": "moved", "was": id(before, *old)})
        }
        Changed::Split(old, new) => {
            let into: Vec<_> = new.iter().map(|at| id(after, *at)).collect();
            json!({"change": "split", "was": id(before, *old), "into": into})
        }
        Changed::Cell { old, new, word } => json!({
            "feature": id(after, new.0),
            "edition": &*after.editions[new.1].id,
            "change": &**word,
            "old": cell(before, *old),
            "new": cell(after, *new),
        }),
    };
    if let Some(out) = out.as_object_mut() {
        out.insert("id".to_owned(), json!(&*change.id));
        let note = change.note.as_ref().and_then(|note| note.all().next());
        out.extend(note.map(|note| ("note".to_owned(), json!(note.source.to_string()))));
    }
    out
}

fn cell(product: &Product, (feature, edition): (usize, usize)) -> Json {
    let row = product.features().nth(feature);
    row.map_or(Json::Null, |row| said(product, row, CellAt { feature, edition }))
}
