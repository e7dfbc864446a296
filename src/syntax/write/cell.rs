//! Cells and cases.

use super::tree::{Item, Map};
use super::{id_or_ids, ids, prose, words};
use crate::syntax::cell::{CaseDoc, CellDoc, EvidenceDoc, FormulaDoc, WrittenValue};

/// A cell: bare where it is nothing but a bare value, which is words or, of other types, none.
pub fn cell(doc: &CellDoc, is_text: bool) -> Item {
    if !doc.parts.is_empty() {
        let mut map = Map::new();
        for (part, doc) in &doc.parts {
            map.set(&part.value, Some(cell(doc, true)));
        }
        return map.into();
    }
    let map = mapping(doc);
    match &doc.value {
        Some(WrittenValue::Bare(text)) if map.len() == 1 => match is_text {
            true => Item::text(&text.value),
            false => Item::token(&text.value),
        },
        Some(WrittenValue::BareList(items)) if map.len() == 1 => {
            Item::names(items.iter().map(|item| item.value.as_str()))
        }
        _ => map.into(),
    }
}

fn mapping(doc: &CellDoc) -> Map {
    let mut map = Map::new();
    value(&mut map, doc.value.as_ref());
    map.set("md", doc.words.as_ref().map(prose));
    map.set("short", doc.short.as_ref().map(words));
    map.set("instead", doc.instead.as_ref().map(prose));
    map.text("per", doc.per.as_ref().map(|per| per.value.as_str()));
    map.list("cases", doc.cases.iter().map(case));
    map.set("note", doc.note.as_ref().map(prose));
    map.set("src", evidence(&doc.sources));
    map.set("more", evidence(&doc.more));
    map.text("since", doc.since.as_ref().map(|since| since.value.as_str()));
    map.text("verified", doc.verified.as_ref().map(|day| day.value));
    map.text("stale_after", doc.stale_after.as_ref().map(|days| days.value.as_str()));
    map.text("review", doc.review.as_ref().map(|day| day.value));
    map
}

/// The value under its key. A bare one has none of its own; beside other keys it is a state or a set.
fn value(map: &mut Map, value: Option<&WrittenValue>) {
    match value {
        None => {}
        Some(WrittenValue::Is(text) | WrittenValue::Bare(text)) => {
            map.text("is", Some(text.value.as_str()));
        }
        Some(WrittenValue::Reported(_)) => map.text("is", Some("unknown")),
        Some(WrittenValue::Limit(text)) => map.text("limit", Some(text.value.as_str())),
        Some(WrittenValue::Formula(doc)) => map.set("limit", Some(formula(doc).into())),
        Some(WrittenValue::Set(items) | WrittenValue::BareList(items)) => {
            map.set("set", ids(items));
        }
    }
}

fn formula(doc: &FormulaDoc) -> Map {
    let mut map = Map::new();
    map.text("formula", Some(doc.formula.value.as_str()));
    map.text("min", doc.min.as_ref().map(|min| min.value.as_str()));
    map.text("max", doc.max.as_ref().map(|max| max.value.as_str()));
    map
}

fn case(doc: &CaseDoc) -> Map {
    let mut map = Map::new();
    map.set("when", id_or_ids(&doc.when));
    value(&mut map, doc.value.as_ref());
    map.set("md", doc.words.as_ref().map(prose));
    map
}

/// Sources in brackets, or line by line where a sentence is quoted from one.
fn evidence(all: &[EvidenceDoc]) -> Option<Item> {
    if all.is_empty() {
        return None;
    }
    if all.iter().all(|doc| doc.quote.is_none()) {
        return Some(Item::names(all.iter().map(|doc| doc.id.value.as_str())));
    }
    let item = |doc: &EvidenceDoc| {
        let Some(quote) = &doc.quote else { return Item::name(&doc.id.value) };
        let mut map = Map::new();
        map.set("id", Some(Item::name(&doc.id.value)));
        map.set("quote", Some(words(quote)));
        map.into()
    };
    Some(Item::List(all.iter().map(item).collect()))
}
