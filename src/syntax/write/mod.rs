//! Documents to YAML, as an editor likes to read it: block style, one order of keys, quotes only
//! where YAML needs them. What is read back is what was written, but for the places.
//!
//! Comments and layout of a file are not in its document: a change to one cell of a file that an
//! editor has written is no job for this room.

mod cell;
mod scalar;
pub(super) mod tree;

#[cfg(test)]
pub(super) mod any;
#[cfg(test)]
mod tests;

pub use scalar::{Place, can_be_block, like, name, text};

use super::feature::{BETTER, FeatureDoc, GroupDoc, KINDS, PartDoc, TypeDoc};
use super::product::{
    CompareDoc, ConditionDoc, EditionDoc, OF, PairDoc, ProductDoc, STATUS, SourceDoc,
};
use super::token;
use super::unit::UnitDoc;
use super::words::{ProseWords, Words};
use crate::base::{Lang, Located};
use tree::{Item, Map};

/// A product as the text of `product.yaml`.
pub fn product(doc: &ProductDoc) -> String {
    product_map(doc).into_sections()
}

/// What stands in `product.yaml`.
pub(super) fn product_map(doc: &ProductDoc) -> Map {
    let mut map = Map::new();
    map.set("product", doc.id.as_ref().map(|id| Item::name(&id.value)));
    map.set("name", doc.name.as_ref().map(words));
    map.set("description", doc.description.as_ref().map(words));
    map.set("vendor", doc.vendor.as_ref().map(words));
    map.text("homepage", doc.homepage.as_ref().map(|url| url.value.as_str()));
    map.text("verified", doc.verified.as_ref().map(|day| day.value));
    map.text("stale_after", doc.stale_after.as_ref().map(|days| days.value.as_str()));
    map.keyed("sources", doc.sources.iter().map(|s| (&s.id, source(s))));
    map.keyed("units", doc.units.iter().map(|u| (&u.id, unit(u))));
    map.keyed("conditions", doc.conditions.iter().map(|c| (&c.id, condition(c))));
    map.list("editions", doc.editions.iter().map(edition));
    map.set("ladder", ids(&doc.ladder));
    map.set("compare", doc.compare.as_ref().map(compare));
    map.text("paths", doc.all_paths.then_some("all"));
    map.list("groups", doc.groups.iter().map(group));
    map.keyed_items("moved", doc.moved.iter().map(|(old, new)| (old, Item::name(&new.value))));
    map.keyed_items("split", doc.split.iter().filter_map(|(old, new)| Some((old, ids(new)?))));
    map
}

/// Groups as the text of one of the files under `features/`.
pub fn features(groups: &[GroupDoc]) -> String {
    let mut map = Map::new();
    map.list("groups", groups.iter().map(group));
    map.into_sections()
}

/// Words in one language stand alone; those in several by language.
pub(super) fn words(words: &Words) -> Item {
    by_language(words, |text| text.as_str())
}

pub(super) fn prose(words: &ProseWords) -> Item {
    by_language(words, |prose| &prose.source)
}

fn by_language<T>(words: &[(Option<Located<Lang>>, Located<T>)], text: fn(&T) -> &str) -> Item {
    if let [(None, only)] = words {
        return Item::text(text(&only.value));
    }
    let mut map = Map::new();
    for (lang, value) in words {
        map.text(lang.as_ref().map_or("", |lang| lang.as_str()), Some(text(&value.value)));
    }
    map.into()
}

/// Names in brackets.
pub(super) fn ids(ids: &[Located<String>]) -> Option<Item> {
    (!ids.is_empty()).then(|| Item::names(ids.iter().map(|id| id.value.as_str())))
}

/// A list of names; one alone needs no brackets.
fn id_or_ids(all: &[Located<String>]) -> Option<Item> {
    match all {
        [only] => Some(Item::name(&only.value)),
        _ => ids(all),
    }
}

/// The word that stands for a code.
fn word<T: Copy + PartialEq>(of: &[(&'static str, T)], code: Option<T>) -> Option<&'static str> {
    of.iter().find(|(_, known)| Some(*known) == code).map(|(word, _)| *word)
}

fn source(doc: &SourceDoc) -> Map {
    let mut map = Map::new();
    map.set("title", doc.title.as_ref().map(words));
    map.text("url", doc.url.as_ref().map(|url| url.value.as_str()));
    map.text("seen", doc.seen.as_ref().map(|day| day.value));
    map
}

pub(super) fn unit(doc: &UnitDoc) -> Map {
    let mut map = Map::new();
    map.set("name", doc.name.as_ref().map(words));
    map.set("aliases", aliases(&doc.aliases));
    map.text("of", doc.of.as_ref().map(|of| of.value.as_str()));
    map.text("factor", doc.factor.as_ref().map(|factor| factor.value.as_str()));
    map
}

fn condition(doc: &ConditionDoc) -> Map {
    let mut map = Map::new();
    map.set("name", doc.name.as_ref().map(words));
    map.text("of", word(OF, doc.of));
    map.set("editions", ids(&doc.editions));
    map.set("ask", doc.ask.as_ref().map(words));
    map.set("not", doc.not.as_ref().map(words));
    map.set("md", doc.words.as_ref().map(prose));
    map
}

fn edition(doc: &EditionDoc) -> Map {
    let mut map = Map::new();
    map.set("id", Some(Item::name(&doc.id.value)));
    map.set("name", doc.name.as_ref().map(words));
    map.text("status", word(STATUS, doc.status));
    map.text("released", doc.released);
    map.text("closes", doc.closes);
    map.set("inherits", doc.inherits.as_ref().map(|id| Item::name(&id.value)));
    map
}

fn compare(doc: &CompareDoc) -> Item {
    match doc {
        CompareDoc::Consecutive => Item::text("consecutive"),
        CompareDoc::All => Item::text("all"),
        CompareDoc::Listed(pairs) => Item::List(pairs.iter().map(pair).collect()),
    }
}

/// Two names, or a mapping where more is known of the reader.
fn pair(doc: &PairDoc) -> Item {
    if doc.given.is_empty() {
        return Item::names([doc.from.value.as_str(), doc.to.value.as_str()]);
    }
    let mut given = Map::new();
    for (edition, conditions) in &doc.given {
        let names = Item::names(conditions.iter().map(|id| id.value.as_str()));
        given.set(&edition.value, Some(names));
    }
    let mut map = Map::new();
    map.set("from", Some(Item::name(&doc.from.value)));
    map.set("to", Some(Item::name(&doc.to.value)));
    map.set("given", Some(Item::Map(given)));
    Item::Map(map)
}

pub(super) fn group(doc: &GroupDoc) -> Map {
    let mut map = Map::new();
    map.set("id", Some(Item::name(&doc.id.value)));
    map.set("name", doc.name.as_ref().map(words));
    map.set("audience", ids(&doc.audience));
    map.spaced("features", doc.features.iter().map(feature));
    map
}

fn feature(doc: &FeatureDoc) -> Map {
    let mut map = Map::new();
    map.set("id", Some(Item::name(&doc.id.value)));
    map.set("name", doc.name.as_ref().map(words));
    map.set("aliases", aliases(&doc.aliases));
    map.set("question", doc.question.as_ref().map(words));
    map.set("audience", ids(&doc.audience));
    map.text("verified", doc.verified.as_ref().map(|day| day.value));
    map.text("stale_after", doc.stale_after.as_ref().map(|days| days.value.as_str()));
    fact(&mut map, &doc.fact);
    map.list("parts", doc.parts.iter().map(part));
    let is_text = doc.fact.kind.is_none_or(|kind| kind == token::TEXT);
    let cells = doc.cells.iter().flatten();
    map.keyed_items("cells", cells.map(|(edition, cell)| (edition, cell::cell(cell, is_text))));
    map
}

/// Names in one language each stand in brackets, others line by line.
fn aliases(all: &[Words]) -> Option<Item> {
    let plain = all.iter().map(|words| match &words[..] {
        [(None, text)] => Some(text.value.as_str()),
        _ => None,
    });
    let plain: Option<Vec<&str>> = plain.collect();
    let item = match plain {
        Some(names) => Item::names(names),
        None => Item::List(all.iter().map(words).collect()),
    };
    (!all.is_empty()).then_some(item)
}

fn fact(map: &mut Map, doc: &TypeDoc) {
    map.text("type", word(KINDS, doc.kind));
    map.text("unit", doc.unit.as_ref().map(|unit| unit.value.as_str()));
    map.text("per", doc.per.as_ref().map(|per| per.value.as_str()));
    map.text("better", word(BETTER, doc.better));
    map.keyed_items("options", doc.options.iter().map(|(id, name)| (id, words(name))));
}

fn part(doc: &PartDoc) -> Map {
    let mut map = Map::new();
    map.set("id", Some(Item::name(&doc.id.value)));
    map.set("name", doc.name.as_ref().map(words));
    fact(&mut map, &doc.fact);
    map
}
